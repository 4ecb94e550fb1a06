//! Lines of a view that a name had better not lie on.

use crate::atlas::LayerKind;
use crate::atlas::basemap::BorderKind;
use crate::earth::MapPoint;
use crate::scene::ScreenRect;
use crate::scene::display::cells::AreaCells;
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::BorderLine;

/// Side of the cells in which lines are looked for, logical pixels.
const CELL_PX: f64 = 3.0;
/// A line that only touches the edge of a name's rectangle does not cross the name, logical pixels.
const EDGE_PX: f64 = 1.0;

/// The borders of a view, and the rings in which places of its marks lie: what says where something ends
/// can be followed only where no name lies on it.
#[derive(Debug, Default)]
pub(super) struct CrossedLines {
    cells: Option<AreaCells>,
}

impl CrossedLines {
    /// The lines of a view within `window`.
    pub(super) fn of(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        window: ScreenRect,
    ) -> Self {
        let shown = |kind: LayerKind| frame.view.shows_kind(frame.atlas, kind);
        let agreed = shown(LayerKind::Borders);
        let disputed = shown(LayerKind::DisputedBorders);
        let is_drawn = |border: &&BorderLine| match border.kind {
            BorderKind::International => agreed,
            BorderKind::Disputed | BorderKind::LineOfControl => disputed,
            BorderKind::Coast | BorderKind::Claim | BorderKind::Seam => false,
        };
        let ground = frame.land().into_iter();
        let borders = ground
            .flat_map(|ground| ground.borders.within(frame.seen))
            .filter(is_drawn)
            .map(|border| border.geometry.points.as_slice());
        let rings: Vec<Vec<MapPoint>> = stage
            .standing
            .iter()
            .flat_map(|standing| standing.ring_lines(frame))
            .collect();
        let lines = borders.chain(rings.iter().map(Vec::as_slice));
        let cells = AreaCells::along(&frame.camera, lines, window, CELL_PX);
        Self { cells: Some(cells) }
    }

    /// How much of these lines a rectangle of the window covers, in cells.
    pub(super) fn under(&self, rect: &ScreenRect) -> usize {
        let rect = rect.inflated(-EDGE_PX);
        self.cells.as_ref().map_or(0, |cells| cells.count(&rect))
    }
}

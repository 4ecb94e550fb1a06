//! The rings of a view, in which the places of its marks lie: what stands on the frame's edge keeps off them.

use super::placed_mark::PlacedMark;
use crate::scene::ScreenRect;
use crate::scene::display::cells::AreaCells;
use crate::scene::layout::view_context::ViewContext;

/// Side of the cells in which rings are looked for, logical pixels.
const CELL_PX: f64 = 4.0;
/// Distance that is kept from a ring, logical pixels.
const CLEAR_PX: f64 = 4.0;

/// The rings of the marks in view.
#[derive(Debug)]
pub(in crate::scene) struct RingsInView {
    all: AreaCells,
    /// Those of marks without a symbol: the ring is all that is drawn of these.
    bare: AreaCells,
}

impl RingsInView {
    /// The rings of the marks that stand in a view.
    pub(in crate::scene) fn of(frame: &ViewContext<'_>, standing: &[PlacedMark<'_>]) -> Self {
        let cells = |is_one: &dyn Fn(&PlacedMark<'_>) -> bool| {
            let marks = standing.iter().filter(|mark| is_one(mark));
            let lines: Vec<_> = marks.flat_map(|mark| mark.ring_lines(frame)).collect();
            let lines = lines.iter().map(Vec::as_slice);
            AreaCells::along(&frame.camera, lines, frame.window, CELL_PX)
        };
        Self {
            all: cells(&|_| true),
            bare: cells(&|mark| !mark.mark.look.pinned),
        }
    }

    /// Whether a rectangle of the window is clear of all rings.
    pub(super) fn are_clear_of(&self, rect: &ScreenRect) -> bool {
        self.all.is_empty(&rect.inflated(CLEAR_PX))
    }

    /// Whether it is clear of the rings of marks without a symbol.
    pub(super) fn are_bare_clear_of(&self, rect: &ScreenRect) -> bool {
        self.bare.is_empty(&rect.inflated(CLEAR_PX))
    }
}

//! Which kinds of disputed lines and land the view shows, so that the legend explains no others.

use crate::atlas::basemap::{BorderKind, Claimed, Level};
use crate::atlas::{Atlas, LayerKind};
use crate::earth::{Extent, LonLat, MapRect, Projection, ShownExtent};
use crate::session::viewpoint::Viewpoint;

/// The kinds of disputed borders of the base map that lie in the view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SeenLines {
    /// A border that is not agreed.
    pub(super) not_agreed: bool,
    /// A line of control.
    pub(super) control: bool,
    /// Land that one side holds and another claims.
    pub(super) claimed: bool,
}

impl SeenLines {
    /// The coarsest level decides: it has every line and area that a finer one has.
    pub(super) fn of(atlas: &Atlas, view: &Viewpoint) -> Self {
        let (Some(level), Some(seen)) = (atlas.basemap.levels.first(), Seen::of(atlas, view))
        else {
            return Self::default();
        };
        let has = |kind: BorderKind| {
            let mut arcs = level.arcs.iter().filter(|arc| arc.kind == kind);
            arcs.any(|arc| seen.meets(arc.points.iter().copied()))
        };
        Self {
            not_agreed: has(BorderKind::Disputed),
            control: has(BorderKind::LineOfControl),
            claimed: level.claimed.iter().any(|area| seen.sees(level, area)),
        }
    }
}

/// Height from which on a reader takes the outline of an area for exact, logical pixels.
const LEGIBLE_PX: f64 = 30.0;
/// Metres to a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

/// The claimed areas in view whose outline is schematic and large enough to be read, where disputed
/// borders are shown.
pub(super) fn schematic_in_view<'a>(atlas: &'a Atlas, view: &Viewpoint) -> Vec<&'a str> {
    let shown = view.shows_kind(atlas, LayerKind::DisputedBorders);
    let level = atlas.basemap.levels.first().filter(|_| shown);
    let (Some(level), Some(seen)) = (level, Seen::of(atlas, view)) else {
        return Vec::new();
    };
    let schematic = level.claimed.iter().filter(|area| area.is_schematic());
    let legible = schematic.filter(|area| {
        let extent = Extent::of(level.ring_points(&area.ring));
        let height_m = extent.map_or(0.0, |of| (of.north_deg - of.south_deg) * DEGREE_M);
        height_m >= LEGIBLE_PX * view.camera.metres_per_px
    });
    let in_view = legible.filter(|area| seen.sees(level, area));
    in_view.map(|area| area.name.as_str()).collect()
}

/// What a view shows of the earth.
struct Seen<'v> {
    projection: &'v Projection,
    extent: Extent,
    rect: MapRect,
}

impl<'v> Seen<'v> {
    /// What this view shows; `None` where it shows nothing of the earth.
    fn of(atlas: &'v Atlas, view: &Viewpoint) -> Option<Self> {
        let shown = ShownExtent::of(&atlas.projection, &view.camera)?;
        Some(Self {
            projection: &atlas.projection,
            extent: shown.extent,
            rect: view.camera.view_rect(),
        })
    }

    /// Whether the outline of a claimed area runs through the view, or the view lies within it.
    fn sees(&self, level: &Level, area: &Claimed) -> bool {
        self.meets(level.ring_points(&area.ring))
            || level.surrounds(&area.ring, self.extent.center())
    }

    /// Whether some stretch of a line may lie in the view: in its degrees and, since around a pole those are
    /// all longitudes, on its map.
    fn meets(&self, points: impl Iterator<Item = LonLat>) -> bool {
        let mut before = None;
        for point in points {
            let ends = before.replace(point).into_iter().chain([point]);
            let stretch = Extent::of(ends.clone());
            if stretch.is_some_and(|stretch| stretch.meets(&self.extent)) && self.is_on_map(ends) {
                return true;
            }
        }
        false
    }

    fn is_on_map(&self, ends: impl Iterator<Item = LonLat>) -> bool {
        let ends = ends.filter_map(|end| self.projection.project(end));
        ends.collect::<MapRect>().intersects(&self.rect)
    }
}

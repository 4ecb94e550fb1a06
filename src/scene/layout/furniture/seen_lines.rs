//! Which kinds of disputed lines and land the view shows, so that the legend explains no others.

use crate::atlas::Atlas;
use crate::atlas::basemap::{BorderKind, Level};
use crate::earth::{Extent, LonLat};
use crate::scene::layout::shown_extent::ShownExtent;
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
        let shown = ShownExtent::of(&atlas.projection, &view.camera);
        let (Some(level), Some(shown)) = (atlas.basemap.levels.first(), shown) else {
            return Self::default();
        };
        let seen = shown.extent;
        let has = |kind: BorderKind| {
            let mut arcs = level.arcs.iter().filter(|arc| arc.kind == kind);
            arcs.any(|arc| meets(arc.points.iter().copied(), &seen))
        };
        Self {
            not_agreed: has(BorderKind::Disputed),
            control: has(BorderKind::LineOfControl),
            claimed: sees_claimed(level, &seen),
        }
    }
}

/// Whether the outline of a claimed area runs through the view, or the view lies within one.
fn sees_claimed(level: &Level, seen: &Extent) -> bool {
    level.claimed.iter().any(|area| {
        meets(level.ring_points(&area.ring), seen) || level.surrounds(&area.ring, seen.center())
    })
}

/// Whether some stretch of a line may lie in `seen`.
fn meets(points: impl Iterator<Item = LonLat>, seen: &Extent) -> bool {
    let mut before = None;
    for point in points {
        let stretch = Extent::of(before.replace(point).into_iter().chain([point]));
        if stretch.is_some_and(|stretch| stretch.meets(seen)) {
            return true;
        }
    }
    false
}

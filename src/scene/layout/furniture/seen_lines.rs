//! Which kinds of disputed lines and land the view shows, so that the legend explains no others.

use crate::atlas::Atlas;
use crate::atlas::basemap::{BorderKind, Level};
use crate::earth::{Extent, LonLat, ScreenPoint};
use crate::session::viewpoint::Viewpoint;

/// Number of intervals each way at which the view is sampled to learn what it shows.
const LOOKS: u32 = 8;

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
        let (Some(level), Some(seen)) = (atlas.basemap.levels.first(), seen(atlas, view)) else {
            return Self::default();
        };
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

/// The part of the earth in view: the whole earth where the view reaches beyond the map's edge, none
/// where it shows nothing else.
fn seen(atlas: &Atlas, view: &Viewpoint) -> Option<Extent> {
    let part = |number: u32| f64::from(number) / f64::from(LOOKS);
    let look = |column: u32, row: u32| {
        let at = ScreenPoint::new(
            part(column) * view.camera.width_px,
            part(row) * view.camera.height_px,
        );
        let at = view.camera.map_from_screen(at);
        atlas.projection.unproject(at)
    };
    let looks = (0..=LOOKS).flat_map(|column| (0..=LOOKS).map(move |row| look(column, row)));
    let looks: Vec<Option<LonLat>> = looks.collect();
    let places: Vec<LonLat> = looks.iter().flatten().copied().collect();
    if places.is_empty() {
        None
    } else if places.len() < looks.len() {
        Some(Extent::WORLD)
    } else {
        Extent::of(places)
    }
}

//! The earth itself, on a map that shows where it ends.

use crate::earth::{ScreenPoint, ShownExtent};
use crate::scene::display::style::size;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{Contour, Item, Path, Stroke};

/// Corners this much to the wrong side, as parts of a turn, come from rounding.
const SLACK: f64 = 1e-6;

/// The sea from edge to edge of the earth; nothing where the view does not reach beyond it, while there is no
/// land yet to make it the earth, or where the projection's edge is not convex: what lies between the ends of
/// a cone is no place, and left as it is.
pub(in crate::scene) fn items(frame: &ViewContext<'_>) -> Vec<Item> {
    let projection = &frame.atlas.projection;
    let beyond = ShownExtent::of(projection, &frame.camera).is_none_or(|shown| shown.beyond_edge);
    if !beyond || frame.atlas.basemap.countries.is_empty() {
        return Vec::new();
    }
    let edge = projection.edge().into_iter();
    let points: Vec<ScreenPoint> = edge.map(|at| frame.camera.screen_from_map(at)).collect();
    if !is_convex(&points) {
        return Vec::new();
    }
    vec![Item::Path(Path {
        contours: vec![Contour {
            points,
            closed: true,
        }],
        fill: Some(frame.style.water),
        stroke: Some(Stroke::solid(frame.style.coast, size::HAIRLINE)),
    })]
}

/// Whether a ring of some extent turns to one side only.
fn is_convex(ring: &[ScreenPoint]) -> bool {
    let mut ring = ring.to_vec();
    // At a pole that is a point many corners are one.
    ring.dedup_by(|a, b| a.distance_px(*b) < 0.01);
    let side = |number: usize| {
        let [a, b] = [number, number + 1].map(|at| ring[at % ring.len()]);
        [b.x_px - a.x_px, b.y_px - a.y_px]
    };
    let turn = |number: usize| {
        let ([ax, ay], [bx, by]) = (side(number), side(number + 1));
        let lengths = ((ax * ax + ay * ay) * (bx * bx + by * by)).sqrt();
        (ax * by - ay * bx) / lengths.max(f64::MIN_POSITIVE)
    };
    let turns = || (0..ring.len()).map(turn);
    ring.len() > 2 && (turns().all(|turn| turn > -SLACK) || turns().all(|turn| turn < SLACK))
}

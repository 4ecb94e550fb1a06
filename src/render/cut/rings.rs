//! Rings cut to the frame, still rings.

use super::Frame;
use crate::earth::ScreenPoint;

/// A ring's part inside the frame (first point not repeated), corners within `merge_px` of the
/// last one left out; empty where nothing is left.
///
/// Sutherland and Hodgman, "Reentrant Polygon Clipping", CACM 17(1), 1974, p. 32-42. Parts of a
/// concave ring stay joined along the frame's edge, out of sight, and fill the same by the
/// even-odd rule.
pub(in crate::render) fn ring(
    points: impl IntoIterator<Item = ScreenPoint>,
    frame: &Frame,
    merge_px: f64,
) -> Vec<ScreenPoint> {
    let mut ring: Vec<ScreenPoint> = points
        .into_iter()
        .filter(|point| point.x_px.is_finite() && point.y_px.is_finite())
        .collect();
    if !ring.iter().all(|&point| frame.contains(point)) {
        // How far inside each edge a point lies; negative outside.
        ring = half(&ring, |point| point.x_px - frame.min.x_px);
        ring = half(&ring, |point| frame.max.x_px - point.x_px);
        ring = half(&ring, |point| point.y_px - frame.min.y_px);
        ring = half(&ring, |point| frame.max.y_px - point.y_px);
    }
    let mut kept: Vec<ScreenPoint> = Vec::with_capacity(ring.len());
    for point in ring {
        let far = |other: &ScreenPoint| {
            (point.x_px - other.x_px).abs() >= merge_px
                || (point.y_px - other.y_px).abs() >= merge_px
        };
        if kept.last().is_none_or(far) {
            kept.push(point);
        }
    }
    if kept.len() < 3 {
        kept.clear();
    }
    kept
}

/// The part of a ring on one side of an edge.
fn half(ring: &[ScreenPoint], depth_px: impl Fn(ScreenPoint) -> f64) -> Vec<ScreenPoint> {
    let mut out = Vec::with_capacity(ring.len() + 4);
    let Some(&last) = ring.last() else {
        return out;
    };
    let (mut a, mut depth_a) = (last, depth_px(last));
    for &b in ring {
        let depth_b = depth_px(b);
        if (depth_a < 0.0) != (depth_b < 0.0) {
            let share = depth_a / (depth_a - depth_b);
            out.push(ScreenPoint::new(
                a.x_px + (b.x_px - a.x_px) * share,
                a.y_px + (b.y_px - a.y_px) * share,
            ));
        }
        if depth_b >= 0.0 {
            out.push(b);
        }
        (a, depth_a) = (b, depth_b);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{FRAME, anywhere, near_frame};
    use super::*;

    fn twice_the_area(ring: &[ScreenPoint]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .map(|(a, b)| a.x_px * b.y_px - b.x_px * a.y_px)
            .sum()
    }

    proptest! {
        #[test]
        fn a_cut_ring_lies_in_the_frame(line in anywhere()) {
            let cut = ring(line, &FRAME, 0.0);
            prop_assert!(cut.iter().all(|&point| near_frame().contains(point)));
        }

        #[test]
        fn a_cut_triangle_has_the_area_that_lies_inside(line in anywhere()) {
            // The parts on both sides of an edge add up to the whole.
            let triangle = &line[..3];
            let near = half(triangle, |point| point.x_px - 50.0);
            let far = half(triangle, |point| 50.0 - point.x_px);
            let sum = twice_the_area(&near) + twice_the_area(&far);
            prop_assert!((sum - twice_the_area(triangle)).abs() < 1e-6);
        }
    }
}

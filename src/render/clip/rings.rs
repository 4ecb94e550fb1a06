//! Rings clipped to the frame, still rings.

use super::Frame;
use crate::earth::ScreenPoint;

/// A ring's part inside the frame (first point not repeated), corners within `merge_px` of the
/// last one left out; empty where nothing is left. Parts of a concave ring stay joined along the frame's
/// edge, out of sight.
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
        ring = frame.rectangle().ring(&ring);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{FRAME, anywhere, near_frame};
    use super::*;

    proptest! {
        #[test]
        fn a_cut_ring_lies_in_the_frame(line in anywhere()) {
            let cut = ring(line, &FRAME, 0.0);
            prop_assert!(cut.iter().all(|&point| near_frame().contains(point)));
        }
    }
}

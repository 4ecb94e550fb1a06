//! Lines and rings clipped to what can be seen, so that their cost follows the screen.

mod lines;
mod rings;

pub(super) use lines::{LinePiece, pieces};
pub(super) use rings::ring;

use crate::earth::clip::Rectangle;
use crate::earth::{Camera, ScreenPoint};
use crate::scene::Dash;

/// An upright rectangle of the window, logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// The upper left corner.
    pub(super) min: ScreenPoint,
    /// The lower right corner.
    pub(super) max: ScreenPoint,
}

impl Frame {
    /// The whole plane.
    pub(super) const EVERYWHERE: Self = Self {
        min: ScreenPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
        max: ScreenPoint::new(f64::INFINITY, f64::INFINITY),
    };

    /// The camera's window and `margin_px` more on each side.
    pub(super) fn of(camera: &Camera, margin_px: f64) -> Self {
        Self {
            min: ScreenPoint::new(-margin_px, -margin_px),
            max: ScreenPoint::new(camera.width_px + margin_px, camera.height_px + margin_px),
        }
    }

    /// Whether the point lies in it or on its edge.
    pub(super) fn contains(&self, point: ScreenPoint) -> bool {
        point.x_px >= self.min.x_px
            && point.x_px <= self.max.x_px
            && point.y_px >= self.min.y_px
            && point.y_px <= self.max.y_px
    }

    /// Whether both ends lie beyond the same edge, so that nothing between them can be seen.
    fn misses(&self, a: ScreenPoint, b: ScreenPoint) -> bool {
        a.x_px.max(b.x_px) < self.min.x_px
            || a.x_px.min(b.x_px) > self.max.x_px
            || a.y_px.max(b.y_px) < self.min.y_px
            || a.y_px.min(b.y_px) > self.max.y_px
    }

    fn rectangle(&self) -> Rectangle<ScreenPoint> {
        Rectangle {
            min: self.min,
            max: self.max,
        }
    }

    /// Between which parts of the way from `a` to `b` it is inside, 0 to 1.
    fn inside(&self, a: ScreenPoint, b: ScreenPoint) -> Option<[f64; 2]> {
        // Most edges of most lines: nothing to divide.
        if self.contains(a) && self.contains(b) {
            return Some([0.0, 1.0]);
        }
        if self.misses(a, b) {
            return None;
        }
        self.rectangle().segment(a, b)
    }
}

/// Whether something of the box around these points can be seen.
pub(super) fn visible(points: &[ScreenPoint], frame: &Frame) -> bool {
    let mut min = ScreenPoint::new(f64::INFINITY, f64::INFINITY);
    let mut max = ScreenPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
    for point in points {
        min = ScreenPoint::new(min.x_px.min(point.x_px), min.y_px.min(point.y_px));
        max = ScreenPoint::new(max.x_px.max(point.x_px), max.y_px.max(point.y_px));
    }
    min.x_px <= frame.max.x_px
        && max.x_px >= frame.min.x_px
        && min.y_px <= frame.max.y_px
        && max.y_px >= frame.min.y_px
}

/// The dashes' period: drawn and left out, logical pixels.
///
/// `None` where there are none, or where they would be too short to tell from a solid line.
pub(super) fn dash_px(dash: Dash) -> Option<(f64, f64)> {
    /// Shortest period of dashes, logical pixels: shorter ones look like a grey line and cost thousands of
    /// shapes.
    const SHORTEST_PX: f64 = 0.5;
    match dash {
        Dash::Solid => None,
        Dash::Dashed { on_px, off_px } => {
            let (on_px, off_px) = (f64::from(on_px), f64::from(off_px));
            let seen = on_px > 0.0 && off_px > 0.0 && on_px + off_px >= SHORTEST_PX;
            (seen && (on_px + off_px).is_finite()).then_some((on_px, off_px))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(super) const FRAME: Frame = Frame {
        min: ScreenPoint::new(0.0, 0.0),
        max: ScreenPoint::new(100.0, 100.0),
    };

    /// The frame and what rounding adds to it.
    pub(super) fn near_frame() -> Frame {
        Frame {
            min: ScreenPoint::new(-1e-9, -1e-9),
            max: ScreenPoint::new(100.0 + 1e-9, 100.0 + 1e-9),
        }
    }

    pub(super) fn points(list: &[(f64, f64)]) -> Vec<ScreenPoint> {
        list.iter().map(|&(x, y)| ScreenPoint::new(x, y)).collect()
    }

    pub(super) fn anywhere() -> impl Strategy<Value = Vec<ScreenPoint>> {
        proptest::collection::vec((-300.0..400.0, -300.0..400.0), 3..30)
            .prop_map(|list| points(&list))
    }

    #[test]
    fn dashes_too_short_to_see_are_a_solid_line() {
        let dash = |on_px, off_px| dash_px(Dash::Dashed { on_px, off_px });
        assert_eq!(dash(6.0, 3.0), Some((6.0, 3.0)));
        assert_eq!(dash(0.1, 0.1), None);
        assert_eq!(dash(0.0, 3.0), None);
        assert_eq!(dash(f32::NAN, 3.0), None);
        assert_eq!(dash_px(Dash::Solid), None);
    }
}

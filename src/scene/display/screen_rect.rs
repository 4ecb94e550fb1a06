//! An upright rectangle of the window.

use crate::earth::ScreenPoint;
use crate::math;

/// An upright rectangle of the window, in logical pixels, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScreenRect {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl ScreenRect {
    /// The rectangle with its upper left corner at (`left`, `top`), logical pixels.
    #[must_use]
    pub const fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    /// The square around a point.
    #[must_use]
    pub const fn around(center: ScreenPoint, reach: f64) -> Self {
        Self {
            left: center.x_px - reach,
            top: center.y_px - reach,
            right: center.x_px + reach,
            bottom: center.y_px + reach,
        }
    }

    /// Its width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle.
    #[must_use]
    pub fn center(&self) -> ScreenPoint {
        ScreenPoint::new(
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    /// Whether the two share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies in it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Whether the point lies in it or on its edge.
    #[must_use]
    pub fn contains(&self, point: ScreenPoint) -> bool {
        self.holds(&Self::around(point, 0.0))
    }

    /// Its point that is nearest to another one.
    #[must_use]
    pub fn nearest(&self, at: ScreenPoint) -> ScreenPoint {
        ScreenPoint::new(
            at.x_px.clamp(self.left, self.right),
            at.y_px.clamp(self.top, self.bottom),
        )
    }

    /// The rectangle with every edge moved outward by `by` logical pixels; a negative number shrinks it.
    #[must_use]
    pub fn inflated(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The rectangle with so much more at its left and at its right, logical pixels.
    #[must_use]
    pub fn widened(&self, [left_px, right_px]: [f64; 2]) -> Self {
        Self {
            left: self.left - left_px,
            right: self.right + right_px,
            ..*self
        }
    }

    /// The rectangle around both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The rectangle moved to the right by `dx` and down by `dy` logical pixels.
    #[must_use]
    pub fn shifted(&self, dx: f64, dy: f64) -> Self {
        Self {
            left: self.left + dx,
            top: self.top + dy,
            right: self.right + dx,
            bottom: self.bottom + dy,
        }
    }

    /// The upright rectangle around this one turned clockwise about `pivot`.
    #[must_use]
    pub fn turned(&self, pivot: ScreenPoint, angle_rad: f64) -> Self {
        let (sin, cos) = math::sin_cos(angle_rad);
        let corners = [
            (self.left, self.top),
            (self.right, self.top),
            (self.left, self.bottom),
            (self.right, self.bottom),
        ];
        let mut around = Self {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        for (x, y) in corners {
            let (dx, dy) = (x - pivot.x_px, y - pivot.y_px);
            let (x, y) = (
                pivot.x_px + dx * cos - dy * sin,
                pivot.y_px + dx * sin + dy * cos,
            );
            around.left = around.left.min(x);
            around.right = around.right.max(x);
            around.top = around.top.min(y);
            around.bottom = around.bottom.max(y);
        }
        around
    }
}

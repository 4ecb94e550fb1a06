//! A point of the window.

use serde::{Deserialize, Serialize};

/// A point of the map's window: logical pixels from its upper left corner, x to the right, y down.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScreenPoint {
    /// Logical pixels from the left edge.
    pub x_px: f64,
    /// Logical pixels from the upper edge.
    pub y_px: f64,
}

impl ScreenPoint {
    /// The point at these pixels.
    #[must_use]
    pub const fn new(x_px: f64, y_px: f64) -> Self {
        Self { x_px, y_px }
    }

    /// The straight distance between two points of the window, in pixels.
    #[must_use]
    pub fn distance_px(self, other: Self) -> f64 {
        // No `hypot`: it guards against overflow that no screen comes to, and takes five times as long.
        let (dx, dy) = (self.x_px - other.x_px, self.y_px - other.y_px);
        (dx * dx + dy * dy).sqrt()
    }
}

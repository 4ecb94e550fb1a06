//! A point of the projected plane.

use serde::{Deserialize, Serialize};

use crate::math;

/// A point of the projected plane, in metres, x to the right and y up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapPoint {
    /// Metres to the right of the projection's origin.
    pub x_m: f64,
    /// Metres above the projection's origin.
    pub y_m: f64,
}

impl MapPoint {
    /// The point at these metres.
    #[must_use]
    pub const fn new(x_m: f64, y_m: f64) -> Self {
        Self { x_m, y_m }
    }

    /// The straight distance on the plane, in metres of the map (not of the ground: see
    /// [`distance_m`](super::distance_m)).
    #[must_use]
    pub fn plane_distance_m(self, other: Self) -> f64 {
        math::hypot(self.x_m - other.x_m, self.y_m - other.y_m)
    }
}

//! The figure of the Earth: places on it. It never draws.

use serde::{Deserialize, Serialize};

/// A place on WGS84: longitude and latitude in degrees, east and north positive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east of Greenwich, -180 to 180.
    pub lon_deg: f64,
    /// Degrees north of the equator, -90 to 90.
    pub lat_deg: f64,
}

impl LonLat {
    /// A place from its longitude and latitude in degrees.
    #[must_use]
    pub const fn new(lon_deg: f64, lat_deg: f64) -> Self {
        Self { lon_deg, lat_deg }
    }
}

//! The band of latitude, open along a meridian, that paths are cut to.

use crate::earth::{Domain, LonLat};

/// The longest edge that comes back, in degrees of longitude.
pub(super) const LONGEST_DEG: f64 = 90.0;

/// A rectangle of the unrolled globe.
#[derive(Debug)]
pub(super) struct GlobeWindow {
    /// Its western and its eastern edge.
    pub(super) lon_deg: [f64; 2],
    /// Its southern and its northern edge.
    pub(super) lat_deg: [f64; 2],
}

impl GlobeWindow {
    /// The domain's window, or else its cap.
    pub(super) fn of(domain: &Domain) -> Result<Self, (LonLat, f64)> {
        match *domain {
            Domain::Window {
                central_meridian_deg,
                half_width_deg,
                south_deg,
                north_deg,
            } => Ok(Self {
                lon_deg: [
                    central_meridian_deg - half_width_deg,
                    central_meridian_deg + half_width_deg,
                ],
                lat_deg: [south_deg, north_deg],
            }),
            Domain::Cap { center, radius_deg } => Err((center, radius_deg)),
        }
    }
}

//! A place on the ellipsoid.

use serde::{Deserialize, Serialize};

/// A place on the WGS84 ellipsoid, in degrees.
///
/// East and north are positive. A latitude lies in −90..=90. A longitude is usually in −180..=180,
/// but every function of this module takes any finite one; [`LonLat::normalized`] brings it back.
/// The order is that of `GeoJSON` (RFC 7946, section 3.1.1): longitude first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east of Greenwich.
    pub lon_deg: f64,
    /// Degrees north of the equator.
    pub lat_deg: f64,
}

impl LonLat {
    /// The place at this longitude and latitude, in degrees.
    #[must_use]
    pub const fn new(lon_deg: f64, lat_deg: f64) -> Self {
        Self { lon_deg, lat_deg }
    }

    /// The same place with its longitude in −180..=180.
    ///
    /// ```
    /// use steppe::earth::LonLat;
    ///
    /// assert_eq!(LonLat::new(190.0, 5.0).normalized(), LonLat::new(-170.0, 5.0));
    /// ```
    #[must_use]
    pub fn normalized(self) -> Self {
        Self::new(wrapped_deg(self.lon_deg), self.lat_deg)
    }

    /// Whether both are finite and the latitude lies in −90..=90.
    #[must_use]
    pub fn valid(self) -> bool {
        self.lon_deg.is_finite() && self.lat_deg.abs() <= 90.0
    }
}

/// The angle in −180..180 that differs from `angle_deg` by whole turns; one within that range, or
/// at +180 exactly, comes back unchanged to the last bit.
pub(super) fn wrapped_deg(angle_deg: f64) -> f64 {
    if (-180.0..=180.0).contains(&angle_deg) {
        angle_deg
    } else {
        (angle_deg + 180.0).rem_euclid(360.0) - 180.0
    }
}

/// How far a longitude lies east of a meridian, in −180..=180. One that is 180° away but for
/// rounding stays on its own side, else what is cut there would leap across the map.
pub(super) fn east_of_deg(meridian_deg: f64, lon_deg: f64) -> f64 {
    let off_deg = lon_deg - meridian_deg;
    if off_deg.abs() <= 180.0 + 1e-9 {
        off_deg.clamp(-180.0, 180.0)
    } else {
        wrapped_deg(off_deg)
    }
}

/// The place at a part of an edge that is straight in longitude and latitude and goes the short way
/// round.
pub(super) fn along_edge(a: LonLat, b: LonLat, part: f64) -> LonLat {
    LonLat::new(
        a.lon_deg + wrapped_deg(b.lon_deg - a.lon_deg) * part,
        a.lat_deg + (b.lat_deg - a.lat_deg) * part,
    )
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any place on earth.
    pub(in crate::earth) fn places() -> impl Strategy<Value = LonLat> {
        (-180.0..180.0, -90.0..=90.0).prop_map(|(lon, lat)| LonLat::new(lon, lat))
    }

    #[test]
    fn a_longitude_within_one_turn_is_left_alone() {
        for lon_deg in [-180.0, -0.1, 0.0, 68.787, 180.0] {
            assert_eq!(wrapped_deg(lon_deg).to_bits(), lon_deg.to_bits());
        }
    }

    #[test]
    fn a_longitude_beyond_one_turn_comes_back() {
        assert_eq!(wrapped_deg(540.0), -180.0);
        assert_eq!(wrapped_deg(-190.0), 170.0);
        assert_eq!(wrapped_deg(725.0), 5.0);
    }

    #[test]
    fn a_longitude_at_the_cut_stays_on_its_side() {
        assert_eq!(east_of_deg(68.1, 68.1 + 180.0 + 1e-12), 180.0);
        assert_eq!(east_of_deg(68.1, 68.1 - 180.0 - 1e-12), -180.0);
        assert_eq!(east_of_deg(-170.0, 170.0), -20.0);
    }

    #[test]
    fn a_place_beyond_the_pole_is_not_valid() {
        assert!(LonLat::new(0.0, 90.0).valid());
        assert!(!LonLat::new(0.0, 90.1).valid());
        assert!(!LonLat::new(f64::NAN, 0.0).valid());
        assert!(!LonLat::new(0.0, f64::NAN).valid());
    }
}

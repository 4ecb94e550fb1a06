//! The sphere turned so that a place becomes its pole.

use super::plane::Plane;
use crate::earth::LonLat;
use crate::math;

/// The sphere turned so that a place becomes its north pole.
pub(super) struct Turned {
    /// The place, as it lies before.
    pub(super) center: Plane,
    sin_lat: f64,
    cos_lat: f64,
}

impl Turned {
    pub(super) fn to(center: LonLat) -> Self {
        let (sin_lat, cos_lat) = math::sin_cos(center.lat_deg.to_radians());
        // A pole's cosine is not quite 0 after rounding, and the pole's own longitudes would be lost.
        let cos_lat = if center.lat_deg.abs() >= 90.0 {
            0.0
        } else {
            cos_lat
        };
        Self {
            center: [center.lon_deg, center.lat_deg],
            sin_lat,
            cos_lat,
        }
    }

    /// A place as longitude and latitude of the turned sphere.
    pub(super) fn there(&self, [lon_deg, lat_deg]: Plane) -> Plane {
        let (sin_lon, cos_lon) = math::sin_cos((lon_deg - self.center[0]).to_radians());
        let (sin_lat, cos_lat) = math::sin_cos(lat_deg.to_radians());
        let east = cos_lat * sin_lon;
        let south = self.sin_lat * cos_lat * cos_lon - self.cos_lat * sin_lat;
        let up = self.cos_lat * cos_lat * cos_lon + self.sin_lat * sin_lat;
        [
            math::atan2(east, south).to_degrees(),
            math::atan2(up, math::hypot(east, south)).to_degrees(),
        ]
    }

    /// The place of a longitude and latitude of the turned sphere.
    pub(super) fn back(&self, [x_deg, y_deg]: Plane) -> LonLat {
        let (sin_x, cos_x) = math::sin_cos(x_deg.to_radians());
        let (sin_y, cos_y) = math::sin_cos(y_deg.to_radians());
        let (east, south, up) = (cos_y * sin_x, cos_y * cos_x, sin_y);
        let outward = self.sin_lat * south + self.cos_lat * up;
        let north = self.sin_lat * up - self.cos_lat * south;
        let lon_deg = self.center[0] + math::atan2(east, outward).to_degrees();
        LonLat::new(
            lon_deg,
            math::atan2(north, math::hypot(east, outward)).to_degrees(),
        )
        .normalized()
    }
}

/// The turned sphere seen from above its pole, where no ring is cut open: degrees from the pole.
pub(super) fn polar([x, y]: Plane) -> Plane {
    let (sin, cos) = math::sin_cos(x.to_radians());
    [(90.0 - y) * sin, -(90.0 - y) * cos]
}

/// The way back from [`polar`].
pub(super) fn from_polar([x, y]: Plane) -> Plane {
    [math::atan2(x, -y).to_degrees(), 90.0 - math::hypot(x, y)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::distance_m;
    use crate::earth::lon_lat::tests::places;

    proptest! {
        #[test]
        fn the_turned_sphere_turns_back(center in places(), place in places()) {
            let turned = Turned::to(center);
            let there = turned.there([place.lon_deg, place.lat_deg]);
            let back = turned.back(from_polar(polar(there)));
            prop_assert!(distance_m(back, place) < 1e-3, "{back:?}");
        }
    }

    #[test]
    fn the_middle_becomes_the_pole() {
        let center = LonLat::new(68.0, 45.0);
        let [_, y] = Turned::to(center).there([68.0, 45.0]);
        assert!((y - 90.0).abs() < 1e-6);
        assert!((Turned::to(center).there([68.0, -45.0])[1]).abs() < 1e-9);
    }
}

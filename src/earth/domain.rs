//! The part of the earth that a projection shows well.

use super::{LonLat, lon_lat::east_of_deg};
use crate::math;

/// Steps along each of the four sides of an edge.
const EDGE_STEPS: u32 = 180;

/// How far beyond its edge a domain still takes a place, in degrees: a tenth of a metre, so that
/// what [`clip`](super::clip) cuts at the edge is not lost to rounding.
const SLACK_DEG: f64 = 1e-6;

/// The part of the earth that a projection shows well; the rest is cut off before projecting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// A band of latitude, cut open along a meridian: cylinders, cones and world maps.
    Window {
        /// The meridian in the middle; the cut is opposite to it.
        central_meridian_deg: f64,
        /// How far it reaches east and west of that, in degrees, at most 180.
        half_width_deg: f64,
        /// Its southern edge.
        south_deg: f64,
        /// Its northern edge.
        north_deg: f64,
    },
    /// A disc around a place: azimuthal projections, which have no cut.
    Cap {
        /// The place in the middle.
        center: LonLat,
        /// How far it reaches, as an angle on the sphere, in degrees, below 180.
        radius_deg: f64,
    },
}

impl Domain {
    /// The whole earth, cut open opposite to a meridian.
    #[must_use]
    pub const fn world(central_meridian_deg: f64) -> Self {
        Self::Window {
            central_meridian_deg,
            half_width_deg: 180.0,
            south_deg: -90.0,
            north_deg: 90.0,
        }
    }

    /// Its edge, counterclockwise from the south-west: a closed ring whose corners stand at most two degrees
    /// apart, the last before the first.
    pub(super) fn edge(&self) -> impl Iterator<Item = LonLat> {
        let part = |number: u32| f64::from(number) / f64::from(EDGE_STEPS);
        let domain = *self;
        (0..4 * EDGE_STEPS).map(move |step| {
            let (side, along) = (step / EDGE_STEPS, part(step % EDGE_STEPS));
            match domain {
                Self::Window {
                    central_meridian_deg,
                    half_width_deg,
                    south_deg,
                    north_deg,
                } => {
                    let (across, up) = match side {
                        0 => (along, 0.0),
                        1 => (1.0, along),
                        2 => (1.0 - along, 1.0),
                        _ => (0.0, 1.0 - along),
                    };
                    LonLat::new(
                        central_meridian_deg + half_width_deg * (2.0 * across - 1.0),
                        south_deg + up * (north_deg - south_deg),
                    )
                }
                Self::Cap { center, radius_deg } => {
                    // Clockwise by the compass is the other way round on the map.
                    let bearing_deg = -90.0 * (f64::from(side) + along);
                    at_angle(center, bearing_deg, radius_deg)
                }
            }
        })
    }

    /// Whether the place lies in it or on its edge, to a tenth of a metre.
    #[must_use]
    pub fn contains(&self, place: LonLat) -> bool {
        match *self {
            Self::Window {
                central_meridian_deg,
                half_width_deg,
                south_deg,
                north_deg,
            } => {
                let off_deg = east_of_deg(central_meridian_deg, place.lon_deg).abs();
                off_deg <= half_width_deg + SLACK_DEG
                    && place.lat_deg >= south_deg - SLACK_DEG
                    && place.lat_deg <= north_deg + SLACK_DEG
            }
            Self::Cap { center, radius_deg } => angle_deg(center, place) <= radius_deg + SLACK_DEG,
        }
    }
}

/// The place on the sphere that lies this angle from `center`, in degrees, at this bearing.
fn at_angle(center: LonLat, bearing_deg: f64, angle_deg: f64) -> LonLat {
    let (angle, bearing) = (angle_deg.to_radians(), bearing_deg.to_radians());
    let lat = center.lat_deg.to_radians();
    let up =
        math::sin(lat) * math::cos(angle) + math::cos(lat) * math::sin(angle) * math::cos(bearing);
    let east = math::sin(bearing) * math::sin(angle) * math::cos(lat);
    let ahead = math::cos(angle) - math::sin(lat) * up;
    LonLat::new(
        center.lon_deg + math::atan2(east, ahead).to_degrees(),
        math::asin(up.clamp(-1.0, 1.0)).to_degrees(),
    )
}

/// The angle between two places on the sphere, in degrees, by the haversine.
fn angle_deg(a: LonLat, b: LonLat) -> f64 {
    let half = |a_deg: f64, b_deg: f64| math::sin(((b_deg - a_deg) / 2.0).to_radians());
    let across = half(a.lon_deg, b.lon_deg);
    let along = half(a.lat_deg, b.lat_deg);
    let cosines = math::cos(a.lat_deg.to_radians()) * math::cos(b.lat_deg.to_radians());
    let haversine = (along * along + cosines * across * across).clamp(0.0, 1.0);
    2.0 * math::asin(haversine.sqrt()).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_goes_round_to_its_cut() {
        let domain = Domain::world(68.0);
        assert!(domain.contains(LonLat::new(-112.0, 0.0)));
        assert!(domain.contains(LonLat::new(248.0, 90.0)));
        assert!(!domain.contains(LonLat::new(0.0, 90.1)));
        assert!(!domain.contains(LonLat::new(f64::NAN, 0.0)));
    }

    #[test]
    fn a_narrow_window_leaves_out_what_lies_beside_it() {
        let domain = Domain::Window {
            central_meridian_deg: 177.0,
            half_width_deg: 10.0,
            south_deg: -80.0,
            north_deg: 84.0,
        };
        assert!(domain.contains(LonLat::new(-174.0, 10.0)));
        assert!(!domain.contains(LonLat::new(-172.0, 10.0)));
        assert!(!domain.contains(LonLat::new(177.0, 85.0)));
    }

    #[test]
    fn a_cap_holds_what_lies_within_its_angle() {
        let domain = Domain::Cap {
            center: LonLat::new(68.0, 45.0),
            radius_deg: 90.0,
        };
        assert!(domain.contains(LonLat::new(68.0, -45.0)));
        assert!(!domain.contains(LonLat::new(68.0, -45.1)));
        assert!(domain.contains(LonLat::new(-112.0, 45.0)));
    }
}

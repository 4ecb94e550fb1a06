//! What a projection does to scale, shape and north at one place.

use super::Projection;
use crate::earth::lon_lat::east_of_deg;
use crate::earth::{LonLat, MapPoint};
use crate::math;

/// WGS84's equatorial radius in metres and first eccentricity squared (NIMA TR8350.2, table 3.1).
const SEMI_MAJOR_M: f64 = 6_378_137.0;
const ECCENTRICITY2: f64 = 0.006_694_379_990_141_317;

/// The step for the slopes, in degrees: 11 m of ground, where they are good to nine digits.
const STEP_DEG: f64 = 1e-4;

/// Tissot's indicatrix: what becomes of a small circle on the ground (Snyder 1987, pp. 20-26).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distortion {
    /// Metres of the map per metre of the ground along the parallel.
    pub along_parallel: f64,
    /// Metres of the map per metre of the ground along the meridian.
    pub along_meridian: f64,
    /// Area on the map per area on the ground; 1 where the projection is equal-area.
    pub area: f64,
    /// The most by which any angle is off, in radians.
    pub angle_rad: f64,
    /// The direction of north on the map, in radians counter-clockwise from straight up.
    pub north_rad: f64,
}

impl Distortion {
    /// The half axes of the ellipse that becomes of a circle of radius 1, the longer first.
    #[must_use]
    pub fn axes(&self) -> [f64; 2] {
        // By a ± b: Snyder 1987, equations 4-12, 4-13 and 4-1.
        let squares = math::powi(self.along_parallel, 2) + math::powi(self.along_meridian, 2);
        let sum = (squares + 2.0 * self.area).sqrt();
        let difference = (squares - 2.0 * self.area).max(0.0).sqrt();
        [
            f64::midpoint(sum, difference),
            f64::midpoint(sum, -difference),
        ]
    }
}

impl Projection {
    /// What the projection does at a place; `None` outside its domain, at its edge and at the poles.
    #[must_use]
    pub fn distortion_at(&self, place: LonLat) -> Option<Distortion> {
        let (lon_deg, lat_deg) = (place.lon_deg, place.lat_deg);
        let off_deg = east_of_deg(self.central_meridian_deg(), lon_deg).abs();
        // One step on, the other side of the map begins.
        if off_deg + STEP_DEG > 180.0 {
            return None;
        }
        let east = self.slope(
            LonLat::new(lon_deg - STEP_DEG, lat_deg),
            LonLat::new(lon_deg + STEP_DEG, lat_deg),
        )?;
        let north = self.slope(
            LonLat::new(lon_deg, lat_deg - STEP_DEG),
            LonLat::new(lon_deg, lat_deg + STEP_DEG),
        )?;
        let (sin_lat, cos_lat) = math::sin_cos(lat_deg.to_radians());
        let squeeze = 1.0 - ECCENTRICITY2 * sin_lat * sin_lat;
        let parallel_m = SEMI_MAJOR_M * cos_lat / squeeze.sqrt();
        let meridian_m = SEMI_MAJOR_M * (1.0 - ECCENTRICITY2) / math::powf(squeeze, 1.5);
        if parallel_m < 1.0 {
            return None;
        }
        let (east, north) = (scaled(east, parallel_m), scaled(north, meridian_m));
        let along_parallel = math::hypot(east.x_m, east.y_m);
        let along_meridian = math::hypot(north.x_m, north.y_m);
        let area = (east.x_m * north.y_m - east.y_m * north.x_m).abs();
        // The half axes a and b of the ellipse, by a ± b (Snyder, equations 4-12, 4-13 and 4-1).
        let squares = along_parallel * along_parallel + along_meridian * along_meridian;
        let sum = (squares + 2.0 * area).sqrt();
        let difference = (squares - 2.0 * area).max(0.0).sqrt();
        Some(Distortion {
            along_parallel,
            along_meridian,
            area,
            angle_rad: 2.0 * math::asin((difference / sum).min(1.0)),
            north_rad: math::atan2(-north.x_m, north.y_m),
        })
    }

    /// Metres of the map per metre of the ground, eastward: by this a scale bar is as long as it
    /// says at `place`.
    #[must_use]
    pub fn scale_at(&self, place: LonLat) -> Option<f64> {
        self.distortion_at(place)
            .map(|distortion| distortion.along_parallel)
    }

    /// The direction of north on the map at a place, in radians counter-clockwise from straight up.
    ///
    /// On a northern cone it is positive east of the central meridian.
    #[must_use]
    pub fn meridian_convergence_rad(&self, place: LonLat) -> Option<f64> {
        self.distortion_at(place)
            .map(|distortion| distortion.north_rad)
    }

    /// Metres of the map per radian between two places `2 * STEP_DEG` apart.
    fn slope(&self, from: LonLat, to: LonLat) -> Option<MapPoint> {
        let (from, to) = (self.project(from)?, self.project(to)?);
        let step = (2.0 * STEP_DEG).to_radians();
        Some(MapPoint::new(
            (to.x_m - from.x_m) / step,
            (to.y_m - from.y_m) / step,
        ))
    }
}

fn scaled(slope: MapPoint, ground_m: f64) -> MapPoint {
    MapPoint::new(slope.x_m / ground_m, slope.y_m / ground_m)
}

//! How far a place lies from a line.

use std::f64::consts::PI;

use super::geodesic::{MEAN_RADIUS_M, sighted, way};
use super::{LonLat, distance_m};
use crate::math;

/// How far a distance on the sphere can be from that on the ellipsoid, as a part of it: 0.56 % for
/// geodetic latitudes on the mean radius, and some room.
const SPHERE_ERROR: f64 = 0.01;

/// How far a geodesic can stray from the great circle between its ends, as a part of its length.
const STRAY: f64 = 0.005;

/// The steps of the search end at a thousandth of a metre along the line...
const STEP_M: f64 = 1e-3;

/// ...or after so many; each gains two to three digits, so that five are plenty.
const MAX_STEPS: usize = 20;

/// The shortest way from `p` to a line: its length in metres, and the place of the line where it
/// arrives. `None` for a line with no places.
///
/// The line's edges are geodesics between its vertices. The distance is that on the ellipsoid, to
/// a millimetre; the ways to the line's own vertices are never shorter.
///
/// ```
/// use steppe::earth::{LonLat, distance_to_line_m};
///
/// // Dushanbe from the Panj, where it bounds Afghanistan, roughly drawn.
/// let panj = [(67.77, 37.19), (68.83, 37.26), (69.40, 37.19)];
/// let panj = panj.map(|(lon, lat)| LonLat::new(lon, lat));
/// let (far_m, _) = distance_to_line_m(LonLat::new(68.787, 38.5598), &panj).unwrap();
/// assert_eq!((far_m / 1e3).round(), 144.0);
/// ```
#[must_use]
pub fn distance_to_line_m(p: LonLat, line: &[LonLat]) -> Option<(f64, LonLat)> {
    let mut best = (distance_m(p, *line.first()?), line[0]);
    let from = unit(p);
    let mut edges: Vec<_> = line
        .windows(2)
        .map(|edge| (least_m(from, edge[0], edge[1]), edge))
        .collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (least_m, edge) in edges {
        // The edges after it can only lie farther off.
        if least_m > best.0 {
            break;
        }
        let found = nearest_on_edge(p, edge[0], edge[1]);
        if found.0 < best.0 {
            best = found;
        }
    }
    Some(best)
}

/// A distance than which the edge lies certainly no nearer, in metres, found on the sphere.
fn least_m(from: [f64; 3], a: LonLat, b: LonLat) -> f64 {
    let (a, b) = (unit(a), unit(b));
    let edge_m = angle(a, b) * MEAN_RADIUS_M;
    let normal = cross(a, b);
    // On which side of the two ends' own meridians the foot of the perpendicular falls.
    let beside = dot(cross(normal, a), from) > 0.0 && dot(cross(normal, b), from) < 0.0;
    let sphere_m = MEAN_RADIUS_M
        * if beside {
            math::asin((dot(normal, from) / norm(normal)).clamp(-1.0, 1.0)).abs()
        } else {
            angle(from, a).min(angle(from, b))
        };
    sphere_m * (1.0 - SPHERE_ERROR) - edge_m * STRAY - 1.0
}

/// The place of the geodesic from `a` to `b` that lies nearest to `p`, and how far that is.
///
/// Each step solves the right triangle on the sphere between the place reached, `p` and the foot of
/// the perpendicular, and goes there along the ellipsoid; the error shrinks with the ellipsoid's
/// flattening. After Baselga & Martínez-Llario (2018), Intersection and point-to-line solutions for
/// geodesics on the ellipsoid, Studia Geophysica et Geodaetica 62, pp. 353-363.
fn nearest_on_edge(p: LonLat, a: LonLat, b: LonLat) -> (f64, LonLat) {
    let edge = way(a, b);
    let mut best = [a, b]
        .map(|end| (distance_m(p, end), end))
        .into_iter()
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .unwrap_or((f64::NAN, a));
    let mut along_m = edge.length_m / 2.0;
    for _ in 0..MAX_STEPS {
        let (here, heading_deg) = sighted(a, edge.leaving_deg, along_m);
        let to_p = way(here, p);
        if to_p.length_m < best.0 {
            best = (to_p.length_m, here);
        }
        let aside = (to_p.leaving_deg - heading_deg).to_radians();
        let arc = (to_p.length_m / MEAN_RADIUS_M).min(PI);
        let step_m = MEAN_RADIUS_M * math::atan2(math::sin(arc) * math::cos(aside), math::cos(arc));
        let next_m = (along_m + step_m).clamp(0.0, edge.length_m);
        if (next_m - along_m).abs() < STEP_M {
            break;
        }
        along_m = next_m;
    }
    best
}

fn unit(place: LonLat) -> [f64; 3] {
    let (sin_lon, cos_lon) = math::sin_cos(place.lon_deg.to_radians());
    let (sin_lat, cos_lat) = math::sin_cos(place.lat_deg.to_radians());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn norm(a: [f64; 3]) -> f64 {
    dot(a, a).sqrt()
}

/// The angle between two unit vectors, exact for small ones too.
fn angle(a: [f64; 3], b: [f64; 3]) -> f64 {
    math::atan2(norm(cross(a, b)), dot(a, b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::interpolate;

    /// Places no more than about 3,000 km apart.
    fn region() -> impl Strategy<Value = LonLat> {
        (46.0..88.0, 34.0..56.0).prop_map(|(lon, lat)| LonLat::new(lon, lat))
    }

    /// The least distance by looking at each of many places of each edge.
    fn by_looking_m(p: LonLat, line: &[LonLat]) -> f64 {
        let steps = 400;
        line.windows(2)
            .flat_map(|edge| {
                (0..=steps).map(move |step| {
                    interpolate(edge[0], edge[1], f64::from(step) / f64::from(steps))
                })
            })
            .map(|place| distance_m(p, place))
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn no_line_has_no_distance_and_one_place_has_its_own() {
        let kant = LonLat::new(74.846, 42.853);
        let dushanbe = LonLat::new(68.787, 38.5598);
        assert_eq!(distance_to_line_m(kant, &[]), None);
        let expected = (distance_m(kant, dushanbe), dushanbe);
        assert_eq!(distance_to_line_m(kant, &[dushanbe]), Some(expected));
    }

    #[test]
    fn a_place_on_the_line_is_no_distance_away() {
        let ends = [LonLat::new(60.0, 40.0), LonLat::new(80.0, 50.0)];
        let (far_m, place) = distance_to_line_m(interpolate(ends[0], ends[1], 0.3), &ends).unwrap();
        assert!(far_m < 1e-2, "{far_m}");
        assert!(distance_m(place, interpolate(ends[0], ends[1], 0.3)) < 1e-2);
    }

    #[test]
    fn a_line_across_the_date_line_is_near_on_both_sides() {
        let line = [LonLat::new(179.0, 0.0), LonLat::new(-179.0, 0.0)];
        let (far_m, place) = distance_to_line_m(LonLat::new(180.0, 1.0), &line).unwrap();
        assert!((far_m - 110_574.388_558).abs() < 1e-3, "{far_m}");
        assert!((place.lon_deg.abs() - 180.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn no_vertex_is_nearer_than_the_line(
            p in region(), line in prop::collection::vec(region(), 1..12)
        ) {
            let (far_m, place) = distance_to_line_m(p, &line).unwrap();
            for &vertex in &line {
                prop_assert!(far_m <= distance_m(p, vertex) + 1e-6);
            }
            prop_assert!((distance_m(p, place) - far_m).abs() < 1e-6);
        }

        #[test]
        fn looking_at_every_edge_finds_nothing_nearer(
            p in region(), line in prop::collection::vec(region(), 2..6)
        ) {
            let (far_m, _) = distance_to_line_m(p, &line).unwrap();
            let looked_m = by_looking_m(p, &line);
            prop_assert!(far_m <= looked_m + 1e-3, "{far_m} but {looked_m}");
            // 400 steps of an edge of up to 3,600 km miss the foot by 4.5 km at most.
            prop_assert!(far_m >= looked_m - 4500.0);
        }
    }
}

//! Measures on the WGS84 ellipsoid.
//!
//! Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, pp. 43-55: exact to
//! about 15 nanometres, and it never fails to converge.

use std::sync::LazyLock;

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic, PolygonArea, Winding};

use super::LonLat;

/// WGS84's mean radius `(2a + b) / 3`, in metres, for first guesses that the ellipsoid then mends.
pub(crate) const MEAN_RADIUS_M: f64 = 6_371_008.771_4;

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// The way between two places: its length, and its bearings where it leaves and where it arrives
/// (both looking forward, clockwise from north, −180..=180).
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) length_m: f64,
    pub(super) leaving_deg: f64,
    pub(super) arriving_deg: f64,
}

/// The shortest way from `a` to `b`.
pub(super) fn way(a: LonLat, b: LonLat) -> Way {
    let (length_m, leaving_deg, arriving_deg, _arc_deg): (f64, f64, f64, f64) =
        WGS84.inverse(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg);
    Way {
        length_m,
        leaving_deg,
        arriving_deg,
    }
}

/// The length of the shortest way over the ellipsoid, in metres.
///
/// ```
/// use steppe::earth::{LonLat, distance_m};
///
/// let kant = LonLat::new(74.846, 42.853);
/// let dushanbe = LonLat::new(68.787, 38.5598);
/// assert_eq!(distance_m(kant, dushanbe).round(), 699_263.0);
/// ```
#[must_use]
pub fn distance_m(a: LonLat, b: LonLat) -> f64 {
    way(a, b).length_m
}

/// Shortest way from a parallel to the one a degree further, metres: at the equator, where a degree of
/// latitude is shortest.
const LEAST_DEGREE_M: f64 = 110_574.0;

/// Whether two places are less than `metres` apart. Places of different latitudes are told by these alone,
/// which is a hundred times quicker than the way between them.
#[must_use]
pub fn is_within_m(a: LonLat, b: LonLat, metres: f64) -> bool {
    (a.lat_deg - b.lat_deg).abs() * LEAST_DEGREE_M < metres && distance_m(a, b) < metres
}

/// The direction in which the shortest way from `a` to `b` sets out, in degrees clockwise from
/// north, 0..360. Between two equal places it is 180 or 0 and means nothing.
#[must_use]
pub fn bearing_deg(a: LonLat, b: LonLat) -> f64 {
    // rem_euclid gives 360 itself for a bearing a hair west of north.
    let bearing_deg = way(a, b).leaving_deg.rem_euclid(360.0);
    if bearing_deg < 360.0 {
        bearing_deg
    } else {
        0.0
    }
}

/// The place `dist_m` metres away in the direction `bearing_deg` (clockwise from north).
///
/// A negative distance goes the other way. The longitude lies in −180..=180.
///
/// ```
/// use steppe::earth::{LonLat, destination};
///
/// let dushanbe = LonLat::new(68.787, 38.5598);
/// let east = destination(dushanbe, 90.0, 1_000_000.0);
/// assert!((east.lon_deg - 80.2013).abs() < 1e-4 && (east.lat_deg - 38.0009).abs() < 1e-4);
/// ```
#[must_use]
pub fn destination(a: LonLat, bearing_deg: f64, dist_m: f64) -> LonLat {
    sighted(a, bearing_deg, dist_m).0
}

/// [`destination`], and the bearing on arrival, looking forward.
pub(super) fn sighted(a: LonLat, bearing_deg: f64, dist_m: f64) -> (LonLat, f64) {
    let (lat_deg, lon_deg, arriving_deg): (f64, f64, f64) =
        WGS84.direct(a.lat_deg, a.lon_deg, bearing_deg, dist_m);
    (LonLat::new(lon_deg, lat_deg).normalized(), arriving_deg)
}

/// The place at the part `t` of the shortest way from `a` (0) to `b` (1).
#[must_use]
pub fn interpolate(a: LonLat, b: LonLat, t: f64) -> LonLat {
    let way = way(a, b);
    destination(a, way.leaving_deg, way.length_m * t)
}

/// The places `radius_m` metres from `center`, counter-clockwise from north: a ring of `segments`
/// vertices (3 at least), not closed.
///
/// Longitudes lie in −180..=180; a circle across the date line leaps there, as [`clip`](super::clip)
/// expects it.
#[must_use]
pub fn circle(center: LonLat, radius_m: f64, segments: usize) -> Vec<LonLat> {
    let segments = segments.max(3);
    (0..segments)
        .map(|at| {
            let bearing_deg = -360.0 * at as f64 / segments as f64;
            destination(center, bearing_deg, radius_m)
        })
        .collect()
}

/// The length of a line over the ellipsoid, in metres; 0 for fewer than two places.
#[must_use]
pub fn line_length_m(line: &[LonLat]) -> f64 {
    line.windows(2)
        .map(|pair| distance_m(pair[0], pair[1]))
        .sum()
}

/// The area of a polygon on the ellipsoid, in square metres, never negative.
///
/// The first ring is its outline and the others are holes in it; which way round they go does not
/// matter. Each ring is taken to be the smaller of the two parts into which it cuts the earth, and
/// its edges to be geodesics.
///
/// ```
/// use steppe::earth::{LonLat, area_m2};
///
/// let one_degree = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
/// let ring = one_degree.map(|(lon, lat)| LonLat::new(lon, lat));
/// assert_eq!((area_m2(&[ring]) / 1e6).round(), 12_309.0); // km²
/// ```
#[must_use]
pub fn area_m2(rings: &[impl AsRef<[LonLat]>]) -> f64 {
    let mut areas_m2 = rings.iter().map(|ring| ring_area_m2(ring.as_ref()));
    let outline_m2 = areas_m2.next().unwrap_or(0.0);
    (outline_m2 - areas_m2.sum::<f64>()).max(0.0)
}

fn ring_area_m2(ring: &[LonLat]) -> f64 {
    let mut polygon = PolygonArea::new(&WGS84, Winding::CounterClockwise);
    for place in ring {
        polygon.add_point(place.lat_deg, place.lon_deg);
    }
    let (_perimeter_m, area_m2, _count) = polygon.compute(true);
    area_m2.abs()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::lon_lat::tests::places;

    const KANT: LonLat = LonLat::new(74.846, 42.853);
    const DUSHANBE: LonLat = LonLat::new(68.787, 38.5598);

    #[test]
    fn kant_lies_where_proj_says_it_does_from_dushanbe() {
        // geod of PROJ 9.5.1: +ellps=WGS84
        assert!((distance_m(KANT, DUSHANBE) - 699_262.849_935).abs() < 1e-5);
        assert!((bearing_deg(KANT, DUSHANBE) - (360.0 - 130.945_233_101)).abs() < 1e-8);
        assert!((bearing_deg(DUSHANBE, KANT) - 45.098_283_032).abs() < 1e-8);
    }

    proptest! {
        #[test]
        fn places_are_within_their_distance_and_no_less(
            from in places(),
            bearing_deg in 0.0..360.0_f64,
            away_m in 1.0..2e6_f64,
        ) {
            let to = destination(from, bearing_deg, away_m);
            prop_assert!(is_within_m(from, to, away_m * 1.000_001));
            prop_assert!(!is_within_m(from, to, away_m * 0.999_999));
        }
    }

    #[test]
    fn a_hole_is_taken_off_whichever_way_it_goes() {
        let outline = circle(DUSHANBE, 100e3, 90);
        let mut hole = circle(DUSHANBE, 50e3, 90);
        let ring_m2 = area_m2(&[outline.clone(), hole.clone()]);
        hole.reverse();
        assert!((area_m2(&[outline.clone(), hole]) - ring_m2).abs() < 1.0);
        assert!((ring_m2 / area_m2(&[outline]) - 0.75).abs() < 1e-3);
    }

    #[test]
    fn nothing_has_no_length_and_no_area() {
        assert_eq!(line_length_m(&[]), 0.0);
        assert_eq!(line_length_m(&[KANT]), 0.0);
        let no_rings: [Vec<LonLat>; 0] = [];
        assert_eq!(area_m2(&no_rings), 0.0);
        assert_eq!(area_m2(&[[KANT, DUSHANBE]]), 0.0);
    }

    #[test]
    fn the_area_of_a_ring_does_not_depend_on_where_it_closes() {
        let ring = circle(LonLat::new(180.0, 70.0), 300e3, 64);
        let mut closed = ring.clone();
        closed.push(ring[0]);
        assert!((area_m2(&[ring]) - area_m2(&[closed])).abs() < 1.0);
    }

    proptest! {
        #[test]
        fn a_circle_is_its_radius_away_all_round(
            center in places(), radius_m in 1.0..5e6, segments in 3_usize..40
        ) {
            for place in circle(center, radius_m, segments) {
                prop_assert!((distance_m(center, place) - radius_m).abs() < 1e-6);
            }
        }

        #[test]
        fn the_way_leads_where_it_should(a in places(), b in places(), t in 0.0..=1.0) {
            let whole_m = distance_m(a, b);
            let between = interpolate(a, b, t);
            prop_assert!((distance_m(a, between) - t * whole_m).abs() < 1e-6);
            prop_assert!((distance_m(between, b) - (1.0 - t) * whole_m).abs() < 1e-6);
            prop_assert!((0.0..360.0).contains(&bearing_deg(a, b)));
        }
    }
}

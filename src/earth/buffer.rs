//! The band of land along a line.

use geo::{Coord, LineString, MultiPolygon, Polygon, unary_union};

use super::geodesic::{sighted, way};
use super::{Extent, LonLat, MapPoint, Projection, circle, destination};

/// A full circle's vertices: a chord of so many departs by 0.14 % of the radius.
const CIRCLE_SEGMENTS: usize = 60;

/// The most points along one edge of the line.
const MAX_PARTS: u32 = 500;

/// All places within `radius_m` metres of a line, as polygons: each an outline, then its holes.
///
/// The line's edges are geodesics, and so is every distance: the band's own edge is `radius_m` from
/// the line to within 0.2 % of it, inward. A single place gives a circle, and no place, or a radius
/// that is not positive, nothing. Longitudes lie in −180..=180; cut with [`clip`](super::clip)
/// before drawing.
///
/// The line should span less than a hemisphere: the parts of the band are made on the ellipsoid,
/// and put together on a plane around the line's middle.
#[must_use]
pub fn buffer(line: &[LonLat], radius_m: f64) -> Vec<Vec<Vec<LonLat>>> {
    buffer_all(&[line], radius_m)
}

/// The same around several lines, as one band: where their bands meet they are one.
#[must_use]
pub fn buffer_all(lines: &[&[LonLat]], radius_m: f64) -> Vec<Vec<Vec<LonLat>>> {
    let valid = |line: &&[LonLat]| -> Vec<LonLat> {
        line.iter().copied().filter(|place| place.valid()).collect()
    };
    let lines: Vec<Vec<LonLat>> = lines.iter().map(valid).collect();
    let plane = Extent::of(lines.iter().flatten().copied()).and_then(plane_around);
    let (Some(plane), true) = (plane, radius_m > 0.0 && radius_m.is_finite()) else {
        return Vec::new();
    };
    let rings = lines.iter().flat_map(|line| around_line(line, radius_m));
    let parts: Vec<Polygon> = rings.filter_map(|ring| drawn(&plane, &ring)).collect();
    places(&plane, &unary_union(&parts))
}

/// A ring around each edge of a line; around a single place, a circle.
fn around_line(line: &[LonLat], radius_m: f64) -> Vec<Vec<LonLat>> {
    if let [place] = line {
        return vec![circle(*place, radius_m, CIRCLE_SEGMENTS)];
    }
    line.windows(2)
        .map(|edge| around_edge(edge[0], edge[1], radius_m))
        .collect()
}

/// An equal-area plane around the extent's middle.
fn plane_around(extent: Extent) -> Option<Projection> {
    let LonLat { lon_deg, lat_deg } = extent.center();
    Projection::parse(&format!(
        "+proj=laea +lat_0={lat_deg} +lon_0={lon_deg} +datum=WGS84"
    ))
    .ok()
}

/// The places within the radius of one edge, counter-clockwise: a ring with two round ends.
fn around_edge(a: LonLat, b: LonLat, radius_m: f64) -> Vec<LonLat> {
    let edge = way(a, b);
    let parts = (edge.length_m / radius_m * 4.0)
        .ceil()
        .clamp(1.0, f64::from(MAX_PARTS)) as u32;
    let along: Vec<(LonLat, f64)> = (0..=parts)
        .map(|at| {
            let so_far_m = edge.length_m * f64::from(at) / f64::from(parts);
            sighted(a, edge.leaving_deg, so_far_m)
        })
        .collect();
    let side = |turn_deg: f64| {
        along
            .iter()
            .map(move |&(place, heading_deg)| destination(place, heading_deg + turn_deg, radius_m))
    };
    // Round an end, from its right side to its left as one looks outward.
    let end = |place: LonLat, outward_deg: f64| {
        (1..CIRCLE_SEGMENTS / 2).map(move |at| {
            let turn_deg = 90.0 - 360.0 * at as f64 / CIRCLE_SEGMENTS as f64;
            destination(place, outward_deg + turn_deg, radius_m)
        })
    };
    side(90.0)
        .chain(end(b, edge.arriving_deg))
        .chain(side(-90.0).collect::<Vec<_>>().into_iter().rev())
        .chain(end(a, edge.leaving_deg + 180.0))
        .collect()
}

fn drawn(plane: &Projection, ring: &[LonLat]) -> Option<Polygon> {
    let coords: Option<Vec<Coord>> = ring
        .iter()
        .map(|&place| plane.project(place))
        .map(|point| {
            point.map(|point| Coord {
                x: point.x_m,
                y: point.y_m,
            })
        })
        .collect();
    coords.map(|coords| Polygon::new(LineString::new(coords), Vec::new()))
}

fn places(plane: &Projection, drawn: &MultiPolygon) -> Vec<Vec<Vec<LonLat>>> {
    let ring = |line: &LineString| {
        // The last point repeats the first.
        let points = line.0.iter().skip(1);
        points
            .filter_map(|at| plane.unproject(MapPoint::new(at.x, at.y)))
            .collect::<Vec<_>>()
    };
    drawn
        .iter()
        .map(|polygon| {
            std::iter::once(polygon.exterior())
                .chain(polygon.interiors())
                .map(ring)
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::{area_m2, distance_m, distance_to_line_m, line_length_m};

    /// The Panj and the Amu Darya between Tajikistan and Afghanistan, very roughly drawn.
    fn river() -> Vec<LonLat> {
        [
            (67.77, 37.19),
            (68.83, 37.26),
            (69.40, 37.19),
            (70.17, 37.92),
            (70.97, 38.47),
            (71.45, 37.90),
            (71.56, 36.75),
            (73.30, 37.46),
            (74.90, 37.24),
        ]
        .map(|(lon, lat)| LonLat::new(lon, lat))
        .to_vec()
    }

    #[test]
    fn the_edge_of_a_band_is_its_radius_from_the_line() {
        let (line, radius_m) = (river(), 50e3);
        let band = buffer(&line, radius_m);
        assert_eq!(band.len(), 1);
        for &place in band.iter().flatten().flatten() {
            let (far_m, _) = distance_to_line_m(place, &line).unwrap();
            assert!(
                (far_m - radius_m).abs() < 0.002 * radius_m,
                "{far_m} at {place:?}"
            );
        }
    }

    #[test]
    fn the_band_along_a_geodesic_has_the_area_of_a_strip_and_a_circle() {
        let line = [LonLat::new(60.0, 45.0), LonLat::new(75.0, 45.0)];
        let radius_m = 50e3;
        let strip_m2 = 2.0 * radius_m * line_length_m(&line);
        let expected_m2 = strip_m2 + std::f64::consts::PI * radius_m * radius_m;
        let band = buffer(&line, radius_m);
        assert!((area_m2(&band[0]) / expected_m2 - 1.0).abs() < 0.002);
    }

    #[test]
    fn a_line_that_comes_back_on_itself_leaves_a_hole() {
        let mut line = circle(LonLat::new(68.0, 45.0), 300e3, 24);
        line.push(line[0]);
        let band = buffer(&line, 50e3);
        assert_eq!(band.len(), 1);
        assert_eq!(band[0].len(), 2);
    }

    #[test]
    fn a_place_alone_gives_a_circle_even_on_the_date_line() {
        let place = LonLat::new(180.0, 65.0);
        let band = buffer(&[place], 100e3);
        assert_eq!(band.len(), 1);
        for &edge in &band[0][0] {
            assert!((distance_m(place, edge) - 100e3).abs() < 1.0);
        }
    }

    #[test]
    fn lines_that_meet_have_one_band() {
        let line = river();
        let (front, back) = line.split_at(line.len() / 2);
        let front: Vec<LonLat> = front.iter().chain(back.first()).copied().collect();
        let area = |band: &[Vec<Vec<LonLat>>]| band.iter().map(|rings| area_m2(rings)).sum::<f64>();
        let whole = buffer(&line, 20_000.0);
        let joined = buffer_all(&[&front, back], 20_000.0);
        assert_eq!(joined.len(), whole.len());
        assert!((area(&joined) / area(&whole) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_has_no_band() {
        assert!(buffer(&[], 50e3).is_empty());
        assert!(buffer(&river(), 0.0).is_empty());
        assert!(buffer(&river(), f64::NAN).is_empty());
    }
}

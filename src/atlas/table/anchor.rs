//! Where the symbol of a feature stands: always on its geometry.
//!
//! The anchor of an area is the pole of inaccessibility of its largest part, that of a line the middle
//! of its longest part along its length, and that of several points the one nearest to their middle.
//! Longitudes go the short way round from vertex to vertex, so an area or line across ±180° has its
//! anchor where it is, and not on the other side of the earth.

use super::{Part, PartKind, TablePoint};
use crate::earth::pole_of_inaccessibility;
use crate::math;

/// A whole turn in ten-millionths of a degree.
const TURN_E7: i64 = 3_600_000_000;

/// The latitude of a pole in ten-millionths of a degree.
const POLE_E7: f64 = 900_000_000.0;

/// The anchor of a feature that has these parts, whose `begin` counts in `places`. Single points come
/// before lines and lines before areas: a point beside an area is where its author wants the label.
pub(crate) fn of_parts(parts: &[Part], places: &[TablePoint]) -> Option<TablePoint> {
    let each = || {
        parts
            .iter()
            .enumerate()
            .map(|(at, part)| (part.kind, slice(parts, at, places)))
    };
    let of_kind = |kind| {
        each()
            .filter(move |(of, _)| *of == kind)
            .map(|(_, places)| places)
    };
    let points: Vec<TablePoint> = of_kind(PartKind::Points).flatten().copied().collect();
    if !points.is_empty() {
        return of_points(&points);
    }
    let lines = of_kind(PartKind::Line).filter_map(of_line);
    if let Some((_, middle)) = lines.reduce(longer) {
        return Some(middle);
    }
    let mut areas: Vec<Vec<&[TablePoint]>> = Vec::new();
    for (kind, ring) in each() {
        match (kind, areas.last_mut()) {
            (PartKind::Hole, Some(rings)) => rings.push(ring),
            _ => areas.push(vec![ring]),
        }
    }
    of_areas(&areas)
}

/// The places of the part at a position.
fn slice<'p>(parts: &[Part], at: usize, places: &'p [TablePoint]) -> &'p [TablePoint] {
    let begin = parts[at].begin as usize;
    let end = parts
        .get(at + 1)
        .map_or(places.len(), |next| next.begin as usize);
    &places[begin..end]
}

/// The point nearest to the middle of all.
fn of_points(points: &[TablePoint]) -> Option<TablePoint> {
    let flat = Flat::of(points)?;
    let count = flat.points.len() as f64;
    let sum = flat
        .points
        .iter()
        .fold([0.0, 0.0], |[x, y], point| [x + point[0], y + point[1]]);
    let middle = sum.map(|sum| sum / count);
    let away = |point: &[f64; 2]| math::hypot(point[0] - middle[0], point[1] - middle[1]);
    let nearest = flat.points.iter().zip(points);
    let nearest = nearest.min_by(|(a, _), (b, _)| away(a).total_cmp(&away(b)));
    nearest.map(|(_, place)| *place)
}

/// The length of a line, and its middle along that length.
fn of_line(line: &[TablePoint]) -> Option<(f64, TablePoint)> {
    let flat = Flat::of(line)?;
    let lengths = flat.points.windows(2);
    let lengths: Vec<f64> = lengths
        .map(|edge| math::hypot(edge[1][0] - edge[0][0], edge[1][1] - edge[0][1]))
        .collect();
    let length: f64 = lengths.iter().sum();
    let mut left = length / 2.0;
    for (edge, edge_length) in flat.points.windows(2).zip(lengths) {
        if edge_length > 0.0 && left <= edge_length {
            let along =
                |axis: usize| edge[0][axis] + (edge[1][axis] - edge[0][axis]) * left / edge_length;
            return Some((length, flat.place([along(0), along(1)])));
        }
        left -= edge_length;
    }
    Some((length, *line.first()?))
}

fn longer(a: (f64, TablePoint), b: (f64, TablePoint)) -> (f64, TablePoint) {
    if b.0 > a.0 { b } else { a }
}

/// The pole of inaccessibility of the largest area; a corner of it where it has no inside.
fn of_areas(areas: &[Vec<&[TablePoint]>]) -> Option<TablePoint> {
    let size = |rings: &&Vec<&[TablePoint]>| {
        let outline = rings.first().and_then(|ring| Flat::of(ring));
        outline.map_or(0.0, |flat| flat.closed_over_pole().area())
    };
    // Of several areas of one size the first is taken: a later one must be larger.
    let sized = areas.iter().map(|rings| (size(&rings), rings));
    let (_, rings) = sized.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let outline = Flat::of(rings.first()?)?.closed_over_pole();
    let mut flat = vec![outline.points.clone()];
    flat.extend(rings[1..].iter().map(|ring| outline.beside(ring)));
    let pole = pole_of_inaccessibility(&flat).map(|pole| outline.place(pole));
    pole.or_else(|| rings.first()?.first().copied())
}

/// Places on a plane: latitude upwards and, shortened as at their middle latitude, longitude to the
/// right, both in ten-millionths of a degree.
struct Flat {
    points: Vec<[f64; 2]>,
    /// How much longitudes are shortened.
    shortened: f64,
    /// Longitude of the first place.
    begin: i64,
}

impl Flat {
    fn of(places: &[TablePoint]) -> Option<Self> {
        let first = places.first()?;
        let lats = places.iter().map(|place| place.lat_e7);
        let (south, north) = (lats.clone().min()?, lats.max()?);
        let middle_deg = f64::midpoint(f64::from(south), f64::from(north)) / 1e7;
        let shortened = math::cos(middle_deg.to_radians()).max(0.01);
        let begin = i64::from(first.lon_e7);
        Some(Self {
            points: unrolled(places, begin, shortened),
            shortened,
            begin,
        })
    }

    /// The places of a hole on the same plane.
    fn beside(&self, ring: &[TablePoint]) -> Vec<[f64; 2]> {
        let first = ring.first().map_or(0, |first| i64::from(first.lon_e7));
        let begin = self.begin + short_way(first - self.begin);
        unrolled(ring, begin, self.shortened)
    }

    /// The ring closed over a pole where it goes round one: over the one on whose side it is.
    fn closed_over_pole(mut self) -> Self {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return self;
        };
        let (first, last) = (*first, *last);
        if ((last[0] - first[0]) / self.shortened).abs() > TURN_E7 as f64 / 2.0 {
            let lats: f64 = self.points.iter().map(|point| point[1]).sum();
            let pole = POLE_E7.copysign(lats);
            self.points.extend([[last[0], pole], [first[0], pole]]);
        }
        self
    }

    fn area(&self) -> f64 {
        let Some(mut before) = self.points.last() else {
            return 0.0;
        };
        let mut twice = 0.0;
        for here in &self.points {
            twice += before[0] * here[1] - here[0] * before[1];
            before = here;
        }
        twice.abs()
    }

    /// The place of a point of the plane.
    fn place(&self, [x, y]: [f64; 2]) -> TablePoint {
        let lon_e7 = (x / self.shortened).round() as i64;
        TablePoint {
            lon_e7: short_way(lon_e7) as i32,
            lat_e7: y.round() as i32,
        }
    }
}

/// Places on a plane, the first at the longitude `begin`, each the short way from the one before. An
/// edge of a whole turn along one latitude goes all the way round, as a parallel does.
fn unrolled(places: &[TablePoint], begin: i64, shortened: f64) -> Vec<[f64; 2]> {
    let mut lon = begin;
    let mut before = places.first().copied();
    let points = places.iter().map(|&place| {
        let from = before.replace(place).unwrap_or(place);
        let step = i64::from(place.lon_e7) - i64::from(from.lon_e7);
        let parallel = step.abs() == TURN_E7 && place.lat_e7 == from.lat_e7;
        lon += if parallel { step } else { short_way(step) };
        [lon as f64 * shortened, f64::from(place.lat_e7)]
    });
    points.collect()
}

/// The same difference of longitude within half a turn.
fn short_way(step: i64) -> i64 {
    if step.abs() <= TURN_E7 / 2 {
        return step;
    }
    (step + TURN_E7 / 2).rem_euclid(TURN_E7) - TURN_E7 / 2
}

#[cfg(test)]
mod tests {
    use crate::atlas::Shape;
    use crate::earth::LonLat;

    fn places(corners: &[(f64, f64)]) -> Vec<LonLat> {
        corners
            .iter()
            .map(|&(lon, lat)| LonLat::new(lon, lat))
            .collect()
    }

    fn area(corners: &[(f64, f64)]) -> Vec<Vec<LonLat>> {
        let mut ring = places(corners);
        ring.push(ring[0]);
        vec![ring]
    }

    fn anchor(polygons: Vec<Vec<Vec<LonLat>>>) -> LonLat {
        let shape = Shape {
            polygons,
            ..Shape::default()
        };
        shape.anchor().expect("it has a place")
    }

    #[test]
    fn the_anchor_of_a_horseshoe_is_on_it() {
        let at = anchor(vec![area(&[
            (60.0, 40.0),
            (70.0, 40.0),
            (70.0, 46.0),
            (68.0, 46.0),
            (68.0, 42.0),
            (62.0, 42.0),
            (62.0, 46.0),
            (60.0, 46.0),
        ])]);
        let in_the_gap = at.lon_deg > 62.0 && at.lon_deg < 68.0 && at.lat_deg > 42.0;
        assert!(!in_the_gap, "{at:?}");
    }

    #[test]
    fn the_anchor_is_on_the_largest_part_and_not_on_the_first() {
        let islet = area(&[(60.0, 40.0), (60.1, 40.0), (60.1, 40.1), (60.0, 40.1)]);
        let mainland = area(&[(64.0, 41.0), (72.0, 41.0), (72.0, 47.0), (64.0, 47.0)]);
        let at = anchor(vec![islet, mainland]);
        assert_eq!((at.lon_deg, at.lat_deg), (68.0, 44.0));
    }

    #[test]
    fn an_area_across_180_has_its_anchor_there() {
        let uncut = area(&[
            (178.0, -18.0),
            (-178.0, -18.0),
            (-178.0, -16.0),
            (178.0, -16.0),
        ]);
        let at = anchor(vec![uncut]);
        assert_eq!((at.lon_deg.abs(), at.lat_deg), (180.0, -17.0));
    }

    #[test]
    fn a_ring_round_a_pole_has_its_anchor_on_the_pole_s_side() {
        let ring: Vec<(f64, f64)> = (0..36)
            .map(|n| (-180.0 + 10.0 * f64::from(n), 70.0))
            .collect();
        assert!(anchor(vec![area(&ring)]).lat_deg > 70.0);
        let south: Vec<(f64, f64)> = ring.iter().map(|&(lon, lat)| (lon, -lat)).collect();
        assert!(anchor(vec![area(&south)]).lat_deg < -70.0);
    }

    #[test]
    fn the_anchor_of_a_line_is_the_middle_of_its_longest_part() {
        let stub = places(&[(60.0, 40.0), (60.5, 40.0)]);
        let main = places(&[(64.0, 0.0), (65.0, 0.0), (72.0, 0.0)]);
        let shape = Shape {
            lines: vec![stub, main],
            ..Shape::default()
        };
        assert_eq!(shape.anchor(), Some(LonLat::new(68.0, 0.0)));
        let flight = Shape {
            lines: vec![places(&[(175.0, 0.0), (-175.0, 0.0)])],
            ..Shape::default()
        };
        assert_eq!(flight.anchor().map(|at| at.lon_deg.abs()), Some(180.0));
    }

    #[test]
    fn the_anchor_of_several_points_is_the_one_nearest_to_their_middle() {
        let shape = Shape {
            points: places(&[(179.0, 10.0), (-179.0, 10.0), (-178.0, 10.0)]),
            ..Shape::default()
        };
        assert_eq!(shape.anchor(), Some(LonLat::new(-179.0, 10.0)));
    }

    #[test]
    fn an_area_without_an_inside_still_has_a_place() {
        let flat = area(&[(60.0, 40.0), (61.0, 41.0), (62.0, 42.0)]);
        assert_eq!(anchor(vec![flat]), LonLat::new(60.0, 40.0));
    }
}

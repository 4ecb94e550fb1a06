//! Areas put together from rings, whose direction says which are holes.

use geo::{Coord, CoordsIter as _, Geometry, LineString, MultiPolygon, Polygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Fewest positions of a ring: a triangle and its first corner again.
const FEWEST: usize = 4;

/// The area that these rings enclose: those that run clockwise are outer ones, and each of the
/// others is a hole in the smallest outer one around it (White Paper J-7855, p. 8). A hole that lies
/// in none, as programs that do not heed the direction write them, is an area of its own. `None`
/// where no ring has three corners.
pub(super) fn into_areas(rings: Vec<Vec<Coord<f64>>>) -> Option<Geometry<f64>> {
    let mut outer = Vec::new();
    let mut holes = Vec::new();
    for mut ring in rings {
        if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
            && first != last
        {
            ring.push(first);
        }
        if ring.len() < FEWEST {
            continue;
        }
        let area = signed_area(&ring);
        if area <= 0.0 {
            outer.push((Polygon::new(LineString(ring), Vec::new()), -area));
        } else {
            holes.push((LineString(ring), area));
        }
    }
    if outer.is_empty() {
        (outer, holes) = by_nesting(holes);
    }
    put_into(&mut outer, holes);
    let mut polygons: Vec<Polygon<f64>> = outer.into_iter().map(|(polygon, _)| polygon).collect();
    match polygons.len() {
        0 => None,
        1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon(polygons))),
    }
}

type Outer = (Polygon<f64>, f64);
type Hole = (LineString<f64>, f64);

/// Twice the area that a closed ring encloses, positive where it runs counterclockwise.
fn signed_area(ring: &[Coord<f64>]) -> f64 {
    let origin = ring[0];
    let cross = |pair: &[Coord<f64>]| {
        let (a, b) = (pair[0] - origin, pair[1] - origin);
        a.x * b.y - b.x * a.y
    };
    ring.windows(2).map(cross).sum()
}

/// Sorts rings that all run counterclockwise: from the largest down, those inside another are holes.
fn by_nesting(mut rings: Vec<Hole>) -> (Vec<Outer>, Vec<Hole>) {
    rings.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut rings = rings.into_iter();
    let Some((largest, area)) = rings.next() else {
        return (Vec::new(), Vec::new());
    };
    (
        vec![(Polygon::new(largest, Vec::new()), area)],
        rings.collect(),
    )
}

/// Puts each hole into the smallest outer ring around it.
fn put_into(outer: &mut Vec<Outer>, holes: Vec<Hole>) {
    if holes.is_empty() {
        return;
    }
    let boxes = outer.iter().enumerate().map(|(index, (polygon, _))| {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for Coord { x, y } in polygon.exterior().coords_iter() {
            (low, high) = (
                [low[0].min(x), low[1].min(y)],
                [high[0].max(x), high[1].max(y)],
            );
        }
        GeomWithData::new(Rectangle::from_corners(low, high), index)
    });
    let tree = RTree::bulk_load(boxes.collect());
    for (hole, area) in holes {
        let first = hole.0[0];
        let around = tree.locate_in_envelope_intersecting(AABB::from_point([first.x, first.y]));
        let fits = |index: &usize| {
            outer[*index].1 >= area && hole_lies_in(&hole, outer[*index].0.exterior())
        };
        let smallest = around
            .map(|found| found.data)
            .filter(fits)
            .min_by(|&a, &b| outer[a].1.total_cmp(&outer[b].1));
        match smallest {
            Some(index) => outer[index].0.interiors_push(hole),
            None => outer.push((Polygon::new(hole, Vec::new()), area)),
        }
    }
}

/// Whether a hole lies in a ring, told by the middle of its first edge and, where that lies on the
/// ring, by the next ones.
fn hole_lies_in(hole: &LineString<f64>, ring: &LineString<f64>) -> bool {
    use geo::coordinate_position::{CoordPos, CoordinatePosition as _};
    let middles = hole.0.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
    let ring = Polygon::new(ring.clone(), Vec::new());
    let decided = middles
        .map(|at| ring.coordinate_position(&at))
        .find(|position| *position != CoordPos::OnBoundary);
    decided != Some(CoordPos::Outside)
}

//! A geometry of a file as the atlas keeps it.

use geo::{Coord, Geometry, LineString, Point, Polygon};

use crate::atlas::{Rings, Shape};
use crate::earth::LonLat;

/// The parts of a geometry. `None` where it has none, or where a coordinate is no place on earth.
pub(super) fn shape(geometry: &Geometry<f64>) -> Option<Shape> {
    let mut shape = Shape::default();
    add(geometry, &mut shape);
    let placed = !shape.is_empty() && shape.positions().all(LonLat::valid);
    placed.then_some(shape)
}

/// The place of a point; `None` where that is no place on earth.
pub(super) fn point(point: Point<f64>) -> Option<LonLat> {
    Some(place(point.0)).filter(|place| place.valid())
}

fn add(geometry: &Geometry<f64>, shape: &mut Shape) {
    match geometry {
        Geometry::Point(point) => shape.points.push(place(point.0)),
        Geometry::MultiPoint(points) => shape.points.extend(points.iter().map(|it| place(it.0))),
        Geometry::Line(line) => shape.lines.push(vec![place(line.start), place(line.end)]),
        Geometry::LineString(line) => add_line(line, shape),
        Geometry::MultiLineString(lines) => lines.iter().for_each(|line| add_line(line, shape)),
        Geometry::Polygon(polygon) => add_polygon(polygon, shape),
        Geometry::MultiPolygon(polygons) => {
            polygons
                .iter()
                .for_each(|polygon| add_polygon(polygon, shape));
        }
        Geometry::Rect(rect) => add_polygon(&rect.to_polygon(), shape),
        Geometry::Triangle(triangle) => add_polygon(&triangle.to_polygon(), shape),
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| add(part, shape)),
    }
}

fn add_line(line: &LineString<f64>, shape: &mut Shape) {
    match line.0.as_slice() {
        [] => {}
        // A line of one position is a point.
        [only] => shape.points.push(place(*only)),
        positions => {
            let places = positions.iter().copied().map(place);
            shape.lines.push(places.collect());
        }
    }
}

fn add_polygon(polygon: &Polygon<f64>, shape: &mut Shape) {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    // A ring of fewer than three corners and its end encloses nothing.
    let rings = rings.filter(|ring| ring.0.len() >= 4);
    let rings: Rings = rings
        .map(|ring| ring.0.iter().copied().map(place).collect())
        .collect();
    if !rings.is_empty() {
        shape.polygons.push(rings);
    }
}

/// A place with its longitude brought back within ±180°, as a panned map may have written it.
fn place(at: Coord<f64>) -> LonLat {
    LonLat::new(at.x, at.y).normalized()
}

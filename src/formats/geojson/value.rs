//! Geometries as `GeoJSON` (RFC 7946).

use geo::{Coord, Geometry, LineString, Polygon};
use serde_json::{Value, json};

/// A geometry as a `GeoJSON` object (RFC 7946, section 3.1). Rings are closed; none is turned.
#[must_use]
pub fn geometry_value(geometry: &Geometry<f64>) -> Value {
    let (kind, coordinates) = match geometry {
        Geometry::Point(point) => ("Point", position(point.0)),
        Geometry::MultiPoint(points) => (
            "MultiPoint",
            points.iter().map(|point| position(point.0)).collect(),
        ),
        Geometry::Line(line) => (
            "LineString",
            [line.start, line.end].into_iter().map(position).collect(),
        ),
        Geometry::LineString(line) => ("LineString", positions(line)),
        Geometry::MultiLineString(lines) => {
            ("MultiLineString", lines.iter().map(positions).collect())
        }
        Geometry::Polygon(polygon) => ("Polygon", rings(polygon)),
        Geometry::MultiPolygon(polygons) => ("MultiPolygon", polygons.iter().map(rings).collect()),
        Geometry::Rect(rect) => ("Polygon", rings(&rect.to_polygon())),
        Geometry::Triangle(triangle) => ("Polygon", rings(&triangle.to_polygon())),
        Geometry::GeometryCollection(parts) => {
            let parts: Vec<Value> = parts.iter().map(geometry_value).collect();
            return json!({"type": "GeometryCollection", "geometries": parts});
        }
    };
    json!({"type": kind, "coordinates": coordinates})
}

fn position(at: Coord<f64>) -> Value {
    json!([at.x, at.y])
}

fn positions(line: &LineString<f64>) -> Value {
    line.coords().copied().map(position).collect()
}

fn rings(polygon: &Polygon<f64>) -> Value {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    rings.map(positions).collect()
}

//! Geometries as `GeoJSON` (RFC 7946).

use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};
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

/// The geometry that a GeoJSON object is (RFC 7946, 3.1), or that a GeoJSON feature has; heights are left out.
pub(in crate::formats) fn geometry_of(value: &Value) -> Option<Geometry<f64>> {
    if let Some(geometry) = value.get("geometry") {
        return geometry_of(geometry);
    }
    let kind = value.get("type")?.as_str()?;
    if kind == "GeometryCollection" {
        let parts = value.get("geometries")?.as_array()?;
        let parts: Option<Vec<_>> = parts.iter().map(geometry_of).collect();
        return Some(Geometry::GeometryCollection(GeometryCollection(parts?)));
    }
    let at = value.get("coordinates")?;
    Some(match kind {
        "Point" => Point(coord(at)?).into(),
        "MultiPoint" => MultiPoint(all(at, |at| coord(at).map(Point))?).into(),
        "LineString" => line(at)?.into(),
        "MultiLineString" => MultiLineString(all(at, line)?).into(),
        "Polygon" => polygon(at)?.into(),
        "MultiPolygon" => MultiPolygon(all(at, polygon)?).into(),
        _ => return None,
    })
}

fn all<T>(values: &Value, of: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    values.as_array()?.iter().map(of).collect()
}

fn coord(at: &Value) -> Option<Coord<f64>> {
    let at = at.as_array()?;
    Some(Coord {
        x: at.first()?.as_f64()?,
        y: at.get(1)?.as_f64()?,
    })
}

fn line(at: &Value) -> Option<LineString<f64>> {
    all(at, coord).map(LineString)
}

fn polygon(at: &Value) -> Option<Polygon<f64>> {
    let mut rings = all(at, line)?.into_iter();
    Some(Polygon::new(rings.next()?, rings.collect()))
}

//! Geometries as `GeoJSON` (RFC 7946).

use geo::{Coord, Geometry, LineString, Polygon};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

/// A geometry as a `GeoJSON` object (RFC 7946, section 3.1). Rings are closed; none is turned.
#[must_use]
pub fn geometry_value(geometry: &Geometry<f64>) -> Value {
    serde_json::to_value(AsGeoJson(geometry)).unwrap_or_default()
}

/// A geometry that serialises as a `GeoJSON` object, position by position: a line of millions of them is
/// never held as a tree of values.
#[derive(Debug, Clone, Copy)]
pub struct AsGeoJson<'g>(pub &'g Geometry<f64>);

impl Serialize for AsGeoJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        let mut entries = |kind: &str, coordinates: &Coordinates<'_>| {
            map.serialize_entry("type", kind)?;
            map.serialize_entry("coordinates", coordinates)
        };
        match self.0 {
            Geometry::Point(point) => entries("Point", &Coordinates::Position(point.0))?,
            Geometry::MultiPoint(points) => {
                let positions = points.iter().map(|point| Coordinates::Position(point.0));
                entries("MultiPoint", &Coordinates::List(positions.collect()))?;
            }
            Geometry::Line(line) => {
                let ends = [line.start, line.end];
                entries("LineString", &Coordinates::Positions(&ends))?;
            }
            Geometry::LineString(line) => entries("LineString", &positions(line))?,
            Geometry::MultiLineString(lines) => {
                let lines = lines.iter().map(positions).collect();
                entries("MultiLineString", &Coordinates::List(lines))?;
            }
            Geometry::Polygon(polygon) => entries("Polygon", &rings(polygon))?,
            Geometry::MultiPolygon(polygons) => {
                let polygons = polygons.iter().map(rings).collect();
                entries("MultiPolygon", &Coordinates::List(polygons))?;
            }
            Geometry::Rect(rect) => entries("Polygon", &rings(&rect.to_polygon()))?,
            Geometry::Triangle(triangle) => entries("Polygon", &rings(&triangle.to_polygon()))?,
            Geometry::GeometryCollection(parts) => {
                let parts: Vec<AsGeoJson<'_>> = parts.iter().map(AsGeoJson).collect();
                map.serialize_entry("type", "GeometryCollection")?;
                map.serialize_entry("geometries", &parts)?;
            }
        }
        map.end()
    }
}

/// Coordinates of a geometry, borrowed.
enum Coordinates<'g> {
    Position(Coord<f64>),
    Positions(&'g [Coord<f64>]),
    List(Vec<Self>),
}

impl Serialize for Coordinates<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Position(at) => [at.x, at.y].serialize(serializer),
            Self::Positions(all) => serializer.collect_seq(all.iter().map(|at| [at.x, at.y])),
            Self::List(items) => serializer.collect_seq(items),
        }
    }
}

fn positions(line: &LineString<f64>) -> Coordinates<'_> {
    Coordinates::Positions(&line.0)
}

fn rings(polygon: &Polygon<f64>) -> Coordinates<'_> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    Coordinates::List(rings.map(positions).collect())
}

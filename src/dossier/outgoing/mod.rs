//! Features as records again, for files of other formats.

mod named;
mod properties;

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

use crate::atlas::{Feature, Rings, Shape};
use crate::earth::LonLat;
use crate::formats::{Locator, Record, Time};
pub use named::named_records;
pub use properties::properties_of;

/// The geometry of a shape, of the simplest type that holds its parts.
#[must_use]
pub fn geometry(shape: &Shape) -> Option<Geometry<f64>> {
    let points: Vec<Point<f64>> = shape
        .points
        .iter()
        .map(|it| Point(coord(it.normalized())))
        .collect();
    let mut lines: Vec<LineString<f64>> = shape.lines.iter().map(|it| line(it)).collect();
    let mut polygons: Vec<Polygon<f64>> = shape.polygons.iter().map(polygon).collect();
    let points = match points.as_slice() {
        [] => None,
        [point] => Some(Geometry::Point(*point)),
        _ => Some(MultiPoint(points).into()),
    };
    let lines = match lines.len() {
        0 | 1 => lines.pop().map(Geometry::LineString),
        _ => Some(MultiLineString(lines).into()),
    };
    let polygons = match polygons.len() {
        0 | 1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(MultiPolygon(polygons).into()),
    };
    let mut parts: Vec<Geometry<f64>> = [points, lines, polygons].into_iter().flatten().collect();
    if parts.len() > 1 {
        return Some(Geometry::GeometryCollection(parts.into()));
    }
    parts.pop()
}

/// The record that a feature is. Its properties are the source's own and, where those do not say it,
/// what this program knows of it in the words of a dossier.
#[must_use]
pub fn record(feature: &Feature) -> Record {
    Record {
        id: Some(feature.id.clone()).filter(|id| !id.is_empty()),
        name: Some(feature.name.clone()),
        description: Some(feature.summary.clone()).filter(|text| !text.is_empty()),
        time: time(feature),
        geometry: feature.shape.as_ref().and_then(geometry),
        properties: properties_of(feature),
        locator: Locator::Unknown,
        ..Record::default()
    }
}

/// The days of a feature as ISO 8601 writes them.
fn time(feature: &Feature) -> Option<Time> {
    let when = feature.when.as_ref()?;
    let day = |date: jiff::civil::Date| date.to_string();
    Some(Time {
        begin: when.earliest().map(day),
        end: when.latest().map(day),
    })
}

fn coord(at: LonLat) -> Coord<f64> {
    Coord {
        x: at.lon_deg,
        y: at.lat_deg,
    }
}

fn line(places: &[LonLat]) -> LineString<f64> {
    LineString(places.iter().copied().map(coord).collect())
}

fn polygon(rings: &Rings) -> Polygon<f64> {
    let mut rings = rings.iter().map(|ring| line(ring));
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(outer, rings.collect())
}

//! Geometries of features.

use flatgeobuf::{Geometry as Stored, GeometryType};
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};

/// Deepest nesting of collections that is followed.
const DEEPEST: usize = 16;

/// Why a geometry could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadGeometry {
    #[error("it has no positions")]
    Positions,
    #[error("its parts do not fit its positions")]
    Parts,
    #[error("geometries of type {0} are not supported")]
    Type(u8),
    #[error("its collections are nested too deeply")]
    Deep,
}

/// Reads a geometry of this type; of its own where the layer's type is unknown.
pub(super) fn read(
    stored: &Stored<'_>,
    kind: GeometryType,
    depth: usize,
) -> Result<Geometry<f64>, BadGeometry> {
    if depth > DEEPEST {
        return Err(BadGeometry::Deep);
    }
    let kind = if kind == GeometryType::Unknown {
        stored.type_()
    } else {
        kind
    };
    Ok(match kind {
        GeometryType::Point => {
            let first = positions(stored)?.first().copied();
            Geometry::Point(Point(first.unwrap_or(Coord {
                x: f64::NAN,
                y: f64::NAN,
            })))
        }
        GeometryType::MultiPoint => Geometry::MultiPoint(MultiPoint(
            positions(stored)?.into_iter().map(Point).collect(),
        )),
        GeometryType::LineString => Geometry::LineString(LineString(positions(stored)?)),
        GeometryType::MultiLineString => Geometry::MultiLineString(MultiLineString(lines(stored)?)),
        GeometryType::Polygon | GeometryType::Triangle => Geometry::Polygon(polygon(stored)?),
        // Surfaces in space and networks of triangles are polygons seen from above.
        GeometryType::MultiPolygon | GeometryType::PolyhedralSurface | GeometryType::TIN => {
            let polygons: Result<_, _> = match stored.parts() {
                Some(parts) => parts.iter().map(|part| polygon(&part)).collect(),
                None => polygon(stored).map(|only| vec![only]),
            };
            Geometry::MultiPolygon(MultiPolygon(polygons?))
        }
        GeometryType::GeometryCollection => {
            let parts = stored.parts().into_iter().flat_map(|parts| parts.iter());
            let parts = parts.map(|part| read(&part, part.type_(), depth + 1));
            Geometry::GeometryCollection(GeometryCollection(parts.collect::<Result<_, _>>()?))
        }
        GeometryType(other) => return Err(BadGeometry::Type(other)),
    })
}

fn positions(stored: &Stored<'_>) -> Result<Vec<Coord<f64>>, BadGeometry> {
    let numbers = stored.xy().ok_or(BadGeometry::Positions)?;
    let pair = |index| Coord {
        x: numbers.get(2 * index),
        y: numbers.get(2 * index + 1),
    };
    Ok((0..numbers.len() / 2).map(pair).collect())
}

/// The parts of a line of several or of a polygon: `ends` counts positions up to the end of each,
/// and is left away where there is one part.
fn lines(stored: &Stored<'_>) -> Result<Vec<LineString<f64>>, BadGeometry> {
    let all = positions(stored)?;
    let Some(ends) = stored.ends().filter(|ends| !ends.is_empty()) else {
        return Ok(vec![LineString(all)]);
    };
    let mut begin = 0;
    let part = |end: u32| {
        let end = end as usize;
        let part = all.get(begin..end).ok_or(BadGeometry::Parts)?;
        begin = end;
        Ok(LineString(part.to_vec()))
    };
    ends.iter().map(part).collect()
}

fn polygon(stored: &Stored<'_>) -> Result<Polygon<f64>, BadGeometry> {
    let mut rings = lines(stored)?.into_iter();
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Ok(Polygon::new(outer, rings.collect()))
}

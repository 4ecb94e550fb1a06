//! Geometries as Parquet holds them: well-known binary, or lists of positions as in `GeoArrow`.

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use parquet::record::Field;

use super::super::wkb::{self, BadWkb};
use super::metadata::Encoding;

/// Why a field is no geometry.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub(super) enum BadGeometry {
    #[error(transparent)]
    Wkb(#[from] BadWkb),
    #[error("it is not stored as its encoding says")]
    Shape,
}

/// Reads a geometry; `None` for null.
pub(super) fn read(
    field: &Field,
    encoding: Encoding,
) -> Result<Option<Geometry<f64>>, BadGeometry> {
    if matches!(field, Field::Null) {
        return Ok(None);
    }
    Ok(Some(match encoding {
        Encoding::Wkb => match field {
            Field::Bytes(bytes) => wkb::read(bytes.data())?,
            _ => return Err(BadGeometry::Shape),
        },
        Encoding::Point => Geometry::Point(Point(position(field)?)),
        Encoding::LineString => Geometry::LineString(line(field)?),
        Encoding::Polygon => Geometry::Polygon(polygon(field)?),
        Encoding::MultiPoint => {
            Geometry::MultiPoint(MultiPoint(list(field, |at| position(at).map(Point))?))
        }
        Encoding::MultiLineString => Geometry::MultiLineString(MultiLineString(list(field, line)?)),
        Encoding::MultiPolygon => Geometry::MultiPolygon(MultiPolygon(list(field, polygon)?)),
    }))
}

fn list<T>(
    field: &Field,
    part: impl Fn(&Field) -> Result<T, BadGeometry>,
) -> Result<Vec<T>, BadGeometry> {
    match field {
        Field::ListInternal(parts) => parts.elements().iter().map(part).collect(),
        Field::Null => Ok(Vec::new()),
        _ => Err(BadGeometry::Shape),
    }
}

fn line(field: &Field) -> Result<LineString<f64>, BadGeometry> {
    list(field, position).map(LineString)
}

fn polygon(field: &Field) -> Result<Polygon<f64>, BadGeometry> {
    let mut rings = list(field, line)?.into_iter();
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Ok(Polygon::new(outer, rings.collect()))
}

/// A position: `{x, y, …}`, or a list of two numbers or more.
fn position(field: &Field) -> Result<Coord<f64>, BadGeometry> {
    let number = |field: &Field| match field {
        Field::Double(number) => Some(*number),
        Field::Float(number) => Some(f64::from(*number)),
        Field::Null => Some(f64::NAN),
        _ => None,
    };
    let numbers = match field {
        Field::Group(members) => {
            let member = |name: &str| {
                members
                    .get_column_iter()
                    .find(|(found, _)| *found == name)
                    .map(|(_, field)| field)
            };
            member("x").zip(member("y"))
        }
        Field::ListInternal(numbers) => numbers.elements().first().zip(numbers.elements().get(1)),
        _ => None,
    };
    let numbers = numbers.and_then(|(x, y)| {
        Some(Coord {
            x: number(x)?,
            y: number(y)?,
        })
    });
    numbers.ok_or(BadGeometry::Shape)
}

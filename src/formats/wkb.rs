//! Well-known binary: ISO 13249-3, OGC 06-103r4, and the extended one of `PostGIS`.
//!
//! The reader is our own since the crates for it stop at measures, curves or counts that a damaged
//! file makes up, and since it is a page of code.

use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};

/// Deepest nesting of collections that is followed.
const DEEPEST: usize = 16;

/// Bits of the type in extended WKB: heights, measures, and a reference system's number.
const EWKB_Z: u32 = 0x8000_0000;
const EWKB_M: u32 = 0x4000_0000;
const EWKB_SRID: u32 = 0x2000_0000;

/// Why bytes are no geometry.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub(super) enum BadWkb {
    #[error("it ends too early")]
    Short,
    #[error("it does not begin as well-known binary does")]
    Order,
    #[error("geometries of type {0} are not supported")]
    Type(u32),
    #[error("its collections are nested too deeply")]
    Deep,
    #[error("a part of it is of another kind than the whole allows")]
    Part,
}

/// Reads a geometry in the plane; heights and measures are left away. Trailing bytes are ignored.
pub(super) fn read(bytes: &[u8]) -> Result<Geometry<f64>, BadWkb> {
    Wkb {
        rest: bytes,
        little: true,
    }
    .geometry(0)
}

/// Appends a geometry, little-endian, as ISO 13249-3 writes one in the plane.
pub(super) fn write(geometry: &Geometry<f64>, to: &mut Vec<u8>) {
    let begin = |kind: u32, to: &mut Vec<u8>| {
        to.push(1);
        to.extend_from_slice(&kind.to_le_bytes());
    };
    match geometry {
        Geometry::Point(point) => {
            begin(1, to);
            put_position(point.0, to);
        }
        Geometry::LineString(line) => {
            begin(2, to);
            put_positions(line, to);
        }
        Geometry::Polygon(polygon) => {
            begin(3, to);
            put_polygon(polygon, to);
        }
        Geometry::MultiPoint(points) => {
            begin(4, to);
            put_parts(points.0.iter().map(|it| (*it).into()), to);
        }
        Geometry::MultiLineString(lines) => {
            begin(5, to);
            put_parts(lines.0.iter().map(|it| it.clone().into()), to);
        }
        Geometry::MultiPolygon(polygons) => {
            begin(6, to);
            put_parts(polygons.0.iter().map(|it| it.clone().into()), to);
        }
        Geometry::GeometryCollection(parts) => {
            begin(7, to);
            put_parts(parts.0.iter().cloned(), to);
        }
        Geometry::Line(line) => write(&LineString::from(*line).into(), to),
        Geometry::Rect(rect) => write(&rect.to_polygon().into(), to),
        Geometry::Triangle(triangle) => write(&triangle.to_polygon().into(), to),
    }
}

fn put_count(count: usize, to: &mut Vec<u8>) {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    to.extend_from_slice(&count.to_le_bytes());
}

fn put_position(at: Coord<f64>, to: &mut Vec<u8>) {
    to.extend_from_slice(&at.x.to_le_bytes());
    to.extend_from_slice(&at.y.to_le_bytes());
}

fn put_positions(line: &LineString<f64>, to: &mut Vec<u8>) {
    put_count(line.0.len(), to);
    line.0.iter().for_each(|at| put_position(*at, to));
}

fn put_polygon(polygon: &Polygon<f64>, to: &mut Vec<u8>) {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    put_count(1 + polygon.interiors().len(), to);
    rings.for_each(|ring| put_positions(ring, to));
}

fn put_parts(parts: impl ExactSizeIterator<Item = Geometry<f64>>, to: &mut Vec<u8>) {
    put_count(parts.len(), to);
    parts.for_each(|part| write(&part, to));
}

/// The number of the reference system that extended well-known binary states.
pub(super) fn srid(bytes: &[u8]) -> Option<u32> {
    let mut wkb = Wkb {
        rest: bytes,
        little: true,
    };
    wkb.little = wkb.take::<1>().ok()? == [1];
    let written = wkb.u32().ok()?;
    (written & EWKB_SRID != 0).then(|| wkb.u32().ok()).flatten()
}

struct Wkb<'b> {
    rest: &'b [u8],
    little: bool,
}

impl Wkb<'_> {
    fn geometry(&mut self, depth: usize) -> Result<Geometry<f64>, BadWkb> {
        if depth > DEEPEST {
            return Err(BadWkb::Deep);
        }
        self.little = match self.take::<1>()? {
            [0] => false,
            [1] => true,
            _ => return Err(BadWkb::Order),
        };
        let written = self.u32()?;
        if written & EWKB_SRID != 0 {
            self.u32()?;
        }
        let iso = written & !(EWKB_Z | EWKB_M | EWKB_SRID);
        let has_z = written & EWKB_Z != 0 || matches!(iso / 1000, 1 | 3);
        let has_m = written & EWKB_M != 0 || matches!(iso / 1000, 2 | 3);
        let more = usize::from(has_z) + usize::from(has_m);
        Ok(match iso % 1000 {
            1 => Geometry::Point(Point(self.position(more)?)),
            2 => Geometry::LineString(LineString(self.positions(more)?)),
            3 | 17 => Geometry::Polygon(self.polygon(more)?),
            4 => Geometry::MultiPoint(MultiPoint(self.parts(depth, |part| match part {
                Geometry::Point(point) => Some(point),
                _ => None,
            })?)),
            5 => Geometry::MultiLineString(MultiLineString(self.parts(
                depth,
                |part| match part {
                    Geometry::LineString(line) => Some(line),
                    _ => None,
                },
            )?)),
            // Surfaces in space and networks of triangles are polygons seen from above.
            6 | 15 | 16 => {
                Geometry::MultiPolygon(MultiPolygon(self.parts(depth, |part| match part {
                    Geometry::Polygon(polygon) => Some(polygon),
                    _ => None,
                })?))
            }
            7 => Geometry::GeometryCollection(GeometryCollection(self.parts(depth, Some)?)),
            other => return Err(BadWkb::Type(other)),
        })
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], BadWkb> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(BadWkb::Short)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn u32(&mut self) -> Result<u32, BadWkb> {
        let bytes = self.take()?;
        Ok(if self.little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    }

    fn f64(&mut self) -> Result<f64, BadWkb> {
        let bytes = self.take()?;
        Ok(if self.little {
            f64::from_le_bytes(bytes)
        } else {
            f64::from_be_bytes(bytes)
        })
    }

    /// A count of things that take `least` bytes each at least, so that a made-up one costs nothing.
    fn count(&mut self, least: usize) -> Result<usize, BadWkb> {
        let count = self.u32()? as usize;
        match count.checked_mul(least) {
            Some(bytes) if bytes <= self.rest.len() => Ok(count),
            _ => Err(BadWkb::Short),
        }
    }

    fn position(&mut self, more: usize) -> Result<Coord<f64>, BadWkb> {
        let position = Coord {
            x: self.f64()?,
            y: self.f64()?,
        };
        for _ in 0..more {
            self.take::<8>()?;
        }
        Ok(position)
    }

    fn positions(&mut self, more: usize) -> Result<Vec<Coord<f64>>, BadWkb> {
        let count = self.count(16 + 8 * more)?;
        (0..count).map(|_| self.position(more)).collect()
    }

    fn polygon(&mut self, more: usize) -> Result<Polygon<f64>, BadWkb> {
        let count = self.count(4)?;
        let rings = (0..count).map(|_| self.positions(more).map(LineString));
        let mut rings = rings.collect::<Result<Vec<_>, _>>()?.into_iter();
        let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
        Ok(Polygon::new(outer, rings.collect()))
    }

    fn parts<P>(
        &mut self,
        depth: usize,
        as_part: impl Fn(Geometry<f64>) -> Option<P>,
    ) -> Result<Vec<P>, BadWkb> {
        let count = self.count(5)?;
        let part = |_| as_part(self.geometry(depth + 1)?).ok_or(BadWkb::Part);
        (0..count).map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use geo::{line_string, point, polygon};

    use super::*;

    /// The bytes of a header and of some numbers.
    fn wkb(little: bool, kind: u32, parts: &[&[u8]]) -> Vec<u8> {
        let kind = if little {
            kind.to_le_bytes()
        } else {
            kind.to_be_bytes()
        };
        let mut bytes = vec![u8::from(little)];
        bytes.extend(kind);
        bytes.extend(parts.concat());
        bytes
    }

    fn numbers(little: bool, numbers: &[f64]) -> Vec<u8> {
        let bytes = |number: &f64| {
            if little {
                number.to_le_bytes()
            } else {
                number.to_be_bytes()
            }
        };
        numbers.iter().flat_map(bytes).collect()
    }

    #[test]
    fn points_are_read_in_either_order_of_bytes_and_with_heights_and_measures() {
        let at = Ok(Geometry::from(point!(x: 65.5, y: 44.8)));
        for little in [false, true] {
            assert_eq!(
                read(&wkb(little, 1, &[&numbers(little, &[65.5, 44.8])])),
                at
            );
            for kind in [1001, 2001, EWKB_Z | 1] {
                assert_eq!(
                    read(&wkb(little, kind, &[&numbers(little, &[65.5, 44.8, 9.0])])),
                    at
                );
            }
            for kind in [3001, EWKB_Z | EWKB_M | 1] {
                assert_eq!(
                    read(&wkb(
                        little,
                        kind,
                        &[&numbers(little, &[65.5, 44.8, 9.0, 8.0])]
                    )),
                    at
                );
            }
        }
        let srid = wkb(
            true,
            EWKB_SRID | 1,
            &[&4326u32.to_le_bytes(), &numbers(true, &[65.5, 44.8])],
        );
        assert_eq!(read(&srid), at);
    }

    #[test]
    fn lines_areas_and_collections_are_read() {
        let line = wkb(
            true,
            2,
            &[&2u32.to_le_bytes(), &numbers(true, &[1.0, 2.0, 3.0, 4.0])],
        );
        let expected = line_string![(x: 1.0, y: 2.0), (x: 3.0, y: 4.0)];
        assert_eq!(read(&line), Ok(Geometry::from(expected.clone())));
        let ring = numbers(true, &[0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
        let area = wkb(true, 3, &[&1u32.to_le_bytes(), &4u32.to_le_bytes(), &ring]);
        let expected_area = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
        assert_eq!(read(&area), Ok(Geometry::from(expected_area.clone())));
        let both = wkb(true, 7, &[&2u32.to_le_bytes(), &line, &area]);
        let expected: GeometryCollection<f64> = [Geometry::from(expected), expected_area.into()]
            .into_iter()
            .collect();
        assert_eq!(read(&both), Ok(Geometry::GeometryCollection(expected)));
    }

    #[test]
    fn damaged_bytes_are_errors_and_cost_nothing() {
        let many = wkb(true, 2, &[&u32::MAX.to_le_bytes()]);
        assert_eq!(read(&many), Err(BadWkb::Short));
        assert_eq!(read(&wkb(true, 8, &[])), Err(BadWkb::Type(8)));
        assert_eq!(read(b"GP"), Err(BadWkb::Order));
        assert_eq!(read(&[]), Err(BadWkb::Short));
        let mut deep = Vec::new();
        for _ in 0..100 {
            deep.extend(wkb(true, 7, &[&1u32.to_le_bytes()]));
        }
        assert_eq!(read(&deep), Err(BadWkb::Deep));
    }
}

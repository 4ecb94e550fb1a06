//! The shape of one record.

use geo::{Coord, Geometry, LineString, MultiPoint, MultiPolygon, Point, Polygon};

use super::super::parts::Parts;
use super::rings;

/// What a record's content is.
#[derive(Debug, PartialEq)]
pub(super) enum ShapeContent {
    /// A null shape, or one without positions.
    Nothing,
    /// A shape in the plane; heights and measures are left away.
    Flat(Geometry<f64>),
    /// A multipatch, seen from above.
    Multipatch(Geometry<f64>),
}

/// Why the content is no shape.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub(super) enum BadShape {
    #[error("it ends too early")]
    Short,
    #[error("its parts do not fit its positions")]
    Parts,
    #[error("shapes of type {0} are not known")]
    Type(u32),
}

/// Kinds of parts of a multipatch (White Paper J-7855, p. 20).
const TRIANGLE_STRIP: u32 = 0;
const TRIANGLE_FAN: u32 = 1;
const OUTER_RINGS: [u32; 2] = [2, 4];

/// Reads the content of a record: its shape type and what belongs to it.
pub(super) fn read(content: &[u8]) -> Result<ShapeContent, BadShape> {
    let kind = le32(content, 0)?;
    let flat = |parts: Parts| {
        parts
            .into_geometry()
            .map_or(ShapeContent::Nothing, ShapeContent::Flat)
    };
    Ok(match kind {
        0 => ShapeContent::Nothing,
        1 | 11 | 21 => ShapeContent::Flat(Geometry::Point(Point(position(content, 4)?))),
        8 | 18 | 28 => {
            let count = le32(content, 36)? as usize;
            let points = positions(content, 40, 0..count)?.into_iter().map(Point);
            ShapeContent::Flat(Geometry::MultiPoint(MultiPoint(points.collect())))
        }
        3 | 13 | 23 => {
            let mut parts = Parts::default();
            for part in Runs::read(content, false)?.positions(content)? {
                parts.add_line(part);
            }
            flat(parts)
        }
        5 | 15 | 25 => {
            let found = Runs::read(content, false)?.positions(content)?;
            rings::into_areas(found).map_or(ShapeContent::Nothing, ShapeContent::Flat)
        }
        31 => multipatch(content)?,
        other => return Err(BadShape::Type(other)),
    })
}

fn multipatch(content: &[u8]) -> Result<ShapeContent, BadShape> {
    let runs = Runs::read(content, true)?;
    let parts = runs.positions(content)?;
    let mut polygons: Vec<Polygon<f64>> = Vec::new();
    for (kind, part) in runs.kinds.iter().zip(parts) {
        match *kind {
            TRIANGLE_STRIP => polygons.extend(
                part.windows(3)
                    .map(|corners| triangle(corners[0], corners[1], corners[2])),
            ),
            TRIANGLE_FAN => {
                let pairs = part.get(1..).unwrap_or_default().windows(2);
                polygons.extend(pairs.map(|pair| triangle(part[0], pair[0], pair[1])));
            }
            kind => match polygons.last_mut() {
                Some(polygon) if !OUTER_RINGS.contains(&kind) => {
                    polygon.interiors_push(LineString(part));
                }
                _ => polygons.push(Polygon::new(LineString(part), Vec::new())),
            },
        }
    }
    Ok(match polygons.len() {
        0 => ShapeContent::Nothing,
        _ => ShapeContent::Multipatch(Geometry::MultiPolygon(MultiPolygon(polygons))),
    })
}

fn triangle(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> Polygon<f64> {
    Polygon::new(LineString(vec![a, b, c, a]), Vec::new())
}

/// Where the positions of each part lie.
struct Runs {
    starts: Vec<usize>,
    kinds: Vec<u32>,
    count: usize,
    first: usize,
}

impl Runs {
    fn read(content: &[u8], with_kinds: bool) -> Result<Self, BadShape> {
        let parts = le32(content, 36)? as usize;
        let count = le32(content, 40)? as usize;
        let bytes_a_part = if with_kinds { 8 } else { 4 };
        let first = parts
            .checked_mul(bytes_a_part)
            .and_then(|bytes| bytes.checked_add(44))
            .ok_or(BadShape::Parts)?;
        if content.len() < first {
            return Err(BadShape::Short);
        }
        let numbers = |from: usize| (0..parts).map(move |part| le32(content, from + 4 * part));
        let starts: Result<Vec<usize>, _> = numbers(44)
            .map(|start| start.map(|start| start as usize))
            .collect();
        let kinds = if with_kinds {
            numbers(44 + 4 * parts).collect::<Result<_, _>>()?
        } else {
            Vec::new()
        };
        Ok(Self {
            starts: starts?,
            kinds,
            count,
            first,
        })
    }

    fn positions(&self, content: &[u8]) -> Result<Vec<Vec<Coord<f64>>>, BadShape> {
        let ends = self.starts.iter().skip(1).copied().chain([self.count]);
        let runs = self.starts.iter().zip(ends);
        runs.map(|(&start, end)| positions(content, self.first, start..end))
            .collect()
    }
}

/// The positions of this range, where the first of all lies at byte `first`.
fn positions(
    content: &[u8],
    first: usize,
    range: std::ops::Range<usize>,
) -> Result<Vec<Coord<f64>>, BadShape> {
    let end = range
        .end
        .checked_mul(16)
        .and_then(|bytes| bytes.checked_add(first))
        .ok_or(BadShape::Parts)?;
    if range.start > range.end {
        return Err(BadShape::Parts);
    }
    let bytes = content
        .get(first + 16 * range.start..end)
        .ok_or(BadShape::Short)?;
    bytes
        .chunks_exact(16)
        .map(|pair| position(pair, 0))
        .collect()
}

fn position(content: &[u8], at: usize) -> Result<Coord<f64>, BadShape> {
    Ok(Coord {
        x: double(content, at)?,
        y: double(content, at + 8)?,
    })
}

fn double(content: &[u8], at: usize) -> Result<f64, BadShape> {
    let bytes = content
        .get(at..)
        .and_then(<[u8]>::first_chunk)
        .ok_or(BadShape::Short)?;
    Ok(f64::from_le_bytes(*bytes))
}

fn le32(content: &[u8], at: usize) -> Result<u32, BadShape> {
    let bytes = content
        .get(at..)
        .and_then(<[u8]>::first_chunk)
        .ok_or(BadShape::Short)?;
    Ok(u32::from_le_bytes(*bytes))
}

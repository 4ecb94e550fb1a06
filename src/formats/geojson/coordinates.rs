//! The coordinates of one geometry (RFC 7946, sections 3.1.1 to 3.1.7).

use std::cell::{Cell, RefCell};
use std::ops::Range;

use geo::{Coord, Geometry, Point};
use serde_json::Value;

use super::crs::Positions;
use crate::earth::LonLat;
use crate::formats::json::Raw;
use crate::formats::parts::Parts;
use crate::problem::quoted;

/// Positions of a ring: three corners and the first again (RFC 7946, section 3.1.6).
const FEWEST_IN_RING: usize = 4;

/// Degrees by which a latitude may pass its range through rounding.
const NOISE_DEG: f64 = 1e-6;

/// Degrees by which a longitude may: less than half the last digit that is kept of a place, since what
/// lies beyond is a place on the other side.
const LON_NOISE_DEG: f64 = 5e-8;

/// Why a geometry cannot be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GeometryFault {
    pub(super) what: String,
    pub(super) mend: String,
    pub(super) span: Range<usize>,
}

/// A geometry and what was mended in it.
#[derive(Debug, Default)]
pub(super) struct ReadGeometry {
    pub(super) parts: Parts,
    /// Positions whose longitude was beyond ±180 and was brought back.
    pub(super) turned: usize,
    /// The ends of rings that are not closed, and what closes each.
    pub(super) closings: Vec<(Range<usize>, String)>,
}

/// Rings of one geometry whose ends are looked up: each costs a walk through its coordinates.
const MOST_CLOSINGS: usize = 100;

type Position = Vec<f64>;
pub(super) type Found<T> = Result<T, GeometryFault>;

pub(super) fn fault(
    what: impl Into<String>,
    mend: impl Into<String>,
    span: Range<usize>,
) -> GeometryFault {
    GeometryFault {
        what: what.into(),
        mend: mend.into(),
        span,
    }
}

/// Adds the coordinates of a geometry of the type `kind`, which must not be a collection.
pub(super) fn add(
    kind: &str,
    raw: Raw<'_>,
    positions: &Positions,
    drawn: &mut ReadGeometry,
) -> Found<()> {
    let reader = CoordinateReader {
        kind,
        raw,
        positions,
        turned: Cell::new(0),
        closings: RefCell::default(),
    };
    let parts = &mut drawn.parts;
    match kind {
        "Point" => parts.add_point(reader.place(&reader.parse::<Position>()?, 0)?),
        "MultiPoint" => {
            let points: Vec<Position> = reader.parse()?;
            let places = reader.places(&points, 0)?.into_iter();
            places.for_each(|place| parts.add_point(place));
        }
        "LineString" => {
            let line: Vec<Position> = reader.parse()?;
            parts.add_line(reader.line(&line, 0)?);
        }
        "MultiLineString" => {
            let mut before = 0;
            for line in reader.parse::<Vec<Vec<Position>>>()? {
                parts.add_line(reader.line(&line, before)?);
                before += line.len();
            }
        }
        "Polygon" => {
            let rings: Vec<Vec<Position>> = reader.parse()?;
            reader.add_polygon(&rings, &mut 0, parts)?;
        }
        _ => {
            let mut before = 0;
            for rings in reader.parse::<Vec<Vec<Vec<Position>>>>()? {
                reader.add_polygon(&rings, &mut before, parts)?;
            }
        }
    }
    drawn.turned += reader.turned.get();
    drawn.closings.extend(reader.closings.into_inner());
    Ok(())
}

/// Coordinates that are texts of numbers, as some programs write them: `["65.5", "44.8"]`.
fn numbers_of_texts<T: serde::de::DeserializeOwned>(raw: Raw<'_>) -> Option<T> {
    fn number(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(number),
            Value::String(text) => {
                if let Ok(parsed) = text.trim().parse::<f64>() {
                    *value = parsed.into();
                }
            }
            _ => {}
        }
    }
    let mut value = raw.parse::<Value>().ok()?;
    number(&mut value);
    serde_json::from_value(value).ok()
}

/// Longitudes up to this are brought back within ±180°: a map that was panned twice round the earth
/// writes them so.
const MOST_LON_DEG: f64 = 900.0;

/// Reads the coordinates of one geometry.
struct CoordinateReader<'a> {
    kind: &'a str,
    raw: Raw<'a>,
    positions: &'a Positions,
    /// Positions whose longitude was brought back.
    turned: Cell<usize>,
    /// As in [`ReadGeometry`].
    closings: RefCell<Vec<(Range<usize>, String)>>,
}

impl CoordinateReader<'_> {
    fn parse<T: serde::de::DeserializeOwned>(&self) -> Found<T> {
        self.raw.parse().or_else(|error| {
            if let Some(coordinates) = numbers_of_texts(self.raw) {
                return Ok(coordinates);
            }
            let expected = match self.kind {
                "Point" => "[longitude, latitude]",
                "MultiPoint" | "LineString" => "a list of [longitude, latitude]",
                "MultiLineString" => "a list of lines, each a list of [longitude, latitude]",
                "Polygon" => "a list of rings, each a list of [longitude, latitude]",
                _ => "a list of polygons, each a list of rings of [longitude, latitude]",
            };
            let what = format!(
                "`coordinates` of a {}: expected {expected}, found {}",
                self.kind,
                quoted(self.raw.text)
            );
            let span = error.offset..error.offset + 1;
            Err(fault(what, "write plain numbers, longitude first", span))
        })
    }

    /// The bytes of the position with this number, counted through all lists.
    fn span_of(&self, number: usize) -> Range<usize> {
        let bytes = self.raw.text.as_bytes();
        let innermost = |at: &usize| {
            let behind = &bytes[at + 1..];
            let next = behind.iter().find(|byte| !byte.is_ascii_whitespace());
            bytes[*at] == b'[' && next != Some(&b'[')
        };
        let start = (0..bytes.len()).filter(innermost).nth(number).unwrap_or(0);
        let length = bytes[start..].iter().position(|&byte| byte == b']');
        let end = length.map_or(bytes.len(), |length| start + length + 1);
        self.raw.start + start..self.raw.start + end
    }

    fn place(&self, position: &[f64], number: usize) -> Found<Coord<f64>> {
        let [lon_deg, lat_deg, ..] = *position else {
            let what = format!("a position of {} numbers", position.len());
            let mend = "write [longitude, latitude]";
            return Err(fault(what, mend, self.span_of(number)));
        };
        if matches!(self.positions, Positions::AsWritten) {
            return Ok(Coord {
                x: lon_deg,
                y: lat_deg,
            });
        }
        let (lon_deg, lat_deg) = self.in_degrees(lon_deg, lat_deg, number)?;
        if lon_deg.abs() <= MOST_LON_DEG && lat_deg.abs() <= 90.0 + NOISE_DEG {
            // A rounding error is no longitude of another turn.
            let noisy = lon_deg.abs() <= 180.0 + LON_NOISE_DEG;
            let lon_deg = if noisy {
                lon_deg.clamp(-180.0, 180.0)
            } else {
                lon_deg
            };
            let place = LonLat::new(lon_deg, lat_deg.clamp(-90.0, 90.0));
            if lon_deg.abs() > 180.0 {
                self.turned.set(self.turned.get() + 1);
            }
            let place = place.normalized();
            return Ok(Coord {
                x: place.lon_deg,
                y: place.lat_deg,
            });
        }
        let swapped = lon_deg.abs() <= 90.0 && lat_deg.abs() <= 180.0;
        let (what, mend) = if swapped {
            (
                format!("latitude {lat_deg} is beyond \u{b1}90"),
                format!("latitude seems to stand first; write [{lat_deg}, {lon_deg}]"),
            )
        } else if lon_deg.abs() > MOST_LON_DEG || lat_deg.abs() > MOST_LON_DEG {
            (
                format!("[{lon_deg}, {lat_deg}] is no longitude and latitude"),
                "these look like metres of a projection; export the file in WGS 84 (EPSG:4326)"
                    .into(),
            )
        } else {
            (
                format!("[{lon_deg}, {lat_deg}] is outside \u{b1}180 and \u{b1}90 degrees"),
                "write [longitude, latitude] in degrees".into(),
            )
        };
        Err(fault(what, mend, self.span_of(number)))
    }

    /// A position of the file's system as longitude and latitude.
    fn in_degrees(&self, x: f64, y: f64, number: usize) -> Found<(f64, f64)> {
        let crs = match self.positions {
            Positions::Wgs84 | Positions::AsWritten => return Ok((x, y)),
            // Where nothing is placed, nothing is out of range either.
            Positions::Unknown => return Ok((0.0, 0.0)),
            Positions::Of(crs) => crs,
        };
        let mut place = Geometry::Point(Point::new(x, y));
        crs.place(&mut place).map_err(|outside| {
            let mend = "look whether the file names the right system";
            fault(outside.to_string(), mend, self.span_of(number))
        })?;
        match place {
            Geometry::Point(place) => Ok((place.x(), place.y())),
            _ => Ok((x, y)),
        }
    }

    /// Places of positions of which the first has the number `before`.
    fn places(&self, positions: &[Position], before: usize) -> Found<Vec<Coord<f64>>> {
        let numbered = positions.iter().zip(before..);
        numbered
            .map(|(position, number)| self.place(position, number))
            .collect()
    }

    fn line(&self, positions: &[Position], before: usize) -> Found<Vec<Coord<f64>>> {
        if positions.len() < 2 {
            let what = format!("a line of {} positions", positions.len());
            return Err(fault(what, "a line needs two or more", self.raw.span()));
        }
        self.places(positions, before)
    }

    /// Remembers how a ring can be closed of which the first position has the number `first`.
    fn note_open_ring(&self, ring: &[Position], first: usize) {
        let mut closings = self.closings.borrow_mut();
        let [begin, .., end] = ring else {
            return;
        };
        if closings.len() >= MOST_CLOSINGS {
            return;
        }
        let numbers = [first, first + 1, first + ring.len() - 1];
        let [at_first, at_second, at_last] = numbers.map(|number| self.span_of(number));
        let written = |span: Range<usize>| {
            let of_raw = |at: usize| at.saturating_sub(self.raw.start);
            let text = self.raw.text.get(of_raw(span.start)..of_raw(span.end));
            text.unwrap_or_default()
        };
        // The count of positions is off where a list without any stands before the ring.
        let holds = |span: &Range<usize>, position: &Position| {
            serde_json::from_str::<Position>(written(span.clone())).is_ok_and(|it| it == *position)
        };
        // Between positions stands what stands between the first two.
        let between = written(at_first.end..at_second.start);
        if holds(&at_first, begin) && holds(&at_last, end) && between.trim() == "," {
            let text = format!("{between}{}", written(at_first));
            closings.push((at_last.end..at_last.end, text));
        }
    }

    /// Adds an area. The first ring that has a position is its outer one.
    fn add_polygon(
        &self,
        rings: &[Vec<Position>],
        before: &mut usize,
        parts: &mut Parts,
    ) -> Found<()> {
        if rings.is_empty() {
            return Err(fault(
                "a polygon without a ring",
                "give its outline",
                self.raw.span(),
            ));
        }
        let mut read = Vec::with_capacity(rings.len());
        for ring in rings.iter().filter(|ring| !ring.is_empty()) {
            let places = self.places(ring, *before)?;
            let corners = places.len() - usize::from(places.first() == places.last());
            if corners + 1 < FEWEST_IN_RING {
                let what = format!("a ring of {} positions", ring.len());
                let mend = "a ring needs three corners or more, and the first again at its end";
                return Err(fault(what, mend, self.span_of(*before)));
            }
            if places.first() != places.last() {
                self.note_open_ring(ring, *before);
            }
            *before += ring.len();
            read.push(places);
        }
        let mut rings = read.into_iter();
        parts.add_polygon(rings.next().unwrap_or_default(), rings.collect());
        Ok(())
    }
}

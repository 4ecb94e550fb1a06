//! `GeoJSON` geometry (RFC 7946, section 3.1) into shapes.

use std::cell::Cell;
use std::ops::Range;

use geo::{Geometry, Point};

use super::from_json::Raw;
use super::geojson::Placing;
use super::node::quoted;
use crate::atlas::{Rings, Shape};
use crate::earth::LonLat;

/// Geometry collections within each other that are still read (RFC 7946,
/// section 3.1.8, advises against any).
const DEEPEST: usize = 16;

/// Positions of a ring: three corners and the first again (RFC 7946, section 3.1.6).
const FEWEST_IN_RING: usize = 4;

/// The names of the types of geometry.
pub(super) const TYPES: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

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

/// A shape and what was mended in it.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) shape: Shape,
    /// Rings whose last position was not the first.
    pub(super) closed_rings: usize,
    /// Positions whose longitude was beyond ±180 and was brought back.
    pub(super) turned: usize,
}

type Position = Vec<f64>;
type Found<T> = Result<T, GeometryFault>;

/// Reads a geometry object; `None` for null. Empty coordinates are no geometry (RFC 7946, section 3.1).
pub(super) fn read(raw: Raw<'_>, placing: &Placing) -> Found<Option<Drawn>> {
    if raw.text == "null" {
        return Ok(None);
    }
    let mut drawn = Drawn::default();
    add(raw, placing, &mut drawn, 0)?;
    Ok(Some(drawn))
}

fn fault(what: impl Into<String>, mend: impl Into<String>, span: Range<usize>) -> GeometryFault {
    GeometryFault {
        what: what.into(),
        mend: mend.into(),
        span,
    }
}

fn add(raw: Raw<'_>, placing: &Placing, drawn: &mut Drawn, depth: usize) -> Found<()> {
    if depth > DEEPEST {
        let what = format!("geometry collections stand more than {DEEPEST} deep in each other");
        return Err(fault(what, "put the geometries side by side", raw.span()));
    }
    let members = raw.members().map_err(|_| {
        let what = format!(
            "`geometry`: expected an object or null, found {}",
            quoted(raw.text)
        );
        fault(
            what,
            "write {\"type\": \"Point\", \"coordinates\": [longitude, latitude]}",
            raw.span(),
        )
    })?;
    let member = |key: &str| members.iter().find(|m| m.key == key).map(|m| m.value);
    let kind = member("type").and_then(|raw| raw.parse::<String>().ok());
    let Some(kind) = kind.filter(|kind| TYPES.contains(&kind.as_str())) else {
        let at = member("type").map_or(raw.span(), |raw| raw.span());
        let found = member("type").map_or("no type", |raw| raw.text);
        let what = format!("expected a type of geometry, found {found}");
        return Err(fault(
            what,
            format!("write one of {}", TYPES.join(", ")),
            at,
        ));
    };
    let inside = if kind == "GeometryCollection" {
        "geometries"
    } else {
        "coordinates"
    };
    let Some(inner) = member(inside) else {
        let what = format!("a {kind} without `{inside}`");
        return Err(fault(what, format!("add `{inside}`"), raw.span()));
    };
    if kind == "GeometryCollection" {
        let parts = inner.items().map_err(|_| {
            fault(
                "`geometries`: expected a list",
                "write a list of geometries",
                inner.span(),
            )
        })?;
        return parts
            .into_iter()
            .try_for_each(|part| add(part, placing, drawn, depth + 1));
    }
    if is_empty(inner) {
        return Ok(());
    }
    add_coordinates(&kind, inner, placing, drawn)
}

/// Whether coordinates are null, or lists with nothing in them.
fn is_empty(coordinates: Raw<'_>) -> bool {
    let mut bytes = coordinates
        .text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace());
    coordinates.text == "null" || bytes.all(|byte| matches!(byte, b'[' | b']' | b','))
}

fn add_coordinates(kind: &str, raw: Raw<'_>, placing: &Placing, drawn: &mut Drawn) -> Found<()> {
    let reader = Reader {
        kind,
        raw,
        placing,
        turned: Cell::new(0),
    };
    let shape = &mut drawn.shape;
    match kind {
        "Point" => shape
            .points
            .push(reader.place(&reader.parse::<Position>()?, 0)?),
        "MultiPoint" => {
            let points: Vec<Position> = reader.parse()?;
            shape.points.extend(reader.places(&points, 0)?);
        }
        "LineString" => {
            let line: Vec<Position> = reader.parse()?;
            shape.lines.push(reader.line(&line, 0)?);
        }
        "MultiLineString" => {
            let mut before = 0;
            for line in reader.parse::<Vec<Vec<Position>>>()? {
                shape.lines.push(reader.line(&line, before)?);
                before += line.len();
            }
        }
        "Polygon" => {
            let rings: Vec<Vec<Position>> = reader.parse()?;
            shape
                .polygons
                .push(reader.rings(&rings, &mut 0, &mut drawn.closed_rings)?);
        }
        _ => {
            let mut before = 0;
            for rings in reader.parse::<Vec<Vec<Vec<Position>>>>()? {
                let rings = reader.rings(&rings, &mut before, &mut drawn.closed_rings)?;
                shape.polygons.push(rings);
            }
        }
    }
    drawn.turned += reader.turned.get();
    Ok(())
}

/// Longitudes up to this are brought back within ±180°: a map that was panned twice round the earth
/// writes them so.
const MOST_LON_DEG: f64 = 900.0;

/// Reads the coordinates of one geometry.
struct Reader<'a> {
    kind: &'a str,
    raw: Raw<'a>,
    placing: &'a Placing,
    /// Positions whose longitude was brought back.
    turned: Cell<usize>,
}

impl<'a> Reader<'a> {
    fn parse<T: serde::Deserialize<'a>>(&self) -> Found<T> {
        self.raw.parse().map_err(|error| {
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
            fault(what, "write plain numbers, longitude first", span)
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

    fn place(&self, position: &[f64], number: usize) -> Found<LonLat> {
        let [lon_deg, lat_deg, ..] = *position else {
            let what = format!("a position of {} numbers", position.len());
            let mend = "write [longitude, latitude]";
            return Err(fault(what, mend, self.span_of(number)));
        };
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
            return Ok(place.normalized());
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
        let crs = match self.placing {
            Placing::Degrees => return Ok((x, y)),
            // Where nothing is placed, nothing is out of range either.
            Placing::Unknown => return Ok((0.0, 0.0)),
            Placing::From(crs) => crs,
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
    fn places(&self, positions: &[Position], before: usize) -> Found<Vec<LonLat>> {
        let numbered = positions.iter().zip(before..);
        numbered
            .map(|(position, number)| self.place(position, number))
            .collect()
    }

    fn line(&self, positions: &[Position], before: usize) -> Found<Vec<LonLat>> {
        if positions.len() < 2 {
            let what = format!("a line of {} positions", positions.len());
            return Err(fault(what, "a line needs two or more", self.raw.span()));
        }
        self.places(positions, before)
    }

    fn rings(
        &self,
        rings: &[Vec<Position>],
        before: &mut usize,
        closed: &mut usize,
    ) -> Found<Rings> {
        if rings.is_empty() {
            return Err(fault(
                "a polygon without a ring",
                "give its outline",
                self.raw.span(),
            ));
        }
        let mut read = Rings::new();
        for ring in rings.iter().filter(|ring| !ring.is_empty()) {
            let mut places = self.places(ring, *before)?;
            if let Some(&first) = places.first()
                && places.last() != Some(&first)
            {
                places.push(first);
                *closed += 1;
            }
            if places.len() < FEWEST_IN_RING {
                let what = format!("a ring of {} positions", ring.len());
                let mend = "a ring needs three corners or more, and the first again at its end";
                return Err(fault(what, mend, self.span_of(*before)));
            }
            *before += ring.len();
            read.push(places);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Found<Option<Drawn>> {
        read(Raw { text, start: 0 }, &Placing::Degrees)
    }

    fn fault_of(text: &str) -> (String, &str) {
        let fault = read_text(text).map(|_| ()).unwrap_err();
        (fault.what + "; " + &fault.mend, &text[fault.span])
    }

    #[test]
    fn every_type_of_geometry_is_read() {
        let text = r#"{"type":"GeometryCollection","geometries":[
            {"type":"Point","coordinates":[74.8,42.9,640]},
            {"type":"MultiPoint","coordinates":[[1,2],[3,4]]},
            {"type":"LineString","coordinates":[[1,2],[3,4]]},
            {"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]},
            {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},
            {"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}]}"#;
        let shape = read_text(text).unwrap().unwrap().shape;
        assert_eq!(shape.points.len(), 3);
        assert_eq!(shape.points[0], LonLat::new(74.8, 42.9));
        assert_eq!((shape.lines.len(), shape.polygons.len()), (3, 2));
    }

    #[test]
    fn null_is_no_shape() {
        assert!(read_text("null").unwrap().is_none());
    }

    #[test]
    fn empty_coordinates_are_no_geometry() {
        for coordinates in ["null", "[]", "[ [] , []]", "[[[]]]"] {
            let text = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":{coordinates}}}");
            assert!(
                read_text(&text).unwrap().unwrap().shape.is_empty(),
                "{coordinates}"
            );
        }
    }

    #[test]
    fn a_rounding_error_is_no_fault() {
        let noise = read_text(r#"{"type":"Point","coordinates":[180.00000000000003, 60]}"#);
        let noise = noise.unwrap().unwrap();
        assert_eq!(
            (noise.shape.points[0], noise.turned),
            (LonLat::new(180.0, 60.0), 0)
        );
    }

    #[test]
    fn latitude_first_is_suspected() {
        let (message, at) = fault_of(r#"{"type":"Point","coordinates":[43.5, 104.1]}"#);
        assert!(message.contains("write [104.1, 43.5]"), "{message}");
        assert_eq!(at, "[43.5, 104.1]");
    }

    #[test]
    fn metres_are_told_from_degrees() {
        let (message, _) = fault_of(r#"{"type":"Point","coordinates":[8331000, 5300000]}"#);
        assert!(message.contains("EPSG:4326"), "{message}");
    }

    #[test]
    fn the_position_at_fault_is_named() {
        let (_, at) = fault_of(
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[2,2],[999,3],[3,3],[2,2]]]}"#,
        );
        assert_eq!(at, "[999,3]");
    }

    #[test]
    fn an_open_ring_is_closed_and_counted() {
        let drawn = read_text(r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}"#);
        let drawn = drawn.unwrap().unwrap();
        assert_eq!(drawn.closed_rings, 1);
        assert_eq!(drawn.shape.polygons[0][0].len(), 4);
    }

    #[test]
    fn longitudes_beyond_180_are_brought_back_and_counted() {
        for (lon, back) in [
            ("187.7", -172.3),
            ("-215", 145.0),
            ("360", 0.0),
            ("180.0000001", -179.999_999_9),
        ] {
            let text = format!(r#"{{"type":"Point","coordinates":[{lon},35]}}"#);
            let drawn = read_text(&text).unwrap().unwrap();
            assert_eq!(drawn.turned, 1, "{lon}");
            let point = drawn.shape.points[0];
            assert!((point.lon_deg - back).abs() < 1e-9, "{lon}: {point:?}");
        }
    }

    #[test]
    fn what_is_no_geometry_is_a_fault() {
        for text in [
            "[]",
            "7",
            r#"{"type":"Point"}"#,
            r#"{"type":"Blob","coordinates":[1,2]}"#,
            r#"{"type":"Point","coordinates":["1","2"]}"#,
            r#"{"type":"Point","coordinates":[1e999,2]}"#,
            r#"{"type":"LineString","coordinates":[[1,2]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}"#,
        ] {
            fault_of(text);
        }
    }
}

//! `GeoJSON` geometry (RFC 7946, section 3.1).

use geo::Geometry;

use super::coordinates::{self, Found, ReadGeometry, fault};
use super::crs::Positions;
use super::object::{TYPES, member};
use crate::formats::json::Raw;
use crate::problem::quoted;

/// Geometry collections within each other that are still read (RFC 7946,
/// section 3.1.8, advises against any).
const DEEPEST: usize = 16;

/// Reads a geometry object; `None` for null. Empty coordinates are no geometry (RFC 7946, section 3.1).
pub(super) fn read(raw: Raw<'_>, positions: &Positions) -> Found<Option<ReadGeometry>> {
    if raw.text == "null" {
        return Ok(None);
    }
    let mut drawn = ReadGeometry::default();
    add(raw, positions, &mut drawn, 0)?;
    Ok(Some(drawn))
}

/// The geometry that a text is, or that the feature has which it is; with the numbers of the text, for
/// whoever knows their system. `None` where it is neither.
pub(in crate::formats) fn as_written(text: &str) -> Option<Geometry<f64>> {
    let whole = Raw { text, start: 0 };
    let members = whole.members().ok()?;
    let geometry = member(&members, "geometry").unwrap_or(whole);
    let read = read(geometry, &Positions::AsWritten).ok()??;
    read.parts.into_geometry()
}

fn add(raw: Raw<'_>, positions: &Positions, drawn: &mut ReadGeometry, depth: usize) -> Found<()> {
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
            .try_for_each(|part| add(part, positions, drawn, depth + 1));
    }
    if is_empty(inner) {
        return Ok(());
    }
    coordinates::add(&kind, inner, positions, drawn)
}

/// Whether coordinates are null, or lists with nothing in them.
fn is_empty(coordinates: Raw<'_>) -> bool {
    let mut bytes = coordinates
        .text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace());
    coordinates.text == "null" || bytes.all(|byte| matches!(byte, b'[' | b']' | b','))
}

#[cfg(test)]
mod tests {
    use geo::Point;

    use super::*;

    fn read_text(text: &str) -> Found<Option<ReadGeometry>> {
        read(Raw { text, start: 0 }, &Positions::Wgs84)
    }

    fn geometry_of(text: &str) -> Option<Geometry<f64>> {
        read_text(text).unwrap().unwrap().parts.into_geometry()
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
        let Geometry::GeometryCollection(parts) = geometry_of(text).unwrap() else {
            panic!("parts of several kinds");
        };
        assert_eq!(parts[0], Point::new(74.8, 42.9).into());
        let count = |kind: fn(&Geometry) -> bool| parts.iter().filter(|part| kind(part)).count();
        assert_eq!(count(|part| matches!(part, Geometry::Point(_))), 3);
        assert_eq!(count(|part| matches!(part, Geometry::LineString(_))), 3);
        assert_eq!(count(|part| matches!(part, Geometry::Polygon(_))), 2);
    }

    #[test]
    fn null_is_no_geometry() {
        assert!(read_text("null").unwrap().is_none());
    }

    #[test]
    fn empty_coordinates_are_no_geometry() {
        for coordinates in ["null", "[]", "[ [] , []]", "[[[]]]"] {
            let text = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":{coordinates}}}");
            assert_eq!(geometry_of(&text), None, "{coordinates}");
        }
    }

    #[test]
    fn a_rounding_error_is_no_fault() {
        let noise = read_text(r#"{"type":"Point","coordinates":[180.00000000000003, 60]}"#);
        let noise = noise.unwrap().unwrap();
        assert_eq!(noise.turned, 0);
        let place = noise.parts.into_geometry();
        assert_eq!(place, Some(Point::new(180.0, 60.0).into()));
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
        assert_eq!(drawn.parts.closed_rings, 1);
        let Some(Geometry::Polygon(area)) = drawn.parts.into_geometry() else {
            panic!("an area");
        };
        assert_eq!(area.exterior().0.len(), 4);
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
            let Some(Geometry::Point(point)) = drawn.parts.into_geometry() else {
                panic!("a place");
            };
            assert!((point.x() - back).abs() < 1e-9, "{lon}: {point:?}");
        }
    }

    #[test]
    fn what_is_no_geometry_is_a_fault() {
        for text in [
            "[]",
            "7",
            r#"{"type":"Point"}"#,
            r#"{"type":"Blob","coordinates":[1,2]}"#,
            r#"{"type":"Point","coordinates":["one","2"]}"#,
            r#"{"type":"Point","coordinates":[1e999,2]}"#,
            r#"{"type":"LineString","coordinates":[[1,2]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}"#,
        ] {
            fault_of(text);
        }
    }
}

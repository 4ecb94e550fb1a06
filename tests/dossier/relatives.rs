//! Relatives of GeoJSON, and GeoJSON as people and programs spoil it.

use steppe::atlas::Shape;
use steppe::dossier::Reading;
use steppe::earth::LonLat;
use steppe::problem::Severity;

use super::{of, whats};

const ALPHA: &str = r#"{"type":"Feature","properties":{"name":"Alpha"},"geometry":{"type":"Point","coordinates":[65.5,44.8]}}"#;
const BRAVO: &str = r#"{"type":"Feature","properties":{"name":"Bravo"},"geometry":{"type":"Point","coordinates":[67.25,45.5]}}"#;

fn names(reading: &Reading) -> Vec<&str> {
    let features = reading.dossier.features.iter();
    features.map(|feature| feature.name.as_str()).collect()
}

fn read(text: &str) -> Reading {
    of(&[("a.geojson", text)])
}

#[track_caller]
fn assert_both(text: &str) -> Reading {
    let reading = read(text);
    assert_eq!(
        names(&reading),
        ["Alpha", "Bravo"],
        "{text}: {:?}",
        whats(&reading)
    );
    assert!(
        reading
            .dossier
            .features
            .iter()
            .all(|feature| feature.shape.is_some()),
        "{text}"
    );
    reading
}

fn errors(reading: &Reading) -> usize {
    reading
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count()
}

#[test]
fn features_are_found_in_whatever_holds_them() {
    let collection = format!(r#"{{"type":"FeatureCollection","features":[{ALPHA},{BRAVO}]}}"#);
    for text in [
        format!("{ALPHA}\r\n\n{BRAVO}\n"),
        format!("\u{1e}{ALPHA}\n\u{1e}{BRAVO}\n"),
        format!("[{ALPHA},{BRAVO}]"),
        format!("[[{ALPHA}],{{\"type\":\"FeatureCollection\",\"features\":[{BRAVO}]}}]"),
        format!(r#"{{"status":"ok","data":{{"result":{collection}}}}}"#),
        format!(r#"{{"count":2,"items":[{ALPHA},{BRAVO}]}}"#),
    ] {
        let reading = assert_both(&text);
        assert_eq!(errors(&reading), 0, "{text}: {:?}", whats(&reading));
    }
}

#[test]
fn a_geometry_alone_is_a_feature() {
    let reading = read(r#"{"type":"Point","bbox":[65,44,66,45],"coordinates":[65.5,44.8]}"#);
    let shape = reading.dossier.features[0]
        .shape
        .as_ref()
        .and_then(Shape::anchor);
    assert_eq!(shape, Some(LonLat::new(65.5, 44.8)));
    assert_eq!(errors(&reading), 0, "{:?}", whats(&reading));
}

#[test]
fn slips_of_json_cost_nothing_and_are_told() {
    for (text, told) in [
        (
            format!("// made by hand\n[{ALPHA}, /* two */ {BRAVO},]"),
            "comments",
        ),
        (format!("[{ALPHA}\n{BRAVO}]"), "without its comma"),
        (
            format!(
                "[{},{BRAVO}]",
                ALPHA.replace("\"name\"", "\"seen\":NaN,\"name\"")
            ),
            "NaN",
        ),
        (
            format!(
                "[{},{BRAVO}]",
                ALPHA.replace("\"name\"", "\"note\":\"two\nlines\",\"name\"")
            ),
            "line break",
        ),
        (
            format!(
                "[{},{BRAVO}]",
                ALPHA.replace("\"name\"", "\"note\":\"the \"old\" post\",\"name\"")
            ),
            "quotation mark",
        ),
    ] {
        let reading = assert_both(&text);
        assert!(
            whats(&reading).iter().any(|what| what.contains(told)),
            "{text}: {:?}",
            whats(&reading)
        );
    }
}

#[test]
fn a_bad_place_costs_the_place_and_not_the_feature() {
    for place in [
        "[NaN,NaN]",
        "[43.5,104.1]",
        "[7290426,5591295]",
        "[\"a\",1]",
        "[null,null]",
    ] {
        let reading = read(&format!(
            "[{},{BRAVO}]",
            ALPHA.replace("[65.5,44.8]", place)
        ));
        assert_eq!(names(&reading), ["Alpha", "Bravo"], "{place}");
        assert!(reading.dossier.features[0].shape.is_none(), "{place}");
        assert_eq!(
            (errors(&reading), reading.left_out),
            (1, 0),
            "{place}: {:?}",
            whats(&reading)
        );
    }
}

#[test]
fn an_empty_place_is_none_and_no_problem() {
    let reading = read(&format!(
        "[{},{BRAVO}]",
        ALPHA.replace(
            r#""Point","coordinates":[65.5,44.8]"#,
            r#""LineString","coordinates":[]"#
        )
    ));
    assert!(reading.dossier.features[0].shape.is_none());
    assert_eq!(errors(&reading), 0);
}

#[test]
fn systems_are_known_however_they_are_spelt() {
    for crs in [
        r#"{"type":"name","properties":{"name":"http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}"#,
        r#"{"type":"EPSG","properties":{"code":4326}}"#,
        "null",
    ] {
        assert_both(&format!(
            r#"{{"type":"FeatureCollection","crs":{crs},"features":[{ALPHA},{BRAVO}]}}"#
        ));
    }
    let metres = ALPHA.replace("[65.5,44.8]", "[7290426.6,5591295.9]");
    let reading = read(&format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:3857"}}}},"features":[{metres}]}}"#
    ));
    let at = reading.dossier.features[0]
        .shape
        .as_ref()
        .and_then(Shape::anchor)
        .expect("a place");
    assert!((at.lon_deg - 65.491_016).abs() < 1e-4 && (at.lat_deg - 44.807_684).abs() < 1e-4);
    let reading = read(&format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:999999"}}}},"features":[{metres}]}}"#
    ));
    assert!(reading.dossier.features[0].shape.is_none());
    assert_eq!(errors(&reading), 1, "{:?}", whats(&reading));
}

#[test]
fn what_is_no_geojson_is_called_what_it_is() {
    for (text, told) in [
        ("<!DOCTYPE html><html><title>404</title></html>", "web page"),
        ("<?xml version=\"1.0\"?><osm></osm>", "XML"),
        (
            r#"{"error":{"code":403,"message":"no token"}}"#,
            "error message of a server",
        ),
        ("neither this nor that", "not JSON"),
        ("name,lat,lon", "no row"),
    ] {
        let reading = read(text);
        assert_eq!(errors(&reading), 1, "{text}: {:?}", whats(&reading));
        assert!(
            whats(&reading)[0].contains(told),
            "{text}: {:?}",
            whats(&reading)
        );
    }
}

#[test]
fn other_encodings_are_decoded_and_told_once() {
    let text = format!(
        "[{},{BRAVO}]",
        ALPHA.replace("Alpha", "Алматы, застава у реки")
    );
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (narrow, ..) = encoding_rs::WINDOWS_1251.encode(&text);
    for bytes in [wide, narrow.into_owned()] {
        let mut files = steppe::dossier::Files::new();
        files.insert("a.geojson", bytes).expect("a name inside");
        let reading = steppe::dossier::read(&files);
        assert_eq!(names(&reading), ["Алматы, застава у реки", "Bravo"]);
        let told = whats(&reading)
            .iter()
            .filter(|what| what.contains("encoding"))
            .count();
        assert_eq!((told, errors(&reading)), (1, 0), "{:?}", whats(&reading));
    }
}

#[test]
fn any_text_is_an_id() {
    let reading = read(&format!(
        "[{},{}]",
        ALPHA.replace("\"properties\"", "\"id\":\"Post 1\",\"properties\""),
        BRAVO.replace("\"properties\"", "\"id\":7,\"properties\"")
    ));
    let ids: Vec<_> = reading
        .dossier
        .features
        .iter()
        .map(|feature| feature.id.as_str())
        .collect();
    assert_eq!(
        (ids, errors(&reading)),
        (vec!["Post 1", "7"], 0),
        "{:?}",
        whats(&reading)
    );
}

#[test]
fn coordinates_that_are_texts_of_numbers_are_places() {
    let text = ALPHA.replace("[65.5,44.8]", r#"["65.5"," 44.8"]"#);
    let reading = read(&format!("[{text},{BRAVO}]"));
    assert_eq!(errors(&reading), 0, "{:?}", whats(&reading));
    let words = ALPHA.replace("[65.5,44.8]", r#"["x","y"]"#);
    assert_eq!(errors(&read(&words)), 1);
}

#[test]
fn a_geometry_alone_may_name_its_system() {
    let reading = read(
        r#"{"type":"Point","coordinates":[7291426.65,5590090.34],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}"#,
    );
    let at = reading.dossier.features[0]
        .shape
        .as_ref()
        .and_then(Shape::anchor);
    let at = at.expect("it is placed");
    assert!(
        (at.lon_deg - 65.5).abs() < 1e-5 && (at.lat_deg - 44.8).abs() < 1e-5,
        "{at:?}"
    );
}

#[test]
fn a_collection_of_nothing_says_so_and_zeros_among_places_are_told() {
    let nothing = read(r#"{"type":"FeatureCollection","features":[]}"#);
    assert_eq!(whats(&nothing), ["the file holds no feature"]);
    let zero = BRAVO.replace("[67.25,45.5]", "[0,0]");
    let reading = read(&format!("[{ALPHA},{zero}]"));
    let told = whats(&reading);
    assert!(
        told.iter().any(|what| what.contains("lies at 0, 0")),
        "{told:?}"
    );
}

#[test]
fn a_time_of_kml_that_cannot_be_read_is_told() {
    let placemark = |time: &str| {
        let text = format!(
            "<kml><Placemark><name>A</name>{time}<Point><coordinates>65.5,44.8</coordinates></Point></Placemark></kml>"
        );
        of(&[("a.kml", &text)])
    };
    let soon = placemark("<TimeStamp><when>soon</when></TimeStamp>");
    let told = whats(&soon);
    assert!(
        told.iter()
            .any(|what| what.contains("cannot be understood")),
        "{told:?}"
    );
    let reversed = "<TimeSpan><begin>2022-01-01</begin><end>2021-01-01</end></TimeSpan>";
    let reading = placemark(reversed);
    let told = whats(&reading);
    assert!(
        told.iter()
            .any(|what| what.contains("cannot be understood")),
        "{told:?}"
    );
    let caesar = placemark("<TimeStamp><when>-0044</when></TimeStamp>");
    let when = caesar.dossier.features[0].when.as_ref();
    assert_eq!(when.map(ToString::to_string).as_deref(), Some("-0044"));
}

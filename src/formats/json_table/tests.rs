//! Answers of services and exports of programs.

use geo::{Geometry, Point};

use super::*;
use crate::formats::testing::{self, Collected};

fn recognition(text: &str) -> Recognition {
    recognise(&Head {
        name: "a.json",
        bytes: text.as_bytes(),
        len: text.len() as u64,
    })
}

/// What is read of a text that is recognised.
#[track_caller]
fn read(text: &str) -> Collected {
    assert_eq!(recognition(text), Recognition::Likely, "{text}");
    let read = testing::read(&FORMAT, "a.json", text.as_bytes());
    assert!(read.error.is_none(), "{:?}", read.error);
    read
}

#[test]
fn a_list_of_objects_is_a_table_wherever_it_stands() {
    for text in [
        r#"[{"name": "A", "lat": 44.8, "lon": 65.5}]"#,
        r#"{"status": 200, "messages": [], "data": [{"name": "A", "latitude": "44.8", "longitude": "65.5"}]}"#,
        r#"{"name": "A", "lat": 44.8, "lon": 65.5}
           {"name": "B", "lat": 45, "lon": 66}"#,
        r#"{"a": {"name": "A", "lat": 44.8, "lon": 65.5}}"#,
        r#"{"name": "A", "lat": 44.8, "lon": 65.5}"#,
        r#"[{"name": "A", "location": {"lat": 44.8, "lng": 65.5}}]"#,
        r#"[{"name": "A", "location": [65.5, 44.8]}]"#,
        r#"[{"name": "A", "latlng": [44.8, 65.5]}]"#,
        r#"{"results": [{"name": "A", "place": {"type": "Point", "coordinates": [65.5, 44.8]}}]}"#,
        r#"[{"fields": {"name": "A", "Latitude": 44.8, "Longitude": 65.5}}]"#,
        r#"{"locations": [{"name": "A", "latitudeE7": 448000000, "longitudeE7": 655000000}]}"#,
    ] {
        let read = read(text);
        let place = Geometry::Point(Point::new(65.5, 44.8));
        assert_eq!(read.records[0].geometry, Some(place), "{text}");
        assert_eq!(read.records[0].properties["name"], "A", "{text}");
    }
}

#[test]
fn rows_may_be_lists_and_values_may_stand_by_column() {
    for text in [
        r#"{"columns": ["name", "lat", "lon"], "index": [0, 1], "data": [["A", 44.8, 65.5], ["B", 45, 66]]}"#,
        r#"{"ok": true, "columns": ["name", "latitude", "longitude"], "rows": [["A", 44.8, 65.5], ["B", null, null]]}"#,
        r#"{"meta": {"view": {"columns": [{"id": 1, "name": "name"}, {"name": "lat"}, {"name": "lon"}]}}, "data": [["A", "44.8", "65.5"], ["B", "1", "2"]]}"#,
        r#"{"range": "Sheet1!A1:C3", "values": [["name", "lat", "lon"], ["A", "44.8", "65.5"], ["B"]]}"#,
        r#"[["name", "lat", "lon"], ["A", 44.8, 65.5], ["B", 45, 66]]"#,
        r#"{"name": {"0": "A", "1": "B"}, "lat": {"0": 44.8, "1": 45}, "lon": {"0": 65.5, "1": 66}}"#,
        r#"{"name": ["A", "B"], "lat": [44.8, 45], "lon": [65.5, 66]}"#,
    ] {
        let read = read(text);
        let place = Geometry::Point(Point::new(65.5, 44.8));
        assert_eq!(read.records.len(), 2, "{text}");
        assert_eq!(read.records[0].geometry, Some(place), "{text}");
        assert_eq!(read.records[0].properties["name"], "A", "{text}");
        assert_eq!(read.records[1].properties["name"], "B", "{text}");
    }
    let many: Vec<String> = (0..20_000).map(|row| format!("\"{row}\": {row}")).collect();
    let many = many.join(", ");
    let head = format!("{{\"id\": {{{many}}}, \"lat\": {{");
    assert_eq!(
        recognition(&head[..60_000]),
        Recognition::Likely,
        "by its numbers"
    );
}

#[test]
fn values_keep_their_types_and_know_their_lines() {
    let text = "[\n{\"id\": 7, \"lat\": 44.8, \"lon\": 65.5, \"of\": null},\n{\"id\": 8, \"tags\": [\"a\", \"b\"], \"lat\": \"\", \"lon\": \"\"}]";
    let read = read(text);
    assert_eq!(read.records[0].properties["id"], 7);
    assert!(!read.records[0].properties.contains_key("of"));
    assert_eq!(read.records[1].geometry, None);
    assert_eq!(read.records[1].properties["tags"][1], "b");
    assert_eq!(read.records[1].locator.line(), Some(3));
    assert_eq!(read.told(), "");
}

#[test]
fn lists_with_places_are_layers_and_others_are_passed_over() {
    let row = r#"{"name": "A", "lat": 44.8, "lon": 65.5}"#;
    let text =
        format!("{{\"events\": [{row}], \"sites\": [{row}, {row}], \"notes\": [{{\"a\": 1}}]}}");
    let read = read(&text);
    let names: Vec<&str> = read.layers.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names, read.records.len()), (vec!["events", "sites"], 3));
}

#[test]
fn what_is_broken_off_keeps_the_objects_before_it() {
    for text in [
        "[{\"name\": \"A\", \"lat\": 44.8, \"lon\": 65.5},\n{\"name\": \"B\", \"la",
        "{\"data\": [{\"name\": \"A\", \"lat\": 44.8, \"lon\": 65.5},\n{\"name\": \"B\", \"la",
    ] {
        let read = read(text);
        assert_eq!(read.records.len(), 1);
        assert!(read.told().contains("a.json:2"), "{}", read.told());
    }
}

#[test]
fn further_pages_and_objects_too_deep_are_told() {
    let deep = format!("{}1{}", "{\"a\":".repeat(200), "}".repeat(200));
    let text = format!(
        "{{\"NextPageUrl\": \"https://x/2\", \"Result\": [{{\"lat\": 1, \"lon\": 2}}, {{\"deep\": {deep}}}]}}"
    );
    let read = read(&text);
    assert_eq!((read.records.len(), read.left_out), (1, 1));
    assert!(
        read.told().contains("one page of several"),
        "{}",
        read.told()
    );
    assert!(read.told().contains("too deep"), "{}", read.told());
}

#[test]
fn geojson_and_settings_are_no_tables() {
    for text in [
        r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"lat": 1, "lon": 2}}]}"#,
        r#"{"type": "featurecollection", "features": [{"type": "feature", "geometry": {"type": "point", "coordinates": [1, 2]}}]}"#,
        r#"[{"type": "Point", "coordinates": [65.5, 44.8]}]"#,
        r#"{"type": "Point", "coordinates": [65.5, 44.8]}"#,
        r#"{"a": 1, "b": [1, 2, 3]}"#,
        r#"{"name": "x", "scripts": {"build": "y"}, "list": [{"a": 1}]}"#,
        "name,lat,lon",
        "",
    ] {
        assert_eq!(recognition(text), Recognition::No, "{text}");
    }
}

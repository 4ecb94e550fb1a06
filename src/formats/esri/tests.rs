//! Feature sets good and broken.

use geo::Geometry;

use super::super::testing::{self, Collected};
use super::*;

fn read(text: &str) -> Collected {
    testing::read(&FORMAT, "a.json", text.as_bytes())
}

fn set(reference: &str, geometry: &str) -> String {
    format!(
        r#"{{"displayFieldName": "NAME", "objectIdFieldName": "OBJECTID", "spatialReference": {reference},
        "fields": [{{"name": "SEEN", "type": "esriFieldTypeDate"}}],
        "features": [{{"attributes": {{"OBJECTID": 7, "NAME": "A", "SEEN": 1634515200000}}, "geometry": {geometry}}}]}}"#
    )
}

#[test]
fn attributes_are_name_id_and_properties_with_dates() {
    let read = read(&set(
        r#"{"wkid": 4326}"#,
        r#"{"x": 65.5, "y": 44.8, "z": 1}"#,
    ));
    let record = read.named("A");
    assert_eq!(record.id.as_deref(), Some("7"));
    assert_eq!(record.properties["SEEN"], "2021-10-18");
    assert_eq!(record.geometry, Some(geo::Point::new(65.5, 44.8).into()));
    assert_eq!(
        (read.told(), record.locator.line()),
        (String::new(), Some(3))
    );
}

#[test]
fn web_mercator_is_placed_and_an_unknown_system_is_not() {
    let metres = r#"{"x": 7290426.6, "y": 5591295.9}"#;
    for reference in [
        r#"{"wkid": 102100, "latestWkid": 3857}"#,
        r#"{"wkid": 102100}"#,
    ] {
        let read = read(&set(reference, metres));
        let Some(Geometry::Point(place)) = read.named("A").geometry else {
            panic!("a place: {}", read.told())
        };
        assert!((place.x() - 65.491_016).abs() < 1e-4);
    }
    let read = read(&set(r#"{"wkid": 999999}"#, metres));
    assert_eq!(read.named("A").geometry, None);
    assert!(read.told().contains("999999"), "{}", read.told());
}

#[test]
fn rings_are_areas_and_holes_by_their_direction() {
    let rings = r#"{"rings": [[[0,0],[0,9],[9,9],[9,0],[0,0]], [[20,0],[20,9],[29,9],[20,0]], [[1,1],[2,1],[2,2],[1,1]]]}"#;
    let read = read(&set(r#"{"wkid": 4326}"#, rings));
    let Some(Geometry::MultiPolygon(areas)) = &read.named("A").geometry else {
        panic!("areas")
    };
    let holes: Vec<usize> = areas.0.iter().map(|area| area.interiors().len()).collect();
    assert_eq!(holes, [1, 0]);
}

#[test]
fn an_empty_place_is_none_and_curves_are_told() {
    for geometry in [
        "null",
        "{}",
        r#"{"x": "NaN", "y": "NaN"}"#,
        r#"{"paths": []}"#,
    ] {
        let read = read(&set(r#"{"wkid": 4326}"#, geometry));
        assert_eq!(
            (read.named("A").geometry.clone(), read.told()),
            (None, String::new()),
            "{geometry}"
        );
    }
    let read = read(&set(
        r#"{"wkid": 4326}"#,
        r#"{"curvePaths": [[[1, 2], {"c": [[3, 4], [5, 6]]}]]}"#,
    ));
    assert!(read.told().contains("curves"), "{}", read.told());
}

#[test]
fn a_collection_of_layers_is_read_layer_by_layer() {
    let inner = set(r#"{"wkid": 4326}"#, r#"{"x": 1, "y": 2}"#);
    let text = format!(
        r#"{{"layers": [{{"layerDefinition": {{"name": "Posts"}}, "featureSet": {inner}}}]}}"#
    );
    let head = Head {
        name: "a.json",
        bytes: text.as_bytes(),
        len: 0,
    };
    assert_eq!(recognise(&head), Recognition::Likely);
    let read = read(&text);
    assert_eq!(read.layer_of(read.named("A")), "Posts");
}

#[test]
fn geojson_is_no_esri_json() {
    let of = |text: &str| {
        recognise(&Head {
            name: "a.json",
            bytes: text.as_bytes(),
            len: 0,
        })
    };
    assert_eq!(of(&set("{}", "null")), Recognition::Certain);
    assert_eq!(
        of(r#"{"type": "FeatureCollection", "features": [{"attributes": 1}]}"#),
        Recognition::No
    );
    assert_eq!(
        of(r#"{"features": [{"type": "Feature"}]}"#),
        Recognition::No
    );
}

#[test]
fn a_server_that_sent_a_part_is_told() {
    let part = set(r#"{"wkid": 4326}"#, r#"{"x": 65.5, "y": 44.8}"#);
    let part = part.replacen('{', "{\"exceededTransferLimit\": true, ", 1);
    let read = read(&part);
    assert_eq!(read.records.len(), 1);
    assert!(
        read.told().contains("more features than it sent"),
        "{}",
        read.told()
    );
}

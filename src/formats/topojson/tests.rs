//! Topologies good and broken.

use geo::{BoundingRect, CoordsIter, Geometry};

use super::super::testing::{self, Collected};
use super::*;

fn read(text: &str) -> Collected {
    testing::read(&FORMAT, "a.topojson", text.as_bytes())
}

const SQUARES: &str = r#"{"type": "Topology", "transform": {"scale": [0.01, 0.01], "translate": [60, 40]},
 "objects": {"squares": {"type": "GeometryCollection", "geometries": [
  {"type": "Polygon", "id": "w", "properties": {"name": "West"}, "arcs": [[0, 1]]},
  {"type": "MultiPolygon", "id": 7, "arcs": [[[2, -1]]]}]},
  "posts": {"type": "Point", "properties": {"name": "Post"}, "coordinates": [50, 50, 9]}},
 "arcs": [[[100, 0], [0, 100]], [[100, 100], [-100, 0], [0, -100], [100, 0]], [[100, 0], [100, 0], [0, 100], [-100, 0]]]}"#;

#[test]
fn arcs_are_summed_scaled_and_read_backwards() {
    let read = read(SQUARES);
    assert_eq!(read.told(), "");
    let bounds = |at: usize| {
        read.records[at]
            .geometry
            .as_ref()
            .unwrap()
            .bounding_rect()
            .unwrap()
    };
    assert_eq!((bounds(0).min().x, bounds(0).max().x), (60.0, 61.0));
    assert_eq!((bounds(1).min().x, bounds(1).max().y), (61.0, 41.0));
    assert_eq!(read.records[0].geometry.as_ref().unwrap().coords_count(), 5);
    assert_eq!(read.records[1].id.as_deref(), Some("7"));
    assert_eq!(
        read.records[2].geometry,
        Some(geo::Point::new(60.5, 40.5).into())
    );
    assert_eq!(
        (
            read.layers[0].name.as_str(),
            read.layer_of(&read.records[2])
        ),
        ("squares", "posts")
    );
    assert_eq!(read.records[0].locator.line(), Some(3));
}

#[test]
fn an_arc_that_is_not_there_costs_its_feature_alone() {
    let read = read(
        r#"{"type": "Topology", "objects": {"o": {"type": "GeometryCollection", "geometries": [
        {"type": "LineString", "arcs": [7], "properties": {"name": "Bad"}}, {"type": "LineString", "arcs": [-9223372036854775808]},
        {"type": "LineString", "arcs": [1]}, {"type": "LineString", "arcs": [0]}, {"type": null}]}}, "arcs": [[[60, 40], [61, 41]], [null]]}"#,
    );
    let placed: Vec<bool> = read
        .records
        .iter()
        .map(|record| record.geometry.is_some())
        .collect();
    assert_eq!(placed, [false, false, false, true, false]);
    assert!(
        read.told().contains("arc 7") && read.told().contains("(Bad)"),
        "{}",
        read.told()
    );
    assert_eq!(read.problems.len(), 3);
}

#[test]
fn metres_of_a_named_system_are_placed() {
    let read = read(
        r#"{"type": "Topology", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        "objects": {"o": {"type": "Point", "coordinates": [7290426.6, 5591295.9]}}, "arcs": []}"#,
    );
    let Some(Geometry::Point(place)) = read.records[0].geometry else {
        panic!("a place")
    };
    assert!((place.x() - 65.491_016).abs() < 1e-4 && (place.y() - 44.807_684).abs() < 1e-4);
}

#[test]
fn a_collection_with_properties_is_one_feature() {
    let read = read(
        r#"{"type": "Topology", "objects": {"o": {"type": "GeometryCollection", "properties": {"name": "All"}, "geometries": [
        {"type": "LineString", "arcs": [0]}, {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}]}},
        "arcs": [[[60, 40], [61, 41]]]}"#,
    );
    assert_eq!(read.records.len(), 1);
    assert!(matches!(
        read.records[0].geometry,
        Some(Geometry::GeometryCollection(_))
    ));
}

#[test]
fn topojson_is_known_by_its_top_level() {
    let of = |text: &str| {
        recognise(&Head {
            name: "a.json",
            bytes: text.as_bytes(),
            len: 0,
        })
    };
    assert_eq!(of(SQUARES), Recognition::Certain);
    assert_eq!(
        of(r#"{"type": "Feature", "properties": {"type": "Topology"}}"#),
        Recognition::No
    );
    assert_eq!(of(r#"{"arcs": [], "objects": {}}"#), Recognition::Likely);
}

#[test]
fn what_is_no_json_is_told_with_its_line() {
    let read = read("{\"type\": \"Topology\",\n \"arcs\": [1,,2]}");
    assert!(read.told().contains("a.topojson:2"), "{}", read.told());
}

#[test]
fn a_long_arc_that_is_named_again_and_again_costs_its_feature_alone() {
    let positions: Vec<[i32; 2]> = (0..2000).map(|at| [at % 90, at % 80]).collect();
    let named = vec![vec![0]; 5000];
    let topology = serde_json::json!({"type": "Topology", "arcs": [positions], "objects": {"o": {
        "type": "GeometryCollection", "geometries": [
            {"type": "LineString", "arcs": [0], "id": "once"},
            {"type": "MultiLineString", "arcs": named, "id": "often"}]}}});
    let read = read(&topology.to_string());
    assert!(read.records[0].geometry.is_some());
    assert_eq!(read.records[1].geometry, None);
    assert!(read.told().contains("repeated"), "{}", read.told());
}

//! Answers good and incomplete.

use geo::Geometry;

use super::super::testing::{self, Collected};
use super::*;

fn read(elements: &str) -> Collected {
    let text = format!(
        r#"{{"version": 0.6, "osm3s": {{"timestamp_osm_base": "2024-01-01T00:00:00Z"}}, "elements": [{elements}]}}"#
    );
    testing::read(&FORMAT, "a.json", text.as_bytes())
}

#[test]
fn nodes_ways_and_relations_are_points_lines_and_areas() {
    let read = read(
        r#"{"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":"Post"}},{"type":"node","id":2,"lat":1,"lon":3},
        {"type":"node","id":3,"lat":2,"lon":3},{"type":"way","id":9,"nodes":[1,2,3],"tags":{"highway":"track"}},
        {"type":"way","id":8,"nodes":[1,2,3,1],"tags":{"building":"yes"}},
        {"type":"relation","id":7,"tags":{"type":"multipolygon"},"members":[
         {"type":"way","ref":5,"role":"outer","geometry":[{"lat":0,"lon":0},{"lat":0,"lon":9},{"lat":9,"lon":9}]},
         {"type":"way","ref":6,"role":"outer","geometry":[{"lat":0,"lon":0},{"lat":9,"lon":9}]},
         {"type":"way","ref":4,"role":"inner","geometry":[{"lat":1,"lon":5},{"lat":1,"lon":6},{"lat":2,"lon":6},{"lat":1,"lon":5}]}]}"#,
    );
    let ids: Vec<_> = read
        .records
        .iter()
        .filter_map(|record| record.id.as_deref())
        .collect();
    assert_eq!(
        (ids, read.told()),
        (
            vec!["node/1", "way/9", "way/8", "relation/7"],
            String::new()
        )
    );
    assert!(matches!(
        read.records[1].geometry,
        Some(Geometry::LineString(_))
    ));
    assert!(matches!(
        read.records[2].geometry,
        Some(Geometry::Polygon(_))
    ));
    let Some(Geometry::Polygon(area)) = &read.records[3].geometry else {
        panic!("an area")
    };
    assert_eq!((area.exterior().0.len(), area.interiors().len()), (4, 1));
}

#[test]
fn what_the_query_left_out_is_told() {
    let read = read(
        r#"{"type":"way","id":9,"nodes":[1,2],"center":{"lat":1,"lon":2}},{"type":"moon","id":3}"#,
    );
    assert_eq!(
        read.records[0].geometry,
        Some(geo::Point::new(2.0, 1.0).into())
    );
    assert!(
        read.told().contains("out geom") && read.told().contains("moon"),
        "{}",
        read.told()
    );
    assert_eq!(read.left_out, 1);
}

#[test]
fn the_middle_of_an_element_is_its_place_where_nothing_else_is_given() {
    let read = read(
        r#"{"type":"way","id":1,"nodes":[1,2],"center":{"lat":44.8,"lon":65.5}},
        {"type":"relation","id":2,"center":{"lat":44.8,"lon":65.5},"members":[{"type":"way","ref":5,"role":"outer"}],
         "tags":{"type":"multipolygon"}}"#,
    );
    let middle = Some(Geometry::from(geo::Point::new(65.5, 44.8)));
    let places: Vec<_> = read.records.iter().map(|it| it.geometry.clone()).collect();
    assert_eq!(places, [middle.clone(), middle]);
}

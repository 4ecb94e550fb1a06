//! Large files whose positions are of another system than WGS 84.

use std::sync::Arc;

use crate::atlas::{Atlas, FeatureId, Shape};
use crate::dossier::{Files, ReadAs, read};
use crate::earth::LonLat;
use crate::formats::Given;

/// Points in UTM zone 42 north, with the system named before the features, behind them or nowhere.
fn text(before: &str, behind: &str) -> String {
    let point = |at: u32| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"Post {at}"}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}}"#,
            500_000 + at * 1_000,
            4_900_000 + at * 1_000
        )
    };
    let points: Vec<String> = (0..20).map(point).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",{before}\"features\":[{}]{behind}}}",
        points.join(",\n")
    )
}

const UTM: &str = r#""crs":{"type":"name","properties":{"name":"EPSG:32642"}}"#;

/// Where the points are, by name, in a file that is small or large, and what is told of it.
fn places(text: &str, crs: Option<&str>, is_large: bool) -> (Vec<(String, LonLat)>, String) {
    let mut files = Files::new();
    let bytes = text.as_bytes().to_vec();
    if is_large {
        files.insert_large("a.geojson", Arc::new(bytes)).unwrap();
    } else {
        files.insert("a.geojson", bytes).unwrap();
    }
    files.read_as(
        "a.geojson",
        ReadAs {
            given: Given {
                crs: crs.map(str::to_owned),
                ..Given::default()
            },
            ..ReadAs::default()
        },
    );
    let reading = read(&files);
    let told: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    let small = reading.dossier.features.iter();
    let small = small.filter_map(|it| Some((it.name.clone(), it.shape.as_ref()?.anchor()?)));
    let mut places: Vec<_> = small.collect();
    for table in &reading.dossier.tables {
        let place = |row| Some((table.name(row).to_owned(), table.place(row)?.lon_lat()));
        places.extend(table.rows().filter_map(place));
    }
    places.sort_by(|a, b| a.0.cmp(&b.0));
    (places, told.join("\n"))
}

#[test]
fn a_large_file_is_placed_by_its_system_as_a_small_one_is() {
    for (text, crs) in [
        (text("", ""), Some("EPSG:32642")),
        (text(&format!("{UTM},"), ""), None),
        (text("\"crs\":null,", ""), Some("EPSG:32642")),
        // What is given goes before what the file says.
        (
            text(&UTM.replace("32642", "32643").replace("}}", "}},"), ""),
            Some("EPSG:32642"),
        ),
    ] {
        let (small, _) = places(&text, crs, false);
        let (large, told) = places(&text, crs, true);
        assert_eq!(small.len(), 20);
        assert_eq!(large.len(), 20, "{told}");
        assert!(!told.contains("error"), "{told}");
        for (a, b) in small.iter().zip(&large) {
            assert_eq!(a.0, b.0);
            assert!((a.1.lon_deg - b.1.lon_deg).abs() < 1e-6, "{a:?} {b:?}");
            assert!((a.1.lat_deg - b.1.lat_deg).abs() < 1e-6, "{a:?} {b:?}");
        }
        assert!((68.9..69.5).contains(&large[0].1.lon_deg), "{:?}", large[0]);
    }
}

#[test]
fn a_system_that_stands_behind_the_features_of_a_large_file_places_nothing_and_says_so() {
    let (large, told) = places(&text("", &format!(",{UTM}")), None, true);
    assert!(large.is_empty(), "{large:?}");
    assert!(told.contains("put `crs` before `features`"), "{told}");
}

#[test]
fn a_feature_of_another_system_is_read_again_where_it_was_placed() {
    let mut files = Files::new();
    let bytes = text(&format!("{UTM},"), "").into_bytes();
    files.insert_large("a.geojson", Arc::new(bytes)).unwrap();
    let dossier = read(&files).dossier;
    let atlas = Atlas::new(dossier, Arc::default());
    let details = crate::dossier::details(&atlas, FeatureId(0)).expect("it can be read");
    let at = details
        .shape
        .as_ref()
        .and_then(Shape::anchor)
        .expect("a place");
    assert!((68.9..69.5).contains(&at.lon_deg), "{at:?}");
}

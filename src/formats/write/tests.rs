//! What a format can hold comes back the same.

use geo::{Geometry, LineString, Point, polygon};
use serde_json::{Value, json};

use super::*;
use crate::formats::{Colour, FORMATS, Record, RecordStyle, Time, testing};

fn record(name: &str, geometry: Geometry<f64>, properties: &Value) -> Record {
    Record {
        id: Some(name.to_lowercase()),
        name: Some(name.to_owned()),
        geometry: Some(geometry),
        properties: properties.as_object().cloned().unwrap_or_default(),
        ..Record::default()
    }
}

fn layers() -> Vec<OutputLayer> {
    let area =
        polygon![(x: 60.0, y: 40.0), (x: 70.0, y: 40.0), (x: 70.0, y: 46.0), (x: 60.0, y: 40.0)];
    let line = LineString::from(vec![(65.5, 44.8), (67.25, 45.5)]);
    vec![OutputLayer {
        name: String::new(),
        records: vec![
            record(
                "Osh & Co",
                Point::new(72.8, 40.53).into(),
                &json!({"name": "Osh & Co", "note": "a \"b\",\n;c"}),
            ),
            record("Road", line.into(), &json!({"name": "Road", "lanes": 2})),
            record("Zone", area.into(), &json!({"name": "Zone"})),
        ]
        .into(),
    }]
}

fn written(ending: &str, layers: &[OutputLayer]) -> (String, WriteReport) {
    let writer = writer(ending).expect("a writer");
    let mut bytes = Vec::new();
    let written = (writer.write)(layers, &mut bytes).expect("it can be written");
    (String::from_utf8(bytes).expect("text"), written)
}

fn read_back(ending: &str, text: &str) -> testing::Collected {
    let format = FORMATS
        .iter()
        .find(|format| format.endings.contains(&ending));
    testing::read(
        format.expect("a format"),
        &format!("a.{ending}"),
        text.as_bytes(),
    )
}

#[test]
fn geometries_and_texts_come_back_from_kml_and_tables() {
    for ending in ["kml", "csv", "tsv"] {
        let layers = layers();
        let (text, told) = written(ending, &layers);
        assert_eq!((told.count, told.problems.len()), (3, 0), "{ending}");
        let back = read_back(ending, &text);
        let geometries = |records: &[Record]| {
            records
                .iter()
                .map(|it| it.geometry.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            geometries(&back.records),
            geometries(&layers[0].records.iter().collect::<Vec<_>>()),
            "{ending}: {text}"
        );
        assert_eq!(
            back.records[0].properties["note"], "a \"b\",\n;c",
            "{ending}: {text}"
        );
    }
}

#[test]
fn points_alone_have_longitude_and_latitude_of_their_own() {
    let mut layers = layers();
    layers[0].records = layers[0].records.iter().take(1).collect();
    let (text, _) = written("csv", &layers);
    assert!(
        text.starts_with("id,longitude,latitude,name,note\n"),
        "{text}"
    );
    assert_eq!(
        read_back("csv", &text).records[0].geometry,
        layers[0].records.iter().next().expect("a record").geometry
    );
}

#[test]
fn times_styles_and_layers_come_back_from_kml() {
    let mut first = record("A", Point::new(1.0, 2.0).into(), &json!({}));
    first.time = Some(Time {
        begin: Some("2021-10-18".into()),
        end: Some("2021-10-23".into()),
    });
    first.style = Some(RecordStyle {
        stroke: Some(Colour {
            rgba: [255, 0, 16, 255],
        }),
        ..RecordStyle::default()
    });
    let layer = |name: &str| OutputLayer {
        name: name.to_owned(),
        records: vec![first.clone()].into(),
    };
    let (text, _) = written("kml", &[layer("Bases"), layer("Roads")]);
    let back = read_back("kml", &text);
    assert_eq!(back.records[1].time, first.time);
    assert_eq!(
        back.records[1].style.as_ref().and_then(|it| it.stroke),
        first.style.and_then(|it| it.stroke)
    );
    assert_eq!(back.layer_of(&back.records[1]), "Roads");
}

#[test]
fn numbers_of_many_digits_come_back_whole() {
    let ids = json!({"post": 1_234_567_890_123_456_789_i64, "key": 12_345_678_901_234_567_890_u64, "n": 5});
    let layer = OutputLayer {
        name: "posts".to_owned(),
        records: vec![record("A", Point::new(65.5, 44.8).into(), &ids)].into(),
    };
    for ending in ["xlsx", "csv", "fgb"] {
        let mut bytes = Vec::new();
        let writer = writer(ending).expect("a writer");
        (writer.write)(std::slice::from_ref(&layer), &mut bytes).expect("it can be written");
        let format = FORMATS.iter().find(|it| it.endings.contains(&ending));
        let back = testing::read(format.expect("a format"), &format!("a.{ending}"), &bytes);
        let properties = &back.records[0].properties;
        let text = |key: &str| properties[key].to_string().replace('"', "");
        assert_eq!(text("post"), "1234567890123456789", "{ending}");
        assert_eq!(text("key"), "12345678901234567890", "{ending}");
    }
}

#[test]
fn gpx_tells_of_the_areas_that_it_cannot_hold() {
    let (text, told) = written("gpx", &layers());
    assert_eq!((told.count, told.problems.len()), (2, 2));
    let lost = &told.problems[1].what;
    assert_eq!(lost, "properties were left out: `lanes`, `note`");
    let back = read_back("gpx", &text);
    assert_eq!(back.records.len(), 2);
    assert_eq!(back.records[0].name.as_deref(), Some("Osh & Co"));
}

#[test]
fn a_collection_has_one_feature_a_line_and_so_has_a_sequence() {
    let (text, _) = written("geojson", &layers());
    let collection: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(collection["features"][1]["properties"]["lanes"], 2);
    let (lines, _) = written("ndjson", &layers());
    let first: Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first, collection["features"][0]);
}

//! Files made by the crate's own writer.

use flatgeobuf::geozero::{ColumnValue, PropertyProcessor as _};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geo::{Geometry, MultiLineString, MultiPolygon, line_string, point, polygon};
use serde_json::{Value, json};

use super::super::testing::{self, Collected};
use super::*;

/// A layer of named geometries.
fn layer(
    kind: GeometryType,
    code: i32,
    with_index: bool,
    features: &[(&str, Geometry<f64>)],
) -> Vec<u8> {
    let options = FgbWriterOptions {
        write_index: with_index,
        detect_type: false,
        promote_to_multi: false,
        crs: FgbCrs {
            code,
            ..FgbCrs::default()
        },
        ..FgbWriterOptions::default()
    };
    let mut writer = FgbWriter::create_with_options("posts", kind, options).unwrap();
    writer.add_column("name", ColumnType::String, |_, _| {});
    writer.add_column("size", ColumnType::Double, |_, _| {});
    writer.add_column("count", ColumnType::Int, |_, _| {});
    for (name, geometry) in features {
        let added = writer.add_feature_geom(geometry.clone(), |feature| {
            feature
                .property(0, "name", &ColumnValue::String(name))
                .unwrap();
            feature
                .property(1, "size", &ColumnValue::Double(1.5))
                .unwrap();
            feature.property(2, "count", &ColumnValue::Int(-7)).unwrap();
        });
        added.unwrap();
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

fn read(bytes: &[u8]) -> Collected {
    testing::read(&FORMAT, "file.fgb", bytes)
}

fn place_of<'c>(collected: &'c Collected, name: &str) -> Option<&'c Geometry<f64>> {
    collected
        .records
        .iter()
        .find(|record| record.properties["name"] == name)
        .unwrap()
        .geometry
        .as_ref()
}

fn alpha() -> (&'static str, Geometry<f64>) {
    ("Alpha", point!(x: 65.5, y: 44.8).into())
}

fn bravo() -> (&'static str, Geometry<f64>) {
    ("Bravo", point!(x: 67.25, y: 45.5).into())
}

/// A point in Web Mercator.
fn metres() -> (&'static str, Geometry<f64>) {
    ("Alpha", point!(x: 7_291_426.647, y: 5_590_090.342).into())
}

#[test]
fn points_are_read_with_and_without_an_index() {
    for with_index in [false, true] {
        let read = read(&layer(
            GeometryType::Point,
            4326,
            with_index,
            &[alpha(), bravo()],
        ));
        assert!(
            read.error.is_none() && read.problems.is_empty(),
            "{:?} {}",
            read.error,
            read.told()
        );
        assert_eq!(read.records.len(), 2);
        assert_eq!(
            place_of(&read, "Alpha").cloned(),
            Some(point!(x: 65.5, y: 44.8).into())
        );
        assert_eq!(
            place_of(&read, "Bravo").cloned(),
            Some(point!(x: 67.25, y: 45.5).into())
        );
        assert_eq!(read.layers[0].name, "posts");
        let properties = Value::Object(read.records[0].properties.clone());
        assert_eq!(properties["size"], json!(1.5));
        assert_eq!(properties["count"], json!(-7));
    }
    // The index of a single feature has two nodes.
    assert_eq!(
        read(&layer(GeometryType::Point, 4326, true, &[alpha()]))
            .records
            .len(),
        1
    );
}

#[test]
fn kinds_may_be_mixed() {
    let hole = line_string![(x: 65.0, y: 41.0), (x: 66.0, y: 41.0), (x: 66.0, y: 42.0), (x: 65.0, y: 41.0)];
    let mut area = polygon![(x: 60.0, y: 40.0), (x: 70.0, y: 40.0), (x: 70.0, y: 46.0)];
    let other = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
    let areas = ("Areas", MultiPolygon(vec![area.clone(), other]).into());
    area.interiors_push(hole.clone());
    let zone = ("Zone", area.into());
    let multi = ("Multi", MultiLineString(vec![hole.clone(), hole]).into());
    let read = read(&layer(
        GeometryType::Unknown,
        4326,
        false,
        &[alpha(), zone, multi, areas],
    ));
    assert!(read.problems.is_empty(), "{}", read.told());
    assert!(
        matches!(place_of(&read, "Zone"), Some(Geometry::Polygon(zone)) if zone.interiors().len() == 1)
    );
    assert!(
        matches!(place_of(&read, "Multi"), Some(Geometry::MultiLineString(lines)) if lines.0.len() == 2)
    );
    assert!(
        matches!(place_of(&read, "Areas"), Some(Geometry::MultiPolygon(areas)) if areas.0.len() == 2)
    );
}

#[test]
fn a_projected_layer_is_brought_to_degrees_and_one_without_system_is_doubted() {
    let placed = read(&layer(GeometryType::Point, 3857, false, &[metres()]));
    let Some(Geometry::Point(at)) = place_of(&placed, "Alpha") else {
        panic!("{}", placed.told())
    };
    assert!((at.x() - 65.5).abs() < 1e-6 && (at.y() - 44.8).abs() < 1e-6);
    let degrees = read(&layer(GeometryType::Point, 0, true, &[alpha()]));
    assert!(place_of(&degrees, "Alpha").is_some());
    assert!(
        degrees.told().contains("coordinate reference system"),
        "{}",
        degrees.told()
    );
    let unplaced = read(&layer(GeometryType::Point, 0, true, &[metres()]));
    assert_eq!(place_of(&unplaced, "Alpha"), None);
}

#[test]
fn a_cut_off_file_gives_what_is_whole_and_says_so() {
    let whole = layer(GeometryType::Point, 4326, false, &[alpha(), bravo()]);
    let read = read(&whole[..whole.len() - 3]);
    assert_eq!((read.records.len(), read.left_out), (1, 1));
    assert!(
        read.told().contains("ends after 1 feature,"),
        "{}",
        read.told()
    );
}

#[test]
fn no_changed_byte_makes_the_reader_panic() {
    let whole = layer(GeometryType::Unknown, 4326, true, &[alpha(), bravo()]);
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        read(&changed);
        read(&whole[..at]);
    }
}

#[test]
fn files_are_recognised_by_their_first_bytes() {
    let whole = layer(GeometryType::Point, 4326, false, &[alpha()]);
    let recognised = |name, bytes: &[u8]| {
        recognise(&Head {
            name,
            bytes,
            len: 9,
        })
    };
    assert_eq!(recognised("a.bin", &whole), Recognition::Certain);
    assert_eq!(recognised("a.fgb", b"{}"), Recognition::No);
}

//! Parquet files made by the crate's own writer.

use std::sync::Arc;

use geo::{Geometry, point};
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Value, json};

use super::super::testing::{self, Collected};
use super::*;

/// A column with a value, or none, for each row.
enum Column {
    Bytes(Vec<Option<Vec<u8>>>),
    Doubles(Vec<Option<f64>>),
    Int32(Vec<Option<i32>>),
    Int64(Vec<Option<i64>>),
    Bools(Vec<Option<bool>>),
}

fn file(
    schema: &str,
    geo: Option<&Value>,
    compression: Compression,
    columns: &[Column],
) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(&format!("message schema {{ {schema} }}")).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    if let Some(geo) = geo {
        writer.append_key_value_metadata(KeyValue::new("geo".to_owned(), geo.to_string()));
    }
    let mut group = writer.next_row_group().unwrap();
    for column in columns {
        macro_rules! write {
            ($kind:ty, $values:expr, $as:expr) => {{
                let levels: Vec<i16> = $values
                    .iter()
                    .map(|value| i16::from(value.is_some()))
                    .collect();
                let values: Vec<_> = $values.iter().flatten().map($as).collect();
                let mut writer = group.next_column().unwrap().unwrap();
                writer
                    .typed::<$kind>()
                    .write_batch(&values, Some(&levels), None)
                    .unwrap();
                writer.close().unwrap();
            }};
        }
        match column {
            Column::Bytes(values) => write!(ByteArrayType, values, |bytes| ByteArray::from(
                bytes.clone()
            )),
            Column::Doubles(values) => write!(DoubleType, values, |number| *number),
            Column::Int32(values) => write!(Int32Type, values, |number| *number),
            Column::Int64(values) => write!(Int64Type, values, |number| *number),
            Column::Bools(values) => write!(BoolType, values, |truth| *truth),
        }
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

fn wkb_point(x: f64, y: f64) -> Vec<u8> {
    let mut bytes = vec![1, 1, 0, 0, 0];
    bytes.extend([x, y].iter().flat_map(|number| number.to_le_bytes()));
    bytes
}

fn texts(texts: &[&str]) -> Column {
    Column::Bytes(
        texts
            .iter()
            .map(|text| Some(text.as_bytes().to_vec()))
            .collect(),
    )
}

/// A layer of WKB with names, of which the metadata says this.
fn layer(geo: Option<&Value>, points: Vec<Option<Vec<u8>>>, names: &[&str]) -> Collected {
    let schema = "OPTIONAL BYTE_ARRAY name (UTF8); OPTIONAL BYTE_ARRAY geometry;";
    read(&file(
        schema,
        geo,
        Compression::SNAPPY,
        &[texts(names), Column::Bytes(points)],
    ))
}

fn read(bytes: &[u8]) -> Collected {
    testing::read(&FORMAT, "posts.parquet", bytes)
}

fn geo(column: &Value) -> Value {
    json!({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})
}

#[test]
fn well_known_binary_without_a_system_is_in_longitude_and_latitude() {
    let read = layer(
        Some(&geo(
            &json!({"encoding": "WKB", "geometry_types": ["Point"]}),
        )),
        vec![Some(wkb_point(65.5, 44.8)), None],
        &["Alpha", "Nowhere"],
    );
    assert!(
        read.error.is_none() && read.problems.is_empty(),
        "{:?} {}",
        read.error,
        read.told()
    );
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert_eq!(read.records[0].properties["name"], "Alpha");
    assert_eq!(read.records[1].geometry, None);
    assert_eq!(read.layers[0].name, "posts");
}

#[test]
fn a_projected_system_is_brought_to_degrees_and_an_unknown_one_is_not_placed() {
    let mercator = json!({"type": "ProjectedCRS", "name": "WGS 84 / Pseudo-Mercator", "id": {"authority": "EPSG", "code": 3857}});
    let points = || vec![Some(wkb_point(7_291_426.647, 5_590_090.342))];
    let placed = layer(
        Some(&geo(&json!({"encoding": "WKB", "crs": mercator}))),
        points(),
        &["Alpha"],
    );
    let Some(Geometry::Point(at)) = placed.records[0].geometry else {
        panic!("{}", placed.told())
    };
    assert!((at.x() - 65.5).abs() < 1e-6 && (at.y() - 44.8).abs() < 1e-6);
    let unknown = layer(
        Some(&geo(&json!({"encoding": "WKB", "crs": null}))),
        points(),
        &["Alpha"],
    );
    assert_eq!(unknown.records[0].geometry, None);
    assert!(
        unknown.told().contains("coordinate reference system"),
        "{}",
        unknown.told()
    );
}

#[test]
fn without_metadata_the_usual_names_are_taken_and_said() {
    let found = layer(None, vec![Some(wkb_point(65.5, 44.8))], &["Alpha"]);
    assert_eq!(
        found.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert!(
        found.told().contains("no GeoParquet metadata"),
        "{}",
        found.told()
    );
    let nothing = read(&file(
        "OPTIONAL BYTE_ARRAY name (UTF8);",
        None,
        Compression::UNCOMPRESSED,
        &[texts(&["Alpha"])],
    ));
    assert_eq!(nothing.records.len(), 1);
    assert!(
        nothing.told().contains("no column of geometries"),
        "{}",
        nothing.told()
    );
}

#[test]
fn the_primary_column_is_the_place_and_the_others_are_no_properties() {
    let column = json!({"encoding": "WKB"});
    let geo = json!({"version": "1.1.0", "primary_column": "place", "columns": {"other": column, "place": column}});
    let schema =
        "OPTIONAL BYTE_ARRAY other; OPTIONAL BYTE_ARRAY place; OPTIONAL BYTE_ARRAY name (UTF8);";
    let columns = [
        Column::Bytes(vec![Some(wkb_point(0.0, 0.0))]),
        Column::Bytes(vec![Some(wkb_point(65.5, 44.8))]),
        texts(&["Alpha"]),
    ];
    let read = read(&file(schema, Some(&geo), Compression::SNAPPY, &columns));
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert_eq!(
        Value::Object(read.records[0].properties.clone()),
        json!({"name": "Alpha"})
    );
    assert!(read.told().contains("\"place\""), "{}", read.told());
}

#[test]
fn positions_of_geoarrow_are_read() {
    let geo = geo(&json!({"encoding": "point", "covering": {"bbox": {"xmin": ["bbox", "xmin"]}}}));
    let schema =
        "OPTIONAL GROUP geometry { REQUIRED DOUBLE x; REQUIRED DOUBLE y; } OPTIONAL DOUBLE bbox;";
    let columns = [
        Column::Doubles(vec![Some(65.5), None]),
        Column::Doubles(vec![Some(44.8), None]),
        Column::Doubles(vec![None, None]),
    ];
    let read = read(&file(schema, Some(&geo), Compression::SNAPPY, &columns));
    assert!(
        read.error.is_none() && read.problems.is_empty(),
        "{:?} {}",
        read.error,
        read.told()
    );
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert_eq!(read.records[1].geometry, None);
    assert!(
        read.records[0].properties.is_empty(),
        "{:?}",
        read.records[0].properties
    );
}

#[test]
fn values_are_typed() {
    let schema = "OPTIONAL BYTE_ARRAY geometry; OPTIONAL INT32 day (DATE); OPTIONAL INT64 ms (TIMESTAMP(MILLIS,true)); \
                  OPTIONAL INT64 ns (TIMESTAMP(NANOS,false)); OPTIONAL BOOLEAN used; OPTIONAL DOUBLE size; OPTIONAL INT64 count; \
                  OPTIONAL INT32 price (DECIMAL(5,2)); OPTIONAL INT32 odd (TIME(MILLIS,true));";
    let columns = [
        Column::Bytes(vec![Some(wkb_point(65.5, 44.8))]),
        Column::Int32(vec![Some(18_918)]),
        Column::Int64(vec![Some(1_634_515_200_000)]),
        Column::Int64(vec![Some(1_634_515_200_000_000_000)]),
        Column::Bools(vec![Some(true)]),
        Column::Doubles(vec![Some(1.5)]),
        Column::Int64(vec![None]),
        Column::Int32(vec![Some(-150)]),
        Column::Int32(vec![Some(3_600_000)]),
    ];
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::GZIP(GzipLevel::default()),
        Compression::LZ4_RAW,
    ] {
        let read = read(&file(schema, None, compression, &columns));
        let properties = Value::Object(read.records[0].properties.clone());
        assert_eq!(
            properties,
            json!({
                "day": "2021-10-18", "ms": "2021-10-18T00:00:00Z", "ns": "2021-10-18T00:00:00", "used": true, "size": 1.5,
                "count": null, "price": -1.5, "odd": "01:00:00"
            })
        );
    }
}

#[test]
fn no_changed_byte_makes_the_reader_panic() {
    let schema = "OPTIONAL BYTE_ARRAY name (UTF8); OPTIONAL BYTE_ARRAY geometry;";
    let columns = [
        texts(&["Alpha", "Bravo"]),
        Column::Bytes(vec![Some(wkb_point(65.5, 44.8)), None]),
    ];
    let whole = file(
        schema,
        Some(&geo(&json!({"encoding": "WKB"}))),
        Compression::SNAPPY,
        &columns,
    );
    for at in (0..whole.len()).step_by(3) {
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        read(&changed);
        read(&whole[..at]);
    }
}

#[test]
fn files_are_recognised_by_their_first_bytes() {
    let recognised = |bytes: &[u8]| {
        recognise(&Head {
            name: "a.bin",
            bytes,
            len: 9,
        })
    };
    assert_eq!(recognised(b"PAR1\x15\x04"), Recognition::Certain);
    assert_eq!(recognised(b"PARK"), Recognition::No);
}

#[test]
fn without_a_column_of_geometries_latitude_and_longitude_are_the_place() {
    let schema = "OPTIONAL BYTE_ARRAY name (UTF8); OPTIONAL DOUBLE lat; OPTIONAL DOUBLE lon;";
    let columns = [
        texts(&["Alpha", "Bravo"]),
        Column::Doubles(vec![Some(44.8), None]),
        Column::Doubles(vec![Some(65.5), Some(67.25)]),
    ];
    let read = read(&file(schema, None, Compression::SNAPPY, &columns));
    let places: Vec<_> = read.records.iter().map(|it| it.geometry.clone()).collect();
    assert_eq!(places, [Some(point!(x: 65.5, y: 44.8).into()), None]);
    assert_eq!(read.layers[0].understood, ["places from `lat`/`lon`"]);
    assert!(
        read.told().contains("a latitude without a longitude"),
        "{}",
        read.told()
    );
}

#[test]
fn well_known_text_in_a_column_of_text_is_the_place() {
    let schema = "OPTIONAL BYTE_ARRAY name (UTF8); OPTIONAL BYTE_ARRAY wkt (UTF8);";
    let columns = [texts(&["Alpha"]), texts(&["POINT (65.5 44.8)"])];
    let read = read(&file(schema, None, Compression::SNAPPY, &columns));
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
}

//! Databases as programs write them, made in memory.

use geo::{Geometry, point};
use rusqlite::{Connection, MAIN_DB};
use serde_json::{Value, json};

use super::super::testing::{self, Collected};
use super::super::{Bytes, Companions, Source};
use super::*;

const CATALOGUE: &str = "
    PRAGMA application_id = 1196444487;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, ''), ('UTM', 32642, 'EPSG', 32642, ''), ('plan', -1, 'NONE', -1, 'undefined'), ('geographic', 0, 'NONE', 0, 'undefined');
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);";

/// A layer of this name, whose geometries are of this system.
fn layer(connection: &Connection, name: &str, srs_id: i64) {
    connection
        .execute(
            "INSERT INTO gpkg_contents VALUES (?1, 'features', ?2)",
            (name, srs_id),
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'GEOMETRY', ?2, 0, 0)",
            (name, srs_id),
        )
        .unwrap();
    let name = catalogue::quoted(name);
    let sql = format!(
        "CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, day DATE, used BOOLEAN, size REAL)"
    );
    connection.execute(&sql, ()).unwrap();
}

fn package() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(CATALOGUE).unwrap();
    connection
}

fn insert(connection: &Connection, table: &str, name: &str, geometry: Option<Vec<u8>>) {
    let table = catalogue::quoted(table);
    let sql = format!(
        "INSERT INTO {table} (geom, name, day, used, size) VALUES (?1, ?2, '2021-10-18', 1, 1.5)"
    );
    connection.execute(&sql, (geometry, name)).unwrap();
}

/// A point with an envelope of this kind and these flags.
fn gp(envelope: u8, flags: u8, x: f64, y: f64) -> Vec<u8> {
    let len = [0, 4, 6, 6, 8][usize::from(envelope)];
    let mut blob = vec![b'G', b'P', 0, envelope << 1 | flags | 1];
    blob.extend(4326i32.to_le_bytes());
    blob.extend(vec![0u8; 8 * len]);
    blob.push(1);
    blob.extend(1u32.to_le_bytes());
    blob.extend([x, y].iter().flat_map(|number| number.to_le_bytes()));
    blob
}

fn bytes(mut connection: Connection) -> Vec<u8> {
    connection.serialize(MAIN_DB).unwrap().to_vec()
}

fn read(connection: Connection) -> Collected {
    testing::read(&FORMAT, "a.gpkg", &bytes(connection))
}

fn names(collected: &Collected) -> Vec<&str> {
    collected
        .records
        .iter()
        .map(|record| record.properties["name"].as_str().unwrap())
        .collect()
}

#[test]
fn each_table_of_features_is_a_layer_with_its_own_system() {
    let package = package();
    layer(&package, "posts", 4326);
    layer(&package, "road \"net\"", 32642);
    insert(&package, "posts", "Alpha", Some(gp(0, 0, 65.5, 44.8)));
    insert(&package, "posts", "Nowhere", None);
    insert(
        &package,
        "road \"net\"",
        "South",
        Some(gp(1, 0, 500_000.0, 4_649_776.22)),
    );
    let read = read(package);
    assert!(
        read.error.is_none() && read.problems.is_empty(),
        "{:?} {}",
        read.error,
        read.told()
    );
    assert_eq!(names(&read), ["Alpha", "Nowhere", "South"]);
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert_eq!(read.records[1].geometry, None);
    let Some(Geometry::Point(south)) = read.records[2].geometry else {
        panic!()
    };
    assert!(
        (south.x() - 69.0).abs() < 1e-6 && (south.y() - 42.0).abs() < 1e-6,
        "{south:?}"
    );
    assert_eq!(read.layer_of(&read.records[2]), "road \"net\"");
    assert_eq!(read.layers[1].understood, ["EPSG:32642"]);
    let properties = Value::Object(read.records[0].properties.clone());
    assert_eq!(
        properties,
        json!({"name": "Alpha", "day": "2021-10-18", "used": true, "size": 1.5})
    );
}

#[test]
fn envelopes_of_each_kind_are_passed_over_and_empty_points_are_no_place() {
    let package = package();
    layer(&package, "posts", 4326);
    for envelope in 0..=4 {
        insert(
            &package,
            "posts",
            "placed",
            Some(gp(envelope, 0, 65.5, 44.8)),
        );
    }
    insert(
        &package,
        "posts",
        "empty",
        Some(gp(0, 0x10, f64::NAN, f64::NAN)),
    );
    insert(
        &package,
        "posts",
        "not a number",
        Some(gp(0, 0, f64::NAN, f64::NAN)),
    );
    let read = read(package);
    let placed: Vec<bool> = read
        .records
        .iter()
        .map(|record| record.geometry.is_some())
        .collect();
    assert_eq!(placed, [true, true, true, true, true, false, false]);
    assert!(read.problems.is_empty(), "{}", read.told());
}

#[test]
fn a_plan_of_its_own_is_never_placed() {
    let plan = package();
    layer(&plan, "plan", -1);
    insert(&plan, "plan", "A", Some(gp(0, 0, 10.0, 20.0)));
    let read_plan = read(plan);
    assert_eq!(read_plan.records[0].geometry, None);
    assert!(
        read_plan.told().contains("coordinate reference system"),
        "{}",
        read_plan.told()
    );
    let degrees = package();
    layer(&degrees, "posts", 0);
    insert(&degrees, "posts", "A", Some(gp(0, 0, 65.5, 44.8)));
    let read = read(degrees);
    assert!(
        read.records[0].geometry.is_some() && read.told().contains("undefined geographic"),
        "{}",
        read.told()
    );
}

#[test]
fn tables_without_places_and_damaged_geometries_are_told() {
    let package = package();
    layer(&package, "posts", 4326);
    package
        .execute(
            "INSERT INTO gpkg_contents VALUES ('notes', 'attributes', NULL)",
            (),
        )
        .unwrap();
    insert(
        &package,
        "posts",
        "cut off",
        Some(gp(0, 0, 65.5, 44.8)[..20].to_vec()),
    );
    insert(&package, "posts", "Alpha", Some(gp(0, 0, 65.5, 44.8)));
    let read = read(package);
    assert!(
        read.told().contains("\"notes\" has no places"),
        "{}",
        read.told()
    );
    assert!(
        read.told().contains("ends too early") && read.told().contains("row id 1"),
        "{}",
        read.told()
    );
    assert_eq!(names(&read), ["cut off", "Alpha"]);
}

#[test]
fn another_database_and_a_damaged_one_are_told_apart() {
    let other = Connection::open_in_memory().unwrap();
    other.execute_batch("CREATE TABLE t (a)").unwrap();
    let error = read(other).error.unwrap().to_string();
    assert!(error.contains("database of another kind"), "{error}");
    let package = package();
    layer(&package, "posts", 4326);
    let mut damaged = bytes(package);
    damaged.truncate(700);
    damaged[100..].fill(0xff);
    assert!(testing::read(&FORMAT, "a.gpkg", &damaged).error.is_some());
}

#[test]
fn a_view_without_end_is_stopped() {
    let package = package();
    package
        .execute_batch(
            "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n WHERE i < 0;
             INSERT INTO gpkg_contents VALUES ('endless', 'features', 4326);
             INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'POINT', 4326, 0, 0);",
        )
        .unwrap();
    let read = read(package);
    assert!(read.told().contains("interrupted"), "{}", read.told());
}

#[derive(Debug)]
struct Log(Vec<u8>);

impl Companions for Log {
    fn companion(&self, ending: &str) -> Option<&dyn Bytes> {
        (ending == "gpkg-wal").then_some(&self.0 as &dyn Bytes)
    }
}

/// A database with its log as they lie on the disk while another program has it open.
fn with_log() -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL")
        .unwrap();
    connection.execute_batch(CATALOGUE).unwrap();
    layer(&connection, "posts", 4326);
    insert(&connection, "posts", "Alpha", Some(gp(0, 0, 65.5, 44.8)));
    connection
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    insert(
        &connection,
        "posts",
        "In the log",
        Some(gp(0, 0, 66.5, 44.8)),
    );
    (
        std::fs::read(&path).unwrap(),
        std::fs::read(folder.path().join("a.gpkg-wal")).unwrap(),
    )
}

#[test]
fn what_stands_in_the_log_is_read_up_to_its_last_whole_commit() {
    let (database, log) = with_log();
    let read = |log: Vec<u8>| {
        let mut collected = Collected::default();
        let companions = Log(log);
        let source = Source {
            name: "a.gpkg",
            bytes: &database,
            companions: &companions,
            given: &crate::formats::NOTHING_GIVEN,
        };
        collected.error = (FORMAT.read)(&source, &mut collected).err();
        assert!(collected.error.is_none(), "{:?}", collected.error);
        names(&collected).join(" ")
    };
    assert_eq!(read(log.clone()), "Alpha In the log");
    assert_eq!(read(Vec::new()), "Alpha");
    let mut cut_off = log.clone();
    cut_off.truncate(log.len() - 1);
    assert_eq!(read(cut_off), "Alpha");
    let mut damaged = log;
    damaged[100] ^= 1;
    assert_eq!(read(damaged), "Alpha");
}

#[test]
fn a_view_that_recurses_without_end_gives_no_more_rows_than_its_file_has_bytes() {
    let connection = package();
    layer(&connection, "posts", 4326);
    insert(&connection, "posts", "Alpha", Some(gp(0, 0, 65.5, 44.8)));
    connection
        .execute_batch(
            "ALTER TABLE posts RENAME TO few;
             CREATE VIEW posts AS
             WITH RECURSIVE counted(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted)
             SELECT i AS fid, geom, name FROM counted, few;",
        )
        .unwrap();
    let bytes = bytes(connection);
    let read = testing::read(&FORMAT, "a.gpkg", &bytes);
    assert_eq!(read.records.len(), bytes.len());
    assert!(read.told().contains("more rows"), "{}", read.told());
}

#[test]
fn text_in_the_column_of_geometries_and_a_table_that_is_not_there_are_told() {
    let connection = package();
    layer(&connection, "posts", 4326);
    let text = "INSERT INTO posts (geom, name) VALUES ('POINT(65.5 44.8)', 'Alpha')";
    connection.execute(text, ()).unwrap();
    let gone = "INSERT INTO gpkg_geometry_columns VALUES ('gone', 'geom', 'POINT', 4326, 0, 0)";
    connection.execute(gone, ()).unwrap();
    let read = read(connection);
    assert_eq!(
        (read.records.len(), read.records[0].geometry.is_some()),
        (1, false)
    );
    let told = read.told();
    assert!(told.contains("its geometry cannot be read"), "{told}");
    assert!(
        told.contains("the layer \"gone\" is not in the file"),
        "{told}"
    );
}

#[test]
fn features_whose_column_of_geometries_is_not_listed_are_read() {
    let connection = package();
    let table = "CREATE TABLE posts (fid INTEGER PRIMARY KEY, geom POINT, name TEXT)";
    connection.execute(table, ()).unwrap();
    let listed = "INSERT INTO gpkg_contents VALUES ('posts', 'features', 4326)";
    connection.execute(listed, ()).unwrap();
    let row = "INSERT INTO posts (geom, name) VALUES (?1, 'Alpha')";
    connection.execute(row, [gp(0, 0, 65.5, 44.8)]).unwrap();
    let read = read(connection);
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert_eq!(read.told(), "");
}

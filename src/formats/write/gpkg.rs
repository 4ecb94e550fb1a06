//! `GeoPackage` (OGC 12-128r18): a table for each layer, in WGS 84.

use std::io;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, MAIN_DB, params_from_iter};
use serde_json::Value;

use super::columns::{ColumnKind, ColumnToWrite, Names, cell, columns};
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::{Record, wkb};
use crate::problem::{Place, Problem};

/// `GeoPackage`.
pub(super) const WRITER: Writer = Writer {
    name: "GeoPackage",
    endings: &["gpkg"],
    write,
    one_by_one: None,
};

/// The tables that the standard asks for (section 1.1 and 2.1 there), and the systems that it lists.
const CATALOGUE: &str = "
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]', NULL);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000Z',
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
";

fn write(layers: &[OutputLayer], out: &mut dyn io::Write) -> io::Result<WriteReport> {
    let (bytes, written) = database(layers).map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    Ok(written)
}

/// The bytes of a database with these layers.
fn database(layers: &[OutputLayer]) -> rusqlite::Result<(Vec<u8>, WriteReport)> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(CATALOGUE)?;
    let mut written = WriteReport::default();
    let mut names = Names::default();
    for layer in layers {
        let wanted = match layer.name.trim() {
            "" => "features",
            // Names of the catalogue's own, and of SQLite's.
            name if name.starts_with("gpkg_") || name.starts_with("sqlite_") => &name[5..],
            name => name,
        };
        let name = names.give(wanted, |name, copy| format!("{name}{copy}"));
        connection.execute_batch("BEGIN")?;
        add_layer(&connection, &name, layer, &mut written)?;
        connection.execute_batch("COMMIT")?;
    }
    let bytes = connection.serialize(MAIN_DB)?.to_vec();
    Ok((bytes, written))
}

fn add_layer(
    connection: &Connection,
    name: &str,
    layer: &OutputLayer,
    written: &mut WriteReport,
) -> rusqlite::Result<()> {
    let columns = columns(layer.records.iter(), &["id"]);
    let with_id = layer.records.iter().any(|record| record.id.is_some());
    // Of columns that differ in their case alone SQLite has one.
    let mut names = Names::default();
    let mut give = |wanted: &str| names.give(wanted, |name, copy| format!("{name}{copy}"));
    let id = with_id.then(|| give("id"));
    let mut titles: Vec<String> = Vec::new();
    for column in &columns {
        let title = give(&column.key);
        if title != column.key {
            let what = format!("the column `{}` is called `{title}`", column.key);
            written.problems.push(
                Problem::warning(what, Place::default().in_feature(name))
                    .why("another column differs from it in its case alone"),
            );
        }
        titles.push(title);
    }
    let (key, geometry) = (give("fid"), give("geom"));
    let kinds = columns.iter().map(|column| match column.kind {
        ColumnKind::Whole => "INTEGER",
        ColumnKind::Real => "DOUBLE",
        ColumnKind::Truth => "BOOLEAN",
        ColumnKind::Text => "TEXT",
    });
    let declared = titles.iter().zip(kinds);
    let declared = declared.map(|(title, kind)| format!(", {} {kind}", quoted(title)));
    let declared: String = declared.collect();
    let id_declared = id.as_ref().map(|id| format!(", {} TEXT", quoted(id)));
    let (table, id_declared) = (quoted(name), id_declared.unwrap_or_default());
    connection.execute_batch(&format!(
        "CREATE TABLE {table} ({} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {} GEOMETRY{id_declared}{declared})",
        quoted(&key),
        quoted(&geometry)
    ))?;
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?1, 'features', ?1, 4326)",
        [name],
    )?;
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, 'GEOMETRY', 4326, 0, 0)",
        [name, &geometry],
    )?;
    let count = 1 + usize::from(with_id) + columns.len();
    let marks = vec!["?"; count].join(", ");
    let all = std::iter::once(&geometry).chain(&id).chain(&titles);
    let all: Vec<String> = all.map(|title| quoted(title)).collect();
    let mut insert = connection.prepare(&format!(
        "INSERT INTO {table} ({}) VALUES ({marks})",
        all.join(", ")
    ))?;
    for record in layer.records.iter() {
        let mut values = vec![blob(&record)];
        if with_id {
            values.push(record.id.clone().map_or(Sql::Null, Sql::Text));
        }
        let row = columns.iter().map(|column| value(&record, column));
        values.extend(row);
        insert.execute(params_from_iter(values))?;
        written.count += 1;
    }
    Ok(())
}

/// The geometry as the standard has it (section 2.1.3): a head without envelope, then binary.
fn blob(record: &Record) -> Sql {
    const HEAD: [u8; 8] = [b'G', b'P', 0, 1, 0xE6, 0x10, 0, 0];
    let Some(geometry) = &record.geometry else {
        return Sql::Null;
    };
    let mut bytes = HEAD.to_vec();
    wkb::write(geometry, &mut bytes);
    Sql::Blob(bytes)
}

fn value(record: &Record, column: &ColumnToWrite) -> Sql {
    match (column.kind, record.properties.get(&column.key)) {
        (_, None | Some(Value::Null)) => Sql::Null,
        (ColumnKind::Truth, Some(Value::Bool(truth))) => Sql::Integer((*truth).into()),
        (ColumnKind::Whole, Some(Value::Number(number))) => {
            number.as_i64().map_or(Sql::Null, Sql::Integer)
        }
        (ColumnKind::Real, Some(Value::Number(number))) => {
            number.as_f64().map_or(Sql::Null, Sql::Real)
        }
        (_, other) => Sql::Text(cell(other)),
    }
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

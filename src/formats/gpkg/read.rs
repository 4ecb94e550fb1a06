//! The layers of a GeoPackage, row by row.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Number, Value};

use super::super::output::Output;
use super::super::placing::Placing;
use super::super::{LayerInfo, LayerNo, Locator, ReadError, Record, Sink, Source};
use super::catalogue::{self, TableColumn, UserTable, quoted};
use super::database::{self, damaged};
use super::geometry;
use crate::problem::{Place, Problem};

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 4096;

/// Most layers that are read; `LayerNo` counts no further.
const MOST_LAYERS: usize = 10_000;

/// Names under which programs keep a row's number, which says nothing about the feature.
const ROW_NUMBERS: [&str; 3] = ["fid", "ogc_fid", "ogr_fid"];

pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let connection = database::open(source)?;
    let mut output = Output::new(source.name, sink);
    output.progress(source.bytes.len() / 2)?;
    let mut tables =
        catalogue::feature_tables(&connection).map_err(|error| no_catalogue(&error))?;
    tables.extend(catalogue::unlisted_tables(&connection).unwrap_or_default());
    tell_others(&connection, source, &tables, &mut output);
    for table in tables.iter().take(MOST_LAYERS) {
        let mut layer = TableReader {
            connection: &connection,
            source,
            table,
            output: &mut output,
        };
        match layer.read() {
            Ok(()) => {}
            Err(Stopped::Cancelled) => return Err(ReadError::Cancelled),
            Err(Stopped::Database(error)) => output.problem(
                Problem::error(
                    format!(
                        "the layer {} cannot be read to its end: {error}",
                        quoted(&table.name)
                    ),
                    Place::file(source.name),
                )
                .why("the features before that were read")
                .mend("copy the file again, or export the layer again"),
            ),
        }
    }
    output.progress(source.bytes.len())?;
    Ok(output.finish()?)
}

/// Tells of tables that hold no features: attributes, tiles, rasters.
fn tell_others(
    connection: &Connection,
    source: &Source<'_>,
    read: &[UserTable],
    output: &mut Output<'_>,
) {
    let mut others = catalogue::other_tables(connection).unwrap_or_default();
    others.retain(|(name, _)| read.iter().all(|table| table.name != *name));
    for (name, kind) in &others {
        let what = match kind.as_str() {
            "attributes" | "aspatial" => {
                format!("the table {} has no places and was not read", quoted(name))
            }
            kind => format!("the table {} holds {kind} and was not read", quoted(name)),
        };
        output.problem(
            Problem::warning(what, Place::file(source.name))
                .why("only layers of features are shown"),
        );
    }
    if read.is_empty() {
        output.problem(
            Problem::error(
                "no layer of features is in this file",
                Place::file(source.name),
            )
            .why("its list gpkg_geometry_columns is empty")
            .mend("export the layer again"),
        );
    }
}

/// Why the list of layers cannot be read: most often since the database is of another kind.
fn no_catalogue(error: &rusqlite::Error) -> ReadError {
    if !error.to_string().contains("no such table") {
        return damaged(&error.to_string());
    }
    ReadError::Damaged {
        what: "expected a GeoPackage, found a database of another kind: it has no table gpkg_geometry_columns".to_owned(),
        mend: "export the layers as GeoPackage".to_owned(),
    }
}

/// Why reading a layer stopped.
enum Stopped {
    Cancelled,
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<super::super::Cancelled> for Stopped {
    fn from(_: super::super::Cancelled) -> Self {
        Self::Cancelled
    }
}

/// One layer on its way out.
struct TableReader<'c, 's, 'o, 'k> {
    connection: &'c Connection,
    source: &'c Source<'s>,
    table: &'c UserTable,
    output: &'o mut Output<'k>,
}

impl TableReader<'_, '_, '_, '_> {
    fn read(&mut self) -> Result<(), Stopped> {
        let crs = match self.source.given.crs() {
            Some(given) => given,
            None => catalogue::crs(self.connection, self.table.srs_id)?,
        };
        let understood = crs.as_ref().ok().map(|crs| crs.name.clone());
        let name = self.table.name.clone();
        let no = self.output.layer(LayerInfo {
            name,
            understood: understood.into_iter().collect(),
        });
        let file = Place::file(self.source.name).in_feature(&self.table.name);
        let mut placing = Placing::new(crs, file, self.output);
        let rows = self.rows(no, &mut placing);
        placing.finish(self.output);
        rows
    }

    fn rows(&mut self, no: LayerNo, placing: &mut Placing) -> Result<(), Stopped> {
        let columns = catalogue::columns(self.connection, &self.table.name)?;
        if columns.is_empty() {
            let what = format!("the layer {} is not in the file", quoted(&self.table.name));
            self.output.problem(
                Problem::error(what, Place::file(self.source.name))
                    .why("the file lists it, and has no table of its name")
                    .mend("export the layer again"),
            );
            return Ok(());
        }
        let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
        let sql = format!(
            "SELECT {} FROM {}",
            names.join(", "),
            quoted(&self.table.name)
        );
        self.output.begin_rows()?;
        let columns: Vec<ReadColumn> = columns
            .iter()
            .map(|column| ReadColumn::of(column, self.table, self.output))
            .collect();
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut number = 0u64;
        let mut blobs = false;
        while let Some(row) = rows.next()? {
            if number == self.source.bytes.len() {
                self.tell_of_endless_rows();
                break;
            }
            number += 1;
            let mut locator = Locator::Row {
                row: number,
                line: None,
            };
            let mut blob = None;
            for (index, column) in columns.iter().enumerate() {
                let value = row.get_ref(index)?;
                if column.is_geometry {
                    // Some programs write text into it, which is told to be no geometry.
                    blob = value.as_bytes_or_null().unwrap_or(Some(&[]));
                    continue;
                }
                if let (true, ValueRef::Integer(rowid)) = (column.is_key, value) {
                    locator = Locator::RowId { rowid };
                }
                if let Some(key) = column.key {
                    blobs |= matches!(value, ValueRef::Blob(_));
                    match value {
                        ValueRef::Text(text) => {
                            let text = String::from_utf8_lossy(text);
                            self.output.rows().text(key, &text);
                        }
                        value => self.output.rows().value(key, &json(value, column)),
                    }
                }
            }
            let geometry = blob.and_then(|blob| self.geometry(blob, &locator, placing));
            self.output.end(Record {
                layer: no,
                geometry,
                locator,
                ..Record::default()
            })?;
            if number.is_multiple_of(REPORT_EVERY) {
                self.output.progress(self.source.bytes.len() / 2)?;
            }
        }
        if blobs {
            let what = format!(
                "binary values of the layer {} were not read",
                quoted(&self.table.name)
            );
            self.output.problem(
                Problem::warning(what, Place::file(self.source.name))
                    .why("pictures and other files in a table are not shown"),
            );
        }
        Ok(())
    }

    /// A row of a table takes a byte at least: only a view that joins or recurses can give more of them
    /// than its file has bytes.
    fn tell_of_endless_rows(&mut self) {
        let what = format!(
            "the layer {} is a view with more rows than its file has bytes",
            quoted(&self.table.name)
        );
        self.output.problem(
            Problem::error(what, Place::file(self.source.name))
                .why("only the first of them were read")
                .mend("save the rows that you need as a table"),
        );
    }

    fn geometry(
        &mut self,
        blob: &[u8],
        locator: &Locator,
        placing: &mut Placing,
    ) -> Option<geo::Geometry<f64>> {
        let at =
            || Place::file(self.source.name).in_feature(format!("{}, {locator}", self.table.name));
        match geometry::read(blob) {
            Ok(geometry) => placing.placed(geometry?, at, self.output),
            Err(fault) => {
                placing.unreadable(&fault.to_string(), at, self.output);
                None
            }
        }
    }
}

/// A column as it is read.
struct ReadColumn {
    is_geometry: bool,
    is_key: bool,
    /// Whether its numbers are truth values.
    is_truth: bool,
    /// The number of its key; `None` where it says nothing about the feature.
    key: Option<u32>,
}

impl ReadColumn {
    fn of(column: &TableColumn, table: &UserTable, output: &mut Output<'_>) -> Self {
        let is_geometry = column.name.eq_ignore_ascii_case(&table.geometry_column);
        let plain = column.name.to_ascii_lowercase();
        let is_number = column.is_key && ROW_NUMBERS.contains(&plain.as_str());
        let says = !is_geometry && !is_number;
        Self {
            is_geometry,
            is_key: column.is_key,
            is_truth: column.kind.starts_with("BOOL"),
            key: says.then(|| output.rows().key(&column.name)),
        }
    }
}

/// A value that is no text as JSON. Binary values are `null`.
fn json(value: ValueRef<'_>, column: &ReadColumn) -> Value {
    match value {
        ValueRef::Integer(number) if column.is_truth => Value::Bool(number != 0),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        ValueRef::Null | ValueRef::Blob(_) | ValueRef::Text(_) => Value::Null,
    }
}

//! The rows of a Parquet file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use super::super::output::Output;
use super::super::placing::Placing;
use super::super::table::ByColumns;
use super::super::wkb;
use super::super::{LayerInfo, LayerNo, Locator, ReadError, Record, Sink, Source};
use super::flat::{Cell, FlatColumn, FlatRows};
use super::geometry::{self, BadGeometry};
use super::metadata::{self, GeometryColumn};
use super::value::{self, Kind};
use crate::problem::{Place, Problem};

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 4096;

/// Largest file that is read into memory, in bytes.
const MOST_BYTES: u64 = 8 << 30;

pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let bytes = Bytes::from(source.all(MOST_BYTES)?.into_owned());
    let reader = SerializedFileReader::new(bytes).map_err(|error| damaged(&error))?;
    let file = reader.metadata().file_metadata();
    let mut column = metadata::geometry_column(file).map_err(|what| ReadError::Damaged {
        what,
        mend: "export the layer again as GeoParquet 1.0 or 1.1".to_owned(),
    })?;
    let mut output = Output::new(source.name, sink);
    if let (Some(column), Some(given)) = (&mut column, source.given.crs()) {
        column.crs = given;
    }
    let (schema, unreadable) = readable_columns(file.schema(), column.as_ref());
    if !unreadable.is_empty() {
        let what = format!(
            "columns of types that cannot be read: {}",
            unreadable.join(", ")
        );
        output.problem(Problem::warning(what, Place::file(source.name)).why("they were left away"));
    }
    let kinds = Kinds::of(file.schema());
    let by_columns = if column.is_none() {
        let names = schema.get_fields().iter();
        let names = names.map(|field| field.name().to_owned()).collect();
        let sample = sample(&reader, schema.clone(), &kinds);
        ByColumns::of(names, &sample, source.given)
    } else {
        None
    };
    if by_columns.is_none() {
        tell_column(column.as_ref(), source, &mut output);
    }
    let promised = u64::try_from(file.num_rows()).unwrap_or_default();
    let places = column.as_ref();
    let places = places.map(|column| (column.name.as_str(), column.encoding));
    let flat = FlatRows::of(&reader, &schema, places);
    let understood = column
        .as_ref()
        .and_then(|column| column.crs.as_ref().ok())
        .map(|crs| crs.name.clone());
    let understood = understood.or_else(|| Some(by_columns.as_ref()?.understood()));
    let layer = output.layer(LayerInfo {
        name: source.stem(),
        understood: understood.into_iter().collect(),
    });
    let place = Place::file(source.name);
    let (encoding, name, crs) = match column {
        Some(column) => (Some(column.encoding), column.name, column.crs),
        None => (None, String::new(), Ok(super::super::crs::Crs::wgs84())),
    };
    let features = RowReader {
        source,
        geometry: encoding.map(|encoding| (name, encoding)),
        by_columns,
        kinds,
        promised,
        layer,
        placing: Placing::new(crs, place, &mut output),
        output: &mut output,
    };
    if let Some(rows) = flat {
        features.read_flat(rows)?;
    } else {
        let rows = reader.get_row_iter(Some(schema));
        features.read(rows.map_err(|error| damaged(&error))?)?;
    }
    output.progress(source.bytes.len())?;
    Ok(output.finish()?)
}

fn damaged(error: &ParquetError) -> ReadError {
    ReadError::Damaged {
        what: format!("the Parquet file cannot be read: {error}"),
        mend: "copy the file again, or export it again with snappy, gzip, zstd or no compression"
            .to_owned(),
    }
}

/// Tells how the column of the places was chosen, where that is not plain.
fn tell_column(column: Option<&GeometryColumn>, source: &Source<'_>, output: &mut Output<'_>) {
    let place = Place::file(source.name);
    let Some(column) = column else {
        output.problem(
            Problem::error("the Parquet file has no column of geometries", place)
                .why("it has no metadata \"geo\", and none of its columns is called geometry; its rows are listed, but not on the map")
                .mend("export it as GeoParquet"),
        );
        return;
    };
    if column.by_name {
        let what = format!(
            "the file has no GeoParquet metadata: its column \"{}\" was read as WKB in WGS 84",
            column.name
        );
        output.problem(
            Problem::warning(what, place.clone())
                .why("nothing else in it says where its rows are")
                .mend("export it as GeoParquet, which names the column and its coordinate reference system"),
        );
    }
    if !column.others.is_empty() {
        let what = format!("places were taken from the column \"{}\"", column.name);
        let why = format!(
            "it is the primary one; further geometries stand in {}",
            column.others.join(", ")
        );
        output.problem(Problem::warning(what, place).why(why));
    }
}

/// The schema of the columns that are read: the geometry and the properties. Names of columns whose
/// types the crate cannot give stand beside it.
fn readable_columns(schema: &Type, column: Option<&GeometryColumn>) -> (Type, Vec<String>) {
    let left_away = |name: &str| {
        column.is_some_and(|column| {
            column
                .others
                .iter()
                .chain(&column.extents)
                .any(|other| other == name)
        })
    };
    let mut unreadable = Vec::new();
    let mut kept: Vec<Arc<Type>> = Vec::new();
    for field in schema.get_fields() {
        if left_away(field.name()) {
            continue;
        }
        if value::is_readable(field) {
            kept.push(Arc::clone(field));
        } else {
            unreadable.push(field.name().to_owned());
        }
    }
    let built = Type::group_type_builder(schema.name())
        .with_fields(kept)
        .build();
    (built.unwrap_or_else(|_| schema.clone()), unreadable)
}

/// How the values of each column become JSON.
struct Kinds(Vec<(String, Kind)>);

impl Kinds {
    fn of(schema: &Type) -> Self {
        let fields = schema.get_fields().iter();
        Self(
            fields
                .map(|field| (field.name().to_owned(), Kind::of(field)))
                .collect(),
        )
    }

    fn value(&self, column: &str, field: &Field) -> Value {
        let kind = self.0.iter().find(|(name, _)| name == column);
        value::json(field, kind.map_or(Kind::Plain, |(_, kind)| *kind))
    }
}

/// The first rows of a file, as far as they can be read.
fn sample(
    reader: &SerializedFileReader<Bytes>,
    schema: Type,
    kinds: &Kinds,
) -> Vec<Map<String, Value>> {
    let properties = |row: Row| {
        let columns = row.into_columns().into_iter();
        columns
            .map(|(column, field)| {
                let value = kinds.value(&column, &field);
                (column, value)
            })
            .collect()
    };
    let rows = || {
        let rows = reader.get_row_iter(Some(schema)).ok()?;
        let rows = rows.take(ByColumns::SAMPLE).map_while(Result::ok);
        Some(rows.map(properties).collect::<Vec<_>>())
    };
    // The crate panics on some damaged pages.
    let read = catch_unwind(AssertUnwindSafe(rows));
    read.ok().flatten().unwrap_or_default()
}

/// The rows of a file on their way out.
struct RowReader<'f, 's, 'k> {
    source: &'f Source<'s>,
    geometry: Option<(String, metadata::Encoding)>,
    /// How rows are placed where there is no column of geometries.
    by_columns: Option<ByColumns>,
    kinds: Kinds,
    promised: u64,
    layer: LayerNo,
    placing: Placing,
    output: &'f mut Output<'k>,
}

impl RowReader<'_, '_, '_> {
    fn read(mut self, mut rows: RowIter<'_>) -> Result<(), ReadError> {
        let mut number = 0;
        loop {
            // The crate panics on some damaged pages, and a file from elsewhere may not end the program.
            let row = match catch_unwind(AssertUnwindSafe(|| rows.next())) {
                Ok(None) => break,
                Ok(Some(Ok(row))) => row,
                Ok(Some(Err(error))) => {
                    self.cut_off(number, &error.to_string());
                    break;
                }
                Err(_) => {
                    self.cut_off(number, "a page of it is damaged");
                    break;
                }
            };
            number += 1;
            self.push(number, row)?;
            if number.is_multiple_of(REPORT_EVERY) {
                let part = number as f64 / self.promised.max(number) as f64;
                self.output
                    .progress((part * self.source.bytes.len() as f64) as u64)?;
            }
        }
        self.finish();
        Ok(())
    }

    fn finish(self) {
        self.placing.finish(self.output);
        for problem in self
            .by_columns
            .iter()
            .flat_map(|it| it.problems(self.source.name))
        {
            self.output.problem(problem);
        }
    }

    /// The same where each column has one value a row.
    fn read_flat(mut self, mut rows: FlatRows<'_>) -> Result<(), ReadError> {
        let mut number = 0;
        loop {
            let count = match catch_unwind(AssertUnwindSafe(|| rows.next_batch())) {
                Ok(Ok(0)) => break,
                Ok(Ok(count)) => count,
                Ok(Err(error)) => {
                    self.cut_off(number, &error.to_string());
                    break;
                }
                Err(_) => {
                    self.cut_off(number, "a page of it is damaged");
                    break;
                }
            };
            for row in 0..count {
                number += 1;
                self.push_flat(number, &mut rows.columns, row)?;
            }
            let part = number as f64 / self.promised.max(number) as f64;
            self.output
                .progress((part * self.source.bytes.len() as f64) as u64)?;
        }
        for column in rows.columns.iter().filter(|column| column.mended > 0) {
            let what = format!(
                "{} texts of the column \"{}\" are not UTF-8",
                column.mended, column.name
            );
            let problem = Problem::warning(what, Place::file(self.source.name))
                .why("\u{fffd} stands for what cannot be read of them");
            self.output.problem(problem);
        }
        self.finish();
        Ok(())
    }

    fn push_flat(
        &mut self,
        number: u64,
        columns: &mut [FlatColumn],
        row: usize,
    ) -> Result<(), ReadError> {
        let record = self.record(number);
        if let Some(by_columns) = &mut self.by_columns {
            let named = columns.iter_mut();
            let properties: Map<String, Value> = named
                .map(|column| (column.name.clone(), column.cell(row).into_value()))
                .collect();
            return Ok(self.output.push(Record {
                geometry: by_columns.place(&properties),
                properties,
                ..record
            })?);
        }
        let mut placed = None;
        for column in columns {
            match &self.geometry {
                Some((geometry, _)) if *geometry == column.name => {
                    let geometry = match column.cell(row) {
                        Cell::Null => Ok(None),
                        Cell::Bytes(bytes) => wkb::read(bytes).map(Some).map_err(Into::into),
                        Cell::Position([x, y]) => Ok(Some(geo::Point::new(x, y).into())),
                        Cell::Text(_) | Cell::Value(_) => Err(BadGeometry::Shape),
                    };
                    placed = self.placed(number, geometry);
                }
                _ => {
                    let rows = self.output.rows();
                    let key = rows.next_key(&column.name);
                    match column.cell(row) {
                        Cell::Text(text) => rows.text(key, &text),
                        cell => rows.value(key, &cell.into_value()),
                    }
                }
            }
        }
        Ok(self.output.end(Record {
            geometry: placed,
            ..record
        })?)
    }

    /// A record of a row, with nothing of it yet.
    fn record(&self, number: u64) -> Record {
        Record {
            layer: self.layer,
            locator: Locator::Row {
                row: number,
                line: None,
            },
            ..Record::default()
        }
    }

    fn push(&mut self, number: u64, row: Row) -> Result<(), ReadError> {
        let record = self.record(number);
        let columns = row.into_columns().into_iter();
        if let Some(by_columns) = &mut self.by_columns {
            let properties: Map<String, Value> = columns
                .map(|(column, field)| {
                    let value = self.kinds.value(&column, &field);
                    (column, value)
                })
                .collect();
            return Ok(self.output.push(Record {
                geometry: by_columns.place(&properties),
                properties,
                ..record
            })?);
        }
        let mut placed = None;
        for (column, field) in columns {
            match &self.geometry {
                Some((geometry, encoding)) if *geometry == column => {
                    placed = self.placed(number, geometry::read(&field, *encoding));
                }
                _ => {
                    let value = self.kinds.value(&column, &field);
                    let rows = self.output.rows();
                    let key = rows.next_key(&column);
                    rows.value(key, &value);
                }
            }
        }
        Ok(self.output.end(Record {
            geometry: placed,
            ..record
        })?)
    }

    fn placed(
        &mut self,
        number: u64,
        read: Result<Option<geo::Geometry<f64>>, BadGeometry>,
    ) -> Option<geo::Geometry<f64>> {
        let name = self.source.name;
        let at = || Place::file(name).in_feature(format!("#{number}"));
        match read {
            Ok(geometry) => self.placing.placed(geometry?, at, self.output),
            Err(fault) => {
                self.placing.unreadable(&fault.to_string(), at, self.output);
                None
            }
        }
    }

    fn cut_off(&mut self, number: u64, why: &str) {
        let missing = self.promised.saturating_sub(number);
        self.output
            .left_out(usize::try_from(missing).unwrap_or(usize::MAX));
        self.output.problem(
            Problem::error(
                format!("the file cannot be read after row {number}"),
                Place::file(self.source.name),
            )
            .why(format!("{why}; {missing} rows are left out"))
            .mend(
                "copy the file again, or export it again with snappy, gzip, zstd or no compression",
            ),
        );
    }
}

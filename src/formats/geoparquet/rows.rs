//! The rows of a Parquet file on their way out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::errors::ParquetError;
use parquet::record::Row;
use parquet::record::reader::RowIter;
use serde_json::{Map, Value};

use super::super::output::Output;
use super::super::placing::Placing;
use super::super::table::ByColumns;
use super::super::wkb;
use super::super::{LayerNo, Locator, ReadError, Record, Source};
use super::flat::{Cell, FlatColumn, FlatRows};
use super::geometry::{self, BadGeometry};
use super::metadata::Encoding;
use super::value::Kinds;
use crate::problem::{Place, Problem};

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 4096;

/// What the crate reads, or why it cannot: it panics on some damaged pages, and a file from elsewhere may not
/// end the program.
fn caught<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(_) => Err("a page of it is damaged".to_owned()),
    }
}

/// A record that is where its cells say.
fn in_table(by_columns: &mut ByColumns, cells: Map<String, Value>, record: Record) -> Record {
    Record {
        geometry: by_columns.place(&cells),
        properties: cells,
        ..record
    }
}

/// The rows of a file on their way out.
pub(super) struct RowReader<'f, 's, 'k> {
    pub(super) source: &'f Source<'s>,
    pub(super) geometry: Option<(String, Encoding)>,
    /// How rows are placed where there is no column of geometries.
    pub(super) by_columns: Option<ByColumns>,
    pub(super) kinds: Kinds,
    pub(super) promised: u64,
    pub(super) layer: LayerNo,
    pub(super) placing: Placing,
    pub(super) output: &'f mut Output<'k>,
}

impl RowReader<'_, '_, '_> {
    /// Reads rows whose columns may hold lists and groups.
    pub(super) fn read(mut self, mut rows: RowIter<'_>) -> Result<(), ReadError> {
        let mut number = 0;
        loop {
            let row = match caught(|| rows.next().transpose()) {
                Ok(None) => break,
                Ok(Some(row)) => row,
                Err(why) => {
                    self.cut_off(number, &why);
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
    pub(super) fn read_flat(mut self, mut rows: FlatRows<'_>) -> Result<(), ReadError> {
        let mut number = 0;
        loop {
            let count = match caught(|| rows.next_batch()) {
                Ok(0) => break,
                Ok(count) => count,
                Err(why) => {
                    self.cut_off(number, &why);
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
                .why("\u{fffd} stands for what cannot be read of them")
                .mend("export the file again with its texts in UTF-8");
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
            let cells = named.map(|column| (column.name.clone(), column.cell(row).into_value()));
            return Ok(self
                .output
                .push(in_table(by_columns, cells.collect(), record))?);
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
            let cells = columns.map(|(column, field)| {
                let value = self.kinds.value(&column, &field);
                (column, value)
            });
            return Ok(self
                .output
                .push(in_table(by_columns, cells.collect(), record))?);
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

//! Rows of a table as records.

use geo::Geometry;
use serde_json::{Map, Value};

use super::head::TableHead;
use super::oddities::Oddities;
use super::place::RowPlacing;
use super::unplaced::Unplaced;
use crate::formats::{self, Flow, LayerInfo, LayerNo, Locator, Record, Sink, Source};
use crate::problem::{Place, Problem};

/// Records given at a time.
const BATCH: usize = 4_096;

/// A row with the place where it begins.
#[derive(Debug, Clone)]
pub(in crate::formats) struct Row<'t> {
    /// Its cells.
    pub(in crate::formats) cells: Vec<&'t str>,
    /// Line at which it begins, from 1; `None` in files that are no text.
    pub(in crate::formats) line: Option<u32>,
}

impl Row<'_> {
    /// Whether any cell says something.
    pub(in crate::formats) fn is_filled(&self) -> bool {
        self.cells.iter().any(|cell| !cell.trim().is_empty())
    }
}

/// Gives the rows of a table as records, one after another.
pub(in crate::formats) struct Records<'k> {
    file: &'k str,
    head: TableHead,
    /// The cells of the head as they are written: the same again is no row.
    written: Vec<String>,
    placing: Option<RowPlacing>,
    layer: LayerNo,
    number: u64,
    /// The number of each column's key in `rows`.
    keys: Vec<u32>,
    rows: formats::Rows,
    /// Records whose properties are maps.
    batch: Vec<Record>,
    unplaced: Unplaced,
    oddities: Oddities,
    sink: &'k mut dyn Sink,
}

impl<'k> Records<'k> {
    /// Rows at the beginning of a table that settle what its columns are.
    pub(in crate::formats) const SAMPLE: usize = 1_000;

    /// A table that begins with the rows of `sample`; `info` says what is known of the layer already.
    pub(in crate::formats) fn begin(
        source: &Source<'k>,
        sample: &[Row<'_>],
        mut info: LayerInfo,
        sink: &'k mut dyn Sink,
    ) -> Self {
        let filled = sample.iter().filter(|row| row.is_filled());
        let cells: Vec<Vec<&str>> = filled.clone().map(|row| row.cells.clone()).collect();
        let head = TableHead::of(&cells);
        // In a spreadsheet each cell knows its column.
        let is_text = filled.clone().any(|row| row.line.is_some());
        let head = if is_text {
            head.with_row_names(&cells)
        } else {
            head
        };
        let at = head.rows_from.checked_sub(1).filter(|_| !head.missing);
        let written: Vec<String> = match at {
            Some(at) if !head.row_names => cells[at].iter().map(|&name| name.to_owned()).collect(),
            _ => head.names.clone(),
        };
        let titles: Vec<&str> = written.iter().map(String::as_str).collect();
        let values = &cells[head.rows_from..];
        let file = source.name;
        let (placing, unknown) = RowPlacing::of(&titles, values, source.given);
        if let Some(unknown) = unknown {
            sink.problem(unknown.problem(Place::file(file)));
        }
        let line = filled.clone().next().and_then(|row| row.line);
        tell_of_head(file, line, &head, placing.as_ref(), values.is_empty(), sink);
        let known = head
            .known
            .map(|known| format!("the columns of {known}, which has no head"));
        let names: Vec<&str> = head.names.iter().map(String::as_str).collect();
        let placed = placing
            .as_ref()
            .map(|placing| format!("places from {}", placing.words(&names)));
        info.understood
            .splice(0..0, placed.into_iter().chain(known));
        let mut rows = formats::Rows::default();
        Self {
            layer: sink.layer(info),
            keys: head.names.iter().map(|name| rows.key(name)).collect(),
            rows,
            written: at.map(|_| written).unwrap_or_default(),
            head,
            file,
            placing,
            number: 0,
            batch: Vec::new(),
            unplaced: Unplaced::default(),
            oddities: Oddities::default(),
            sink,
        }
    }

    /// Rows with anything in them up to the head, the head counted.
    pub(in crate::formats) fn rows_from(&self) -> usize {
        self.head.rows_from
    }

    /// Takes the next row behind the head; what its cells say are its properties.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(in crate::formats) fn row(&mut self, row: &Row<'_>) -> Flow {
        let Some(record) = self.record(row) else {
            return Ok(());
        };
        // Empty cells say nothing.
        let filled = row.cells.iter().enumerate();
        for (at, cell) in filled.filter(|(_, cell)| !cell.trim().is_empty()) {
            // A row may be longer than the head.
            let beyond = || format!("column {}", at + 1);
            let key = match self.keys.get(at) {
                Some(&key) => key,
                None => self.rows.key(&beyond()),
            };
            self.rows.text(key, cell);
        }
        self.rows.end(record);
        if self.rows.is_full() {
            self.sink.rows(self.rows.take())?;
        }
        Ok(())
    }

    /// Takes the next row behind the head, whose properties are asked for by the names of the columns.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(in crate::formats) fn row_with(
        &mut self,
        row: &Row<'_>,
        properties: impl FnOnce() -> Map<String, Value>,
    ) -> Flow {
        let Some(record) = self.record(row) else {
            return Ok(());
        };
        self.batch.push(Record {
            properties: properties(),
            ..record
        });
        if self.batch.len() >= BATCH {
            self.sink.records(std::mem::take(&mut self.batch))?;
        }
        Ok(())
    }

    /// The record that a row is, without its properties; `None` where it is no feature.
    fn record(&mut self, row: &Row<'_>) -> Option<Record> {
        // Tables that were put one behind the other have their head again.
        if !row.is_filled() || row.cells == self.written {
            return None;
        }
        let place = self
            .placing
            .as_ref()
            .and_then(|placing| placing.place(&row.cells));
        if self
            .oddities
            .is_no_feature(&row.cells, row.line, place.as_ref(), self.number)
        {
            return None;
        }
        self.number += 1;
        let geometry = match place {
            Some(Ok(geometry)) => Some(turned_back(geometry)),
            Some(Err(fault)) => {
                let names = &self.head.names;
                let placing = self.placing.as_ref();
                let shown = || placing.map(|it| it.shown(&row.cells, names));
                self.unplaced
                    .note(fault, row.line, || shown().unwrap_or_default());
                None
            }
            None => None,
        };
        Some(Record {
            layer: self.layer,
            geometry,
            locator: Locator::Row {
                row: self.number,
                line: row.line,
            },
            ..Record::default()
        })
    }

    /// Says how many bytes of the file have been read.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(in crate::formats) fn progress(&mut self, bytes: u64) -> Flow {
        self.sink.progress(bytes)
    }

    /// Passes on the rows that are left, and reports those without a place.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(in crate::formats) fn finish(self) -> Flow {
        for problem in self.oddities.problems(self.file) {
            self.sink.problem(problem);
        }
        for problem in self.unplaced.problems(self.file) {
            self.sink.problem(problem);
        }
        self.sink.rows(self.rows)?;
        self.sink.records(self.batch)
    }
}

/// Tells what is odd about the head.
fn tell_of_head(
    file: &str,
    line: Option<u32>,
    head: &TableHead,
    placing: Option<&RowPlacing>,
    empty: bool,
    sink: &mut dyn Sink,
) {
    let place = Place {
        line,
        ..Place::file(file)
    };
    if head.missing {
        sink.problem(
            Problem::error("the table has no head: its first row holds values", place)
                .why("which columns are latitude and longitude is not known, so nothing is placed")
                .mend("write the names of the columns into the first row, such as name, lat, lon, date"),
        );
    } else if placing.is_none() && !empty {
        sink.problem(
            Problem::warning("found no column with coordinates", place)
                .why("its rows are listed, but not on the map")
                .mend("name two columns latitude and longitude, or one column WKT or MGRS"),
        );
    } else if let Some(placing) = placing.filter(|it| it.exchanged()) {
        let (what, why, mend) = if placing.is_in_one_cell() {
            (
                "longitude stands before latitude: not all first numbers are within \u{b1}90",
                "all were read so",
                "write latitude first, or name the column `lon, lat`",
            )
        } else {
            (
                "latitude and longitude are exchanged: most latitudes are beyond \u{b1}90",
                "they were read the other way round",
                "exchange the names of the two columns",
            )
        };
        sink.problem(Problem::warning(what, place).why(why).mend(mend));
    }
}

/// Brings a longitude of up to two turns back; lines and areas may run past ±180.
pub(super) fn turned_back(geometry: Geometry<f64>) -> Geometry<f64> {
    match geometry {
        Geometry::Point(point) if point.x().abs() > 180.0 => {
            let lon_deg = (point.x() + 180.0).rem_euclid(360.0) - 180.0;
            geo::Point::new(lon_deg, point.y()).into()
        }
        other => other,
    }
}

//! Where a reader puts what it reads.

use super::{LayerNo, Record, Rows};
use crate::problem::Problem;

/// What a reader knows of a layer before its records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayerInfo {
    /// Its name in the file: a KML folder's path ("Bases/Former"), a sheet, a table. Empty where the
    /// file is one layer without a name.
    pub name: String,
    /// How its content was understood, for the layer's line: "Windows-1251", "EPSG:32642".
    pub understood: Vec<String>,
}

/// The receiver of the records wants no more of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

/// Whether to read on.
pub type Flow = Result<(), Cancelled>;

/// Receives what a reader reads.
pub trait Sink {
    /// Announces a layer; records refer to it by the number returned. A source of one layer
    /// announces one too.
    fn layer(&mut self, info: LayerInfo) -> LayerNo;

    /// Takes some records: a few thousand at a time where the file has many.
    ///
    /// # Errors
    /// Fails if reading was cancelled; the reader then returns at once.
    fn records(&mut self, batch: Vec<Record>) -> Flow;

    /// Takes some records of one layer whose properties are no maps yet.
    ///
    /// # Errors
    /// As [`records`](Self::records).
    fn rows(&mut self, rows: Rows) -> Flow {
        self.records(rows.into_records())
    }

    /// Takes a problem. A record that could not be read is told by [`left_out`](Self::left_out) as well.
    fn problem(&mut self, problem: Problem);

    /// Counts features of the file that are not among the records.
    fn left_out(&mut self, count: usize);

    /// Says how many bytes of the source have been read, for progress.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    fn progress(&mut self, bytes: u64) -> Flow;
}

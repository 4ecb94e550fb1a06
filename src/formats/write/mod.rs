//! Records out: writers of formats, by the ending of the file.

mod columns;
mod csv;
mod dbf;
mod flatgeobuf;
mod geojson;
#[cfg(feature = "gpkg")]
mod gpkg;
mod gpx;
mod kml;
mod one_by_one;
mod records;
mod shapefile;
mod text;
mod xlsx;

use std::io;

pub use geojson::COLLECTION as GEOJSON;
pub use one_by_one::{OneByOne, Stream};
pub use records::OutputRecords;

use crate::problem::Problem;

/// A layer to be written.
#[derive(Debug, Default)]
pub struct OutputLayer {
    /// Its name; empty where there is one layer without a name.
    pub name: String,
    /// What is in it.
    pub records: OutputRecords,
}

/// What writing tells: features that the format cannot hold.
#[derive(Debug, Default)]
pub struct WriteReport {
    /// How many records were written.
    pub count: usize,
    /// What was left out, or cut.
    pub problems: Vec<Problem>,
}

/// Writes layers; what the format cannot hold is told.
pub type WriteFn = fn(&[OutputLayer], &mut dyn io::Write) -> io::Result<WriteReport>;

/// A format that can be written.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// What people call it: "KML".
    pub name: &'static str,
    /// Endings of its files, in lower case, without the dot; the usual one first.
    pub endings: &'static [&'static str],
    /// Writes a file of this format.
    pub write: WriteFn,
    /// How records become such a file one by one, where they can.
    pub one_by_one: Option<OneByOne>,
}

/// Every format that can be written.
pub static WRITERS: &[Writer] = &[
    geojson::COLLECTION,
    geojson::LINES,
    csv::COMMAS,
    csv::TABS,
    kml::WRITER,
    gpx::WRITER,
    xlsx::WRITER,
    #[cfg(feature = "gpkg")]
    gpkg::WRITER,
    flatgeobuf::WRITER,
    shapefile::WRITER,
];

/// The writer of files with this ending, in lower case and without the dot.
#[must_use]
pub fn writer(ending: &str) -> Option<&'static Writer> {
    WRITERS
        .iter()
        .find(|writer| writer.endings.contains(&ending))
}

#[cfg(test)]
mod round_trips;
#[cfg(test)]
mod tests;

//! Files of any format of [`formats`](crate::formats) as features.
//!
//! The format reads records; the [understanding](super::understand) of their layer says what their
//! properties mean; here each record becomes the draft of a feature. Problems and counts of what was
//! left out are passed on as they are. `GeoJSON` has its own reader, since dossiers are written in it;
//! features that are not in the words of a dossier come from there as records, too.

mod collector;
pub(super) mod columns;
mod companions;
mod described;
mod describing;
mod drafts;
mod layer;
pub(super) mod packed;
#[cfg(test)]
mod tests;
mod valued;

use super::Files;
use super::read_as::ReadAs;
use super::report::Report;
use crate::formats::{self, Format, Gift, Head, LayerInfo, ReadError, Record, Source};
use crate::problem::{Place, Problem};
use collector::Collector;
use companions::FilesBeside;
pub(super) use drafts::drafts;

/// Bytes of a file that is held in memory for its format, at most.
const MOST_BYTES: usize = 256 << 20;

/// A file as its format read it.
#[derive(Debug, Default)]
pub(super) struct Imported {
    pub(super) layers: Vec<LayerInfo>,
    pub(super) records: Vec<Record>,
    /// Whether the format has a place for ids, so that a property called `id` is one among others.
    pub(super) has_ids: bool,
}

impl Imported {
    /// The line of each record, where the file is text.
    pub(super) fn lines(&self) -> Vec<Option<u32>> {
        let records = self.records.iter();
        records.map(|record| record.locator.line()).collect()
    }
}

/// Whether the file `name` holds `GeoJSON`, whatever its name ends in.
pub(super) fn is_geojson(files: &Files, name: &str) -> bool {
    let most = Head::MOST_BYTES as usize;
    let bytes = files.bytes(name, most).ok().flatten();
    bytes.is_some_and(|bytes| formats::begins_as_geojson(&bytes[..bytes.len().min(most)]))
}

/// The format of the file `name`, if it is one of [`formats`]: what is left is `GeoJSON`, or
/// nothing that can be read.
pub(super) fn format_of(files: &Files, name: &str) -> Option<&'static Format> {
    let most = Head::MOST_BYTES as usize;
    let bytes = files.bytes(name, most).ok()??;
    let bytes = &bytes[..bytes.len().min(most)];
    let len = files.len_of(name)?;
    formats::recognise(&Head { name, bytes, len })
}

/// Reads the file `name` by its format, if it has one.
pub(super) fn read(
    files: &Files,
    name: &str,
    read_as: &ReadAs,
    report: &Report,
) -> Option<Imported> {
    let format = format_of(files, name)?;
    let refused = |error: std::io::Error| {
        report.push(unread(
            name,
            &error.to_string(),
            "look whether you may read it",
        ));
    };
    let bytes = match files.bytes(name, MOST_BYTES) {
        Ok(bytes) => bytes?,
        Err(error) => {
            refused(error);
            return Some(Imported::default());
        }
    };
    let source = Source {
        name,
        bytes: &bytes,
        companions: &FilesBeside { files, name },
        given: &read_as.given,
    };
    read_as
        .given
        .problem(name)
        .into_iter()
        .for_each(|problem| report.push(problem));
    let mut collector = Collector::new(name, report);
    match (format.read)(&source, &mut collector) {
        Ok(()) | Err(ReadError::Cancelled) => {}
        Err(ReadError::Io(error)) => refused(error),
        Err(ReadError::Damaged { what, mend }) => report.push(unread(name, &what, &mend)),
    }
    Some(collector.finish())
}

/// What can be said of a file by whoever has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// The encoding of its texts.
    pub encoding: bool,
    /// Its coordinate reference system.
    pub crs: bool,
    /// The columns of its coordinates.
    pub coordinates: bool,
}

/// What can be said of the file of this name besides what its columns mean.
#[must_use]
pub fn takes(name: &str) -> Takes {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_lowercase();
    let gifts = if formats::is_geojson_ending(&ending) {
        &[Gift::Crs]
    } else {
        formats::takes(&ending)
    };
    let has = |gift| gifts.contains(&gift);
    Takes {
        encoding: has(Gift::Encoding),
        crs: has(Gift::Crs),
        coordinates: has(Gift::Coordinates),
    }
}

fn unread(name: &str, what: &str, mend: &str) -> Problem {
    Problem::error(what, Place::file(name))
        .why("what the file holds could not be read, or not all of it")
        .mend(mend)
}

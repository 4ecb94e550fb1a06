//! Files in, records out; records in, files out.
//!
//! This module knows file formats and nothing of dossiers. Each format is one file (or one folder)
//! that offers a [`Format`]: how to recognise it, by content first and by name second; how to read it
//! into [`Record`]s, in batches; and, where the format can be written, how to write records. Adding a
//! format is one file and one line in [`FORMATS`]; menus, dialogs, drop, `--help` and the
//! documentation read that table.
//!
//! A reader never touches the disk or the network: it reads through a [`Source`]. It never panics
//! and never stops at the first fault: one bad value costs one value, one bad feature costs one
//! feature, and each is told as a [`Problem`](crate::problem::Problem) with its place.
//! Coordinates leave a reader as WGS 84 longitude and latitude in degrees, whatever the file uses.

mod companions;
pub mod crs;
mod degrees;
mod delimited;
mod encoding;
mod esri;
mod flatgeobuf;
pub(crate) mod geojson;
#[cfg(feature = "geoparquet")]
mod geoparquet;
mod given;
#[cfg(feature = "gpkg")]
mod gpkg;
mod gpx;
mod html;
pub(crate) mod json;
mod json_table;
mod kml;
mod output;
mod overpass;
mod packed;
mod parts;
mod placing;
mod record;
mod shapefile;
mod sink;
mod source;
mod spreadsheet;
mod table;
#[cfg(test)]
mod testing;
mod topojson;
mod window;
mod wkb;
pub mod write;
mod xml;

pub use companions::{companion_endings, main_ending};
pub(crate) use encoding::guessed_encoding;
pub use geojson::{
    AsGeoJson, begins_as_geojson, geometry_value, is_geojson_ending, reads_part_by_part,
};
pub use given::{Gift, Given, NOTHING_GIVEN};
pub use packed::{BlockCodes, BlockColumn, Packed, PackedRows, PackedValue, Packer, Packing, Rows};
pub use record::{Colour, LayerNo, Locator, Record, RecordStyle, Time};
pub use sink::{Cancelled, Flow, LayerInfo, Sink};
pub use source::{Bytes, Companions, Head, NoCompanions, Reader, Source};
pub(crate) use table::{plain_letters, without_remark, words_of_title};

/// How sure a format is that a file is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recognition {
    /// The content is of another kind.
    No,
    /// Nothing in the content speaks against it; the file's name decides.
    ByName,
    /// The content could be of this kind, though other kinds look alike.
    Likely,
    /// The content carries the format's own signature.
    Certain,
}

/// Why a whole file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The receiver of the records wants no more of them.
    #[error("reading was cancelled")]
    Cancelled,
    /// The file is not what it says it is, or is damaged where nothing after can be read. What the
    /// sink received before stays.
    #[error("{what}")]
    Damaged {
        /// What is wrong: "expected X, found Y".
        what: String,
        /// How to mend it.
        mend: String,
    },
}

impl ReadError {
    /// A file that was damaged on its way here.
    fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged {
            what: what.into(),
            mend: "copy the file again, or export it again".to_owned(),
        }
    }
}

impl From<Cancelled> for ReadError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Reads a whole source into `sink`.
pub type ReadFn = fn(&Source<'_>, &mut dyn Sink) -> Result<(), ReadError>;

/// One file format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What people call it: "KML".
    pub name: &'static str,
    /// Endings of its files, in lower case, without the dot; the usual one first.
    pub endings: &'static [&'static str],
    /// How sure it is that a file that begins with `Head` is its own.
    pub recognise: fn(&Head<'_>) -> Recognition,
    /// Reads a file of this format.
    pub read: ReadFn,
    /// What the reader can state about a file, such as its encoding.
    pub takes: &'static [Gift],
}

/// Every format that can be read, in the order in which they are asked.
pub static FORMATS: &[Format] = &[
    gpx::FORMAT,
    kml::FORMAT,
    topojson::FORMAT,
    esri::FORMAT,
    overpass::FORMAT,
    json_table::FORMAT,
    spreadsheet::FORMAT,
    delimited::FORMAT,
    shapefile::FORMAT,
    flatgeobuf::FORMAT,
    #[cfg(feature = "gpkg")]
    gpkg::FORMAT,
    #[cfg(feature = "geoparquet")]
    geoparquet::FORMAT,
];

/// What can be given of a file whose name has this ending, in lower case and without the dot; all of it
/// for a name that no format has.
#[must_use]
pub fn takes(ending: &str) -> &'static [Gift] {
    let mut formats = FORMATS.iter();
    let named = formats.find(|format| format.endings.contains(&ending));
    named.map_or(&Gift::ALL, |format| format.takes)
}

/// Whether files of any format have this ending, in lower case and without the dot.
#[must_use]
pub fn has_ending(ending: &str) -> bool {
    FORMATS
        .iter()
        .any(|format| format.endings.contains(&ending))
}

/// The format of a file that begins with `head`: the surest by content, and among equals the one
/// that the file's ending names, else the first of the table.
#[must_use]
pub fn recognise(head: &Head<'_>) -> Option<&'static Format> {
    let ending = head.ending();
    let named = |format: &Format| format.endings.contains(&ending.as_str());
    // None can be surer, and to guess at an encoding takes long.
    let mut with_ending = FORMATS.iter().filter(|format| named(format));
    let certain = |format: &&Format| (format.recognise)(head) == Recognition::Certain;
    if let Some(format) = with_ending.find(certain) {
        return Some(format);
    }
    FORMATS
        .iter()
        .map(|format| ((format.recognise)(head), named(format), format))
        .filter(|&(recognition, named, _)| {
            recognition > Recognition::ByName || (recognition == Recognition::ByName && named)
        })
        .rev()
        .max_by_key(|&(recognition, named, _)| (recognition, named))
        .map(|(_, _, format)| format)
}

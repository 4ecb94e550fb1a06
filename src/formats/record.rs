//! What a reader gives for each thing in a file.

use std::fmt;

use geo::Geometry;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Number of a layer within one source, in the order in which the reader announced them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerNo(pub u16);

/// One thing of a file, as the file says it: nothing in it is understood yet.
///
/// Which property is the name, the date or the kind is decided by `dossier`. What a format itself
/// marks as such (a KML `<name>`, a GPX `<time>`) stands in a field of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// The layer of the file that it belongs to.
    pub layer: LayerNo,
    /// Its id in the file, as written; ids of foreign files need not be unique.
    pub id: Option<String>,
    /// Its name, where the format has a place for one.
    pub name: Option<String>,
    /// Plain text about it, where the format has a place for one; never markup.
    pub description: Option<String>,
    /// When it is, where the format has a place for that.
    pub time: Option<Time>,
    /// Where it is: WGS 84, longitude and latitude in degrees, longitudes within ±180 for points.
    /// Lines and rings may run past ±180 so that they stay in one piece. `None` where the file gives
    /// no place.
    pub geometry: Option<Geometry<f64>>,
    /// How the file wants it drawn.
    pub style: Option<RecordStyle>,
    /// Its properties, in the order of the file.
    pub properties: Map<String, Value>,
    /// Where in the source it stands.
    pub locator: Locator,
}

/// When a record is, in the words of its file; a missing end is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// ISO 8601 date or date and time at which it begins.
    pub begin: Option<String>,
    /// ISO 8601 date or date and time at which it ends; the same as `begin` for an instant.
    pub end: Option<String>,
}

/// A colour with its opacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colour {
    /// Red, green, blue, alpha: 0 to 255, not premultiplied.
    pub rgba: [u8; 4],
}

/// How a file wants a record drawn. What it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordStyle {
    /// Colour of the symbol or line.
    pub stroke: Option<Colour>,
    /// Colour of the area.
    pub fill: Option<Colour>,
    /// Width of the line in pixels.
    pub width_px: Option<f32>,
    /// Name of the symbol: a Maki name, or the file name of a KML icon without its ending.
    pub symbol: Option<String>,
}

/// Where in its source a record stands, so that a problem can point there and its details can be
/// read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Locator {
    /// The format has no place to name.
    #[default]
    Unknown,
    /// Text: line from 1, and column from 1 in characters; byte at which the record begins.
    Text {
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
        /// Byte offset in the source.
        byte: u64,
    },
    /// A row of a table or a feature of a list: its number from 1, the head not counted, and the line
    /// where it begins.
    Row {
        /// Number of the row or feature, from 1.
        row: u64,
        /// Line of the text at which it begins, from 1; `None` for files that are no text.
        line: Option<u32>,
    },
    /// A row of a database.
    RowId {
        /// The row's own id.
        rowid: i64,
    },
}

impl Locator {
    /// The line at which the record begins, from 1, where the source is text.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match *self {
            Self::Text { line, .. } => Some(line),
            Self::Row { line, .. } => line,
            Self::Unknown | Self::RowId { .. } => None,
        }
    }
}

impl fmt::Display for Locator {
    /// "line 3", "row 12", "row id 7", or nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Text { line, .. } => write!(f, "line {line}"),
            Self::Row { row, .. } => write!(f, "row {row}"),
            Self::RowId { rowid } => write!(f, "row id {rowid}"),
        }
    }
}

//! A large layer as columns.
//!
//! A million features as structures of their own would take a gigabyte. A table keeps what drawing,
//! picking, the days and the search need, one column each, and for the rest where each feature's text
//! begins in its file: a card reads that text again when it is opened.
//!
//! Rows stand in the order of a space-filling curve and not of the file, so that rows near each other
//! on the ground lie near each other in memory.

mod calendar;
mod days;
mod shapes;
mod texts;

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

pub use calendar::Calendar;
pub use days::Days;
pub use shapes::{Part, PartKind, Place, Shapes};
pub use texts::Texts;

use crate::earth::Extent;

/// Number of a table in [`Dossier::tables`](super::Dossier::tables).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TableIx(pub u16);

impl TableIx {
    /// Position in the list of tables.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Number of a row in its [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowIx(pub u32);

impl RowIx {
    /// Position in the columns.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The bytes of a file that is too large to be held in memory, read part by part.
pub trait Backing: fmt::Debug + Send + Sync {
    /// How many bytes it has.
    fn len(&self) -> u64;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads from `offset` on; gives how many bytes were read, 0 only at the end.
    ///
    /// # Errors
    /// What the system says.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize>;
}

impl Backing for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let begin = usize::try_from(offset).map_or(self.as_slice().len(), |offset| {
            offset.min(self.as_slice().len())
        });
        let left = &self[begin..];
        let count = left.len().min(into.len());
        into[..count].copy_from_slice(&left[..count]);
        Ok(count)
    }
}

/// The row of a feature without a kind in [`Columns::kind_of`].
pub const NO_KIND: u16 = u16::MAX;

/// What is kept of every row. All columns have one length, but those of `kinds` and `linked`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Byte of the file at which the feature's object begins.
    pub starts: Vec<u64>,
    /// What each is called; empty where it has no name.
    pub names: Texts,
    /// The kinds that occur, the commonest first.
    pub kinds: Vec<String>,
    /// Position of each one's kind in `kinds`, or [`NO_KIND`].
    pub kind_of: Vec<u16>,
    /// When each is, as whole days; empty where no row has a date.
    pub days: Vec<Days>,
    /// Where each is.
    pub shapes: Shapes,
    /// Rows that the article links to, by the feature's id.
    pub linked: Vec<(String, RowIx)>,
}

/// A large layer as columns. Immutable; share it behind `Arc`.
#[derive(Debug)]
pub struct Table {
    /// The file's name in its dossier.
    pub file: String,
    /// What is kept of every row.
    pub columns: Columns,
    /// What holds all rows; `None` where none has a place.
    pub extent: Option<Extent>,
    /// The file, for what the columns do not keep.
    pub backing: Arc<dyn Backing>,
    calendar: OnceLock<Calendar>,
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && self.columns == other.columns
    }
}

impl Table {
    /// A table of `columns` from the file `file`.
    #[must_use]
    pub fn new(
        file: String,
        columns: Columns,
        extent: Option<Extent>,
        backing: Arc<dyn Backing>,
    ) -> Self {
        Self {
            file,
            columns,
            extent,
            backing,
            calendar: OnceLock::new(),
        }
    }

    /// How many rows are of which days; worked out when first asked for.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        self.calendar.get_or_init(|| Calendar::of(self))
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.starts.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.starts.is_empty()
    }

    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = RowIx> + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(RowIx)
    }

    /// What a row is called: its name, else its kind, else nothing but that it is a row.
    ///
    /// # Panics
    /// Where `row` is of another table, as all that take a row.
    #[must_use]
    pub fn name(&self, row: RowIx) -> &str {
        match self.columns.names.get(row.index()) {
            "" => self.kind(row).unwrap_or("a feature without a name"),
            name => name,
        }
    }

    /// Its kind, where it has one.
    #[must_use]
    pub fn kind(&self, row: RowIx) -> Option<&str> {
        let kind = self.columns.kind_of.get(row.index())?;
        self.columns
            .kinds
            .get(usize::from(*kind))
            .map(String::as_str)
    }

    /// Its days; [`Days::UNDATED`] where it has none.
    #[must_use]
    pub fn days(&self, row: RowIx) -> Days {
        self.columns
            .days
            .get(row.index())
            .copied()
            .unwrap_or(Days::UNDATED)
    }

    /// Where its symbol stands; `None` where it has no place.
    #[must_use]
    pub fn place(&self, row: RowIx) -> Option<Place> {
        self.columns.shapes.anchor(row)
    }

    /// The row whose text begins at this byte of the file.
    #[must_use]
    pub fn row_at(&self, start: u64) -> Option<RowIx> {
        let position = self.columns.starts.iter().position(|&at| at == start)?;
        u32::try_from(position).ok().map(RowIx)
    }
}

//! Features as columns.
//!
//! A million features as structures of their own would take a gigabyte. A table keeps what drawing,
//! picking, filtering, finding and the timeline need, one column each. The details of an authored
//! feature are held in memory beside it. Of a large source only the place of each feature's text is
//! kept, and a card reads that text again when it is opened.
//!
//! The rows of a large source are in the order of a space-filling curve and not of the file, so that
//! features near each other on the ground are near each other in memory.

pub(crate) mod anchor;
mod calendar;
mod days;
mod letters;
mod profiles;
mod shapes;
mod tally;
mod texts;

use std::any::Any;
use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

pub use calendar::{Calendar, Calendars};
pub use days::Days;
pub use letters::Letters;
pub use profiles::{EvidenceProfile, Profiles};
pub use shapes::{Part, PartKind, Shapes, TablePoint};
pub(super) use tally::Tallied;
pub use texts::Texts;

use super::LayerIx;
use super::row_set::RowSet;
use crate::earth::Extent;

/// Number of a table in the atlas, in the order of its features' ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TableIx(pub u16);

impl TableIx {
    /// Position in the list of tables.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Number of a row in its [`FeatureTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowIx(pub u32);

impl RowIx {
    /// Position in the columns.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The bytes of a file that is too large to be held in memory, read part by part. A source without
/// text has none; the reader that made it knows it again by its type.
pub trait Backing: Any + fmt::Debug + Send + Sync {
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

    /// All bytes, where they are in memory already.
    fn in_memory(&self) -> Option<&[u8]> {
        None
    }

    /// Whether the file was changed since it was opened, so that what is read now may be another feature's.
    fn is_changed(&self) -> bool {
        false
    }
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

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self)
    }
}

/// The row of a feature without a kind in [`Columns::kind_of`].
pub const NO_KIND: u16 = u16::MAX;

/// What is kept of every feature. All columns have one length, but `kinds` and `linked`, and `starts`
/// and `days`, which may be empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Byte of the source at which each feature's text begins; empty where details are held in memory.
    pub starts: Vec<u64>,
    /// What each is called; empty where it has no name.
    pub names: Texts,
    /// The kinds that occur, the commonest first.
    pub kinds: Vec<String>,
    /// Position of each one's kind in `kinds`, or [`NO_KIND`].
    pub kind_of: Vec<u16>,
    /// When each is, as whole days; empty where no row has a date.
    pub days: Vec<Days>,
    /// What each is as evidence.
    pub profiles: Profiles,
    /// Where each is.
    pub shapes: Shapes,
    /// Rows that the article links to, by the feature's id.
    pub linked: Vec<(String, RowIx)>,
}

/// The layers that the features of a table belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layers {
    /// All features belong to one layer.
    One(LayerIx),
    /// The layer of each feature, in the order of the rows.
    Each(Vec<LayerIx>),
}

/// Features as columns. The columns are shared, so a table is cheap to clone.
#[derive(Debug, Clone)]
pub struct FeatureTable {
    /// Name of the source in its dossier; empty where the features come from several.
    pub file: String,
    /// What is kept of every feature.
    pub columns: Arc<Columns>,
    /// The layers that the features belong to.
    pub layers: Layers,
    /// Extent of all features; `None` where none has a place.
    pub extent: Option<Extent>,
    /// The source's bytes, from which details are read; `None` where details are held in memory.
    pub backing: Option<Arc<dyn Backing>>,
    /// A calendar for each evidence profile.
    calendars: Arc<OnceLock<Vec<Calendar>>>,
    /// The letters of each name.
    letters: Arc<OnceLock<Vec<Letters>>>,
}

impl PartialEq for FeatureTable {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && self.layers == other.layers && self.columns == other.columns
    }
}

impl FeatureTable {
    /// A table of `columns` from the source `file`, whose bytes are `backing`, in the first layer.
    #[must_use]
    pub fn new(
        file: String,
        columns: Columns,
        extent: Option<Extent>,
        backing: Arc<dyn Backing>,
    ) -> Self {
        Self {
            file,
            columns: Arc::new(columns),
            layers: Layers::One(LayerIx(0)),
            extent,
            backing: Some(backing),
            calendars: Arc::default(),
            letters: Arc::default(),
        }
    }

    /// A table of `columns` whose details are held in memory, with the layer of each row.
    pub(super) fn held(columns: Columns, layers: Vec<LayerIx>, extent: Option<Extent>) -> Self {
        Self {
            file: String::new(),
            columns: Arc::new(columns),
            layers: Layers::Each(layers),
            extent,
            backing: None,
            calendars: Arc::default(),
            letters: Arc::default(),
        }
    }

    /// The same table with all its features in `layer`.
    #[must_use]
    pub fn in_layer(mut self, layer: LayerIx) -> Self {
        self.layers = Layers::One(layer);
        self
    }

    /// The layer of the feature in a row.
    ///
    /// # Panics
    /// If `row` is not a row of this table.
    #[must_use]
    pub fn layer(&self, row: RowIx) -> LayerIx {
        match &self.layers {
            Layers::One(layer) => *layer,
            Layers::Each(layers) => layers[row.index()],
        }
    }

    /// Whether the details of its features are held in memory.
    #[must_use]
    pub fn holds_details(&self) -> bool {
        self.backing.is_none()
    }

    /// How many features are of which days; worked out when first asked for.
    #[must_use]
    pub fn calendar(&self) -> Calendars<'_> {
        self.calendar_of(|_| true)
    }

    /// The same of the features whose evidence profile passes a test.
    pub fn calendar_of(&self, passes: impl Fn(&EvidenceProfile) -> bool) -> Calendars<'_> {
        let calendars = self.calendars.get_or_init(|| Calendar::of_profiles(self));
        let profiles = self.columns.profiles.all().iter();
        let passing = profiles
            .zip(calendars)
            .filter(|(profile, _)| passes(profile));
        passing.map(|(_, calendar)| calendar).collect()
    }

    /// A calendar for each evidence profile, of some of its rows; what was counted `before`, of other rows
    /// of this table, makes it quicker, as what is counted now does for the next.
    #[must_use]
    pub(super) fn calendars_of_rows(
        &self,
        rows: Arc<RowSet>,
        before: Option<&Tallied>,
    ) -> (Vec<Calendar>, Option<Tallied>) {
        Calendar::of_rows(self, rows, self.calendar().span(), before)
    }

    /// The letters of each name; worked out when first asked for.
    #[must_use]
    pub fn letters(&self) -> &[Letters] {
        let names = &self.columns.names;
        self.letters
            .get_or_init(|| names.iter().map(Letters::of).collect())
    }

    /// How many features it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.shapes.anchors.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = RowIx> + Clone + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(RowIx)
    }

    /// What the feature in a row is called: its name, else its kind, else that it has no name.
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

    /// What it is as evidence.
    #[must_use]
    pub fn evidence(&self, row: RowIx) -> &EvidenceProfile {
        self.columns.profiles.of(row)
    }

    /// Where its symbol stands; `None` where it has no place.
    #[must_use]
    pub fn place(&self, row: RowIx) -> Option<TablePoint> {
        self.columns.shapes.anchor(row)
    }

    /// The row of the feature whose text begins at this byte of the source.
    #[must_use]
    pub fn row_at(&self, start: u64) -> Option<RowIx> {
        let position = self.columns.starts.iter().position(|&at| at == start)?;
        u32::try_from(position).ok().map(RowIx)
    }
}

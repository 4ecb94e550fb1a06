//! Views as a dossier writes them down, by names that last.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::chart::WrittenChart;
use super::classes::ColourBy;
use super::query::Expression;
use crate::earth::LonLat;

/// A view as `dossier.toml` writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenView {
    /// Middle of the map and metres a pixel; `None` for the whole map.
    pub place: Option<(LonLat, f64)>,
    /// Layers, topmost first; those that are left out keep their places below them.
    pub layers: Vec<WrittenLayer>,
    /// The first and the last day that are shown; `None` for all days.
    pub days: Option<[Date; 2]>,
    /// Two windows of days that are shown beside each other.
    pub compared: Option<WrittenComparison>,
    /// Whether marks outside the days are dimmed, and not hidden.
    pub dims_others: bool,
    /// Whether what has no date is shown beside the days.
    pub undated: bool,
    /// What is ticked of each facet of the evidence that is narrowed, in the words of a dossier.
    pub evidence: BTreeMap<String, Vec<String>>,
    /// Conditions on columns that all must hold.
    pub conditions: Vec<Expression>,
    /// The id of what is selected.
    pub selected: Option<String>,
}

impl Default for WrittenView {
    fn default() -> Self {
        Self {
            place: None,
            layers: Vec::new(),
            days: None,
            compared: None,
            dims_others: false,
            undated: true,
            evidence: BTreeMap::new(),
            conditions: Vec::new(),
            selected: None,
        }
    }
}

/// How a view shows one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenLayer {
    /// The layer's id.
    pub id: String,
    /// Whether it is shown.
    pub visible: bool,
    /// 0 (gone) to 1 (solid).
    pub opacity: f32,
    /// What it is coloured by, if by a column.
    pub colour_by: Option<ColourBy>,
    /// The column that it is labelled by, if by one.
    pub label_by: Option<String>,
}

/// Two windows of days beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenComparison {
    /// The first and the last day on the left, then on the right.
    pub days: [[Date; 2]; 2],
    /// Whether they are two maps, and not one with a divider.
    pub two_maps: bool,
}

/// A view that a dossier keeps by name.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenBookmark {
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub view: WrittenView,
}

/// What of a session a dossier writes down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WrittenState {
    /// The view that the dossier opens with.
    pub view: WrittenView,
    /// The views that it keeps by name.
    pub bookmarks: Vec<WrittenBookmark>,
    /// The charts that the reader keeps.
    pub charts: Vec<WrittenChart>,
    /// What the reader calls it; `None` leaves that as it is.
    pub words: Option<WrittenWords>,
}

/// What a dossier is called, and what its map finds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenWords {
    /// Its title.
    pub title: String,
    /// What its map finds: the headline of its pictures, in place of the title. Empty where it has none.
    pub headline: String,
}

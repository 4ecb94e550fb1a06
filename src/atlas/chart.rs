//! Charts as a dossier declares them: what is drawn, and where the values come from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::query::Expression;
use super::{Iso3, Source};

/// A chart that a dossier declares.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its lasting name: "troops".
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its values are counted in; empty where each says its own.
    pub unit: String,
    /// A remark.
    pub note: Option<String>,
    /// What is drawn.
    pub kind: ChartKind,
    /// Whether its values may be added up: shares and years may not.
    pub sum: bool,
    /// What it rests on beside the sources of its values.
    pub sources: Vec<Source>,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartKind {
    /// A bar for each value.
    Bars(ChartValues),
    /// When things happened, in days from one day.
    Days {
        /// Day 0.
        day: Date,
        /// What happened on it.
        name: String,
        /// What is shown.
        of: Picked,
    },
    /// How far from a border things happened, against when.
    Distance {
        /// The border.
        to: BorderOf,
        /// What is shown.
        of: Picked,
        /// How the distances are spread.
        scale: AxisScale,
    },
    /// How many features there are of each value of a column.
    Counts(ColumnsOf<1>),
    /// Two columns against each other, the first from left to right.
    Pair(ColumnsOf<2>),
}

/// Columns of features, as Explore shows them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(
    serialize = "[String; N]: Serialize, [bool; N]: Serialize",
    deserialize = "[String; N]: Deserialize<'de>, [bool; N]: Deserialize<'de>"
))]
pub struct ColumnsOf<const N: usize> {
    /// Id of the layer whose features are shown; `None` for all that are in memory.
    pub layer: Option<String>,
    /// Names of the columns.
    pub columns: [String; N],
    /// Whether each of them is divided by factors.
    pub logs: [bool; N],
    /// Conditions that all of the features meet.
    pub conditions: Vec<Expression>,
}

/// A chart of columns that a reader keeps beside those of the dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WrittenChart {
    /// Its lasting name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it shows.
    pub shows: WrittenColumns,
}

/// What a chart of columns shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WrittenColumns {
    /// How many features there are of each value of a column.
    Counts(ColumnsOf<1>),
    /// Two columns against each other.
    Pair(ColumnsOf<2>),
}

impl From<&WrittenChart> for Chart {
    fn from(written: &WrittenChart) -> Self {
        let (kind, conditions) = match &written.shows {
            WrittenColumns::Counts(of) => (ChartKind::Counts(of.clone()), &of.conditions),
            WrittenColumns::Pair(of) => (ChartKind::Pair(of.clone()), &of.conditions),
        };
        Self {
            id: written.id.clone(),
            title: written.title.clone(),
            unit: String::new(),
            note: conditions_in_words(conditions),
            kind,
            sum: false,
            sources: Vec::new(),
        }
    }
}

/// "Only features of which status = 'former'"; `None` where there are no conditions.
#[must_use]
pub fn conditions_in_words(conditions: &[Expression]) -> Option<String> {
    let all: Vec<String> = conditions.iter().map(ToString::to_string).collect();
    (!all.is_empty()).then(|| format!("Only features of which {}", all.join(" and ")))
}

/// Where bars have their values from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartValues {
    /// Ids of series, each a section of the chart.
    Series(Vec<String>),
    /// Figures of features, by what they count.
    Figures(Vec<String>),
}

/// Which features a chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// Those that the values of a series describe, under its labels.
    Series(String),
    /// By id, or by layer and days.
    Features {
        /// Ids, in the chart's order.
        ids: Vec<String>,
        /// Ids of layers, all of whose features are shown.
        layers: Vec<String>,
        /// Only what ends on this day or later.
        from: Option<Date>,
        /// Only what begins on this day or earlier.
        to: Option<Date>,
    },
}

/// The border that distances are measured to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorderOf {
    /// All land borders of a country.
    Country(Iso3),
    /// The border between two.
    Pair([Iso3; 2]),
}

/// How values are spread over an axis.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AxisScale {
    /// Evenly.
    #[default]
    Linear,
    /// By their logarithm.
    Log,
}

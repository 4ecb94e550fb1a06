//! Charts as a dossier declares them, and the values that they show.
//!
//! A [`Chart`] says where its values come from; its [`Table`] holds them,
//! each with its qualifier, unit, date and sources, ready to be drawn or
//! written as [`csv()`]. Nothing here guesses: what has no number stays without.

mod csv;
mod measured;
mod series;
mod table;

use jiff::civil::Date;

pub use csv::csv;
pub use table::{Part, Row, Section, Span, Table};

use super::{Atlas, Iso3, Source};

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
    Bars(Values),
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
}

/// Where bars have their values from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
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

impl Chart {
    /// Its values.
    #[must_use]
    pub fn table(&self, atlas: &Atlas) -> Table {
        table::table(self, atlas)
    }
}

impl Atlas {
    /// The chart called `id`.
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.dossier.charts.iter().find(|chart| chart.id == id)
    }
}

impl BorderOf {
    /// The border in words: "the Afghanistan border", "the Tajikistan–Afghanistan border".
    #[must_use]
    pub fn words(self, atlas: &Atlas) -> String {
        match self {
            Self::Country(iso3) => format!("the border of {}", atlas.country_name(iso3)),
            Self::Pair([a, b]) => {
                let [a, b] = [a, b].map(|iso3| atlas.country_name(iso3));
                format!("the {a}\u{2013}{b} border")
            }
        }
    }

    fn parts(self, a: Iso3, b: Iso3) -> bool {
        match self {
            Self::Country(iso3) => a == iso3 || b == iso3,
            Self::Pair(pair) => pair == [a, b] || pair == [b, a],
        }
    }
}

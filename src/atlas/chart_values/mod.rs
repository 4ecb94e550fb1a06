//! The values that charts show.
//!
//! A [`Chart`] says where its values come from. Its [`ChartTable`] holds them,
//! each with its qualifier, unit, date and sources, ready to be drawn or
//! written as [`csv()`]. Nothing here guesses: a value that is not known stays empty.

mod column_values;
mod columns;
mod csv;
mod measured;
mod series;
mod table;

pub use column_values::ColumnValues;
pub use csv::csv;
pub use table::{ChartPart, ChartRow, ChartSpan, ChartTable, Section};

use super::chart::{BorderOf, ChartKind, ChartValues};
use super::{Atlas, Chart, Iso3};

impl Chart {
    /// Its values.
    #[must_use]
    pub fn table(&self, atlas: &Atlas) -> ChartTable {
        let mut of_columns = None;
        let sections = match &self.kind {
            ChartKind::Bars(ChartValues::Series(ids)) => series::sections(self, atlas, ids),
            ChartKind::Bars(ChartValues::Figures(whats)) => {
                vec![measured::figures(self, atlas, whats)]
            }
            ChartKind::Days { day, of, .. } => vec![measured::days(atlas, *day, of)],
            ChartKind::Distance { to, of, .. } => vec![measured::distances(atlas, *to, of)],
            ChartKind::Counts(of) => {
                let (section, divided) = columns::counts(atlas, of);
                of_columns = divided;
                vec![section]
            }
            ChartKind::Pair(of) => {
                of_columns = columns::pair(atlas, of);
                Vec::new()
            }
        };
        ChartTable {
            sections,
            columns: of_columns,
        }
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

//! The survey of a layer: which columns it has, and what their values look like.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::column::{Look, OrderSeen, SurveyedColumn};
use super::rules::{EXPORTS, Export};
use super::said::Said;
use super::titles;
use crate::dossier::nearest::did_you_mean;
use crate::dossier::read_as::{DayOrder, ReadAs};
use crate::formats::BlockColumn;
use crate::problem::{Place, Problem};

/// Columns that a reader can choose from: more fit no list.
const MOST_CHOICES: usize = 300;

/// Columns that are named where one is missing.
const MOST_NAMED: usize = 8;

/// The columns of a layer.
#[derive(Debug, Default)]
pub(in crate::dossier) struct Survey {
    columns: Vec<SurveyedColumn>,
    by_key: BTreeMap<String, usize>,
}

impl Survey {
    /// Lets columns that many layers have count though no value of them was met: only a part of the
    /// layer was looked at.
    pub(in crate::dossier) fn add_usual_columns(&mut self) {
        for key in titles::USUAL {
            let at = self.position(key);
            self.columns[at].usual = !self.columns[at].is_met();
        }
    }

    /// The columns that count though no value of them was met.
    pub(super) fn unmet(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().filter(|column| column.usual);
        columns.map(|column| column.key.as_str())
    }

    /// Looks at the properties of one feature.
    pub(in crate::dossier) fn add(&mut self, properties: &Map<String, Value>) {
        for (at, (key, value)) in properties.iter().enumerate() {
            // Rows of a table have their columns in one order: few need to be looked up.
            let hit = self
                .columns
                .get(at)
                .is_some_and(|column| column.key == *key);
            let at = if hit { at } else { self.position(key) };
            self.columns[at].add(Said::by(value));
        }
    }

    /// Looks at a column of some records, whose values each stand once in it.
    pub(in crate::dossier) fn add_column(&mut self, key: &str, column: BlockColumn<'_>) {
        let at = self.position(key);
        let surveyed = &mut self.columns[at];
        let values = column.values();
        let looks: Vec<Look<'_>> = values
            .map(|value| surveyed.look(Said::by_packed(value)))
            .collect();
        column.each_row(|_, value| {
            if let Some(look) = looks.get(usize::from(value)) {
                surveyed.count(look);
            }
        });
    }

    /// Adds what was found in records behind those so far.
    pub(in crate::dossier) fn append(&mut self, next: Self) {
        for column in next.columns {
            let at = self.position(&column.key);
            self.columns[at].append(column);
        }
    }

    fn position(&mut self, key: &str) -> usize {
        if let Some(&at) = self.by_key.get(key) {
            return at;
        }
        self.columns.push(SurveyedColumn::new(key));
        self.by_key.insert(key.to_owned(), self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// The columns of which any value was met that says something, in the order of the file.
    pub(super) fn met(&self) -> impl Iterator<Item = &SurveyedColumn> {
        self.columns.iter().filter(|column| column.is_met())
    }

    /// The names of the first columns, as the file writes them.
    pub(in crate::dossier) fn keys(&self) -> Vec<String> {
        let met = self.columns.iter().filter(|column| !column.usual);
        let keys = met.map(|column| column.key.clone());
        keys.take(MOST_CHOICES).collect()
    }

    /// The column that the file calls `key`.
    pub(super) fn column(&self, key: &str) -> Option<&SurveyedColumn> {
        self.by_key.get(key).map(|&at| &self.columns[at])
    }

    /// The columns of `read_as` that the layer has not, as problems of the file `name`.
    pub(in crate::dossier) fn missing(&self, read_as: &ReadAs, name: &str) -> Vec<Problem> {
        let missing = |(what, key): (&str, &str)| {
            let keys = self.columns.iter().map(|column| column.key.as_str());
            let mend = did_you_mean(key, keys.clone());
            let mend = mend.unwrap_or_else(|| {
                let keys: Vec<&str> = keys.take(MOST_NAMED).collect();
                format!("choose one of its columns, such as {}", keys.join(", "))
            });
            let problem = Problem::error(
                format!("`{what}`: there is no column called \"{key}\""),
                Place::file(name),
            );
            problem.why("it was to be read from there").mend(mend)
        };
        let columns = read_as
            .columns()
            .filter(|(_, key)| self.column(key).is_none());
        columns.map(missing).collect()
    }

    /// The columns of this plain name that say anything.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &SurveyedColumn> {
        let columns = self.columns.iter();
        columns.filter(move |column| column.plain == name && (column.usual || column.is_met()))
    }

    /// The columns of these pairs of names that have nothing but years of our time, in both of a pair.
    pub(super) fn spans_of_years(&self) -> Vec<&str> {
        const PAIRS: [[&str; 2]; 2] = [["from", "to"], ["von", "bis"]];
        let years = |name| self.named(name).find(|column| column.is_years());
        let pairs = PAIRS
            .iter()
            .filter_map(|pair| Some([years(pair[0])?, years(pair[1])?]));
        pairs.flatten().map(|column| column.key.as_str()).collect()
    }

    /// Columns whose name speaks of dates and whose values are dates, though no rule lists them.
    pub(super) fn like_dates(&self) -> impl Iterator<Item = &SurveyedColumn> {
        self.columns.iter().filter(|column| column.is_dates())
    }

    /// The only column that has nothing but full days, whatever it is called; of several, none is chosen.
    pub(super) fn only_full_days(&self) -> Option<&SurveyedColumn> {
        let mut columns = self.columns.iter().filter(|column| column.is_full_days());
        columns.next().filter(|_| columns.next().is_none())
    }

    /// The order of day and month, where all columns that show one agree.
    pub(super) fn order(&self) -> Option<DayOrder> {
        let seen = self
            .columns
            .iter()
            .fold(OrderSeen::default(), |seen, column| OrderSeen {
                day_first: seen.day_first + column.order.day_first,
                month_first: seen.month_first + column.order.month_first,
            });
        seen.decided()
    }

    /// The known export that has these columns.
    pub(super) fn export(&self) -> Option<&'static Export> {
        let has = |name: &str| {
            let mut columns = self.columns.iter().filter(|column| !column.usual);
            columns.any(|column| column.plain == name)
        };
        EXPORTS
            .iter()
            .find(|export| export.needs.iter().all(|name| has(name)))
    }
}

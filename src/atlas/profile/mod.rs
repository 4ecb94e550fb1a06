//! How the features of a layer are spread over each of their columns.
//!
//! A column is divided into bins once: stretches of days or numbers, or the commonest words. The rows
//! of each bin are a set, so that a filter that changes with every frame is counted by looking at bits
//! and never again at values.

mod condition;
mod days;
mod numbers;
mod of_rows;
mod pair;
mod request;
mod same;
mod words;

use std::sync::Arc;

use super::attributes::{Attribute, Values};
use super::qualifier::group_thousands;
use super::row_set::{RowChange, RowSet};
use super::whole::Atlas;
use crate::cores;

use of_rows::{NOWHERE, OfRows};

pub use numbers::number_in_short;
pub use pair::{FiveNumbers, Pair, PairAxis, PairBox, PairKind, PairMarks};
pub use request::{Divisions, ProfileRequest, ProfileScope};

/// Bins that a column has at most, apart from those of what is outside and of what is missing.
const MOST_BINS: usize = 60;
/// Of so many rows, several cores count the bins of a column, each so many of them at once.
const MANY_ROWS: usize = 100_000;
const BINS_TO_A_CORE: usize = 8;

/// Columns of every layer that sources mostly have in a spelling of their own as well.
const SAID_OTHERWISE: [&str; 2] = ["when", "kind"];

/// What a bin holds.
#[derive(Debug, Clone, PartialEq)]
pub enum BinContent {
    /// Numbers from a first on and below a second; without an end where one is `None`.
    Numbers([Option<f64>; 2]),
    /// Days from a first to a last, both included, as numbers of days since 1 January 1970; without an
    /// end where that is the least or the largest number.
    Days([i32; 2]),
    /// A word.
    Word(String),
    /// All words that have no bin of their own.
    Others,
    /// Rows without a value.
    Missing,
}

/// A part of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// What readers call it.
    pub name: String,
    /// What it holds.
    pub content: BinContent,
    /// Its rows.
    pub rows: RowSet,
    /// How many they are.
    pub count: usize,
}

/// How a column is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// Into stretches of numbers.
    Numbers {
        /// Whether the stretches grow by factors.
        log: bool,
        /// Whether they could: the numbers span two powers of ten or more.
        can_log: bool,
    },
    /// Into stretches of days.
    Days,
    /// Into words, the commonest first.
    Words,
}

/// How the features of a layer are spread over one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The column's name, as filters write it.
    pub key: String,
    /// How it is divided.
    pub division: Division,
    /// Its parts, from the left, or the commonest first; what is missing last.
    pub bins: Vec<Bin>,
    /// What is to be said of it: how long a bin is, how many lie outside.
    pub note: String,
    /// The bins of each row.
    of_rows: OfRows,
}

/// How the features of a layer are spread over all of their columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// What was asked for.
    pub request: ProfileRequest,
    /// The rows of the scope.
    pub rows: RowSet,
    /// How many they are.
    pub count: usize,
    /// The columns in which they differ.
    pub columns: Vec<Arc<Distribution>>,
    /// The two columns that are compared; `None` where none are, or where they cannot be.
    pub pair: Option<Arc<Pair>>,
    /// Columns that are no chart, with why: "the same everywhere", "all differ".
    pub others: Vec<(String, String)>,
    /// Whether the properties of the source are among them.
    pub complete: bool,
}

impl Profile {
    /// How the features of the request are spread. What `before`, of the same atlas, has already is not
    /// worked out again.
    #[must_use]
    pub fn of(atlas: &Atlas, request: &ProfileRequest, before: Option<&Self>) -> Self {
        let scope = request.scope;
        let complete = atlas.has_properties(scope.table);
        // Columns that were known before the properties were are the same with them.
        let before = before.filter(|it| it.request.scope == scope);
        let rows = scope.rows(atlas);
        // The scope is a layer already; an id is a name, and says nothing of how things are spread.
        let told = |key: &str| key == "id" || (key == "layer" && scope.layer.is_some());
        let attributes = atlas.attributes(scope.table);
        let attributes: Vec<&Attribute> = attributes.filter(|it| !told(&it.key)).collect();
        let divided = |attribute: &&Attribute| {
            let known = before
                .filter(|it| {
                    it.request
                        .divisions
                        .same(&request.divisions, &attribute.key)
                })
                .and_then(|it| it.columns.iter().find(|column| column.key == attribute.key));
            match known {
                Some(known) => Ok(Arc::clone(known)),
                None => match said_by(&attributes, attribute, &rows) {
                    Some(known) => Err(Some(format!("the same as {known}"))),
                    None => distribution(attribute, &rows, &request.divisions).map(Arc::new),
                },
            }
        };
        // Of few rows, a column is divided sooner than a thread begins.
        let grain = if rows.rows() < MANY_ROWS {
            usize::MAX
        } else {
            1
        };
        let mut columns = Vec::new();
        let mut others = Vec::new();
        let all = cores::map(&attributes, grain, divided);
        for (attribute, distribution) in attributes.iter().zip(all) {
            match distribution {
                Ok(distribution) => columns.push(distribution),
                Err(Some(why)) => others.push((attribute.key.clone(), why)),
                Err(None) => {}
            }
        }
        let pair = request.pair.as_ref().and_then(|keys| {
            let known = before.and_then(|it| it.pair.as_ref());
            let logs = keys
                .each_ref()
                .map(|key| request.divisions.logs.contains(key));
            match known.filter(|it| it.keys == *keys && it.logs() == logs) {
                Some(known) => Some(Arc::clone(known)),
                None => Pair::of(atlas, scope, keys, logs).map(Arc::new),
            }
        });
        Self {
            request: request.clone(),
            count: rows.count(),
            rows,
            columns,
            pair,
            others,
            complete,
        }
    }
}

/// Which of the columns that every layer has says what this one of the source says.
fn said_by<'a>(all: &[&'a Attribute], own: &Attribute, rows: &RowSet) -> Option<&'a str> {
    let mut known = all
        .iter()
        .filter(|it| SAID_OTHERWISE.contains(&it.key.as_str()));
    known
        .find(|known| known.key != own.key && same::says_the_same(own, known, rows))
        .map(|known| known.key.as_str())
}

impl Distribution {
    /// How the features of a scope are spread over one column, numbers by factors where `log` says so;
    /// `None` where there is nothing to see.
    #[must_use]
    pub fn of(atlas: &Atlas, scope: ProfileScope, key: &str, log: bool) -> Option<Self> {
        let attribute = atlas.attribute(scope.table, key)?;
        let mut divisions = Divisions::default();
        if log {
            divisions.logs.insert(key.to_owned());
        }
        distribution(attribute, &scope.rows(atlas), &divisions).ok()
    }
}

/// A column divided; `Err` where there is nothing to see in a chart, with what to say instead.
fn distribution(
    attribute: &Attribute,
    rows: &RowSet,
    divisions: &Divisions,
) -> Result<Distribution, Option<String>> {
    let log = divisions.logs.contains(&attribute.key);
    let span = divisions.spans.get(&attribute.key).copied();
    let divided = match &attribute.values {
        Values::Numbers(values) => numbers::divided(values, rows, log),
        Values::Days(values) => days::divided(values, rows, span),
        Values::Words(values) => words::divided(values, rows),
        Values::Names(columns) => {
            let named = rows
                .iter()
                .filter(|&row| !columns.names.get(row).is_empty());
            let count = group_thousands(named.count() as f64);
            return Err(Some(format!("{count} names")));
        }
    };
    let Divided {
        division,
        parts,
        of,
        note,
    } = divided?;
    let sets = of.rows_of_bins(rows, parts.len());
    let missing = ("no value".to_owned(), BinContent::Missing);
    let mut bins: Vec<Bin> = parts
        .into_iter()
        .chain([missing])
        .zip(sets)
        .map(|((name, content), rows)| Bin {
            name,
            content,
            count: rows.count(),
            rows,
        })
        .collect();
    bins.retain(|bin| bin.content != BinContent::Missing || bin.count > 0);
    match bins.as_slice() {
        [] => Err(None),
        [only] if only.content == BinContent::Missing => Err(None),
        [only] => Err(Some(format!("{} everywhere", only.name))),
        _ => Ok(Distribution {
            key: attribute.key.clone(),
            division,
            bins,
            note,
            of_rows: of,
        }),
    }
}

/// A column as it is divided: names and contents of the bins, and the bins of each row.
struct Divided {
    division: Division,
    parts: Vec<(String, BinContent)>,
    of: OfRows,
    note: String,
}

impl Bin {
    /// Whether it gathers what lies outside the stretch that the others divide.
    #[must_use]
    pub fn is_gathered(&self) -> bool {
        match self.content {
            BinContent::Numbers(ends) => ends.contains(&None),
            BinContent::Days([first, last]) => first == i32::MIN || last == i32::MAX,
            BinContent::Word(_) | BinContent::Others | BinContent::Missing => false,
        }
    }
}

impl Distribution {
    /// The bin of rows without a value, with its place.
    #[must_use]
    pub fn missing(&self) -> Option<(usize, &Bin)> {
        let bins = self.bins.iter().enumerate();
        bins.rev()
            .find(|(_, bin)| bin.content == BinContent::Missing)
    }

    /// How many rows of `among` are in each bin.
    #[must_use]
    pub fn counts(&self, among: &RowSet) -> Vec<usize> {
        // Of few rows, the bins are counted sooner than a thread begins.
        let grain = if among.rows() < MANY_ROWS {
            usize::MAX
        } else {
            BINS_TO_A_CORE
        };
        cores::map(&self.bins, grain, |bin| bin.rows.count_both(among))
    }

    /// What [`counts`](Self::counts) gives of rows of the scope after a change, by its `counts` of those
    /// before: quicker where few have changed.
    #[must_use]
    pub fn counts_after(&self, counts: &[usize], change: &RowChange) -> Vec<usize> {
        let mut counts = counts.to_vec();
        let missing = self.missing().map(|(at, _)| at);
        let at = |bin: u8| match bin {
            NOWHERE => missing,
            bin => Some(usize::from(bin)),
        };
        for (rows, by) in [(&change.come, 1), (&change.gone, -1)] {
            self.of_rows.each_bin(rows, |bin| {
                if let Some(count) = at(bin).and_then(|at| counts.get_mut(at)) {
                    *count = count.saturating_add_signed(by);
                }
            });
        }
        counts
    }
}

#[cfg(test)]
mod tests;

//! The attributes of features as typed columns, for charts, filters and colours.
//!
//! A column is what this program knows of every feature (name, kind, days, status and so on) or a
//! property of the source. What is in memory is turned into columns when it is first asked for; the
//! properties of a large source are read from its bytes by whoever may read
//! ([`Atlas::supply_properties`](crate::atlas::Atlas::supply_properties)).

mod gather;
mod merge;

use std::sync::Arc;

pub use gather::{AttributeValue, Gather};
pub use merge::{ColumnPart, RowCodes, merged};

pub(super) use gather::days as days_of_text;

use super::table::{Columns, Days, Texts};

/// The word number of a row without a value.
pub const MISSING: u32 = u32::MAX;

/// One attribute of every row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// What a filter calls it: the property's own name, or "when", "status" and so on.
    pub key: String,
    /// Its value in each row.
    pub values: Values,
}

/// The values of an attribute, of the type that all of them have.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers; NaN where a row has none.
    Numbers(Vec<f64>),
    /// Dates; [`Days::UNDATED`] where a row has none.
    Days(Vec<Days>),
    /// Words, of which few differ.
    Words(Words),
    /// The names of the rows, which nearly all differ.
    Names(Arc<Columns>),
}

/// A column of words, each kept once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// The words that occur, as filters write them.
    pub list: Texts,
    /// What readers call each, where that differs from the word: "Russia" for "RUS".
    pub titles: Vec<String>,
    /// Position in `list` of each row's word, or [`MISSING`].
    pub of: Vec<u32>,
    /// Where each row's words end in `of`, where a row can have several; empty where each has one.
    pub ends: Vec<u32>,
}

impl Words {
    /// Positions in `list` of a row's words.
    #[must_use]
    pub fn of_row(&self, row: usize) -> &[u32] {
        let range = if self.ends.is_empty() {
            row..row + 1
        } else {
            let begin = row.checked_sub(1).map_or(0, |before| self.ends[before]);
            begin as usize..self.ends[row] as usize
        };
        match self.of.get(range) {
            Some([MISSING]) | None => &[],
            Some(words) => words,
        }
    }

    /// What readers call a word.
    #[must_use]
    pub fn title(&self, word: u32) -> &str {
        let word = word as usize;
        let title = self.titles.get(word).map(String::as_str);
        title.unwrap_or_else(|| self.list.get(word))
    }
}

impl Attribute {
    /// The value in a row as readers read it; empty where there is none.
    #[must_use]
    pub fn text(&self, row: usize) -> String {
        match &self.values {
            Values::Numbers(numbers) => match numbers.get(row) {
                Some(number) if number.is_finite() => number.to_string(),
                _ => String::new(),
            },
            Values::Days(days) => days.get(row).map_or_else(String::new, |days| {
                let ends = [days.first_date(), days.last_date()];
                match ends {
                    [Some(first), Some(last)] if first == last => first.to_string(),
                    [None, None] => String::new(),
                    [first, last] => {
                        let said = |day: Option<jiff::civil::Date>| {
                            day.map_or_else(|| "..".to_owned(), |day| day.to_string())
                        };
                        format!("{}/{}", said(first), said(last))
                    }
                }
            }),
            Values::Words(words) => {
                let titles = words.of_row(row).iter().map(|&word| words.title(word));
                titles.collect::<Vec<_>>().join(", ")
            }
            Values::Names(columns) => columns.names.get(row).to_owned(),
        }
    }
}

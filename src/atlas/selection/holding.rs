//! The rows that hold a word in some column.

use std::collections::BTreeMap;

use crate::atlas::attributes::{Attribute, Values, Words};
use crate::atlas::row_set::RowSet;
use crate::atlas::table::{Days, TableIx};
use crate::atlas::whole::Atlas;
use crate::cores;

/// Words of a column that one core looks through before another is worth starting.
const GRAIN: usize = 4096;

impl Atlas {
    /// The rows of a table in which `word`, in lower case, stands in some column that is in memory: in words in
    /// capitals or not, in days as readers and as files write them, in the digits of numbers.
    #[must_use]
    pub fn rows_holding(&self, ix: TableIx, word: &str) -> RowSet {
        let columns = self.attributes(ix);
        let columns: Vec<Holding<'_>> = columns
            .filter_map(|column| Holding::of(column, word))
            .collect();
        let rows = self.table(ix).len();
        if columns.is_empty() {
            return RowSet::none(rows);
        }
        RowSet::of(rows, |row| {
            columns.iter().any(|column| column.holds(row, word))
        })
    }
}

fn contains(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(word)
}

/// A column in which a word can stand, and what is known before its rows are gone through.
enum Holding<'a> {
    /// Whether each of the words that occur holds it.
    Words(&'a Words, Vec<bool>),
    /// Whether each of the days that occur holds it.
    Days(&'a [Days], BTreeMap<(i32, i32), bool>),
    /// Each row is looked into.
    Rows(&'a Attribute),
}

impl<'a> Holding<'a> {
    /// `None` where the word stands in no row.
    fn of(column: &'a Attribute, word: &str) -> Option<Self> {
        match &column.values {
            Values::Words(words) => {
                let mut holding = vec![false; words.list.len()];
                cores::fill(&mut holding, GRAIN, |begin, part| {
                    for (at, holds) in (begin..).zip(part) {
                        let title = words.title(at as u32);
                        *holds = contains(words.list.get(at), word) || contains(title, word);
                    }
                });
                holding
                    .contains(&true)
                    .then_some(Self::Words(words, holding))
            }
            Values::Days(days) => {
                let mut known = BTreeMap::new();
                for (row, &these) in days.iter().enumerate() {
                    // Neighbours are often of one day, and few days differ.
                    known.entry((these.first, these.last)).or_insert_with(|| {
                        let shown = these.words().unwrap_or_default();
                        contains(&shown, word) || contains(&column.text(row), word)
                    });
                }
                let holds = known.values().any(|&holds| holds);
                holds.then_some(Self::Days(days, known))
            }
            Values::Numbers(_) => {
                let digit = |letter: char| letter.is_ascii_digit() || ".-".contains(letter);
                word.chars().all(digit).then_some(Self::Rows(column))
            }
            Values::Names(_) => Some(Self::Rows(column)),
        }
    }

    fn holds(&self, row: usize, word: &str) -> bool {
        match self {
            Self::Words(words, holding) => {
                let mut of_row = words.of_row(row).iter();
                of_row.any(|&word| holding[word as usize])
            }
            Self::Days(days, known) => {
                let these = days[row];
                known.get(&(these.first, these.last)) == Some(&true)
            }
            Self::Rows(column) => contains(&column.text(row), word),
        }
    }
}

//! The rows that hold the words which the reader wrote.

use std::collections::BTreeMap;

use super::column::{ShownColumn, days_in_words};
use crate::atlas::attributes::{Attribute, Values, Words};
use crate::atlas::table::Days;
use crate::atlas::{Atlas, FeatureId, RowIx, RowSet, Subject, TableIx};
use crate::cores;

/// Words of a column that one core looks through before another is worth starting.
const GRAIN: usize = 4096;

/// Leaves the features of which every word stands in some column, in capitals or not: in what the
/// table shows of them, and in every property of their source, as far as it is read.
pub(super) fn retain(atlas: &Atlas, ids: &mut Vec<FeatureId>, written: &str) {
    let words: Vec<String> = written.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return;
    }
    let tables = atlas.tables();
    let rows: Vec<RowSet> = tables.map(|(ix, _)| rows(atlas, ix, &words)).collect();
    ids.retain(|&id| {
        let (table, row) = atlas.locate(id);
        rows[table.index()].has(row.index())
    });
}

/// The rows of a table that hold every word.
fn rows(atlas: &Atlas, ix: TableIx, words: &[String]) -> RowSet {
    let all = RowSet::all(atlas.table(ix).len());
    words
        .iter()
        .fold(all, |rows, word| rows.and(&rows_with(atlas, ix, word)))
}

/// The rows of a table that hold a word in lower case.
fn rows_with(atlas: &Atlas, ix: TableIx, word: &str) -> RowSet {
    let len = atlas.table(ix).len();
    let columns = atlas.attributes(ix);
    let columns: Vec<Holding<'_>> = columns
        .filter_map(|column| Holding::of(column, word))
        .collect();
    let is_held = atlas.table(ix).holds_details();
    // Only such words can stand in a latitude.
    let is_number = word
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-'));
    RowSet::of(len, |row| {
        let id = atlas.id_in(ix, RowIx(row as u32));
        columns.iter().any(|column| column.holds(row, word))
            || is_held
                && ShownColumn::ALL
                    .iter()
                    .any(|it| contains(&it.text(atlas, id), word))
            || is_number && place_holds(atlas, id, word)
    })
}

fn contains(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(word)
}

/// Whether a number stands in where a feature is, as the table shows that.
fn place_holds(atlas: &Atlas, id: FeatureId, word: &str) -> bool {
    let degrees = [ShownColumn::Latitude, ShownColumn::Longitude];
    atlas.anchor(Subject::Feature(id)).is_some()
        && degrees.iter().any(|it| it.text(atlas, id).contains(word))
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
                        *holds = contains(&words.list[at], word) || contains(title, word);
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
                        let shown = days_in_words(these).unwrap_or_default();
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

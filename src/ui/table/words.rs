//! The rows that hold the words which the reader wrote.

use super::column::ShownColumn;
use crate::atlas::{Atlas, FeatureId, RowIx, RowSet, Subject, TableIx};

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
    let is_held = atlas.table(ix).holds_details();
    // Only such words can stand in a latitude.
    let is_number = word
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-'));
    let rows = atlas.rows_holding(ix, word);
    if !is_held && !is_number {
        return rows;
    }
    rows.or(&RowSet::of(atlas.table(ix).len(), |row| {
        let id = atlas.id_in(ix, RowIx(row as u32));
        is_held && shows(atlas, id, word) || is_number && place_shows(atlas, id, word)
    }))
}

/// Whether a word stands in some column that the table can show of a feature.
fn shows(atlas: &Atlas, id: FeatureId, word: &str) -> bool {
    let mut columns = ShownColumn::ALL.iter();
    columns.any(|column| column.text(atlas, id).to_lowercase().contains(word))
}

/// Whether a number stands in where a feature is, as the table shows that.
fn place_shows(atlas: &Atlas, id: FeatureId, word: &str) -> bool {
    let degrees = [ShownColumn::Latitude, ShownColumn::Longitude];
    atlas.anchor(Subject::Feature(id)).is_some()
        && degrees.iter().any(|it| it.text(atlas, id).contains(word))
}

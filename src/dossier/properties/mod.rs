//! The properties of a large source as columns: from its packed records, or read again from its text.

mod packed;
#[cfg(test)]
mod tests;
mod text;

use std::any::Any;
use std::io;

use super::details::details;
use super::import::packed::Records;
use crate::atlas::attributes::{Values, Words};
use crate::atlas::table::Days;
use crate::atlas::{Atlas, Attribute, TableIx};

/// The properties of a table's features as columns; none where its details are held in memory.
///
/// # Errors
/// Where the source cannot be read any more.
///
/// # Panics
/// If `ix` is not of `atlas`.
pub fn properties(atlas: &Atlas, ix: TableIx) -> io::Result<Vec<Attribute>> {
    let table = atlas.table(ix);
    let Some(backing) = table.backing.as_deref() else {
        return Ok(Vec::new());
    };
    let starts = &table.columns.starts;
    let source: &dyn Any = backing;
    if let Some(records) = source.downcast_ref::<Records>() {
        return packed::properties(records, starts);
    }
    let columns = text::properties(backing, starts)?.into_iter();
    Ok(columns.filter(|column| is_own(atlas, ix, column)).collect())
}

/// Whether a column is the source's own: what this program reads a property as is known of each feature
/// already.
fn is_own(atlas: &Atlas, ix: TableIx, column: &Attribute) -> bool {
    let mut rows = atlas.table(ix).rows();
    let first = rows.find(|row| !column.text(row.index()).is_empty());
    let feature = first.and_then(|row| details(atlas, atlas.id_in(ix, row)).ok());
    feature.is_some_and(|feature| feature.other.contains_key(&column.key))
}

/// Columns whose rows are in the order of the file, with their rows in that of the table; `order` are the
/// rows of the table in the order of the file.
fn reordered(columns: Vec<Attribute>, order: &[u32]) -> Vec<Attribute> {
    let mut in_file = vec![0; order.len()];
    for (position, &row) in order.iter().enumerate() {
        in_file[row as usize] = position;
    }
    let columns = columns.into_iter();
    columns
        .map(|column| reordered_column(column, &in_file))
        .collect()
}

fn reordered_column(column: Attribute, in_file: &[usize]) -> Attribute {
    use Values::{Days as Dates, Names, Numbers, Words as Texts};
    let rows = || in_file.iter();
    let values = match column.values {
        Numbers(numbers) => Numbers(rows().map(|&at| numbers[at]).collect()),
        Dates(days) => Dates(
            rows()
                .map(|&at| days.get(at).copied().unwrap_or(Days::UNDATED))
                .collect(),
        ),
        Texts(words) => Texts(Words {
            of: rows().map(|&at| words.of[at]).collect(),
            ..words
        }),
        names @ Names(_) => names,
    };
    Attribute {
        key: column.key,
        values,
    }
}

//! The properties of records as the columns of a table.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::formats::Record;

/// What all values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Whole numbers that fit 64 bits.
    Whole,
    /// Numbers.
    Real,
    /// Truth values.
    Truth,
    /// Texts, and whatever has no kind of its own, as JSON.
    Text,
}

impl ColumnKind {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Truth,
            Value::Number(number) if number.is_i64() => Self::Whole,
            // As a real number it would lose its last digits.
            Value::Number(number) if number.is_u64() => Self::Text,
            Value::Number(_) => Self::Real,
            _ => Self::Text,
        })
    }

    fn united(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Whole | Self::Real, Self::Whole | Self::Real) => Self::Real,
            _ => Self::Text,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnToWrite {
    /// The key of the property.
    pub(super) key: String,
    pub(super) kind: ColumnKind,
}

/// The properties of `records`, in the order in which they come up, but those called as in `taken`.
pub(super) fn columns(
    records: impl Iterator<Item = impl Borrow<Record>>,
    taken: &[&str],
) -> Vec<ColumnToWrite> {
    let mut columns: Vec<ColumnToWrite> = Vec::new();
    let mut kinds: Vec<Option<ColumnKind>> = Vec::new();
    // The number of each column; those that are taken have none.
    let mut numbers: BTreeMap<String, Option<usize>> = BTreeMap::new();
    numbers.extend(taken.iter().map(|&key| (key.to_owned(), None)));
    for record in records {
        for (key, value) in &record.borrow().properties {
            let number = numbers.get(key).copied().unwrap_or_else(|| {
                let number = Some(columns.len());
                numbers.insert(key.clone(), number);
                kinds.push(None);
                columns.push(ColumnToWrite {
                    key: key.clone(),
                    kind: ColumnKind::Text,
                });
                number
            });
            if let (Some(at), Some(kind)) = (number, ColumnKind::of(value)) {
                kinds[at] = Some(kinds[at].map_or(kind, |known| known.united(kind)));
            }
        }
    }
    for (column, kind) in columns.iter_mut().zip(kinds) {
        column.kind = kind.unwrap_or(ColumnKind::Text);
    }
    columns
}

/// A value as text: texts as they are, what is no text as JSON; empty where there is none.
pub(super) fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Names for things, each different from the others, also in another case.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// `wanted`, or where that is given away already the same with a number behind it. `cut` makes a
    /// name fit: it gets the name and the number to put behind it.
    pub(super) fn give(&mut self, wanted: &str, cut: impl Fn(&str, &str) -> String) -> String {
        let numbers = (1_usize..).map(|copy| match copy {
            1 => String::new(),
            copy => copy.to_string(),
        });
        for number in numbers {
            let name = cut(wanted, &number);
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        wanted.to_owned()
    }
}

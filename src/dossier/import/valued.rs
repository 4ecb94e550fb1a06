//! What is worked out once for each value of a block's columns.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::formats::{BlockColumn, PackedValue};

/// Number of the value of a record that has none.
const NO_VALUE: u16 = u16::MAX;

/// Something about each record of a block, each kind of it once.
#[derive(Debug)]
pub(super) struct Valued<T> {
    /// Which of the others each record has, or [`NO_VALUE`].
    of: Vec<u16>,
    made: Vec<T>,
}

impl<T> Valued<T> {
    /// What `make` makes of the values of a column.
    pub(super) fn by_value<'b>(
        column: BlockColumn<'b>,
        count: usize,
        make: impl FnMut(PackedValue<'b>) -> T,
    ) -> Self {
        Self {
            of: numbers(column, count),
            made: column.values().map(make).collect(),
        }
    }

    /// What `make` makes of the records' properties in these columns, of each combination of their values
    /// once, in the order in which they first occur.
    pub(super) fn by_combination(
        columns: &[(&str, BlockColumn<'_>)],
        count: usize,
        make: impl Fn(Map<String, Value>) -> T,
    ) -> Self {
        let numbered = columns.iter().map(|&(key, column)| {
            let numbers = numbers(column, count);
            (key, column, numbers)
        });
        let columns: Vec<_> = numbered.collect();
        let mut of = vec![0; count];
        // A record that has each combination.
        let mut examples = vec![0];
        for (_, _, numbers) in &columns {
            let mut known = HashMap::new();
            examples.clear();
            for (row, (of, value)) in of.iter_mut().zip(numbers).enumerate() {
                let number = known.entry((*of, *value)).or_insert_with(|| {
                    examples.push(row);
                    u16::try_from(examples.len() - 1).unwrap_or(NO_VALUE)
                });
                *of = *number;
            }
        }
        let properties = |row: usize| {
            let named = columns.iter().filter_map(|(key, column, numbers)| {
                let value = column.value(numbers[row])?.value().ok()?;
                Some(((*key).to_owned(), value))
            });
            named.collect()
        };
        let all = examples.into_iter().map(|row| make(properties(row)));
        Self {
            of,
            made: all.collect(),
        }
    }

    /// The same with what `change` makes of each kind.
    pub(super) fn map<U>(self, change: impl FnMut(T) -> U) -> Valued<U> {
        Valued {
            of: self.of,
            made: self.made.into_iter().map(change).collect(),
        }
    }

    /// What a record has of it.
    pub(super) fn get(&self, row: usize) -> Option<&T> {
        self.made.get(usize::from(*self.of.get(row)?))
    }
}

/// The number of the value that each record has in a column.
fn numbers(column: BlockColumn<'_>, count: usize) -> Vec<u16> {
    let mut numbers = vec![NO_VALUE; count];
    column.each_row(|place, value| {
        if let Some(number) = numbers.get_mut(usize::from(place)) {
            *number = value;
        }
    });
    numbers
}

//! One property of all rows as a column, from parts that have each value once.
//!
//! It gives what [`Gather`](super::Gather) gives of the same rows one by one; but what a value is, a
//! number, a day or a word, is found out once for each value of a part and not for each row.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::gather::{day_text, days, number};
use super::{Attribute, AttributeValue, MISSING, Values, Words};
use crate::atlas::table::Days;

/// Some rows that follow each other in the file.
#[derive(Debug, Clone, Copy)]
pub struct ColumnPart<'p> {
    /// The values that occur, each once, in the order in which they first do.
    pub values: &'p [AttributeValue<'p>],
    /// Each row that has one of them, by its position in the table, with the position of its value.
    pub rows: &'p [(u32, u16)],
}

/// What is known of a property before its type is.
#[derive(Debug, Default)]
struct TypesSeen {
    numbers: bool,
    texts: bool,
    /// A text that is no number.
    words: bool,
}

/// The property `key` of a table of so many rows; `None` where no row has a value. `parts` gives each
/// part, in the order of the file, as often as it is asked.
pub fn merged(
    key: &str,
    rows: usize,
    parts: impl Fn(&mut dyn FnMut(ColumnPart<'_>)),
) -> Option<Attribute> {
    let mut dates = Dates::default();
    let seen = seen(&mut dates, &parts);
    let values = if !seen.numbers && !seen.texts {
        return None;
    } else if !seen.words {
        Values::Numbers(numbers(rows, &parts))
    } else if !seen.numbers && !dates.undated {
        let mut column = vec![Days::UNDATED; rows];
        parts(&mut |part| {
            fill(&mut column, part, |value| match value {
                AttributeValue::Text(text) => dates.of(text),
                _ => None,
            });
        });
        Values::Days(column)
    } else {
        Values::Words(words(rows, seen.numbers, &parts))
    };
    Some(Attribute {
        key: key.to_owned(),
        values,
    })
}

fn seen(dates: &mut Dates, parts: &impl Fn(&mut dyn FnMut(ColumnPart<'_>))) -> TypesSeen {
    let mut seen = TypesSeen::default();
    parts(&mut |part| {
        for value in part.values {
            match *value {
                AttributeValue::Missing | AttributeValue::Text("") => {}
                AttributeValue::Number(number) => seen.numbers |= number.is_finite(),
                AttributeValue::Text(text) => {
                    seen.texts = true;
                    seen.words = seen.words || number(text).is_none();
                    dates.look_at(text);
                }
            }
        }
    });
    seen
}

fn numbers(rows: usize, parts: &impl Fn(&mut dyn FnMut(ColumnPart<'_>))) -> Vec<f64> {
    let mut column = vec![f64::NAN; rows];
    parts(&mut |part| {
        fill(&mut column, part, |value| match value {
            AttributeValue::Number(number) => Some(number),
            AttributeValue::Text(text) => number(text),
            AttributeValue::Missing => None,
        });
    });
    column
}

/// The rows as words; numbers among them are written out, and come after all texts.
fn words(rows: usize, has_numbers: bool, parts: &impl Fn(&mut dyn FnMut(ColumnPart<'_>))) -> Words {
    let mut words = WordList::default();
    let mut of = vec![MISSING; rows];
    parts(&mut |part| {
        fill(&mut of, part, |value| match value {
            AttributeValue::Text(text) if !text.is_empty() => Some(words.number(text)),
            _ => None,
        });
    });
    if has_numbers {
        parts(&mut |part| {
            fill(&mut of, part, |value| match value {
                AttributeValue::Number(number) if number.is_finite() => {
                    Some(words.number(&number.to_string()))
                }
                _ => None,
            });
        });
    }
    Words {
        list: words.list,
        of,
        ..Words::default()
    }
}

/// Puts what each value of a part is into its rows; a value that is `None` leaves them as they are.
fn fill<T: Copy>(
    column: &mut [T],
    part: ColumnPart<'_>,
    mut of: impl FnMut(AttributeValue<'_>) -> Option<T>,
) {
    let of_value: Vec<Option<T>> = part.values.iter().map(|&value| of(value)).collect();
    for &(row, value) in part.rows {
        let value = of_value.get(usize::from(value)).copied().flatten();
        if let (Some(slot), Some(value)) = (column.get_mut(row as usize), value) {
            *slot = value;
        }
    }
}

/// The days of texts, each text read once; of times, the day is.
#[derive(Debug, Default)]
struct Dates {
    known: HashMap<String, Option<Days>>,
    /// Whether one that was looked at is no date.
    undated: bool,
}

impl Dates {
    /// Looks at one more text, as long as all are dates.
    fn look_at(&mut self, text: &str) {
        self.undated = self.undated || self.of(text).is_none();
    }

    fn of(&mut self, text: &str) -> Option<Days> {
        let day = day_text(text)?;
        if let Some(&known) = self.known.get(day) {
            return known;
        }
        let days = days(text);
        self.known.insert(day.to_owned(), days);
        days
    }
}

/// Words, each once, in the order in which they came.
#[derive(Debug, Default)]
struct WordList {
    list: Vec<String>,
    index: HashTable<u32>,
    hashes: RandomState,
}

impl WordList {
    fn number(&mut self, word: &str) -> u32 {
        let list = &self.list;
        let hash = self.hashes.hash_one(word);
        if let Some(&number) = self
            .index
            .find(hash, |&number| list[number as usize] == word)
        {
            return number;
        }
        let number = u32::try_from(list.len()).unwrap_or(MISSING);
        let again = |&number: &u32| self.hashes.hash_one(list[number as usize].as_str());
        self.index.insert_unique(hash, number, again);
        self.list.push(word.to_owned());
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Gather;
    use super::*;

    /// Rows of one property with few values, some of which repeat.
    fn values() -> impl Strategy<Value = Vec<Option<String>>> {
        let value = prop_oneof![
            Just(None),
            Just(Some(String::new())),
            "[0-3]{1,2}(\\.5)?".prop_map(Some),
            "=[0-9]{1,2}".prop_map(Some),
            "202[0-1]-0[1-9](-1[0-9](T10:00)?)?".prop_map(Some),
            "[ab]{1,2}".prop_map(Some),
        ];
        prop_oneof![
            prop::collection::vec(value, 0..40),
            prop::collection::vec("[0-9]{1,2}".prop_map(Some), 0..40),
            prop::collection::vec("202[0-1]-0[1-9](-1[0-9])?".prop_map(Some), 0..40),
        ]
    }

    /// A text that begins with `=` stands for a number of the file's own.
    fn value(text: Option<&String>) -> AttributeValue<'_> {
        let Some(text) = text else {
            return AttributeValue::Missing;
        };
        let own = text
            .strip_prefix('=')
            .and_then(|number| number.parse().ok());
        own.map_or(AttributeValue::Text(text), AttributeValue::Number)
    }

    proptest! {
        #[test]
        fn parts_give_the_column_that_rows_give_one_by_one(
            texts in values(),
            length in 1_usize..15,
        ) {
            let mut gather = Gather::default();
            for text in &texts {
                gather.next_row();
                gather.add(0, "key", value(text.as_ref()));
            }
            let column = merged("key", texts.len(), |take| {
                for (number, part) in texts.chunks(length).enumerate() {
                    let mut distinct: Vec<Option<&String>> = Vec::new();
                    let mut rows = Vec::new();
                    for (place, text) in part.iter().enumerate() {
                        let known = distinct.iter().position(|it| *it == text.as_ref());
                        let at = known.unwrap_or_else(|| {
                            distinct.push(text.as_ref());
                            distinct.len() - 1
                        });
                        rows.push(((number * length + place) as u32, at as u16));
                    }
                    let values: Vec<_> = distinct.into_iter().map(value).collect();
                    take(ColumnPart { values: &values, rows: &rows });
                }
            });
            let expected = gather.finish().pop();
            // Not a number is not equal to itself.
            prop_assert_eq!(format!("{column:?}"), format!("{expected:?}"));
        }
    }
}

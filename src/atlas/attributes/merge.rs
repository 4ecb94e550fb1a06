//! One property of all rows as a column, from parts that have each value once.
//!
//! It gives what [`Gather`](super::Gather) gives of the same rows one by one; but what a value is, a
//! number, a day or a word, is found out once for each value of a part and not for each row.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::ops::ControlFlow;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::gather::{day_text, days as days_of_text, number};
use super::{Attribute, AttributeValue, MISSING, Values, Words};
use crate::atlas::table::{Days, Texts};

/// Some rows that follow each other in the file.
#[derive(Debug, Clone, Copy)]
pub struct ColumnPart<'p> {
    /// The values that occur, each once, in the order in which they first do.
    pub values: &'p [AttributeValue<'p>],
    /// The rows, in the order of the file, by their positions in the table.
    pub rows: &'p [u32],
    /// Which of the values each has.
    pub codes: RowCodes<'p>,
}

/// The position of the value that each row of a part has.
#[derive(Debug, Clone, Copy)]
pub enum RowCodes<'p> {
    /// All differ: the first row has the first.
    Own,
    /// Of each row, of no more than 256 values.
    Narrow(&'p [u8]),
    /// Of each row.
    Wide(&'p [u16]),
    /// Of some rows: the row's place in the part, and the position.
    Listed(&'p [(u16, u16)]),
}

impl ColumnPart<'_> {
    /// Gives each row that has a value, by its position in the table, with the position of the value.
    fn each_row(&self, mut take: impl FnMut(u32, usize)) {
        let rows = self.rows.iter().copied();
        match self.codes {
            RowCodes::Own => (0..self.values.len())
                .zip(rows)
                .for_each(|(at, row)| take(row, at)),
            RowCodes::Narrow(narrow) => {
                let with_rows = narrow.iter().zip(rows);
                with_rows.for_each(|(&at, row)| take(row, at.into()));
            }
            RowCodes::Wide(wide) => {
                let with_rows = wide.iter().zip(rows);
                with_rows.for_each(|(&at, row)| take(row, at.into()));
            }
            RowCodes::Listed(listed) => {
                for &(place, at) in listed {
                    if let Some(&row) = self.rows.get(usize::from(place)) {
                        take(row, at.into());
                    }
                }
            }
        }
    }
}

/// Gives each part, in the order of the file, until one is answered with [`Break`](ControlFlow::Break).
type Part<'t> = &'t mut dyn FnMut(ColumnPart<'_>) -> ControlFlow<()>;

/// The property `key` of a table of so many rows; `None` where no row has a value. `parts` gives each
/// part, in the order of the file, as often as it is asked, and ends where it is told to: a column is
/// taken to be of numbers, then of days, each until a value is none, and else is of words.
pub fn merged(key: &str, rows: usize, parts: impl Fn(Part<'_>)) -> Option<Attribute> {
    let values = match numbers(rows, &parts) {
        Some(Numeric::Empty) => return None,
        Some(Numeric::Column(numbers)) => Values::Numbers(numbers),
        None => days(rows, &parts).map_or_else(|| Values::Words(words(rows, &parts)), Values::Days),
    };
    Some(Attribute {
        key: key.to_owned(),
        values,
    })
}

/// A column in which no value is anything but a number.
enum Numeric {
    /// It has no value at all.
    Empty,
    Column(Vec<f64>),
}

/// The rows as numbers; `None` where a text is none.
fn numbers(rows: usize, parts: &impl Fn(Part<'_>)) -> Option<Numeric> {
    let mut any = false;
    let column = filled_while((rows, f64::NAN), parts, |value| {
        let number = match value {
            AttributeValue::Missing | AttributeValue::Text("") => return Ok(None),
            AttributeValue::Number(number) => number,
            AttributeValue::Text(text) => number(text).ok_or(OfAnotherType)?,
        };
        any |= number.is_finite();
        Ok(Some(number))
    });
    let column = column.ok()?;
    Some(if any {
        Numeric::Column(column)
    } else {
        Numeric::Empty
    })
}

/// The rows as days, each text read once, and of times the day; `None` where a value is no date.
fn days(rows: usize, parts: &impl Fn(Part<'_>)) -> Option<Vec<Days>> {
    let mut known: HashMap<String, Option<Days>> = HashMap::new();
    let mut of = |text: &str| {
        let day = day_text(text)?;
        if let Some(&known) = known.get(day) {
            return known;
        }
        let days = days_of_text(text);
        known.insert(day.to_owned(), days);
        days
    };
    let column = filled_while((rows, Days::UNDATED), parts, |value| match value {
        AttributeValue::Number(number) if number.is_finite() => Err(OfAnotherType),
        AttributeValue::Text(text) if !text.is_empty() => of(text).map(Some).ok_or(OfAnotherType),
        _ => Ok(None),
    });
    column.ok()
}

/// The rows as words; numbers among them are written out, and come after all texts.
fn words(rows: usize, parts: &impl Fn(Part<'_>)) -> Words {
    let mut words = WordList::default();
    let mut of = vec![MISSING; rows];
    let mut has_numbers = false;
    if all_differ_at_first(parts) {
        words.expect(rows);
    }
    fill(&mut of, parts, |value| match value {
        AttributeValue::Text(text) if !text.is_empty() => Some(words.number(text)),
        AttributeValue::Number(number) => {
            has_numbers |= number.is_finite();
            None
        }
        _ => None,
    });
    if has_numbers {
        fill(&mut of, parts, |value| match value {
            AttributeValue::Number(number) if number.is_finite() => {
                Some(words.number(&number.to_string()))
            }
            _ => None,
        });
    }
    Words {
        list: words.list,
        of,
        ..Words::default()
    }
}

/// Whether no two rows of the first part have the same value: then few of all rows have.
fn all_differ_at_first(parts: &impl Fn(Part<'_>)) -> bool {
    let mut all_differ = false;
    parts(&mut |part| {
        all_differ = matches!(part.codes, RowCodes::Own);
        ControlFlow::Break(())
    });
    all_differ
}

/// A value is not of the type that a column is taken to have.
struct OfAnotherType;

/// Puts what each value is into its rows, a value that is `None` leaving them as they are.
fn fill<T: Copy>(
    column: &mut [T],
    parts: &impl Fn(Part<'_>),
    mut of: impl FnMut(AttributeValue<'_>) -> Option<T>,
) {
    // No value is of another type than any.
    let _ = fill_while(column, parts, |value| Ok(of(value)));
}

/// A column of so many rows, each of which is what its value is or else `empty`; not begun before the first values
/// are known to be of its type, since most columns are not of most types.
fn filled_while<T: Copy>(
    (rows, empty): (usize, T),
    parts: &impl Fn(Part<'_>),
    mut of: impl FnMut(AttributeValue<'_>) -> Result<Option<T>, OfAnotherType>,
) -> Result<Vec<T>, OfAnotherType> {
    let mut first = Ok(());
    parts(&mut |part| {
        let mut values = part.values.iter();
        first = values.try_for_each(|&value| of(value).map(drop));
        ControlFlow::Break(())
    });
    first?;
    let mut column = vec![empty; rows];
    fill_while(&mut column, parts, of)?;
    Ok(column)
}

/// Puts what each value is into its rows until a value is of another type; each value of a part is looked at once.
fn fill_while<T: Copy>(
    column: &mut [T],
    parts: &impl Fn(Part<'_>),
    mut of: impl FnMut(AttributeValue<'_>) -> Result<Option<T>, OfAnotherType>,
) -> Result<(), OfAnotherType> {
    let mut outcome = Ok(());
    let mut of_value: Vec<Option<T>> = Vec::new();
    parts(&mut |part| {
        of_value.clear();
        for &value in part.values {
            match of(value) {
                Ok(value) => of_value.push(value),
                Err(other) => {
                    outcome = Err(other);
                    return ControlFlow::Break(());
                }
            }
        }
        part.each_row(|row, value| {
            let value = of_value.get(value).copied().flatten();
            if let (Some(slot), Some(value)) = (column.get_mut(row as usize), value) {
                *slot = value;
            }
        });
        ControlFlow::Continue(())
    });
    outcome
}

/// Words, each once, in the order in which they came.
#[derive(Default)]
struct WordList {
    list: Texts,
    index: HashTable<Hashed>,
    hashes: RandomState,
}

/// A word's number with half of its hash: a list that grows reads no word again.
struct Hashed {
    half: u32,
    number: u32,
}

impl Hashed {
    /// The hash that a half stands for, its bits spread over all.
    fn whole(half: u32) -> u64 {
        // 2^64 divided by the golden ratio: Knuth, "The Art of Computer Programming", volume 3, section 6.4.
        u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl WordList {
    /// Makes room for so many words.
    fn expect(&mut self, words: usize) {
        let again = |it: &Hashed| Hashed::whole(it.half);
        self.index.reserve(words, again);
    }

    fn number(&mut self, word: &str) -> u32 {
        let list = &self.list;
        let half = self.hashes.hash_one(word) as u32;
        let whole = Hashed::whole(half);
        let same = |it: &Hashed| it.half == half && list.get(it.number as usize) == word;
        if let Some(known) = self.index.find(whole, same) {
            return known.number;
        }
        let number = u32::try_from(list.len()).unwrap_or(MISSING);
        let again = |it: &Hashed| Hashed::whole(it.half);
        self.index
            .insert_unique(whole, Hashed { half, number }, again);
        self.list.push(word);
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
                    let mut codes: Vec<u16> = Vec::new();
                    for text in part {
                        let known = distinct.iter().position(|it| *it == text.as_ref());
                        let at = known.unwrap_or_else(|| {
                            distinct.push(text.as_ref());
                            distinct.len() - 1
                        });
                        codes.push(at as u16);
                    }
                    let values: Vec<_> = distinct.into_iter().map(value).collect();
                    let first = (number * length) as u32;
                    let rows: Vec<u32> = (first..).take(codes.len()).collect();
                    let narrow: Vec<u8> = codes.iter().map(|&code| code as u8).collect();
                    // From the last to the first: the rows of a list may come in any order.
                    let mut listed: Vec<(u16, u16)> =
                        (0..).zip(codes.iter().copied()).collect();
                    listed.reverse();
                    let all_differ = codes.iter().copied().eq(0..codes.len() as u16);
                    let codes = match number % 3 {
                        _ if all_differ => RowCodes::Own,
                        0 => RowCodes::Narrow(&narrow),
                        1 => RowCodes::Wide(&codes),
                        _ => RowCodes::Listed(&listed),
                    };
                    if take(ColumnPart { values: &values, rows: &rows, codes }).is_break() {
                        return;
                    }
                }
            });
            let expected = gather.finish().pop();
            // Not a number is not equal to itself.
            prop_assert_eq!(format!("{column:?}"), format!("{expected:?}"));
        }
    }
}

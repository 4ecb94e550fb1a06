//! Properties of features gathered into columns, typed by their values.

use std::collections::HashMap;

use super::{Attribute, MISSING, Values, Words};
use crate::atlas::date::When;
use crate::atlas::table::Days;

/// A value of a property, as far as a column holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AttributeValue<'a> {
    /// Nothing is stated.
    Missing,
    /// A number.
    Number(f64),
    /// A text.
    Text(&'a str),
}

/// Properties of rows, gathered row by row.
#[derive(Debug, Default)]
pub struct Gather {
    rows: usize,
    columns: Vec<Gathered>,
    by_key: HashMap<String, usize>,
}

/// One property as it is gathered: numbers and texts apart, since its type is known at the end only.
#[derive(Debug, Default)]
struct Gathered {
    key: String,
    /// NaN where a row has no number; shorter than the rows where the last have none.
    numbers: Vec<f64>,
    /// [`MISSING`] where a row has no text; shorter than the rows where the last have none.
    texts: Vec<u32>,
    list: Vec<String>,
    index: HashMap<String, u32>,
}

impl Gather {
    /// Begins the next row.
    pub fn next_row(&mut self) {
        self.rows += 1;
    }

    /// Adds a property of the row begun last. `position` is the property's place among those of its
    /// row: rows of one source mostly have the same properties in the same order.
    pub fn add(&mut self, position: usize, key: &str, cell: AttributeValue<'_>) {
        let Some(row) = self.rows.checked_sub(1) else {
            return;
        };
        let guess = self.columns.get(position);
        let at = if guess.is_some_and(|column| column.key == key) {
            position
        } else {
            self.column(key)
        };
        match cell {
            AttributeValue::Missing | AttributeValue::Text("") => {}
            AttributeValue::Number(number) => self.columns[at].add_number(row, number),
            AttributeValue::Text(text) => self.columns[at].add_text(row, text),
        }
    }

    /// Adds the rows of `other` after its own.
    pub fn append(&mut self, other: Self) {
        let first = self.rows;
        for theirs in other.columns {
            let at = self.column(&theirs.key);
            let ours = &mut self.columns[at];
            if !theirs.numbers.is_empty() {
                ours.numbers.resize(first, f64::NAN);
                ours.numbers.extend(theirs.numbers);
            }
            let numbers: Vec<u32> = theirs.list.iter().map(|word| ours.word(word)).collect();
            if !theirs.texts.is_empty() {
                ours.texts.resize(first, MISSING);
                let renumbered = |&word: &u32| numbers.get(word as usize).copied();
                let texts = theirs.texts.iter();
                ours.texts
                    .extend(texts.map(|word| renumbered(word).unwrap_or(MISSING)));
            }
        }
        self.rows += other.rows;
    }

    /// The columns that have a value somewhere, in the order in which they first occur.
    #[must_use]
    pub fn finish(self) -> Vec<Attribute> {
        let rows = self.rows;
        let columns = self.columns.into_iter();
        columns.filter_map(|column| column.finish(rows)).collect()
    }

    fn column(&mut self, key: &str) -> usize {
        if let Some(&at) = self.by_key.get(key) {
            return at;
        }
        self.columns.push(Gathered {
            key: key.to_owned(),
            ..Gathered::default()
        });
        self.by_key.insert(key.to_owned(), self.columns.len() - 1);
        self.columns.len() - 1
    }
}

impl Gathered {
    fn add_number(&mut self, row: usize, number: f64) {
        self.numbers.resize(row, f64::NAN);
        self.numbers.push(number);
    }

    fn add_text(&mut self, row: usize, text: &str) {
        let last = self.texts.last().copied().filter(|&last| last != MISSING);
        // Sorted sources repeat the word of the row before.
        let same = last.filter(|&last| self.list[last as usize] == text);
        let word = same.unwrap_or_else(|| self.word(text));
        self.texts.resize(row, MISSING);
        self.texts.push(word);
    }

    fn word(&mut self, text: &str) -> u32 {
        if let Some(&word) = self.index.get(text) {
            return word;
        }
        let word = u32::try_from(self.list.len()).unwrap_or(MISSING);
        self.list.push(text.to_owned());
        self.index.insert(text.to_owned(), word);
        word
    }

    fn finish(mut self, rows: usize) -> Option<Attribute> {
        let has_numbers = self.numbers.iter().any(|number| number.is_finite());
        if !has_numbers && self.list.is_empty() {
            return None;
        }
        let values = match self.as_numbers(rows) {
            Some(numbers) => Values::Numbers(numbers),
            None if has_numbers => Values::Words(self.as_words(rows)),
            None => match self.as_days(rows) {
                Some(days) => Values::Days(days),
                None => Values::Words(self.as_words(rows)),
            },
        };
        Some(Attribute {
            key: self.key,
            values,
        })
    }

    /// The rows as numbers, where every text is a number as well.
    fn as_numbers(&mut self, rows: usize) -> Option<Vec<f64>> {
        let of_text: Option<Vec<f64>> = self.list.iter().map(|text| number(text)).collect();
        let of_text = of_text?;
        let mut numbers = std::mem::take(&mut self.numbers);
        numbers.resize(rows, f64::NAN);
        for (number, &word) in numbers.iter_mut().zip(&self.texts) {
            if let Some(of_text) = of_text.get(word as usize) {
                *number = *of_text;
            }
        }
        Some(numbers)
    }

    /// The rows as days, where every text is a date.
    fn as_days(&self, rows: usize) -> Option<Vec<Days>> {
        let of_text: Option<Vec<Days>> = self.list.iter().map(|text| days(text)).collect();
        let of_text = of_text?;
        let of_row = |word: &u32| of_text.get(*word as usize).copied();
        let mut days: Vec<Days> = self
            .texts
            .iter()
            .map(|word| of_row(word).unwrap_or(Days::UNDATED))
            .collect();
        days.resize(rows, Days::UNDATED);
        Some(days)
    }

    /// The rows as words, numbers among them written out.
    fn as_words(&mut self, rows: usize) -> Words {
        let mut of = std::mem::take(&mut self.texts);
        of.resize(rows, MISSING);
        let numbers = std::mem::take(&mut self.numbers);
        for (row, number) in numbers.into_iter().enumerate() {
            if number.is_finite() {
                of[row] = self.word(&number.to_string());
            }
        }
        Words {
            list: std::mem::take(&mut self.list).into_iter().collect(),
            of,
            ..Words::default()
        }
    }
}

/// The number that a text is. A code such as "007" is none.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let signs = text.bytes().take_while(|byte| matches!(byte, b'-' | b'+'));
    let begin = signs.count();
    let digits = &text.as_bytes()[begin..];
    let is_code = matches!(digits, [b'0', next, ..] if *next != b'.');
    if is_code || !matches!(digits, [b'0'..=b'9' | b'.', ..]) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The days of a text that begins with a year, a hyphen and a month, as ISO 8601 and EDTF write dates.
/// Of a time of day the day is kept.
pub(crate) fn days(text: &str) -> Option<Days> {
    Some(Days::of(&day_text(text)?.parse::<When>().ok()?))
}

/// The part of such a text that [`days`] reads.
pub(super) fn day_text(text: &str) -> Option<&str> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let dated = bytes.len() >= 7 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-';
    if !dated {
        return None;
    }
    let timed = matches!(bytes.get(10), Some(b'T' | b' '));
    if timed { text.get(..10) } else { Some(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(rows: &[&[(&str, AttributeValue<'_>)]]) -> Vec<Attribute> {
        let mut gather = Gather::default();
        for row in rows {
            gather.next_row();
            for (position, (key, cell)) in row.iter().enumerate() {
                gather.add(position, key, *cell);
            }
        }
        gather.finish()
    }

    #[test]
    fn a_column_has_the_type_that_all_of_its_values_have() {
        use AttributeValue::{Missing, Number, Text};
        let columns = gathered(&[
            &[
                ("deaths", Number(3.0)),
                ("date", Text("2021-10-18")),
                ("code", Text("007")),
            ],
            &[
                ("date", Text("2021-10")),
                ("deaths", Text("12")),
                ("code", Missing),
            ],
            &[("mixed", Text("about 5"))],
            &[("mixed", Number(7.0))],
        ]);
        let keys: Vec<&str> = columns.iter().map(|column| column.key.as_str()).collect();
        assert_eq!(keys, ["deaths", "date", "code", "mixed"]);
        assert!(
            matches!(&columns[0].values, Values::Numbers(numbers) if numbers[1].to_bits() == 12_f64.to_bits() && numbers[2].is_nan())
        );
        assert!(
            matches!(&columns[1].values, Values::Days(days) if days.len() == 4 && !days[3].is_dated())
        );
        let texts: Vec<String> = (0..4).map(|row| columns[3].text(row)).collect();
        assert_eq!(texts, ["", "", "about 5", "7"]);
        assert_eq!(columns[2].text(0), "007");
    }

    #[test]
    fn rows_gathered_apart_are_the_rows_gathered_together() {
        let row = |gather: &mut Gather, place: &str| {
            gather.next_row();
            gather.add(0, "place", AttributeValue::Text(place));
        };
        let (mut whole, mut first, mut second) =
            (Gather::default(), Gather::default(), Gather::default());
        for place in ["Osh", "Khorog", "Osh"] {
            row(&mut whole, place);
            row(&mut first, place);
        }
        second.next_row();
        whole.next_row();
        row(&mut second, "Kant");
        row(&mut whole, "Kant");
        first.append(second);
        assert_eq!(first.finish(), whole.finish());
    }
}

//! How the features of a layer are divided into classes by a column, for colours.
//!
//! Words are categories, the commonest first and all others as one. Numbers and days are divided into
//! stretches: with equally many features each, or where the values leave gaps. Numbers that lie on
//! both sides of zero are divided there.

mod numbers;

use serde::{Deserialize, Serialize};

use super::attributes::{Attribute, MISSING, Values, Words};
use super::date::date_of;
use super::qualifier::group_thousands;
use super::table::Days;
use crate::math;

/// Categories that have a class of their own; the rest share one.
const MOST_CATEGORIES: usize = 7;

/// How numbers and days are divided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Classing {
    /// Equally many features in each class.
    #[default]
    Quantiles,
    /// Where the values leave gaps.
    NaturalBreaks,
}

/// What a layer is coloured by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColourBy {
    /// The column, by the name that filters give it.
    pub column: String,
    /// How its numbers are divided; words are not.
    #[serde(default)]
    pub classing: Classing,
}

/// What a class is among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassKind {
    /// The category with this number, the commonest first.
    Category(usize),
    /// All categories that have no class of their own.
    Others,
    /// A stretch, from the lowest on: its number, and of how many.
    Stretch(usize, usize),
    /// A stretch below zero: 0 is nearest to it.
    Below(usize),
    /// A stretch from zero on: 0 is nearest to it.
    Above(usize),
    /// Features without a value.
    Missing,
}

/// Features of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// What it is.
    pub kind: ClassKind,
    /// What readers call it: "Battles", "10–49".
    pub label: String,
    /// How many features of the layer are of it.
    pub count: usize,
}

/// The features of a layer by class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classes {
    /// The classes, in the order of the legend.
    pub list: Vec<Class>,
    /// The class of each row of the table, also of those of other layers.
    of_row: Vec<u8>,
}

impl Classes {
    /// Whether anything is stated.
    #[must_use]
    pub fn any_stated(&self) -> bool {
        let mut list = self.list.iter();
        list.any(|class| class.kind != ClassKind::Missing && class.count > 0)
    }

    /// The class of a row.
    #[must_use]
    pub fn of_row(&self, row: usize) -> usize {
        self.of_row.get(row).map_or(0, |&class| usize::from(class))
    }

    /// The classes of a column, counted over these rows.
    pub(super) fn of(column: &Attribute, classing: Classing, rows: &[usize]) -> Self {
        let mut classes = match &column.values {
            Values::Numbers(numbers) => stretches(numbers, (classing, true), number_in_words),
            Values::Days(days) => {
                let days: Vec<f64> = days.iter().map(|&days| day_of(days)).collect();
                // Day 0, in 1970, means nothing.
                stretches(&days, (classing, false), |day| {
                    date_of(day as i32).to_string()
                })
            }
            Values::Words(words) => categories(words, rows),
            // Nearly all differ: nothing of them is a class.
            Values::Names(_) => Self::default(),
        };
        for &row in rows {
            let class = classes.of_row(row);
            if let Some(class) = classes.list.get_mut(class) {
                class.count += 1;
            }
        }
        classes
    }
}

/// The first day, else the last; NaN for what has no date.
fn day_of(days: Days) -> f64 {
    let known = [days.first, days.last].into_iter();
    let mut known = known.filter(|day| days.is_dated() && ![i32::MIN, i32::MAX].contains(day));
    known.next().map_or(f64::NAN, f64::from)
}

/// A number with three digits that count, or all that stand before the point.
fn number_in_words(number: f64) -> String {
    let digits = 2 - math::log10(number.abs().max(0.1)).floor() as i32;
    let unit = math::powi(10.0, digits.clamp(0, 3));
    group_thousands((number * unit).round() / unit)
}

fn class(kind: ClassKind, label: String) -> Class {
    Class {
        kind,
        label,
        count: 0,
    }
}

/// The commonest words, each a class of its own. Of several words of a row the first counts.
fn categories(words: &Words, rows: &[usize]) -> Classes {
    let mut counts = vec![0_usize; words.list.len()];
    let first = |row: usize| {
        words
            .of_row(row)
            .first()
            .copied()
            .filter(|&it| it != MISSING)
    };
    for word in rows.iter().filter_map(|&row| first(row)) {
        counts[word as usize] += 1;
    }
    let mut common: Vec<u32> = (0..words.list.len() as u32)
        .filter(|&word| counts[word as usize] > 0)
        .collect();
    // Stable: of equally common words the one that came first stays first.
    common.sort_by_key(|&word| std::cmp::Reverse(counts[word as usize]));
    let own = common.len().min(MOST_CATEGORIES);
    let mut list: Vec<Class> = common[..own]
        .iter()
        .enumerate()
        .map(|(number, &word)| class(ClassKind::Category(number), words.title(word).to_owned()))
        .collect();
    let others = (common.len() > own).then(|| {
        list.push(class(ClassKind::Others, "others".to_owned()));
        list.len() - 1
    });
    let missing = list.len();
    list.push(class(ClassKind::Missing, "not stated".to_owned()));
    let mut of_word = vec![others.unwrap_or(missing) as u8; words.list.len()];
    for (number, &word) in common[..own].iter().enumerate() {
        of_word[word as usize] = number as u8;
    }
    let count = if words.ends.is_empty() {
        words.of.len()
    } else {
        words.ends.len()
    };
    let of_row = (0..count).map(|row| first(row).map_or(missing as u8, |it| of_word[it as usize]));
    Classes {
        of_row: of_row.collect(),
        list: without_empty_missing(list, rows.iter().any(|&row| first(row).is_none())),
    }
}

/// Stretches of numbers, each called by the least and the largest number that there is in it.
fn stretches(
    values: &[f64],
    (classing, zero_means): (Classing, bool),
    words: impl Fn(f64) -> String,
) -> Classes {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|it| it.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let (breaks, below_zero) = numbers::breaks(&sorted, classing, zero_means);
    let count = if sorted.is_empty() {
        0
    } else {
        breaks.len() + 1
    };
    let mut list = Vec::new();
    let mut begin = 0;
    for number in 0..count {
        let end = breaks
            .get(number)
            .map_or(sorted.len(), |&at| sorted.partition_point(|&it| it < at));
        let ends = [sorted.get(begin), sorted.get(end.saturating_sub(1))];
        let [least, most] = ends.map(|number| number.map_or_else(String::new, |&it| words(it)));
        let label = if least == most {
            least
        } else {
            format!("{least}\u{2013}{most}")
        };
        let kind = match below_zero {
            Some(below) if number < below => ClassKind::Below(below - 1 - number),
            Some(below) => ClassKind::Above(number - below),
            None => ClassKind::Stretch(number, count),
        };
        list.push(class(kind, label));
        begin = end;
    }
    list.push(class(ClassKind::Missing, "not stated".to_owned()));
    let of = |&value: &f64| {
        if value.is_finite() {
            breaks.partition_point(|&at| at <= value) as u8
        } else {
            count as u8
        }
    };
    let missing = values.iter().any(|value| !value.is_finite());
    Classes {
        of_row: values.iter().map(of).collect(),
        list: without_empty_missing(list, missing),
    }
}

/// The classes, the last one only where something is of it.
fn without_empty_missing(mut list: Vec<Class>, missing: bool) -> Vec<Class> {
    if !missing {
        list.pop();
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_called_by_what_is_in_it() {
        let values: Vec<f64> = (1..=100).map(f64::from).chain([f64::NAN]).collect();
        let classes = stretches(&values, (Classing::Quantiles, true), number_in_words);
        let labels: Vec<&str> = classes.list.iter().map(|it| it.label.as_str()).collect();
        let stretches = [
            "1\u{2013}20",
            "21\u{2013}40",
            "41\u{2013}60",
            "61\u{2013}80",
            "81\u{2013}100",
        ];
        assert_eq!(labels[..5], stretches);
        assert_eq!((labels[5], classes.of_row(100)), ("not stated", 5));
        assert_eq!(number_in_words(0.125), "0.125");
        assert_eq!(number_in_words(12_345.6), "12,346");
    }
}

//! Whether a source's own column says what a column that the program knows of it says already.

use std::collections::BTreeMap;

use crate::atlas::RowSet;
use crate::atlas::attributes::{Attribute, MISSING, Values, Words};
use crate::atlas::date::date_of;
use crate::atlas::table::Days;

use super::days::day;

/// Whether a column of the source says the same as `known` of every row: its dates, written in the source's own
/// way, or its kinds. Two charts of that would show one thing twice.
pub(super) fn says_the_same(own: &Attribute, known: &Attribute, rows: &RowSet) -> bool {
    match (&own.values, &known.values) {
        (Values::Days(own), Values::Days(known)) => rows.iter().all(|row| own[row] == known[row]),
        (Values::Words(own), Values::Days(known)) => are_dates(own, known, rows),
        (Values::Words(own), Values::Words(known)) => are_words(own, known, rows),
        _ => false,
    }
}

/// Whether each word stands for one date and each date for one word, which has a part of its year in it.
fn are_dates(own: &Words, known: &[Days], rows: &RowSet) -> bool {
    if !own.ends.is_empty() {
        return false;
    }
    let mut date_of_word: Vec<Option<Days>> = vec![None; own.list.len()];
    let mut word_of_date: BTreeMap<[i32; 2], u32> = BTreeMap::new();
    rows.iter().all(|row| {
        let (word, days) = (own.of[row], known[row]);
        if word == MISSING {
            return !days.is_dated();
        }
        let Some(known) = date_of_word.get_mut(word as usize) else {
            return false;
        };
        if let Some(known) = known {
            return *known == days;
        }
        *known = Some(days);
        let other = word_of_date.insert([days.first, days.last], word);
        other.is_none() && has_year(own.list.get(word as usize), days)
    })
}

fn has_year(word: &str, days: Days) -> bool {
    day(days).is_some_and(|day| {
        let year = date_of(day).year().unsigned_abs() % 100;
        word.contains(&format!("{year:02}"))
    })
}

/// Whether the words are the same but for small and capital letters.
fn are_words(own: &Words, known: &Words, rows: &RowSet) -> bool {
    if !own.ends.is_empty() || !known.ends.is_empty() {
        return false;
    }
    let mut same_as: Vec<Option<u32>> = vec![None; own.list.len()];
    rows.iter().all(|row| match (own.of[row], known.of[row]) {
        (MISSING, MISSING) => true,
        (MISSING, _) | (_, MISSING) => false,
        (word, other) => {
            let same = &mut same_as[word as usize];
            if let Some(same) = *same {
                return same == other;
            }
            *same = Some(other);
            let word = own.list.get(word as usize);
            word.to_lowercase() == known.list.get(other as usize).to_lowercase()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::date::When;

    fn days(texts: &[&str]) -> Attribute {
        let days = texts.iter().map(|text| match text.parse::<When>() {
            Ok(when) => Days::of(&when),
            Err(_) => Days::UNDATED,
        });
        Attribute {
            key: "when".into(),
            values: Values::Days(days.collect()),
        }
    }

    fn words(texts: &[&str]) -> Attribute {
        let mut list: Vec<String> = Vec::new();
        let of = texts.iter().map(|text| {
            if text.is_empty() {
                return MISSING;
            }
            let known = list.iter().position(|word| word == text);
            known.unwrap_or_else(|| {
                list.push((*text).to_owned());
                list.len() - 1
            }) as u32
        });
        let of = of.collect();
        Attribute {
            key: "own".into(),
            values: Values::Words(Words {
                list: list.into_iter().collect(),
                of,
                ..Words::default()
            }),
        }
    }

    #[test]
    fn dates_in_another_spelling_and_kinds_in_other_letters_say_the_same() {
        let rows = RowSet::all(4);
        let when = days(&["2021-10-18", "2021-10-19", "", "2021-10-18"]);
        let same = |own: &[&str], known: &Attribute| says_the_same(&words(own), known, &rows);
        assert!(same(
            &["18 October 2021", "19 October 2021", "", "18 October 2021"],
            &when
        ));
        assert!(!same(
            &["18 October 2021", "19 October 2021", "", "19 October 2021"],
            &when
        ));
        // The dates of something else, and words that happen to fall together with dates.
        assert!(!same(
            &["1 May 2020", "19 October 2021", "", "1 May 2020"],
            &when
        ));
        assert!(!same(&["Osh", "Kant", "", "Osh"], &when));
        assert!(!same(
            &[
                "18 October 2021",
                "19 October 2021",
                "2021",
                "18 October 2021"
            ],
            &when
        ));
        let kinds = words(&["battle", "riot", "", "battle"]);
        assert!(same(&["Battle", "Riot", "", "Battle"], &kinds));
        assert!(!same(&["Battle", "Riot", "Riot", "Battle"], &kinds));
        assert!(says_the_same(&when, &when.clone(), &rows));
    }
}

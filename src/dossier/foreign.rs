//! What features mean that were written for other programs: which of their properties is the
//! name, the kind, the date. The small reader and the reader of tables both ask here.

use super::understand::{Numbers, read_date};
use crate::atlas::When;

/// Properties that name a feature; `title` is simplestyle's.
pub(super) const NAMES: [&str; 6] = ["title", "name", "NAME", "Name", "name:en", "label"];

/// Properties that say what kind of thing a feature is.
pub(super) const KINDS: [&str; 5] = ["kind", "category", "type", "class", "fclass"];

/// Properties that date a feature: first those of a date as a source gives it, then those of its
/// beginning, of its end, and of a single day.
pub(super) const DATES: [&str; 12] = [
    "when",
    "start",
    "begin",
    "from",
    "end",
    "to",
    "date",
    "time",
    "timestamp",
    "datetime",
    "day",
    "year",
];

const BEGINS: [&str; 3] = ["start", "begin", "from"];
const ENDS: [&str; 2] = ["end", "to"];
const SINGLE: [&str; 6] = ["date", "datetime", "day", "time", "timestamp", "year"];

/// A text that stands where a date should and cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The property.
    pub(super) key: &'static str,
    /// What it says.
    pub(super) text: String,
}

/// When a feature is, by the first of its properties that says it; `get` gives a property's text
/// or number as text. `None` where it says nothing.
pub(super) fn when(
    get: impl Fn(&'static str) -> Option<String>,
) -> Option<Result<When, Unreadable>> {
    let first = |keys: &[&'static str]| {
        keys.iter()
            .find_map(|&key| get(key).map(|text| (key, text)))
    };
    let mut unreadable = None;
    let mut read = |key, text: String, written: Option<String>| {
        let when = written.and_then(|written| written.parse().ok());
        if when.is_none() && numbers(key) != Numbers::Moments {
            unreadable.get_or_insert(Unreadable { key, text });
        }
        when
    };
    let stated = first(&["when"]).and_then(|(key, text)| {
        let written = as_edtf(key, &text);
        read(key, text, written)
    });
    let spanned = || match (first(&BEGINS), first(&ENDS)) {
        (Some((key, begin)), Some((until, end))) => {
            let written = as_edtf(key, &begin).zip(as_edtf(until, &end));
            let written = written.map(|(begin, end)| format!("{begin}/{end}"));
            read(key, format!("{begin}/{end}"), written)
        }
        (Some((key, begin)), None) => {
            let written = as_edtf(key, &begin);
            read(key, begin, written)
        }
        (None, Some((key, end))) => {
            let written = as_edtf(key, &end).map(|end| format!("../{end}"));
            read(key, end, written)
        }
        (None, None) => None,
    };
    let found = stated.or_else(spanned);
    let single = || {
        SINGLE.iter().find_map(|&key| {
            let text = get(key)?;
            let written = as_edtf(key, &text);
            let when = written.and_then(|written| written.parse().ok());
            if when.is_none() && numbers(key) != Numbers::Moments {
                unreadable.get_or_insert(Unreadable { key, text });
            }
            when
        })
    };
    match found.or_else(single) {
        Some(when) => Some(Ok(when)),
        None => unreadable.map(Err),
    }
}

/// The value of `key` as EDTF writes it.
fn as_edtf(key: &str, text: &str) -> Option<String> {
    let text = text.trim();
    match day_before_time(text.as_bytes()) {
        Some(day) => Some(day.replace('/', "-")),
        None => read_date(text, numbers(key), None),
    }
}

/// What a bare number means under `key`: a time of day and a house number look like a year.
fn numbers(key: &str) -> Numbers {
    match key {
        "year" => Numbers::Years,
        "from" | "to" | "time" | "timestamp" | "datetime" | "day" => Numbers::Moments,
        _ => Numbers::Dates,
    }
}

/// The day that `text` begins with, where it is written in full and nothing but a time of day follows it.
pub(super) fn day_before_time(text: &[u8]) -> Option<&str> {
    let (day, time) = text.split_at_checked(10)?;
    let digits = |range: std::ops::Range<usize>| day[range].iter().all(u8::is_ascii_digit);
    let written = digits(0..4) && digits(5..7) && digits(8..10);
    let parted = matches!(day[4], b'-' | b'/') && day[4] == day[7];
    let timed = match time {
        [] => true,
        [b'T' | b't' | b' ', hour @ .., _] if hour.len() >= 2 => {
            hour[..2].iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    (written && parted && timed).then(|| str::from_utf8(day).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(properties: &[(&str, &str)]) -> Option<Result<String, &'static str>> {
        let get = |key: &str| {
            let found = properties.iter().find(|(name, _)| *name == key)?;
            Some(found.1.to_owned())
        };
        when(get).map(|when| when.map(|when| when.to_string()).map_err(|fault| fault.key))
    }

    #[test]
    fn a_date_is_found_under_the_names_that_programs_use() {
        for (properties, expected) in [
            (&[("when", "2021-09~"), ("date", "1999")][..], "2021-09~"),
            (&[("start", "2021-01-20")], "2021-01-20"),
            (
                &[("begin", "2021-01-20"), ("to", "2021-02")],
                "2021-01-20/2021-02",
            ),
            (
                &[
                    ("start", "2021-01-20T10:00:00"),
                    ("end", "2021-01-21 09:00"),
                ],
                "2021-01-20/2021-01-21",
            ),
            (&[("end", "2004")], "../2004"),
            (&[("timestamp", "2021/10/18 23:59:00+00")], "2021-10-18"),
            (&[("time", "10:30"), ("year", "1999")], "1999"),
            (&[("start", "soon"), ("date", "2021-10-18")], "2021-10-18"),
        ] {
            assert_eq!(
                of(properties),
                Some(Ok(expected.to_owned())),
                "{properties:?}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_named_by_its_property() {
        assert_eq!(of(&[("date", "soon")]), Some(Err("date")));
        assert_eq!(
            of(&[("start", "2021-05"), ("end", "2020")]),
            Some(Err("start"))
        );
        assert_eq!(of(&[("date", "07/08/2021")]), Some(Err("date")));
        assert_eq!(of(&[("time", "1430")]), None);
        assert_eq!(of(&[("name", "Osh")]), None);
        assert_eq!(day_before_time(b"2021-10-18 / 2021-10-23"), None);
    }
}

//! A feature's name, kind and days from the bytes of its properties.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::notes::ReadingNotes;
use super::rows::RowsRead;
use super::slots::Slots;
use crate::atlas::table::{Days, EvidenceProfile, NO_KIND};
use crate::atlas::{Claim, Origin, PrecisionClass, Status};
use crate::dossier::understand::{Understanding, day_before_time, names_something, says_something};
use crate::formats::json::ByteSpan;

/// Adds name, kind and days of the next row.
pub(super) fn add(
    bytes: &[u8],
    slots: &Slots<'_>,
    understanding: &Understanding,
    rows: &mut RowsRead,
    notes: &mut ReadingNotes,
) {
    add_name(bytes, slots, rows);
    let texts = slots.kinds().filter_map(|span| text(bytes, span));
    let kind = texts.into_iter().find(|kind| says_something(kind.trim()));
    let kind = kind.map_or(NO_KIND, |kind| rows.kinds.count(kind.trim()));
    rows.kind_of.push(kind);
    let days = if slots.has_date() {
        let start = *rows.starts.last().unwrap_or(&0);
        days(bytes, slots, understanding, notes, start)
    } else {
        Days::UNDATED
    };
    rows.days.push(days);
    let profile = match slots.evidence() {
        Some(spans) => profile(bytes, spans, rows),
        None => exactness(bytes, slots, understanding, rows),
    };
    rows.profile_of.push(profile);
}

/// The number of the evidence profile of which nothing is known but how exact the place is, where the
/// codes of a known export say that.
fn exactness(
    bytes: &[u8],
    slots: &Slots<'_>,
    understanding: &Understanding,
    rows: &mut RowsRead,
) -> u16 {
    let mut stated = slots.exactness().peekable();
    if stated.peek().is_none() {
        return 0;
    }
    let precision = understanding.precision(&properties(bytes, stated));
    let number = rows.profiles.number_of(&EvidenceProfile {
        precision: precision.unwrap_or_default().class,
        ..EvidenceProfile::default()
    });
    rows.evident |= number != 0;
    number
}

/// Some properties of a feature as values.
fn properties<'k>(
    bytes: &[u8],
    spans: impl Iterator<Item = (&'k str, ByteSpan)>,
) -> Map<String, Value> {
    let value = |(key, (begin, end)): (&str, ByteSpan)| {
        let value = serde_json::from_slice(&bytes[begin..end]).ok()?;
        Some((key.to_owned(), value))
    };
    spans.filter_map(value).collect()
}

/// The number of the evidence profile that these values give.
fn profile(bytes: &[u8], spans: &[Option<ByteSpan>; 5], rows: &mut RowsRead) -> u16 {
    let mut written = Vec::with_capacity(64);
    for span in spans {
        // No value of JSON has this byte, so two profiles are never written alike.
        written.push(0xFF);
        let value = span.map(|(begin, end)| &bytes[begin..end]);
        written.extend_from_slice(value.unwrap_or_default());
    }
    rows.profiles
        .number(&written, || read_profile(bytes, spans))
}

/// What these values say, each as the small reader reads it; what it would report is not stated.
fn read_profile(bytes: &[u8], spans: &[Option<ByteSpan>; 5]) -> EvidenceProfile {
    let [precision, origin, claim, status, actors] = *spans;
    let word = |span: Option<ByteSpan>| text(bytes, span?);
    let actors = actors.and_then(|(begin, end)| serde_json::from_slice(&bytes[begin..end]).ok());
    EvidenceProfile {
        precision: named(&PrecisionClass::STATED, PrecisionClass::id, word(precision)),
        origin: named(&Origin::ALL, Origin::id, word(origin)),
        claim: named(&Claim::ALL, Claim::id, word(claim)),
        status: word(status).and_then(|word| {
            let mut all = Status::ALL.into_iter();
            all.find(|status| status.id() == word)
        }),
        actors: actors.unwrap_or_default(),
    }
}

/// The one of `all` that is called so.
fn named<T: Copy + Default>(all: &[T], id: fn(T) -> &'static str, word: Option<Cow<'_, str>>) -> T {
    let found = word.and_then(|word| all.iter().copied().find(|&value| id(value) == word));
    found.unwrap_or_default()
}

fn add_name(bytes: &[u8], slots: &Slots<'_>, rows: &mut RowsRead) {
    let find = |is_name: fn(&str) -> bool| {
        slots.names().find_map(|span| {
            let name = text_or_number(bytes, span)?;
            is_name(name.trim()).then_some(name)
        })
    };
    let named = find(says_something).or_else(|| find(names_something));
    if let Some(name) = named {
        rows.names.extend_from_slice(name.trim().as_bytes());
    }
    let end = u32::try_from(rows.names.len()).unwrap_or(u32::MAX);
    rows.name_ends.push(end);
}

/// The text that the JSON value at `span` is.
fn text(bytes: &[u8], (begin, end): ByteSpan) -> Option<Cow<'_, str>> {
    let raw = &bytes[begin..end];
    let inner = raw.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    if inner.contains(&b'\\') {
        return serde_json::from_slice::<String>(raw).ok().map(Cow::Owned);
    }
    str::from_utf8(inner).ok().map(Cow::Borrowed)
}

/// The text or number that the JSON value at `span` is, a number as the small reader writes it.
fn text_or_number(bytes: &[u8], (begin, end): ByteSpan) -> Option<Cow<'_, str>> {
    match bytes[begin] {
        b'"' => text(bytes, (begin, end)),
        b'-' | b'0'..=b'9' => {
            let number: serde_json::Number = serde_json::from_slice(&bytes[begin..end]).ok()?;
            Some(Cow::Owned(number.to_string()))
        }
        _ => None,
    }
}

fn days(
    bytes: &[u8],
    slots: &Slots<'_>,
    understanding: &Understanding,
    notes: &mut ReadingNotes,
    start: u64,
) -> Days {
    if let Some((begin, end)) = slots.only_date()
        && let Some(day) = bytes[begin..end]
            .strip_prefix(b"\"")
            .and_then(|inner| inner.strip_suffix(b"\""))
            .and_then(plain_day)
    {
        return Days {
            first: day,
            last: day,
        };
    }
    match understanding.when(&properties(bytes, slots.dates())) {
        Some(Ok(when)) => Days::of(&when),
        Some(Err(unreadable)) => {
            notes.undated(unreadable, start);
            Days::UNDATED
        }
        None => Days::UNDATED,
    }
}

/// The number of a day written in full, perhaps with a time behind it.
fn plain_day(text: &[u8]) -> Option<i32> {
    let day = day_before_time(text)?.as_bytes();
    let number = |digits: &[u8]| {
        let digits = digits.iter().map(|digit| i32::from(digit - b'0'));
        digits.fold(0, |number, digit| number * 10 + digit)
    };
    days_since_1970(number(&day[..4]), number(&day[5..7]), number(&day[8..]))
}

/// Days from 1 January 1970 to a day of the Gregorian calendar; `None` where there is no such day.
///
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`, for years from 0 on.
fn days_since_1970(year: i32, month: i32, day: i32) -> Option<i32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::atlas::When;

    #[test]
    fn no_day_is_made_of_what_is_none() {
        for text in [
            "2021-02-29",
            "2021-00-10",
            "2021-13-01",
            "2021-04-31",
            "2021-4-1",
        ] {
            assert_eq!(plain_day(text.as_bytes()), None, "{text}");
        }
        assert_eq!(plain_day(b"2024-02-29T23:59:59Z"), plain_day(b"2024/02/29"));
    }

    proptest! {
        #[test]
        fn a_plain_day_is_the_day_that_the_calendar_has(year in 0..9999_i32, of_year in 0..364_i32) {
            let date = jiff::civil::date(year as i16, 1, 1)
                .checked_add(jiff::Span::new().days(of_year))
                .unwrap();
            let text = date.to_string();
            let when: When = text.parse().unwrap();
            let days = Days::of(&when);
            prop_assert_eq!(plain_day(text.as_bytes()), Some(days.first));
            prop_assert_eq!(days.first, days.last);
        }
    }
}

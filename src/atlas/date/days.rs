//! Days and spans of days in words, and back.

use edtf::level_1::Precision as Detail;
use jiff::ToSpan;
use jiff::civil::Date;

use super::day;
use super::words::{MONTHS, month_name, span_in_words};

/// A day in words: "23 October 2021".
#[must_use]
pub fn day_in_words(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month().unsigned_abs().into()),
        date.year()
    )
}

/// A day in few words: "23 Oct 2021".
#[must_use]
pub fn day_in_short(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_in_short(date.month()),
        date.year()
    )
}

/// The first three letters of a month's name, 1 to 12.
#[must_use]
pub fn month_in_short(month: i8) -> &'static str {
    &month_name(month.unsigned_abs().into())[..3]
}

/// All days from `from` to `to` in words, whole months and years as such:
/// "18–23 October 2021", "June–October 2021", "1996–2001".
#[must_use]
pub fn span_of_days(from: Date, to: Date) -> String {
    let (from, to) = whole(from, to);
    span_in_words(from, to)
}

/// The same in few words: "18–23 Oct 2021", "Jun–Oct 2021".
#[must_use]
pub fn span_in_short(from: Date, to: Date) -> String {
    let mut words = span_of_days(from, to);
    for month in MONTHS {
        words = words.replace(month, &month[..3]);
    }
    words
}

/// The coarsest details that name exactly these days.
fn whole(from: Date, to: Date) -> (Detail, Detail) {
    let month = |date: Date| u32::from(date.month().unsigned_abs());
    let year = |date: Date| i32::from(date.year());
    let last_of_year = to.month() == 12 && to.day() == 31;
    if from.month() == 1 && from.day() == 1 && last_of_year {
        return (Detail::Year(year(from)), Detail::Year(year(to)));
    }
    if from.day() == 1 && to == to.last_of_month() {
        let of_month = |date| Detail::Month(year(date), month(date));
        return (of_month(from), of_month(to));
    }
    let of_day = |date: Date| {
        Detail::Day(
            year(date),
            month(date),
            u32::from(date.day().unsigned_abs()),
        )
    };
    (of_day(from), of_day(to))
}

/// The days that a reader means, first and last: "2021-10-18", "18 Oct 2021", "October 2021",
/// "2021-10", "2021". `None` where it is none of these.
#[must_use]
pub fn days_from_words(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',' | '.'))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [year] => {
            let year = year_of(year)?;
            Some((day(year, 1, 1)?, day(year, 12, 31)?))
        }
        [a, b] => {
            let (year, month) = match month_of(a) {
                Some(month) => (year_of(b)?, month),
                None => (year_of(a)?, month_of(b).or_else(|| b.parse().ok())?),
            };
            let first = day(year, month, 1)?;
            Some((first, first.last_of_month()))
        }
        [a, b, c] => {
            let named = |d: &str, month: &str, year: &str| {
                day(year_of(year)?, month_of(month)?, d.parse().ok()?)
            };
            let numbers = || {
                let year = year_of(a)?;
                day(year, b.parse().ok()?, c.parse().ok()?)
            };
            let date = named(a, b, c)
                .or_else(|| named(b, a, c))
                .or_else(|| named(c, b, a))
                .or_else(numbers)?;
            Some((date, date))
        }
        _ => None,
    }
}

/// A year of four digits: two would leave the century to be guessed.
fn year_of(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// A month by its name or at least the first three letters of it.
fn month_of(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let named = |name: &&str| lower.len() >= 3 && name.to_lowercase().starts_with(&lower);
    let position = MONTHS.iter().position(named)?;
    u32::try_from(position + 1).ok()
}

/// Days from 1 January 1970 to `date`: where it stands on an axis of days.
#[must_use]
pub fn day_number(date: Date) -> i32 {
    let since = date.since(EPOCH).map(|span| span.get_days());
    since.unwrap_or(0)
}

/// The day that stands there, held within the years that can be told.
#[must_use]
pub fn date_of(day_number: i32) -> Date {
    let held = day_number.clamp(day_count(Date::MIN), day_count(Date::MAX));
    EPOCH.checked_add(held.days()).unwrap_or(EPOCH)
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

fn day_count(date: Date) -> i32 {
    day_number(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_of_whole_months_is_called_by_them() {
        for (from, to, words, short) in [
            (
                date(2021, 6, 1),
                date(2021, 10, 31),
                "June\u{2013}October 2021",
                "Jun\u{2013}Oct 2021",
            ),
            (
                date(2021, 10, 1),
                date(2021, 10, 31),
                "October 2021",
                "Oct 2021",
            ),
            (date(2021, 1, 1), date(2021, 12, 31), "2021", "2021"),
            (
                date(1996, 1, 1),
                date(2001, 12, 31),
                "1996\u{2013}2001",
                "1996\u{2013}2001",
            ),
            (
                date(2021, 10, 18),
                date(2021, 10, 23),
                "18\u{2013}23 October 2021",
                "18\u{2013}23 Oct 2021",
            ),
            (
                date(2021, 8, 15),
                date(2021, 8, 15),
                "15 August 2021",
                "15 Aug 2021",
            ),
        ] {
            assert_eq!(span_of_days(from, to), words);
            assert_eq!(span_in_short(from, to), short);
        }
    }

    #[test]
    fn a_typed_date_is_read_as_people_write_it() {
        let one = |day| Some((day, day));
        for text in [
            "2021-10-18",
            "18 Oct 2021",
            "October 18, 2021",
            "2021 oct 18",
            "18. October 2021",
        ] {
            assert_eq!(days_from_words(text), one(date(2021, 10, 18)), "{text}");
        }
        let month = Some((date(2021, 2, 1), date(2021, 2, 28)));
        for text in ["2021-02", "Feb 2021", "2021 February"] {
            assert_eq!(days_from_words(text), month, "{text}");
        }
        assert_eq!(
            days_from_words("2021"),
            Some((date(2021, 1, 1), date(2021, 12, 31)))
        );
        for text in [
            "",
            "soon",
            "31 Feb 2021",
            "18 Oct 21",
            "2021-13",
            "Ju 2021 4 5",
        ] {
            assert_eq!(days_from_words(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970_and_held_within_what_can_be_told() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(1969, 12, 31)), -1);
        assert_eq!(date_of(day_number(date(2021, 10, 23))), date(2021, 10, 23));
        assert_eq!(date_of(i32::MAX), Date::MAX);
        assert_eq!(date_of(i32::MIN), Date::MIN);
    }
}

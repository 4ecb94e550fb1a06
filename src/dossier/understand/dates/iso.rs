//! Days, weeks and days of the year, as ISO 8601-1 (2019), sections 5.2.2 to 5.2.4, writes them.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The day that `2021-10-18` or `2021-10-18T14:30:00Z` begins with, with or without the letter of its zone;
/// whether there is such a day is not looked at.
pub(super) fn day(text: &str) -> Option<&str> {
    let (day, time) = text.as_bytes().split_at_checked(10)?;
    let number = |two: &[u8]| match two {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
        _ => None,
    };
    let below = |two: &[u8], limit: u8| number(two).is_some_and(|number| number < limit);
    let written = |at: usize| below(&day[at..at + 2], 100);
    let is_day = day[4] == b'-' && day[7] == b'-' && [0, 2, 5, 8].into_iter().all(written);
    let is_time = match time.strip_suffix(b"Z").unwrap_or(time) {
        [] => time.is_empty(),
        [b'T' | b' ', clock @ ..] if clock.len() == 8 => {
            let colons = clock[2] == b':' && clock[5] == b':';
            colons && below(&clock[..2], 24) && below(&clock[3..5], 60) && below(&clock[6..], 60)
        }
        _ => false,
    };
    (is_day && is_time).then(|| &text[..10])
}

/// The day or the days of `2021-W42`, `2021-W42-1` or `2021-291`; `None` for all other texts.
pub(super) fn week_or_day_of_year(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let year = digits(year)?;
    let behind = rest.strip_prefix('-').unwrap_or(rest);
    if let Some(week) = behind.strip_prefix(['W', 'w']) {
        return days_of_week(year, week);
    }
    // Without the hyphen it would be a number.
    if rest.len() != 4 || !rest.starts_with('-') {
        return None;
    }
    let number: i64 = digits(behind)?;
    let days = Span::new().try_days(number - 1).ok()?;
    let day = Date::new(year, 1, 1).ok()?.checked_add(days).ok()?;
    (number > 0 && day.year() == year).then(|| day.to_string())
}

/// The days of a week, or the one of them whose number follows.
fn days_of_week(year: i16, week: &str) -> Option<String> {
    let (number, day) = week.split_at_checked(2)?;
    let number = digits(number)?;
    let date = |weekday| {
        let day = ISOWeekDate::new(year, number, weekday).ok()?;
        Some(day.date().to_string())
    };
    if day.is_empty() {
        let (first, last) = (date(Weekday::Monday)?, date(Weekday::Sunday)?);
        return Some(format!("{first}/{last}"));
    }
    let weekday = digits(day.strip_prefix('-').unwrap_or(day))?;
    date(Weekday::from_monday_one_offset(weekday).ok()?)
}

/// The number that a text of nothing but digits is.
fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_and_days_of_the_year_are_days() {
        for (text, expected) in [
            ("2021-W42", Some("2021-10-18/2021-10-24")),
            ("2021W42", Some("2021-10-18/2021-10-24")),
            ("2021-W42-1", Some("2021-10-18")),
            ("2021W427", Some("2021-10-24")),
            ("2021-291", Some("2021-10-18")),
            ("2020-366", Some("2020-12-31")),
            ("2021-366", None),
            ("2021-000", None),
            ("2021-W54", None),
            ("2021-W42-8", None),
            ("2021-10", None),
            ("2021-22", None),
            ("2021291", None),
            ("Week", None),
        ] {
            assert_eq!(week_or_day_of_year(text).as_deref(), expected, "{text}");
        }
    }
}

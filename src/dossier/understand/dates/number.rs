//! Bare numbers as dates: years, days without separators, seconds since 1970, days of a spreadsheet.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// The years that a number of four digits may mean by itself.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

/// Days of a spreadsheet that are taken for dates, from 1954 to 2119.
const SERIAL_DAYS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// What a bare number may mean in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::dossier) enum Numbers {
    /// A year, also before 1000 or before Christ.
    Years,
    /// A year of four digits, a day without separators, a count of seconds or days.
    Dates,
    /// Those but years and days of a spreadsheet: `1430` is a time of day.
    Moments,
}

/// A number with what its digits say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    whole: i64,
    /// Digits of the whole part.
    digits: usize,
    /// Whether it has a fraction other than 0.
    fraction: bool,
}

/// The number that all of `text` is.
pub(super) fn parse(text: &str) -> Option<Number> {
    // Spreadsheets write a long number as `1.6345152E+12`.
    if let Some((_, exponent)) = text.split_once(['e', 'E'])
        && exponent
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'+')
    {
        let number: f64 = text.parse().ok()?;
        return (number.abs() < 1e15).then(|| parse(&format!("{number}")))?;
    }
    let unsigned = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let size: i64 = whole.parse().ok()?;
    let negative = unsigned.len() < text.len();
    Some(Number {
        whole: if negative { -size } else { size },
        digits: whole.len(),
        fraction: fraction.bytes().any(|digit| digit != b'0'),
    })
}

impl Numbers {
    /// The EDTF of a number in such a column.
    pub(super) fn date(self, number: Number) -> Option<String> {
        let Number {
            whole,
            digits,
            fraction,
        } = number;
        if self == Self::Years && !fraction && whole.abs() <= 9999 {
            return Some(year(whole));
        }
        match digits {
            4 if self == Self::Dates && !fraction && YEARS.contains(&whole) => Some(year(whole)),
            5 if self == Self::Dates && SERIAL_DAYS.contains(&whole) => serial_day(whole),
            8 if !fraction => basic(whole),
            14 if !fraction => basic(whole / 1_000_000),
            9 | 10 => day_of(Timestamp::from_second(whole)),
            12 | 13 => day_of(Timestamp::from_millisecond(whole)),
            16 => day_of(Timestamp::from_microsecond(whole)),
            _ => None,
        }
    }
}

/// A year as EDTF writes it: four digits, and a sign before year 0 (ISO 8601-2, 4.4.1).
pub(super) fn year(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.abs())
}

/// `20211018`: ISO 8601-1, 5.2.2.1, basic format.
fn basic(digits: i64) -> Option<String> {
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    let within = YEARS.contains(&year);
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    within.then(|| date.ok())?.map(|date| date.to_string())
}

/// A day counted as spreadsheets do (ECMA-376 part 1, 18.17.4.1): 1 is the first of January 1900,
/// and the 29 February 1900 that never was counts too.
fn serial_day(days: i64) -> Option<String> {
    let epoch = Date::new(1899, 12, 30).ok()?;
    let date = epoch.checked_add(days.days()).ok()?;
    Some(date.to_string())
}

fn day_of(moment: Result<Timestamp, jiff::Error>) -> Option<String> {
    let date = Offset::UTC.to_datetime(moment.ok()?).date();
    Some(date.to_string())
}

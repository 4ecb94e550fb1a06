//! Dates as people and programs write them, in EDTF.
//!
//! Only what has one meaning is read: `07/08/2024` needs the order that its column shows, a bare
//! number needs a column that says what numbers mean in it.

mod iso;
mod number;
mod span;
mod spelling;
mod tokens;
mod words;

use crate::atlas::When;
use crate::dossier::read_as::DayOrder;

pub(in crate::dossier) use number::Numbers;
pub(in crate::dossier::understand) use span::is_now;
use tokens::Parts;
pub(in crate::dossier::understand) use tokens::Shown;
use words::{approximate, century, era, season, without_part_of_month};

/// The EDTF of a date's text, or `None` where it has no meaning or more than one.
pub(in crate::dossier) fn read(
    text: &str,
    numbers: Numbers,
    order: Option<DayOrder>,
) -> Option<String> {
    // What most files write need not be taken apart.
    if let Some(day) = iso::day(text)
        && let Some(date) = valid(day.to_owned())
    {
        return Some(date);
    }
    let text = &*spelling::usual(text);
    if text.is_empty() {
        return None;
    }
    if let Some(number) = number::parse(text) {
        return valid(numbers.date(number)?);
    }
    if let Some(date) = iso::week_or_day_of_year(text) {
        return valid(date);
    }
    // What only EDTF writes would be lost among words and numbers: doubt, open ends, sets.
    let only_edtf = text.contains(['~', '?', '%', '[', '{']) || text.contains("..");
    if only_edtf && let Some(date) = valid(text.to_owned()) {
        return Some(date);
    }
    span::open(text, order)
        .or_else(|| one(text, order))
        .and_then(valid)
        .or_else(|| span::span(text, order).and_then(valid))
        .or_else(|| valid(text.to_owned()))
}

/// The order of day and month that a text shows by itself; `None` where it is not written in
/// numbers with the year last.
pub(in crate::dossier::understand) fn order_shown(text: &str) -> Option<Shown> {
    // Neither the days of ISO 8601 nor bare numbers show any, and most files have nothing else.
    if iso::day(text).is_some() || text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Parts::of(&spelling::usual(text)).order_shown()
}

/// The day that `text` begins with, where it is written in full and nothing but a time of day follows it.
pub(in crate::dossier) fn day_before_time(text: &[u8]) -> Option<&str> {
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

/// The span from the beginning of one date to the end of another.
pub(in crate::dossier) fn joined(begin: &str, end: &str) -> String {
    let begin = begin.split('/').next().unwrap_or(begin);
    let end = end.rsplit('/').next().unwrap_or(end);
    if begin == end {
        begin.to_owned()
    } else {
        format!("{begin}/{end}")
    }
}

/// The text, if EDTF has such a date.
fn valid(text: String) -> Option<String> {
    text.parse::<When>().is_ok().then_some(text)
}

/// A single date: a day, month, season, year or decade, with its era and its doubt.
fn one(text: &str, order: Option<DayOrder>) -> Option<String> {
    let (text, qualifier) = approximate(text);
    let text = without_part_of_month(text);
    let (text, era) = era(text);
    if let Some(season) = season(text) {
        return Some(if season.contains('/') {
            season
        } else {
            season + qualifier
        });
    }
    if let Some(century) = century(text) {
        return Some(century);
    }
    if let Some(decade) = decade(text) {
        return Some(decade);
    }
    if let Some(era) = era {
        return Some(era.year(text.trim().parse().ok()?)? + qualifier);
    }
    let date = Parts::of(text).date(order)?;
    Some(if date.contains('/') {
        date
    } else {
        date + qualifier
    })
}

/// `1990s` as EDTF writes a decade.
fn decade(text: &str) -> Option<String> {
    let digits = text.strip_suffix('s').or_else(|| text.strip_suffix("-е"))?;
    let digits = digits.strip_suffix('\'').unwrap_or(digits);
    let years = digits.strip_suffix('0')?;
    let plain = years.len() == 3 && years.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| format!("{years}X"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        read(text, Numbers::Dates, None)
    }

    #[test]
    fn one_day_is_read_in_every_style_that_has_one_meaning() {
        for text in [
            "2021-10-18",
            "2021/10/18",
            "2021.10.18",
            "20211018",
            "20211018T120000Z",
            "2021-10-18T23:30:00Z",
            "2021-10-18T23:30:00-05:00",
            "2021-10-18 23:30:00.000 America/Los_Angeles",
            "2021-10-18T10Z",
            "2021-10-18Z",
            "2021-10-18+06:00",
            "18.10.2021",
            "18.10.2021 14:30",
            "18/10/2021",
            "10/18/2021 2:30 PM",
            "18 Oct 2021",
            "18-Oct-2021",
            "18 October 2021",
            "18th of October, 2021",
            "October 18, 2021",
            "Oct. 18th 2021",
            "Mon, 18 Oct 2021 10:00:00 GMT",
            "14:30, 18 October 2021",
            "18 октября 2021 г.",
            "18 octobre 2021",
            "18 de octubre de 2021",
            "18. Oktober 2021",
            "2021年10月18日",
            "2021-Oct-18",
            "18-Oct-21",
            "1634515200",
            "1634515200000",
            "1634515200.25",
            "44487",
            "44487.5",
            "20211018093000",
            "18.10.21",
            "10/18/21",
            "Mon Oct 18 12:00:00 UTC 2021",
            "lundi 18 octobre 2021",
            "Montag, 18. Oktober 2021",
            "понедельник, 18 октября 2021 г.",
            "2021:10:18 12:00:00",
            "181200ZOCT21",
            "2021년 10월 18일",
            "18 října 2021",
            "18 Οκτωβρίου 2021",
            "18 أكتوبر 2021",
            "1.634515200E+12",
        ] {
            assert_eq!(date(text).as_deref(), Some("2021-10-18"), "{text}");
        }
    }

    #[test]
    fn months_years_seasons_and_spans_keep_their_width() {
        for (text, expected) in [
            ("2021", "2021"),
            ("2021-10", "2021-10"),
            ("10/2021", "2021-10"),
            ("October 2021", "2021-10"),
            ("2021-22", "2021/2022"),
            ("2021/22", "2021/2022"),
            ("2021–2022", "2021/2022"),
            ("1990s", "199X"),
            ("spring 2021", "2021-21"),
            ("c. 1850", "1850~"),
            ("2021-10?", "2021-10?"),
            ("44 BC", "-0043"),
            ("476 AD", "0476"),
            ("18–23 October 2021", "2021-10-18/2021-10-23"),
            ("18 Oct - 2 Nov 2021", "2021-10-18/2021-11-02"),
            ("2021-10-18 to 2021-10-23", "2021-10-18/2021-10-23"),
            ("18.10.2021 - 23.10.2021", "2021-10-18/2021-10-23"),
            ("2021-09~", "2021-09~"),
            ("2004/..", "2004/.."),
            ("2004\u{2013}", "2004/.."),
            ("2004-", "2004/.."),
            ("\u{2013} 2010", "../2010"),
            ("Q3 2021", "2021-07/2021-09"),
            ("3. Quartal 2021", "2021-07/2021-09"),
            ("3rd quarter of 2021", "2021-07/2021-09"),
            ("early October 2021", "2021-10"),
            ("Anfang Oktober 2021", "2021-10"),
            ("конец октября 2021", "2021-10"),
            ("October '21", "2021-10"),
            ("Herbst 2021", "2021-23"),
            ("осень 2021", "2021-23"),
            ("winter 2020/21", "2020-12/2021-02"),
            ("19th century", "18XX"),
            ("19. Jahrhundert", "18XX"),
            ("XIX век", "18XX"),
        ] {
            assert_eq!(date(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_has_two_meanings_needs_the_order_of_its_column() {
        let text = "07/08/2024";
        assert_eq!(date(text), None);
        assert_eq!(order_shown(text), Some(Shown::Open));
        let by = |order| read(text, Numbers::Dates, Some(order));
        assert_eq!(by(DayOrder::DayFirst).as_deref(), Some("2024-08-07"));
        assert_eq!(by(DayOrder::MonthFirst).as_deref(), Some("2024-07-08"));
        assert_eq!(
            order_shown("18/10/2021"),
            Some(Shown::DayOrder(DayOrder::DayFirst))
        );
        assert_eq!(
            order_shown("10/18/2021"),
            Some(Shown::DayOrder(DayOrder::MonthFirst))
        );
        assert_eq!(order_shown("18.10.2021"), None);
        assert_eq!(date("18/10/21"), None);
    }

    #[test]
    fn a_time_or_any_number_is_no_date() {
        for text in [
            "14:30",
            "1430.5",
            "12",
            "7.5",
            "soon",
            "31.02.2021",
            "2021-13-01",
            "M 4.5",
            "1400/07/26",
            "Oct-21",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        for text in ["1430", "2021", "12", "44487"] {
            assert_eq!(read(text, Numbers::Moments, None), None, "{text}");
        }
        assert_eq!(read("-44", Numbers::Years, None).as_deref(), Some("-0044"));
        assert_eq!(read("476", Numbers::Years, None).as_deref(), Some("0476"));
        assert_eq!(
            read("2021.0", Numbers::Years, None).as_deref(),
            Some("2021")
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[-0-9.:/ ,A-Za-zа-я年月日–?~]{0,24}") {
            if let Some(date) = date(&text) {
                proptest::prop_assert!(date.parse::<When>().is_ok());
            }
        }

        #[test]
        fn every_day_is_read_back_from_each_style(year in 1000_i16..3000, month in 1_i8..=12, day in 1_i8..=28) {
            let iso = format!("{year:04}-{month:02}-{day:02}");
            for text in [
                format!("{day:02}.{month:02}.{year}"),
                format!("{year:04}{month:02}{day:02}"),
                format!("{iso}T00:00:00+03:00"),
            ] {
                proptest::prop_assert_eq!(date(&text), Some(iso.clone()), "{}", text);
            }
        }

        #[test]
        fn what_iso_8601_writes_means_what_its_parts_mean(
            year in 0_u32..=9999,
            month in 0_u32..=13,
            day in 0_u32..=32,
            time in "(|[T ][0-2][0-9]:[0-5][0-9](:[0-5][0-9](Z|\\.[0-9]|)|))",
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}{time}");
            let by_parts = one(&text, None).and_then(valid);
            if iso::day(&text).is_some() && by_parts.is_some() {
                proptest::prop_assert_eq!(date(&text), by_parts, "{}", &text);
            }
            proptest::prop_assert_eq!(order_shown(&text), Parts::of(&text).order_shown(), "{}", &text);
        }
    }
}

//! Dates as a source gives them: EDTF (ISO 8601-2) level 1, by the `edtf` crate, and the sets of level 2.
//!
//! A date keeps the text it was written in, knows the first and last day it
//! can mean, and can say itself in words.

mod days;
mod edge;
#[cfg(test)]
mod properties;
mod set;
mod words;

use std::fmt;
use std::str::FromStr;

use edtf::level_1::{Certainty, Edtf, Precision as Detail, Season, Terminal};
use jiff::ToSpan;
use jiff::civil::Date;

pub use days::{
    date_of, day_in_short, day_in_words, day_number, days_from_words, month_in_short,
    span_in_short, span_of_days,
};
pub use edge::DateEdge;
use set::DateSet;
use words::{qualified, span_in_words};

/// A date or span of dates with what is not known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    text: String,
    form: Form,
    /// First and last day that it can mean, told once: a timeline asks for them with each frame.
    days: [Option<Date>; 2],
}

/// How a date is given.
#[derive(Debug, Clone, PartialEq)]
enum Form {
    One(Edtf),
    /// One of several, or all of them.
    Several(DateSet),
}

/// A text that is no EDTF date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{text}\" is not a date in EDTF (ISO 8601-2), such as 2021-10-18, 2021-09~, 2004/.., 2021-10-18/2021-10-23 or [2021-09,2021-10]"
)]
pub struct WhenError {
    /// What was given.
    pub text: String,
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        let refused = || WhenError {
            text: text.to_owned(),
        };
        let (form, days) = if text.starts_with(['[', '{']) {
            let set = DateSet::parse(text).ok_or_else(refused)?;
            let days = [set.earliest(), set.latest()];
            (Form::Several(set), days)
        } else {
            let edtf = Edtf::parse(text).map_err(|_| refused())?;
            (Form::One(edtf), [earliest(edtf, text), latest(edtf, text)])
        };
        match days {
            [Some(first), Some(last)] if first > last => Err(refused()),
            _ => Ok(Self {
                text: text.to_owned(),
                form,
                days,
            }),
        }
    }
}

impl fmt::Display for When {
    /// The date as its author wrote it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl When {
    /// The date as EDTF writes it.
    #[must_use]
    pub fn canonical(&self) -> String {
        match &self.form {
            Form::One(edtf) => edtf.to_string(),
            Form::Several(set) => set.canonical(),
        }
    }

    /// Whether it can lie between these days, both counted.
    #[must_use]
    pub fn meets(&self, from: Date, to: Date) -> bool {
        match &self.form {
            Form::One(_) => {
                self.earliest().is_none_or(|first| first <= to)
                    && self.latest().is_none_or(|last| from <= last)
            }
            Form::Several(set) => set.meets(from, to),
        }
    }

    /// First day that it can mean; `None` where its beginning is open or unknown.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        self.days[0]
    }

    /// Last day that it can mean; `None` where its end is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.days[1]
    }

    /// The date in words: "18–23 October 2021", "since 2004", "about September 2021".
    #[must_use]
    pub fn words(&self) -> String {
        match &self.form {
            Form::One(edtf) => self.one_in_words(*edtf),
            Form::Several(set) => set.words(),
        }
    }

    fn one_in_words(&self, edtf: Edtf) -> String {
        match edtf {
            Edtf::Date(date) => qualified(date.precision(), date.certainty()),
            Edtf::DateTime(_) => self.text.replace('T', " "),
            Edtf::YYear(year) => year.year().to_string(),
            Edtf::Interval(from, to)
                if from.certainty() == Certainty::Certain
                    && to.certainty() == Certainty::Certain =>
            {
                span_in_words(from.precision(), to.precision())
            }
            Edtf::Interval(from, to) => {
                format!(
                    "{} to {}",
                    qualified(from.precision(), from.certainty()),
                    qualified(to.precision(), to.certainty())
                )
            }
            Edtf::IntervalFrom(from, end) => {
                let since = format!("since {}", qualified(from.precision(), from.certainty()));
                if end == Terminal::Unknown {
                    format!("{since}, end unknown")
                } else {
                    since
                }
            }
            Edtf::IntervalTo(begin, to) => {
                let until = format!("until {}", qualified(to.precision(), to.certainty()));
                if begin == Terminal::Unknown {
                    format!("{until}, beginning unknown")
                } else {
                    until
                }
            }
        }
    }
}

fn earliest(edtf: Edtf, text: &str) -> Option<Date> {
    match edtf {
        Edtf::Date(date) | Edtf::Interval(date, _) | Edtf::IntervalFrom(date, _) => {
            first_day(date.precision())
        }
        Edtf::DateTime(_) => text.get(..10)?.parse().ok(),
        Edtf::IntervalTo(..) | Edtf::YYear(_) => None,
    }
}

fn latest(edtf: Edtf, text: &str) -> Option<Date> {
    match edtf {
        Edtf::Date(date) | Edtf::Interval(_, date) | Edtf::IntervalTo(_, date) => {
            last_day(date.precision())
        }
        Edtf::DateTime(_) => text.get(..10)?.parse().ok(),
        Edtf::IntervalFrom(..) | Edtf::YYear(_) => None,
    }
}

fn day(year: i32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// Years of a detail that spans several, first and last.
fn years(detail: Detail) -> Option<(i32, i32)> {
    match detail {
        Detail::Century(year) => Some((year, year + 99)),
        Detail::Decade(year) => Some((year, year + 9)),
        Detail::Year(year) | Detail::MonthOfYear(year) | Detail::DayOfYear(year) => {
            Some((year, year))
        }
        _ => None,
    }
}

/// First month of a season in the northern hemisphere; winter begins in December.
fn season_begin(season: Season) -> u32 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

fn first_day(detail: Detail) -> Option<Date> {
    if let Some((first, _)) = years(detail) {
        return day(first, 1, 1);
    }
    match detail {
        Detail::Season(year, season) => day(year, season_begin(season), 1),
        Detail::Month(year, month) | Detail::DayOfMonth(year, month) => day(year, month, 1),
        Detail::Day(year, month, date) => day(year, month, date),
        _ => None,
    }
}

fn last_day(detail: Detail) -> Option<Date> {
    if let Some((_, last)) = years(detail) {
        return day(last, 12, 31);
    }
    match detail {
        Detail::Season(year, season) => {
            let begin = day(year, season_begin(season), 1)?;
            begin.checked_add(3.months()).ok()?.yesterday().ok()
        }
        Detail::Month(year, month) | Detail::DayOfMonth(year, month) => {
            Some(day(year, month, 1)?.last_of_month())
        }
        Detail::Day(year, month, date) => day(year, month, date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().expect("a date")
    }

    #[test]
    fn a_date_says_itself_in_words() {
        for (text, words) in [
            ("2021-10-18/2021-10-23", "18\u{2013}23 October 2021"),
            (
                "2021-08-30/2021-09-02",
                "30 August \u{2013} 2 September 2021",
            ),
            ("2021-06/2021-07", "June\u{2013}July 2021"),
            ("1996/2001", "1996\u{2013}2001"),
            ("2004/..", "since 2004"),
            ("2004/", "since 2004, end unknown"),
            ("../2020-06-01", "until 1 June 2020"),
            ("2021-09~", "about September 2021"),
            ("2021-10-19?", "19 October 2021 (uncertain)"),
            ("2021-23", "autumn 2021"),
            ("2021-10-19/2021-10-19", "19 October 2021"),
            ("2021-08-XX", "some day of August 2021"),
        ] {
            assert_eq!(when(text).words(), words, "{text}");
        }
    }

    #[test]
    fn a_date_knows_the_days_it_can_mean() {
        for (text, earliest, latest) in [
            ("2021-02", "2021-02-01", "2021-02-28"),
            ("2021", "2021-01-01", "2021-12-31"),
            ("2021-24", "2021-12-01", "2022-02-28"),
            ("2021-10-18/2021-10-23", "2021-10-18", "2021-10-23"),
            ("199X", "1990-01-01", "1999-12-31"),
        ] {
            assert_eq!(
                when(text).earliest().map(|day| day.to_string()).as_deref(),
                Some(earliest),
                "{text}"
            );
            assert_eq!(
                when(text).latest().map(|day| day.to_string()).as_deref(),
                Some(latest),
                "{text}"
            );
        }
        assert_eq!(when("2004/..").latest(), None);
        assert_eq!(when("../2004").earliest(), None);
    }

    #[test]
    fn what_is_no_date_is_refused_with_examples() {
        for text in ["", "soon", "2021-13-40", "2021-10-23/2021-10-18"] {
            let error = text.parse::<When>().expect_err(text).to_string();
            assert!(error.contains("2021-09~"), "{error}");
        }
    }
}

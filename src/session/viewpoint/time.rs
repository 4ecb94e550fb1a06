//! Which days are shown.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Viewpoint;
use crate::atlas::date::{date_of, day_number, span_in_short, span_of_days};
use crate::atlas::table::{Calendars, Days};
use crate::atlas::{Feature, When};

/// Days from a first to a last one, both included. Written down as EDTF does: `2021-06-01/2021-10-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeWindow {
    from: Date,
    to: Date,
}

/// A text that names no window of days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no window of days, such as 2021-06-01/2021-10-31")]
pub struct TimeWindowError(String);

impl TimeWindow {
    /// The days between `a` and `b`, whichever comes first.
    #[must_use]
    pub fn new(a: Date, b: Date) -> Self {
        Self {
            from: a.min(b),
            to: a.max(b),
        }
    }

    /// The first day.
    #[must_use]
    pub fn from(&self) -> Date {
        self.from
    }

    /// The last day.
    #[must_use]
    pub fn to(&self) -> Date {
        self.to
    }

    /// How many days it has, at least 1.
    #[must_use]
    pub fn days(&self) -> i32 {
        day_number(self.to) - day_number(self.from) + 1
    }

    /// The window moved by `days` days, backwards where negative.
    #[must_use]
    pub fn shifted(&self, days: i32) -> Self {
        let moved = |date| date_of(day_number(date).saturating_add(days));
        Self::new(moved(self.from), moved(self.to))
    }

    /// Whether `when` can lie within it: an open or unknown end goes on for ever.
    #[must_use]
    pub fn meets(&self, when: &When) -> bool {
        when.meets(self.from, self.to)
    }

    /// "June–October 2021"
    #[must_use]
    pub fn words(&self) -> String {
        span_of_days(self.from, self.to)
    }

    /// "Jun–Oct 2021"
    #[must_use]
    pub fn short(&self) -> String {
        span_in_short(self.from, self.to)
    }
}

impl fmt::Display for TimeWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl FromStr for TimeWindow {
    type Err = TimeWindowError;

    fn from_str(text: &str) -> Result<Self, TimeWindowError> {
        let ends = text
            .split_once('/')
            .and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        let (from, to) = ends.ok_or_else(|| TimeWindowError(text.to_owned()))?;
        Ok(Self::new(from, to))
    }
}

impl TryFrom<String> for TimeWindow {
    type Error = TimeWindowError;

    fn try_from(text: String) -> Result<Self, TimeWindowError> {
        text.parse()
    }
}

impl From<TimeWindow> for String {
    fn from(window: TimeWindow) -> Self {
        window.to_string()
    }
}

/// What becomes of marks whose date lies outside the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outside {
    /// They are not drawn.
    #[default]
    Hide,
    /// They are drawn faintly and without names, and do not count.
    Dim,
}

/// Which days are shown, and what becomes of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeFilter {
    /// The days; `None` for all.
    pub window: Option<TimeWindow>,
    /// What becomes of marks outside it.
    pub outside: Outside,
    /// Whether what has no date is shown beside it.
    pub undated: bool,
}

impl Default for TimeFilter {
    fn default() -> Self {
        Self {
            window: None,
            outside: Outside::default(),
            undated: true,
        }
    }
}

impl TimeFilter {
    /// Whether `feature` is of these days. With no window everything is, but what has no date where that is switched off.
    #[must_use]
    pub fn admits(&self, feature: &Feature) -> bool {
        match (&feature.when, self.window) {
            (None, _) => self.undated,
            (Some(_), None) => true,
            (Some(when), Some(window)) => window.meets(when),
        }
    }
}

impl TimeFilter {
    /// The days that are shown; `None` for all.
    #[must_use]
    pub fn days(&self) -> Option<Days> {
        let window = self.window?;
        Some(Days::span(Some(window.from()), Some(window.to())))
    }

    /// Whether a row of these days is shown, as [`admits`](Self::admits) says it of a feature.
    #[must_use]
    pub fn admits_days(&self, days: Days) -> bool {
        self.admitting()(days)
    }

    /// The same for many rows: what is shown is worked out once.
    pub fn admitting(&self) -> impl Fn(Days) -> bool + Sync + use<> {
        let (shown, undated) = (self.days(), self.undated);
        move |days| match shown {
            _ if !days.is_dated() => undated,
            None => true,
            Some(shown) => days.meets(shown),
        }
    }

    /// How many features of a calendar have a place and are of the days that are shown.
    #[must_use]
    pub fn admitted(&self, calendar: &Calendars<'_>) -> usize {
        let undated = if self.undated { calendar.undated() } else { 0 };
        undated
            + self
                .days()
                .map_or(calendar.dated(), |days| calendar.within(days))
    }
}

impl Viewpoint {
    /// How a feature of a shown layer stands in time: `None` where it is not drawn, as where the filter hides it,
    /// else whether it is of the days that are shown.
    #[must_use]
    pub fn draws(&self, feature: &Feature) -> Option<bool> {
        if !self.evidence.admits(feature) {
            return None;
        }
        let within = self.is_of_days(feature);
        let drawn = within || (feature.when.is_some() && self.time.outside == Outside::Dim);
        drawn.then_some(within)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn when(text: &str) -> When {
        text.parse().expect("a date")
    }

    #[test]
    fn a_date_passes_where_it_can_lie_in_the_window() {
        let window = TimeWindow::new(date(2021, 10, 31), date(2021, 10, 1));
        for text in [
            "2021-10-31/2021-11-04",
            "2021",
            "2004/..",
            "../2021-10-01",
            "2021-10~",
            "202X",
        ] {
            assert!(window.meets(&when(text)), "{text}");
        }
        for text in ["2021-09-30", "2021-11/..", "../2021-09", "1996/2001"] {
            assert!(!window.meets(&when(text)), "{text}");
        }
    }

    #[test]
    fn a_window_is_written_down_as_an_interval() {
        let window = TimeWindow::new(date(2021, 6, 1), date(2021, 10, 31));
        let text = serde_json::to_string(&window).expect("written");
        assert_eq!(text, "\"2021-06-01/2021-10-31\"");
        assert_eq!(
            serde_json::from_str::<TimeWindow>(&text).expect("read"),
            window
        );
        assert!(serde_json::from_str::<TimeWindow>("\"June\"").is_err());
        assert_eq!(window.days(), 153);
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (-8000_i32..25_000).prop_map(date_of)
    }

    fn any_when() -> impl Strategy<Value = When> {
        prop_oneof![
            (any_date(), any_date()).prop_map(|(a, b)| when(&format!("{}/{}", a.min(b), a.max(b)))),
            any_date().prop_map(|a| when(&format!("{a}/.."))),
            any_date().prop_map(|a| when(&format!("../{a}"))),
            any_date().prop_map(|a| when(&format!("{}-{:02}~", a.year(), a.month()))),
        ]
    }

    proptest! {
        #[test]
        fn a_wider_window_never_shows_fewer(dates in proptest::collection::vec(any_when(), 0..40), a in any_date(), b in any_date(), before in 0..900_i32, after in 0..900_i32) {
            let narrow = TimeWindow::new(a, b);
            let wide = TimeWindow::new(
                date_of(day_number(narrow.from()) - before),
                date_of(day_number(narrow.to()) + after),
            );
            for when in &dates {
                prop_assert!(!narrow.meets(when) || wide.meets(when), "{} in {} but not in {}", when, narrow, wide);
            }
        }
    }
}

//! A stretch of the timeline, as it is seen.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::atlas::date::{date_of, day_number};
use crate::atlas::table::Calendars;
use crate::session::viewpoint::TimeWindow;

/// Shortest stretch, days.
const SHORTEST_DAYS: f64 = 4.0;
/// Longest stretch, days: twelve centuries.
const LONGEST_DAYS: f64 = 440_000.0;
/// Furthest middle, days from 1970: within the years that the calendar tells.
const FURTHEST_DAYS: f64 = 2_500_000.0;
/// Space beside what is framed, as a part of it.
const MARGIN: f64 = 0.06;
/// What begins within this part of the stretch from its end still belongs to it.
const NEAR: f64 = 0.5;
/// Least length of a stretch that is found by what begins in it, days.
const LEAST_DAYS: i32 = 30;

/// So few beginnings are all shown, where they lie no farther apart than this, days: a file of ten events has room for
/// each.
const FEW: usize = 30;
const FEW_DAYS: i32 = 3 * 366;

/// Number of beginnings that stand for all of a large layer.
const SOME: usize = 1_000;

/// A stretch of days, not always whole ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where it begins: days from the beginning of 1 January 1970.
    pub from_day: f64,
    /// How long it is, days.
    pub days: f64,
}

impl Stretch {
    /// The days of `window`, with some space beside them.
    #[must_use]
    pub fn around(window: TimeWindow) -> Self {
        let days = f64::from(window.days());
        let margin = (days * MARGIN).max(1.0);
        Self {
            from_day: f64::from(day_number(window.from())) - margin,
            days: days + 2.0 * margin,
        }
        .held()
    }

    /// Where most of `atlas` begins: the shortest span of days with half of all beginnings, and
    /// what lies near to it. Reaches the day of the dossier.
    #[must_use]
    pub fn of_most(atlas: &Atlas) -> Self {
        let dated = atlas.features().filter_map(|(_, feature)| {
            let when = feature.when.as_ref()?;
            when.earliest().or_else(|| when.latest())
        });
        let mut days: Vec<i32> = dated.map(day_number).collect();
        for (_, table) in atlas.large_tables() {
            days.extend(some_beginnings(&table.calendar()));
        }
        days.sort_unstable();
        let as_of = atlas.dossier.as_of.map(day_number);
        let (mut from, mut to) = densest(&days)
            .or(as_of.map(|day| (day, day)))
            .unwrap_or((0, 0));
        if let Some(day) = as_of {
            (from, to) = (from.min(day), to.max(day));
        }
        Self::around(TimeWindow::new(
            date_of(from),
            date_of(to.max(from + LEAST_DAYS)),
        ))
    }

    /// Where it ends.
    #[must_use]
    pub fn to_day(self) -> f64 {
        self.from_day + self.days
    }

    /// The whole days of which it shows any part.
    #[must_use]
    pub fn window(self) -> TimeWindow {
        let from = self.from_day.floor() as i32;
        let to = (self.to_day().ceil() as i32 - 1).max(from);
        TimeWindow::new(date_of(from), date_of(to))
    }

    /// Zoomed, `at_day` staying where it is; above 1 zooms in.
    #[must_use]
    pub fn zoomed(self, factor: f64, at_day: f64) -> Self {
        let days = (self.days / factor.max(1e-6)).clamp(SHORTEST_DAYS, LONGEST_DAYS);
        let part = (at_day - self.from_day) / self.days;
        Self {
            from_day: at_day - part * days,
            days,
        }
        .held()
    }

    /// The stretch moved later by this number of days.
    #[must_use]
    pub fn panned(self, days: f64) -> Self {
        Self {
            from_day: self.from_day + days,
            ..self
        }
        .held()
    }

    /// As long, with `day` in the middle.
    #[must_use]
    pub fn centred_on(self, day: Date) -> Self {
        let middle = f64::from(day_number(day)) + 0.5;
        self.panned(middle - self.from_day - self.days / 2.0)
    }

    /// As it is where `window` lies in it, else around it.
    #[must_use]
    pub fn revealing(self, window: TimeWindow) -> Self {
        let from = f64::from(day_number(window.from()));
        let inside = self.from_day <= from && from + f64::from(window.days()) <= self.to_day();
        if inside { self } else { Self::around(window) }
    }

    /// Held within what can be told.
    #[must_use]
    pub(super) fn held(self) -> Self {
        if !(self.from_day.is_finite() && self.days.is_finite()) {
            return Self {
                from_day: 0.0,
                days: 365.0,
            };
        }
        let days = self.days.clamp(SHORTEST_DAYS, LONGEST_DAYS);
        Self {
            from_day: self
                .from_day
                .clamp(-FURTHEST_DAYS / 4.0, FURTHEST_DAYS - days),
            days,
        }
    }
}

/// Days on which rows begin, each as often as its share of [`SOME`] of them.
fn some_beginnings(calendar: &Calendars<'_>) -> impl Iterator<Item = i32> {
    let apart = calendar.dated().div_ceil(SOME).max(1);
    let mut before = 0;
    calendar.beginnings().flat_map(move |(day, count)| {
        let first = before / apart;
        before += count;
        std::iter::repeat_n(day, before / apart - first)
    })
}

/// The shortest span with half of the sorted `days`, and what lies near to it on both sides; the span of all where
/// they are few and not years apart.
fn densest(days: &[i32]) -> Option<(i32, i32)> {
    if let ([first, .., last], 0..=FEW) = (days, days.len())
        && last - first <= FEW_DAYS
    {
        return Some((*first, *last));
    }
    let half = days.len().div_ceil(2);
    let spans = days.windows(half.max(1)).enumerate();
    let (first, _) = spans.min_by_key(|(_, span)| span[span.len() - 1] - span[0])?;
    let mut last = first + half - 1;
    let mut first = first;
    loop {
        let reach = f64::from((days[last] - days[first]).max(LEAST_DAYS)) * NEAR;
        let near = |a: i32, b: i32| f64::from(b - a) <= reach;
        if first > 0 && near(days[first - 1], days[first]) {
            first -= 1;
        } else if last + 1 < days.len() && near(days[last], days[last + 1]) {
            last += 1;
        } else {
            return Some((days[first], days[last]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_densest_span_leaves_far_beginnings_out() {
        let mut days = vec![-5000, -4000, -300, 0, 10, 18, 30, 41, 55, 60, 60, 61];
        assert_eq!(densest(&days), Some((0, 61)));
        days.push(75);
        assert_eq!(densest(&days), Some((0, 75)));
        assert_eq!(densest(&[]), None);
        assert_eq!(densest(&[7]), Some((7, 7)));
        let few = [0, 2, 10, 20, 140, 145];
        assert_eq!(densest(&few), Some((0, 145)), "few are all shown");
        let even: Vec<i32> = (0..40).map(|n| n * 365).collect();
        assert_eq!(densest(&even), Some((0, 39 * 365)));
    }

    #[test]
    fn zooming_keeps_the_day_under_the_pointer() {
        let stretch = Stretch {
            from_day: 100.0,
            days: 200.0,
        };
        let nearer = stretch.zoomed(2.0, 150.0);
        let expected = Stretch {
            from_day: 125.0,
            days: 100.0,
        };
        assert_eq!(nearer, expected);
        assert!((stretch.zoomed(1e9, 150.0).days - SHORTEST_DAYS).abs() < 1e-9);
    }
}

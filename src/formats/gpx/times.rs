//! Times of points.

use super::super::Time;
use super::super::output::Output;
use super::super::xml::{Element, Position};
use super::coordinates::Count;
use crate::problem::Problem;

/// Days on which clocks begin that were never set: that of Unix, and that of GPS (IS-GPS-200, section
/// 3.3.4). Devices without a fix write them.
const UNSET: [&str; 2] = ["1970-01-01", "1980-01-06"];

/// Reads times, and counts those that cannot be read or that no clock was set for.
#[derive(Debug, Default)]
pub(super) struct Times {
    unreadable: Count,
    unset: Count,
}

impl Times {
    /// The time of a point; `None` where it has none that can be read.
    pub(super) fn of(&mut self, point: &Element) -> Option<String> {
        let element = point.child("time")?;
        let text = element.text();
        if UNSET.iter().any(|day| text.starts_with(day)) {
            self.unset.add(element.at(), || text);
            return None;
        }
        if begins_with_day(&text) {
            return Some(text);
        }
        self.unreadable(element.at(), text);
        None
    }

    fn unreadable(&mut self, at: Position, text: String) {
        self.unreadable.add(at, || text);
    }

    /// Tells of times that could not be read or are none, each once.
    pub(super) fn tell(&self, output: &mut Output<'_>) {
        if let Some((locator, found)) = self.unset.first() {
            let points = match self.unset.number {
                1 => "a point is".to_owned(),
                number => format!("{number} points are"),
            };
            let what = format!("{points} dated to the beginning of a clock's count: {found}");
            output.problem(
                Problem::warning(what, output.place(&locator, ""))
                    .why("devices without a fix write this, so these points are there without a date")
                    .mend("write the time if it is known, or remove it"),
            );
        }
        if let Some((locator, found)) = self.unreadable.first() {
            let what = format!(
                "{} times cannot be understood, such as \"{found}\"",
                self.unreadable.number
            );
            output.problem(
                Problem::warning(what, output.place(&locator, ""))
                    .why("their points are there, but without a date")
                    .mend("write times as 2021-10-18T08:00:00Z"),
            );
        }
    }
}

/// Whether `text` begins with a day as ISO 8601 writes it.
fn begins_with_day(text: &str) -> bool {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let hyphen = |at: usize| text.as_bytes().get(at) == Some(&b'-');
    [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit) && hyphen(4) && hyphen(7)
}

/// From the first to the last of some times.
#[derive(Debug, Default)]
pub(super) struct Span {
    time: Option<Time>,
}

impl Span {
    /// Takes the next time.
    pub(super) fn add(&mut self, time: String) {
        let Some(span) = &mut self.time else {
            self.time = Some(Time {
                begin: Some(time.clone()),
                end: Some(time),
            });
            return;
        };
        // Recorders write UTC, whose order is that of its letters; some write the newest point first.
        if span.begin.as_ref().is_some_and(|begin| time < *begin) {
            span.begin = Some(time);
        } else if span.end.as_ref().is_none_or(|end| time > *end) {
            span.end = Some(time);
        }
    }

    /// The whole span.
    pub(super) fn into_time(self) -> Option<Time> {
        self.time
    }
}

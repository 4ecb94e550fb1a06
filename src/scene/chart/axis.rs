//! From values to pixels, and the values that an axis names.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::TextAnchor;
use super::super::fonts::Face;
use super::sheet::{SMALL_PX, Sheet};
use crate::atlas::date::{date_of, day_number, month_in_short};
use crate::atlas::qualifier::number_in;

/// Where values stand: evenly, or by their logarithm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    /// A value, and where it stands.
    pub(super) from: (f64, f64),
    /// A greater one, and where that stands.
    pub(super) to: (f64, f64),
    pub(super) log: bool,
}

impl Axis {
    pub(super) fn at(&self, value: f64) -> f64 {
        let spread = |value: f64| {
            if self.log {
                value.max(1e-9).log10()
            } else {
                value
            }
        };
        let (low, high) = (spread(self.from.0), spread(self.to.0));
        let part = (spread(value) - low) / (high - low).max(1e-12);
        self.from.1 + part * (self.to.1 - self.from.1)
    }

    /// Values worth naming, no nearer to each other than `apart_px`.
    pub(super) fn ticks(&self, apart_px: f64) -> Vec<f64> {
        if self.log {
            return self.decades();
        }
        let room = ((self.to.1 - self.from.1).abs() / apart_px).max(1.0);
        let step = nice((self.to.0 - self.from.0) / room);
        let first = (self.from.0 / step).ceil() as i64;
        let last = (self.to.0 / step).floor() as i64;
        (first..=last).map(|n| n as f64 * step).collect()
    }

    /// 1, 3, 10, 30, …
    fn decades(&self) -> Vec<f64> {
        let first = self.from.0.max(1e-6).log10().floor() as i32;
        let last = self.to.0.max(1e-6).log10().ceil() as i32;
        let values = (first..=last).flat_map(|power| [1.0, 3.0].map(|n| n * 10_f64.powi(power)));
        let within = |value: &f64| *value >= self.from.0 * 0.999 && *value <= self.to.0 * 1.001;
        values.filter(within).collect()
    }
}

/// The least of 1, 2, 5, 10, … that is no less than `step`.
pub(super) fn nice(step: f64) -> f64 {
    let step = step.max(1e-9);
    let power = 10_f64.powf(step.log10().floor());
    let times = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|times| times * power >= step * 0.999);
    times.map_or(10.0 * power, |times| times * power)
}

/// Lines down through the chart with their values below, from `top` to the sheet's end so far.
pub(super) fn across(sheet: &mut Sheet<'_>, axis: Axis, unit: &str, top: f64) {
    let bottom = sheet.y;
    for value in axis.ticks(72.0) {
        let x = axis.at(value).round() + 0.5;
        let color = if value == 0.0 {
            sheet.style.border
        } else {
            sheet.style.graticule
        };
        sheet.rule(&[(x, top), (x, bottom)], color);
        let percent = if unit == "percent" { "%" } else { "" };
        let text = format!("{}{percent}", number_in(unit, value));
        let anchor = if value <= axis.from.0 {
            TextAnchor::Start
        } else {
            TextAnchor::Middle
        };
        let font = (Face::Sans, SMALL_PX);
        sheet.text(
            (x, bottom + 13.0),
            anchor,
            &text,
            font,
            sheet.style.quiet_text,
        );
    }
    sheet.y = bottom + 18.0;
}

/// Days that an axis of time names, with their words, from the first of a month or year on.
pub(super) fn months(from_day: f64, to_day: f64, px_per_day: f64) -> Vec<(f64, String)> {
    const LABEL_PX: f64 = 44.0;
    let steps = [1_i64, 3, 12, 24, 60, 120, 240, 600];
    let step = steps
        .into_iter()
        .find(|&months| months as f64 * 30.0 * px_per_day >= LABEL_PX);
    let step = step.unwrap_or(1200);
    let (first, last) = (
        date_of(from_day.floor() as i32),
        date_of(to_day.ceil() as i32),
    );
    let index = i64::from(first.year()) * 12 + i64::from(first.month()) - 1;
    let mut month = first_of(index.div_euclid(step) * step);
    let mut named = Vec::new();
    while let Some(day) = month.filter(|day| *day <= last) {
        if f64::from(day_number(day)) >= from_day {
            let words = if day.month() == 1 || step >= 12 || named.is_empty() {
                format!("{} {}", month_in_short(day.month()), day.year())
            } else {
                month_in_short(day.month()).to_owned()
            };
            let words = if step >= 12 {
                day.year().to_string()
            } else {
                words
            };
            named.push((f64::from(day_number(day)), words));
        }
        month = day.checked_add(step.months()).ok();
    }
    named
}

fn first_of(month: i64) -> Option<Date> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(from: f64, to: f64, log: bool) -> Axis {
        Axis {
            from: (from, 0.0),
            to: (to, 300.0),
            log,
        }
    }

    #[test]
    fn an_axis_names_round_values() {
        assert_eq!(
            axis(0.0, 10_500.0, false).ticks(72.0),
            [0.0, 5000.0, 10_000.0]
        );
        assert_eq!(axis(-14.0, 70.0, false).ticks(72.0), [0.0, 50.0]);
        assert_eq!(
            axis(10.0, 3000.0, true).ticks(72.0),
            [10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0]
        );
    }

    #[test]
    fn equal_factors_are_equally_long_on_a_logarithmic_axis() {
        let axis = axis(10.0, 1000.0, true);
        assert!((axis.at(100.0) - 150.0).abs() < 1e-9);
    }

    #[test]
    fn an_axis_of_time_names_months_and_says_the_year_first() {
        let day = |month, day| f64::from(day_number(Date::constant(2021, month, day)));
        let named = months(day(7, 20), day(10, 23), 3.0);
        let words: Vec<String> = named.into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Aug 2021", "Sep", "Oct"]);
    }
}

//! From values to pixels, and the values that an axis names.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::atlas::date::{date_of, day_number, month_in_short};
use crate::math;

/// A logarithmic axis over less than this factor names values in even steps.
const LINEAR_BELOW: f64 = 4.0;
/// Least distance between two named values of a logarithmic axis, logical pixels.
const LOG_APART_PX: f64 = 16.0;

/// Room that a date takes on an axis, logical pixels.
const DATE_PX: f64 = 44.0;

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
                math::log10(value.max(1e-9))
            } else {
                value
            }
        };
        let (low, high) = (spread(self.from.0), spread(self.to.0));
        let part = (spread(value) - low) / (high - low).max(1e-12);
        self.from.1 + part * (self.to.1 - self.from.1)
    }

    /// The value that stands at `px`.
    pub(super) fn value(&self, px: f64) -> f64 {
        let part = (px - self.from.1) / (self.to.1 - self.from.1);
        if self.log {
            let (low, high) = (
                math::log10(self.from.0.max(1e-9)),
                math::log10(self.to.0.max(1e-9)),
            );
            math::powf(10.0, low + part * (high - low))
        } else {
            self.from.0 + part * (self.to.0 - self.from.0)
        }
    }

    /// Values worth naming, no nearer to each other than `apart_px`; on a logarithmic axis 1, 2, 5,
    /// 10, … where they have room.
    pub(super) fn ticks(&self, apart_px: f64) -> Vec<f64> {
        if self.log && self.to.0 / self.from.0.max(1e-9) > LINEAR_BELOW {
            return self.decades();
        }
        let room = ((self.to.1 - self.from.1).abs() / apart_px).max(1.0);
        let mut step = nice((self.to.0 - self.from.0) / room);
        // Even steps stand the closer on a logarithmic axis the greater their values are.
        let last_px = |step: f64| (self.to.1 - self.at(self.to.0 - step)).abs();
        while self.log && step < self.to.0 && last_px(step) < apart_px {
            step = nice(1.5 * step);
        }
        let first = (self.from.0 / step).ceil() as i64;
        let last = (self.to.0 / step).floor() as i64;
        (first..=last).map(|n| n as f64 * step).collect()
    }

    /// 1, 2, 5, 10, …; the powers of ten alone where those would stand too close.
    fn decades(&self) -> Vec<f64> {
        let (low, high) = (
            math::log10(self.from.0.max(1e-6)),
            math::log10(self.to.0.max(1e-6)),
        );
        let px_per_decade = ((self.to.1 - self.from.1) / (high - low)).abs();
        let steps: &[f64] = if px_per_decade * std::f64::consts::LOG10_2 >= LOG_APART_PX {
            &[1.0, 2.0, 5.0]
        } else {
            &[1.0]
        };
        let powers = low.floor() as i32..=high.ceil() as i32;
        let values =
            powers.flat_map(|power| steps.iter().map(move |n| n * math::powi(10.0, power)));
        let within = |value: &f64| *value >= self.from.0 * 0.999 && *value <= self.to.0 * 1.001;
        values.filter(within).collect()
    }
}

/// The least of 1, 2, 5, 10, … that is no less than `step`.
pub(super) fn nice(step: f64) -> f64 {
    let step = step.max(1e-9);
    let power = math::power_of_ten_within(step);
    let times = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|times| times * power >= step * 0.999);
    times.map_or(10.0 * power, |times| times * power)
}

/// Days that an axis of time names, with their words: the first of months or years, or days within
/// a month where they have room.
pub(super) fn dates(from_day: f64, to_day: f64, px_per_day: f64) -> Vec<(f64, String)> {
    let fits = |days: &f64| days * px_per_day >= DATE_PX;
    match [1.0, 2.0, 5.0, 10.0].into_iter().find(fits) {
        Some(step) => days_of_months(from_day, to_day, step as i8),
        None => months(from_day, to_day, px_per_day),
    }
}

/// Every `step`th day of each month.
fn days_of_months(from_day: f64, to_day: f64, step: i8) -> Vec<(f64, String)> {
    let days = from_day.ceil() as i32..=to_day.floor() as i32;
    let days = days.map(|number| (number, date_of(number)));
    // The last days of a month would crowd the first of the next.
    let named = |day: i8| (day - 1) % step == 0 && (step == 1 || day < 31 - step / 2);
    let days = days.filter(|(_, date)| named(date.day()));
    let mut year = None;
    let words = |(number, date): (i32, Date)| {
        let words = format!("{} {}", date.day(), month_in_short(date.month()));
        let first_of_year = year.replace(date.year()) != Some(date.year());
        let words = if first_of_year {
            format!("{words} {}", date.year())
        } else {
            words
        };
        (f64::from(number), words)
    };
    days.map(words).collect()
}

fn months(from_day: f64, to_day: f64, px_per_day: f64) -> Vec<(f64, String)> {
    let steps = [1_i64, 3, 12, 24, 60, 120, 240, 600];
    let step = steps
        .into_iter()
        .find(|&months| months as f64 * 30.0 * px_per_day >= DATE_PX);
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
            [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0]
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
        let named = dates(day(7, 20), day(10, 23), 3.0);
        let words: Vec<String> = named.into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Aug 2021", "Sep", "Oct"]);
        let named = dates(day(8, 20), day(9, 3), 10.0);
        let words: Vec<String> = named.into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["21 Aug 2021", "26 Aug", "1 Sep"]);
    }

    #[test]
    fn a_value_is_read_where_it_stands() {
        for axis in [axis(-14.0, 70.0, false), axis(10.0, 3000.0, true)] {
            for value in [12.0, 55.0] {
                assert!((axis.value(axis.at(value)) - value).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_logarithmic_axis_over_a_small_factor_names_even_steps() {
        assert_eq!(axis(10.0, 30.0, true).ticks(72.0), [10.0, 20.0, 30.0]);
    }
}

//! The part of a chart in which positions stand for values, and the values that it shows.

use jiff::civil::Date;

use super::axis::Axis;
use crate::atlas::date::{date_of, day_in_words};
use crate::atlas::qualifier::number_in;
use crate::math;
use crate::scene::ScreenRect;

/// The values that a chart's plot shows, in the units of the plot.
///
/// On a logarithmic axis these are powers of ten. On an axis of time they are days as
/// [`day_number`](crate::atlas::date::day_number) counts them, so that charts about different days
/// have one axis in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartWindow {
    /// Least and greatest value, from left to right.
    pub x: [f64; 2],
    /// Least and greatest value, from bottom to top; `None` where rows stand below one another.
    pub y: Option<[f64; 2]>,
}

/// What an axis measures.
#[derive(Debug, Clone, PartialEq)]
pub enum AxisMeasure {
    /// A number in this unit.
    Number {
        /// "people", "percent"; may be empty.
        unit: String,
    },
    /// Days, said by their distance from one of them.
    DaysFrom(Date),
    /// Days, said by their dates.
    Dates,
    /// The power of ten of a number in this unit.
    PowerOfTen {
        /// "km"; may be empty.
        unit: String,
    },
}

/// The part of a chart in which positions stand for values.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPlot {
    /// Where it is on the sheet, logical pixels.
    pub rect: ScreenRect,
    /// The values that it shows when nothing is zoomed.
    pub whole: ChartWindow,
    /// The values that it shows now.
    pub window: ChartWindow,
    /// What it measures from left to right.
    pub x: AxisMeasure,
    /// What it measures upward; `None` where rows stand below one another.
    pub y: Option<AxisMeasure>,
}

impl ChartPlot {
    /// What stands at these values, in words: "11 September 2021 · 120 km".
    #[must_use]
    pub fn words(&self, x: f64, y: f64) -> String {
        let [least, most] = self.window.x;
        let across = x.clamp(least, most.max(least));
        let across = self
            .x
            .words(across, per_px(self.window.x, self.rect.width()));
        match (&self.y, self.window.y) {
            (Some(measure), Some(window)) => {
                let upward = measure.words(y, per_px(window, self.rect.height()));
                format!("{across} \u{b7} {upward}")
            }
            _ => across,
        }
    }

    /// Whether its axis from left to right is one of time, which charts have in common.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        matches!(self.x, AxisMeasure::Dates | AxisMeasure::DaysFrom(_))
    }
}

impl ChartWindow {
    /// This window, no narrower than a ten-thousandth of `whole` and never beside it.
    #[must_use]
    pub fn kept_near(self, whole: Self) -> Self {
        let near = |[low, high]: [f64; 2], [least, most]: [f64; 2]| {
            let size = (most - least).max(f64::MIN_POSITIVE);
            let wide = (high - low).clamp(size * 1e-4, size * 4.0);
            let middle = f64::midpoint(low, high);
            let middle = middle.clamp(least - wide * 0.4, most + wide * 0.4);
            [middle - wide / 2.0, middle + wide / 2.0]
        };
        Self {
            x: near(self.x, whole.x),
            y: self.y.zip(whole.y).map(|(y, whole)| near(y, whole)),
        }
    }
}

/// How much of a window one pixel shows: a number is read as exactly as that, and no more.
fn per_px([low, high]: [f64; 2], length_px: f64) -> f64 {
    (high - low) / length_px.max(1.0)
}

impl AxisMeasure {
    /// Both ends of what an axis of this length shows, in words.
    pub(super) fn words_of_window(&self, window: [f64; 2], length_px: f64) -> [String; 2] {
        window.map(|value| self.words(value, per_px(window, length_px)))
    }

    fn words(&self, value: f64, per_px: f64) -> String {
        match self {
            Self::Number { unit } => in_unit(unit, value, per_px),
            Self::PowerOfTen { unit } => {
                let number = math::powf(10.0, value.min(300.0));
                in_unit(unit, number, number * per_px * std::f64::consts::LN_10)
            }
            Self::Dates => day_in_words(date_of(value.floor() as i32)),
            Self::DaysFrom(day) => {
                let days = value.floor() as i32 - crate::atlas::date::day_number(*day);
                let date = day_in_words(date_of(value.floor() as i32));
                match days {
                    0 => format!("{date}, the same day"),
                    -1 => format!("{date}, 1 day before"),
                    1 => format!("{date}, 1 day after"),
                    days if days < 0 => format!("{date}, {} days before", -days),
                    days => format!("{date}, {days} days after"),
                }
            }
        }
    }
}

/// A number to the digits that `per_px` allows, with its unit.
fn in_unit(unit: &str, value: f64, per_px: f64) -> String {
    let step = super::axis::nice(per_px);
    let rounded = (value / step).round() * step;
    let number = number_in(unit, if rounded == 0.0 { 0.0 } else { rounded });
    match unit {
        "" => number,
        "percent" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// The plot with one axis of values, and the axis that shows the look's window of it.
pub(super) fn windowed(axis: Axis, rect: ScreenRect, origin: f64, x: [f64; 2]) -> Axis {
    Axis {
        from: (x[0] - origin, rect.left),
        to: (x[1] - origin, rect.right),
        ..axis
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(x: AxisMeasure, window: [f64; 2]) -> ChartPlot {
        let window = ChartWindow { x: window, y: None };
        ChartPlot {
            rect: ScreenRect::new(0.0, 0.0, 100.0, 50.0),
            whole: window,
            window,
            x,
            y: None,
        }
    }

    #[test]
    fn a_number_is_read_no_finer_than_a_pixel_shows_it() {
        let unit = "people".to_owned();
        let plot = plot(AxisMeasure::Number { unit }, [0.0, 10_000.0]);
        assert_eq!(plot.words(2341.7, 0.0), "2,300 people");
        assert_eq!(plot.words(-0.2, 0.0), "0 people");
    }

    #[test]
    fn days_are_read_with_their_distance_from_the_day_of_the_chart() {
        let day = Date::constant(2021, 8, 15);
        let number = f64::from(crate::atlas::date::day_number(day));
        let plot = plot(AxisMeasure::DaysFrom(day), [number - 30.0, number + 30.0]);
        assert_eq!(
            plot.words(number + 0.4, 0.0),
            "15 August 2021, the same day"
        );
        assert_eq!(
            plot.words(number - 9.5, 0.0),
            "5 August 2021, 10 days before"
        );
    }

    #[test]
    fn a_window_never_leaves_its_values() {
        let whole = ChartWindow {
            x: [0.0, 100.0],
            y: None,
        };
        let far = ChartWindow {
            x: [900.0, 901.0],
            y: None,
        }
        .kept_near(whole);
        assert!(far.x[0] < 100.0, "{far:?}");
        let thin = ChartWindow {
            x: [50.0, 50.0],
            y: None,
        }
        .kept_near(whole);
        assert!(thin.x[1] > thin.x[0]);
    }
}

//! The axes of two columns: what they measure, and how positions are said.

use crate::atlas::attributes::{Attribute, Values};
use crate::atlas::date::{date_of, day_in_words};
use crate::atlas::profile::{days, number_in_short};
use crate::atlas::query::{Comparison, Expression, QueryColumn, Value};
use crate::math;

/// What an axis measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairKind {
    /// Numbers; their powers of ten where the axis is logarithmic.
    Numbers {
        /// Whether positions are powers of ten.
        log: bool,
    },
    /// Days, as numbers of days since 1 January 1970.
    Days,
}

/// One of the two axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairAxis {
    /// What it measures.
    pub kind: PairKind,
    /// The least and the greatest position.
    pub range: [f64; 2],
}

/// A column of numbers or dates, as positions on an axis.
pub(super) struct Positions<'a> {
    values: &'a Values,
    kind: PairKind,
}

impl<'a> Positions<'a> {
    pub(super) fn of(attribute: &'a Attribute, log: bool) -> Option<Self> {
        let kind = match &attribute.values {
            Values::Numbers(_) => PairKind::Numbers { log },
            Values::Days(_) => PairKind::Days,
            Values::Words(_) | Values::Names(_) => return None,
        };
        Some(Self {
            values: &attribute.values,
            kind,
        })
    }

    /// Where a row stands; `None` where it has no value that the axis can show.
    pub(super) fn at(&self, row: usize) -> Option<f64> {
        match (self.values, self.kind) {
            (Values::Numbers(values), PairKind::Numbers { log }) => {
                let value = values[row];
                let shown = value.is_finite() && (!log || value > 0.0);
                shown.then(|| if log { math::log10(value) } else { value })
            }
            (Values::Days(values), PairKind::Days) => days::day(values[row]).map(f64::from),
            _ => None,
        }
    }

    pub(super) fn axis(&self, at: impl Iterator<Item = f64>) -> PairAxis {
        let ends = [f64::INFINITY, f64::NEG_INFINITY];
        let [least, most] = at.fold(ends, |[least, most], at| [least.min(at), most.max(at)]);
        // A single value stands in the middle; a day is as wide as a day.
        let range = match self.kind {
            PairKind::Days => [least, most + 1.0],
            PairKind::Numbers { .. } if least < most => [least, most],
            PairKind::Numbers { .. } => [least - 1.0, least + 1.0],
        };
        PairAxis {
            kind: self.kind,
            range,
        }
    }
}

impl PairKind {
    /// What stands at a position, as readers read it: "18 October 2021", "1,200".
    #[must_use]
    pub fn words(self, at: f64) -> String {
        match self {
            Self::Days => day_in_words(date_of(at.floor() as i32)),
            Self::Numbers { log } => number_in_short(value_at(log, at)),
        }
    }

    /// What stands at a position, as a file writes it: "2021-10-18", "1200".
    #[must_use]
    pub fn in_file(self, at: f64) -> String {
        match self {
            Self::Days => date_of(at.floor() as i32).to_string(),
            Self::Numbers { log } => value_at(log, at).to_string(),
        }
    }
}

/// The number at a position; to nine digits where the position is its power of ten.
fn value_at(log: bool, at: f64) -> f64 {
    if log {
        rounded(math::powf(10.0, at), 9)
    } else {
        at
    }
}

impl PairAxis {
    /// What holds for the values of a column from one position to another.
    pub(super) fn within(self, key: &str, [low, high]: [f64; 2]) -> Expression {
        let column = || QueryColumn::of(key);
        match self.kind {
            PairKind::Days => {
                let day = |at: f64| Value::Date(date_of(at.floor() as i32));
                Expression::Between(column(), day(low), day(high))
            }
            PairKind::Numbers { log } => {
                // No more digits than a hand can aim at.
                let step = math::power_of_ten_within((self.range[1] - self.range[0]) / 200.0);
                let value = |at: f64| {
                    if log {
                        rounded(math::powf(10.0, at), 4)
                    } else {
                        rounded((at / step).round() * step, 9)
                    }
                };
                let compared =
                    |how, at| Expression::Compare(column(), how, Value::Number(value(at)));
                Expression::And(vec![
                    compared(Comparison::AtLeast, low),
                    compared(Comparison::AtMost, high),
                ])
            }
        }
    }
}

/// A number to so many digits.
fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let decimals = digits - 1 - math::log10(value.abs()).floor() as i32;
    let factor = math::powi(10.0, decimals.abs());
    if decimals >= 0 {
        (value * factor).round() / factor
    } else {
        (value / factor).round() * factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_said_with_the_digits_that_a_hand_can_aim_at() {
        let axis = |kind, range| PairAxis { kind, range };
        let numbers = axis(PairKind::Numbers { log: false }, [0.0, 100.0]);
        assert_eq!(
            numbers.within("deaths", [12.345, 60.01]).to_string(),
            "deaths >= 12.3 AND deaths <= 60"
        );
        let log = axis(PairKind::Numbers { log: true }, [0.0, 3.0]);
        assert_eq!(
            log.within("deaths", [1.0, 2.0]).to_string(),
            "deaths >= 10 AND deaths <= 100"
        );
        let days = axis(PairKind::Days, [0.0, 30_000.0]);
        let said = days.within("when", [18_918.2, 18_919.9]).to_string();
        assert_eq!(
            said,
            "when BETWEEN DATE('2021-10-18') AND DATE('2021-10-19')"
        );
    }
}

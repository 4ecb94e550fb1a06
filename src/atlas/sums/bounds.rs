//! What is known of a number.

use super::Addend;
use crate::atlas::qualifier::{Limit, Qualifier, number_in};

/// What is known of a number: not below `low`, not above `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberBounds {
    /// Lower end.
    pub low: f64,
    /// Upper end; `None` where it is open.
    pub high: Option<f64>,
    /// Whether it is above the lower end, not on it.
    pub above: bool,
    /// Whether the ends are themselves near, not exact.
    pub about: bool,
}

impl NumberBounds {
    /// What an addend's number, range and qualifier say; `None` where it has no number.
    #[must_use]
    pub fn of(addend: &Addend) -> Option<Self> {
        let value = addend.value?;
        let limit = Qualifier::of(&addend.qualifier).limit;
        let low = addend.low.map_or(value, |low| low.min(value));
        let high = addend.high.map_or(value, |high| high.max(value));
        Some(Self {
            low: if limit == Limit::UpTo {
                addend.low.unwrap_or(0.0).min(value)
            } else {
                low
            },
            high: (!matches!(limit, Limit::MoreThan | Limit::AtLeast)).then_some(high),
            above: limit == Limit::MoreThan,
            about: limit == Limit::About,
        })
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high.zip(other.high).map(|(a, b)| a + b),
            above: self.above || other.above,
            about: self.about || other.about,
        }
    }

    /// Two counts of one thing: from the lowest to the highest.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let low = self.low.min(other.low);
        // A count on the lower end takes the edge off one that lies above it.
        let on_it = |count: Self| count.low <= low && !count.above;
        Self {
            low,
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
            above: (self.above || other.above) && !on_it(self) && !on_it(other),
            about: self.about || other.about,
        }
    }

    /// Whether it runs from a lower to a higher number.
    pub(super) fn wide(self) -> bool {
        self.high.is_some_and(|high| high > self.low)
    }

    /// In words: "more than 14,000 people", "about 3,400 to 5,500", "up to 300".
    #[must_use]
    pub fn words(self, unit: &str) -> String {
        let low = number_in(unit, self.low);
        let about = if self.about { "about " } else { "" };
        let amount = match self.high {
            None if self.above => format!("more than {about}{low}"),
            None => format!("at least {about}{low}"),
            Some(high) if high <= self.low => format!("{about}{low}"),
            Some(high) if self.low <= 0.0 => format!("up to {}", number_in(unit, high)),
            Some(high) => format!("{about}{low} to {}", number_in(unit, high)),
        };
        if unit.is_empty() {
            amount
        } else {
            format!("{amount} {unit}")
        }
    }
}

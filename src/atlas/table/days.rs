//! When a row is, in eight bytes.

use jiff::civil::Date;

use crate::atlas::When;
use crate::atlas::date::{date_of, day_in_short, day_number};

/// The days in which something can lie, from the earliest to the latest, as numbers of days since
/// 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The earliest; [`i32::MIN`] where it is open or unknown.
    pub first: i32,
    /// The latest; [`i32::MAX`] where it is open or unknown.
    pub last: i32,
}

impl Days {
    /// No date at all: the only days of which the first is after the last.
    pub const UNDATED: Self = Self {
        first: i32::MAX,
        last: i32::MIN,
    };

    /// A single day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        let day = day_number(date);
        Self {
            first: day,
            last: day,
        }
    }

    /// The days from `first` to `last`, an open end where one is `None`.
    #[must_use]
    pub fn span(first: Option<Date>, last: Option<Date>) -> Self {
        Self {
            first: first.map_or(i32::MIN, day_number),
            last: last.map_or(i32::MAX, day_number),
        }
    }

    /// The days in which `when` can lie.
    #[must_use]
    pub fn of(when: &When) -> Self {
        Self::span(when.earliest(), when.latest())
    }

    /// As readers read them, "3 Sep 2021 \u{2013} 8 Sep 2021"; `None` without a date.
    #[must_use]
    pub fn words(self) -> Option<String> {
        match (self.first_date(), self.last_date()) {
            (Some(first), Some(last)) if first == last => Some(day_in_short(first)),
            (None, None) => None,
            ends => {
                let [first, last] =
                    [ends.0, ends.1].map(|day| day.map_or_else(String::new, day_in_short));
                Some(format!("{first} \u{2013} {last}"))
            }
        }
    }

    /// Whether there is a date.
    #[must_use]
    pub fn is_dated(self) -> bool {
        self.first <= self.last
    }

    /// Whether it can lie within `other`; what is undated lies nowhere.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let lies = self.first <= other.last && other.first <= self.last;
        lies && self.is_dated() && other.is_dated()
    }

    /// The first day, where there is one.
    #[must_use]
    pub fn first_date(self) -> Option<Date> {
        (self.is_dated() && self.first > i32::MIN).then(|| date_of(self.first))
    }

    /// The last day, where there is one.
    #[must_use]
    pub fn last_date(self) -> Option<Date> {
        (self.is_dated() && self.last < i32::MAX).then(|| date_of(self.last))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_undated_lies_in_no_days() {
        let always = Days::span(None, None);
        assert!(always.is_dated() && !Days::UNDATED.is_dated());
        assert!(!Days::UNDATED.meets(always) && !always.meets(Days::UNDATED));
        assert!(Days::day(date(2021, 10, 23)).meets(always));
    }

    #[test]
    fn days_say_what_a_date_says() {
        for text in ["2021-10-18/2021-10-23", "2021-09~", "2004/..", "../1999"] {
            let when: When = text.parse().unwrap();
            let days = Days::of(&when);
            assert_eq!(
                (days.first_date(), days.last_date()),
                (when.earliest(), when.latest()),
                "{text}"
            );
        }
    }
}

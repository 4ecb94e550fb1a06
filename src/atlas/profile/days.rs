//! Dates divided into days, weeks, months, years or decades.

use jiff::civil::Date;

use super::{BinContent, Divided, Division, MOST_BINS, NOWHERE, OfRows};
use crate::atlas::date::{date_of, day_in_short, day_number, month_in_short};
use crate::atlas::table::Days;
use crate::atlas::{RowSet, group_thousands};

/// Bins of days at most.
const MOST: i64 = 60;

/// Days span so many times as much as nine tenths of them before those outside are gathered.
const FAR_OUT: i64 = 4;

/// How long a bin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    const ALL: [Self; 6] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::Day => "by day",
            Self::Week => "by week",
            Self::Month => "by month",
            Self::Year => "by year",
            Self::Decade => "by decade",
            Self::Century => "by century",
        }
    }

    /// Length in days, about.
    fn days(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Year => 365,
            Self::Decade => 3652,
            Self::Century => 36_524,
        }
    }

    /// The first day of the unit that a day is in.
    fn begin(self, day: i32) -> i32 {
        let date = date_of(day);
        let years = |many: i16| {
            let year = date.year().div_euclid(many) * many;
            Date::new(year, 1, 1).map_or(day, day_number)
        };
        match self {
            Self::Day => day,
            Self::Week => day - i32::from(date.weekday().to_monday_zero_offset()),
            Self::Month => day_number(date.first_of_month()),
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Century => years(100),
        }
    }

    fn name(self, first: i32) -> String {
        let date = date_of(first);
        match self {
            Self::Day => day_in_short(date),
            Self::Week => format!("week of {}", day_in_short(date)),
            Self::Month => format!("{} {}", month_in_short(date.month()), date.year()),
            Self::Year => date.year().to_string(),
            Self::Decade | Self::Century => {
                let last = date.year() + if self == Self::Decade { 9 } else { 99 };
                format!("{}\u{2013}{last}", date.year())
            }
        }
    }
}

/// Divides dates into bins of one length; where a reader looks at a `span` of days, those.
pub(super) fn divided(
    values: &[Days],
    rows: &RowSet,
    span: Option<[i32; 2]>,
) -> Result<Divided, Option<String>> {
    let mut known: Vec<i32> = Vec::with_capacity(values.len());
    rows.each_of(values, |days| known.extend(day(days)));
    let Some(core) = core(&mut known) else {
        return Err(None);
    };
    let [first, last] = span.unwrap_or(core);
    let span = i64::from(last) - i64::from(first);
    let mut units = Unit::ALL.into_iter();
    let short_enough = |unit: &Unit| span / unit.days() < MOST;
    let unit = units.find(short_enough).unwrap_or(Unit::Century);
    let begins = begins(unit, [first, last]);
    let (begin, end) = (begins[0], begins[begins.len() - 1]);
    let below = known.iter().any(|&day| day < begin);
    let above = known.iter().any(|&day| day >= end);
    let mut parts = Vec::with_capacity(begins.len() + 1);
    if below {
        let name = format!("before {}", unit.name(begin));
        parts.push((name, BinContent::Days([i32::MIN, begin - 1])));
    }
    for ends in begins.windows(2) {
        parts.push((unit.name(ends[0]), BinContent::Days([ends[0], ends[1] - 1])));
    }
    if above {
        let name = format!("from {} on", unit.name(end));
        parts.push((name, BinContent::Days([end, i32::MAX])));
    }
    let shift = u8::from(below);
    let bin = |days: &Days| {
        day(*days).map_or(NOWHERE, |day| {
            let after = begins.partition_point(|&begin| begin <= day) as u8;
            (after + shift).saturating_sub(1)
        })
    };
    let outside = known
        .iter()
        .filter(|&&day| day < begin || day >= end)
        .count();
    let note = if outside > 0 {
        let outside = group_thousands(outside as f64);
        format!("{}, {outside} before or after", unit.words())
    } else {
        unit.words().to_owned()
    };
    Ok(Divided {
        division: Division::Days,
        parts,
        of: OfRows::one(values.iter().map(bin).collect()),
        note,
    })
}

/// The first days of the units from the first of two days to behind the last.
fn begins(unit: Unit, [first, last]: [i32; 2]) -> Vec<i32> {
    let mut begin = unit.begin(first);
    let mut begins = vec![begin];
    // One and a half units from the first day of one lie in the next, however long the two are.
    let step = (unit.days() * 3 / 2) as i32;
    while begin <= last && begins.len() < 2 * MOST_BINS {
        begin = unit.begin(begin.saturating_add(step));
        begins.push(begin);
    }
    begins
}

/// The first and the last day; where few are far from the rest, those of the rest, with as much again
/// on both sides.
fn core(known: &mut [i32]) -> Option<[i32; 2]> {
    let (&first, &last) = (known.iter().min()?, known.iter().max()?);
    let mut at = |part: usize| {
        let at = (known.len() * part / 20).min(known.len() - 1);
        *known.select_nth_unstable(at).1
    };
    let (early, late) = (at(1), at(19));
    let rest = i64::from(late) - i64::from(early) + 1;
    if i64::from(last) - i64::from(first) <= FAR_OUT * rest {
        return Some([first, last]);
    }
    let around = i32::try_from(rest).unwrap_or(i32::MAX);
    Some([
        first.max(early.saturating_sub(around)),
        last.min(late.saturating_add(around)),
    ])
}

/// The day by which something is counted: the first that is known.
pub(super) fn day(days: Days) -> Option<i32> {
    if !days.is_dated() {
        None
    } else if days.first > i32::MIN {
        Some(days.first)
    } else if days.last < i32::MAX {
        Some(days.last)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_unit_is_skipped_and_none_stands_twice(
            first in -800_000..1_000_000_i32,
            length in 0..20_000_i32,
        ) {
            for unit in Unit::ALL {
                let last = first + length.min(unit.days() as i32 * 50);
                let begins = begins(unit, [first, last]);
                prop_assert!(begins[0] <= first && begins[begins.len() - 1] > last);
                for ends in begins.windows(2) {
                    // The day before the next unit is one of this unit still.
                    prop_assert_eq!(unit.begin(ends[1] - 1), ends[0]);
                    prop_assert_eq!(unit.begin(ends[1]), ends[1]);
                }
            }
        }
    }
}

//! How many rows are of which days, without a look at each.

use std::borrow::Cow;
use std::sync::Arc;

use super::tally::{Slots, Tallied, Tally};
use super::{Days, FeatureTable, RowIx};
use crate::atlas::row_set::RowSet;

/// Days that are counted one by one; where they lie further apart, they are sorted instead.
const MOST_DAYS: usize = 4_000_000;

/// How many rows of a table are of which days. Of rows that have a place, those that can lie within
/// a stretch of days are all but those that begin after it and those that end before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    firsts: Counts,
    lasts: Counts,
    dated: usize,
    undated: usize,
    unplaced: usize,
}

impl Calendar {
    /// A calendar for each evidence profile of a table.
    pub(super) fn of_profiles(table: &FeatureTable) -> Vec<Self> {
        Self::of_each(table, &RowSet::all(table.len()))
    }

    /// The same of some of its rows, and what was counted for it, with which the next is quicker. `span`
    /// holds every day that a row of the table names.
    pub(super) fn of_rows(
        table: &FeatureTable,
        chosen: Arc<RowSet>,
        span: Option<Days>,
        before: Option<&Tallied>,
    ) -> (Vec<Self>, Option<Tallied>) {
        let slots = Slots::of(span);
        let profiles = table.columns.profiles.all().len();
        if slots.count().saturating_mul(profiles) > MOST_DAYS {
            return (Self::of_each(table, &chosen), None);
        }
        let tallied = Tallied::of(table, chosen, slots, before);
        let of_profiles = tallied.of_profiles.iter();
        let calendars = of_profiles.map(|tally| Self::from(tally, slots));
        (calendars.collect(), Some(tallied))
    }

    fn from(tally: &Tally, slots: Slots) -> Self {
        Self {
            firsts: Counts::of_slots(&tally.firsts, slots),
            lasts: Counts::of_slots(&tally.lasts, slots),
            dated: tally.dated as usize,
            undated: tally.undated as usize,
            unplaced: tally.unplaced as usize,
        }
    }

    /// The same, with the days of all rows listed: they may lie far apart.
    fn of_each(table: &FeatureTable, chosen: &RowSet) -> Vec<Self> {
        let chosen = || chosen.iter().map(|row| RowIx(row as u32));
        let profiles = &table.columns.profiles;
        let count = profiles.all().len();
        if count == 1 {
            return vec![Self::of(table, chosen())];
        }
        let mut rows = vec![Vec::new(); count];
        for row in chosen() {
            rows[profiles.number(row)].push(row);
        }
        let rows = rows.into_iter();
        rows.map(|rows| Self::of(table, rows.into_iter())).collect()
    }

    fn of(table: &FeatureTable, rows: impl Iterator<Item = RowIx>) -> Self {
        let (mut days, mut placed, mut unplaced) = (Vec::new(), 0, 0);
        for row in rows {
            if table.place(row).is_none() {
                unplaced += 1;
                continue;
            }
            placed += 1;
            let of_row = table.days(row);
            if of_row.is_dated() {
                days.push(of_row);
            }
        }
        Self {
            firsts: Counts::of(days.iter().map(|days| days.first)),
            lasts: Counts::of(days.iter().map(|days| days.last)),
            dated: days.len(),
            undated: placed - days.len(),
            unplaced,
        }
    }

    /// How many have a place and can lie within `days`.
    #[must_use]
    pub fn within(&self, days: Days) -> usize {
        let after = self.dated - self.firsts.up_to(days.last);
        let before = days
            .first
            .checked_sub(1)
            .map_or(0, |day| self.lasts.up_to(day));
        self.dated - after - before
    }

    /// How many have a place and a date.
    #[must_use]
    pub fn dated(&self) -> usize {
        self.dated
    }

    /// How many have a place and no date.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.undated
    }

    /// How many have no place.
    #[must_use]
    pub fn unplaced(&self) -> usize {
        self.unplaced
    }

    /// Days on which a row begins, in order, each with how many do.
    pub fn beginnings(&self) -> impl Iterator<Item = (i32, usize)> {
        self.firsts.each().filter(|&(day, _)| day > i32::MIN)
    }

    /// The first and the last day that is named; `None` where none is.
    #[must_use]
    pub fn span(&self) -> Option<Days> {
        let named = |counts: &Counts| {
            let named = counts.each().map(|(day, _)| day);
            let named: Vec<i32> = named
                .filter(|day| (i32::MIN + 1..i32::MAX).contains(day))
                .collect();
            Some((*named.first()?, *named.last()?))
        };
        let (a, b) = (named(&self.firsts), named(&self.lasts));
        let first = a.into_iter().chain(b).map(|(first, _)| first).min()?;
        let last = a.into_iter().chain(b).map(|(_, last)| last).max()?;
        Some(Days { first, last })
    }
}

/// The calendars of some evidence profiles of a table, taken together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendars<'a>(Vec<Cow<'a, Calendar>>);

impl<'a> FromIterator<&'a Calendar> for Calendars<'a> {
    fn from_iter<T: IntoIterator<Item = &'a Calendar>>(calendars: T) -> Self {
        Self(calendars.into_iter().map(Cow::Borrowed).collect())
    }
}

impl FromIterator<Calendar> for Calendars<'_> {
    fn from_iter<T: IntoIterator<Item = Calendar>>(calendars: T) -> Self {
        Self(calendars.into_iter().map(Cow::Owned).collect())
    }
}

impl Calendars<'_> {
    fn sum(&self, of: impl Fn(&Calendar) -> usize) -> usize {
        self.0.iter().map(|calendar| of(calendar)).sum()
    }

    /// How many have a place and can lie within `days`.
    #[must_use]
    pub fn within(&self, days: Days) -> usize {
        self.sum(|calendar| calendar.within(days))
    }

    /// How many have a place and a date.
    #[must_use]
    pub fn dated(&self) -> usize {
        self.sum(Calendar::dated)
    }

    /// How many have a place and no date.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.sum(Calendar::undated)
    }

    /// How many have a place.
    #[must_use]
    pub fn placed(&self) -> usize {
        self.dated() + self.undated()
    }

    /// How many have no place.
    #[must_use]
    pub fn unplaced(&self) -> usize {
        self.sum(Calendar::unplaced)
    }

    /// Days on which a row begins, each with how many do: in order of each calendar.
    pub fn beginnings(&self) -> impl Iterator<Item = (i32, usize)> + use<> {
        let calendars = self.0.iter();
        let begin: Vec<_> = calendars.flat_map(|it| it.beginnings()).collect();
        begin.into_iter()
    }

    /// The first and the last day that is named; `None` where none is.
    #[must_use]
    pub fn span(&self) -> Option<Days> {
        let spans = self.0.iter().filter_map(|calendar| calendar.span());
        spans.reduce(|a, b| Days {
            first: a.first.min(b.first),
            last: a.last.max(b.last),
        })
    }
}

/// Days in order, each with how many there are up to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Counts {
    days: Vec<i32>,
    up_to: Vec<usize>,
}

impl Counts {
    fn of(days: impl Iterator<Item = i32> + Clone) -> Self {
        let named = || {
            days.clone()
                .filter(|day| (i32::MIN + 1..i32::MAX).contains(day))
        };
        let (Some(first), Some(last)) = (named().min(), named().max()) else {
            return Self::sorted(days.collect());
        };
        let span = usize::try_from(i64::from(last) - i64::from(first)).unwrap_or(usize::MAX);
        if span >= MOST_DAYS {
            return Self::sorted(days.collect());
        }
        let mut of_day = vec![0_usize; span + 1];
        let (mut open_begin, mut open_end) = (0, 0);
        for day in days {
            match usize::try_from(i64::from(day) - i64::from(first)) {
                Ok(at) if at <= span => of_day[at] += 1,
                Ok(_) => open_end += 1,
                Err(_) => open_begin += 1,
            }
        }
        let mut counts = Self::default();
        counts.add(i32::MIN, open_begin);
        for (day, count) in (first..).zip(of_day) {
            counts.add(day, count);
        }
        counts.add(i32::MAX, open_end);
        counts
    }

    fn of_slots(of_slot: &[u32], slots: Slots) -> Self {
        let mut counts = Self::default();
        for (day, &count) in slots.each().zip(of_slot) {
            counts.add(day, count as usize);
        }
        counts
    }

    fn sorted(mut days: Vec<i32>) -> Self {
        days.sort_unstable();
        let mut counts = Self::default();
        for same in days.chunk_by(|a, b| a == b) {
            counts.add(same[0], same.len());
        }
        counts
    }

    fn add(&mut self, day: i32, count: usize) {
        if count > 0 {
            let before = self.up_to.last().copied().unwrap_or(0);
            self.days.push(day);
            self.up_to.push(before + count);
        }
    }

    /// How many there are up to `day`, it included.
    fn up_to(&self, day: i32) -> usize {
        let after = self.days.partition_point(|&other| other <= day);
        after.checked_sub(1).map_or(0, |at| self.up_to[at])
    }

    fn each(&self) -> impl Iterator<Item = (i32, usize)> {
        let before = std::iter::once(0).chain(self.up_to.iter().copied());
        let counts = self.up_to.iter().zip(before);
        self.days
            .iter()
            .zip(counts)
            .map(|(&day, (up_to, before))| (day, up_to - before))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::atlas::table::{Columns, Shapes, TablePoint};
    use crate::earth::LonLat;

    fn table(rows: &[(bool, Days)]) -> FeatureTable {
        let anchors = rows.iter().map(|&(placed, _)| {
            if placed {
                TablePoint::of(LonLat::new(60.0, 40.0))
            } else {
                TablePoint::NOWHERE
            }
        });
        let columns = Columns {
            starts: (0..rows.len() as u64).collect(),
            days: rows.iter().map(|&(_, days)| days).collect(),
            shapes: Shapes {
                anchors: anchors.collect(),
                ..Shapes::default()
            },
            ..Columns::default()
        };
        FeatureTable::new("rows.geojson".into(), columns, None, Arc::new(Vec::new()))
    }

    fn any_days() -> impl Strategy<Value = Days> {
        let day = prop_oneof![4 => -400..400_i32, 1 => Just(20_000_000)];
        prop_oneof![
            4 => (day.clone(), 0..90_i32).prop_map(|(first, days)| Days { first, last: first + days }),
            1 => day.clone().prop_map(|first| Days { first, last: i32::MAX }),
            1 => day.prop_map(|last| Days { first: i32::MIN, last }),
            1 => Just(Days::UNDATED),
        ]
    }

    proptest! {
        #[test]
        fn a_calendar_counts_what_a_look_at_each_row_counts(
            rows in prop::collection::vec((prop::bool::weighted(0.9), any_days()), 0..60),
            days in any_days().prop_filter("dated", |days| days.is_dated()),
        ) {
            let table = table(&rows);
            let calendar = table.calendar();
            let placed = || rows.iter().filter(|(placed, _)| *placed).map(|(_, days)| *days);
            prop_assert_eq!(calendar.within(days), placed().filter(|row| row.meets(days)).count());
            prop_assert_eq!(calendar.dated(), placed().filter(|row| row.is_dated()).count());
            prop_assert_eq!(calendar.dated() + calendar.undated() + calendar.unplaced(), rows.len());
            let begin: usize = calendar.beginnings().map(|(_, count)| count).sum();
            let known = placed().filter(|row| row.is_dated() && row.first > i32::MIN).count();
            prop_assert_eq!(begin, known);
        }

        #[test]
        fn a_calendar_of_some_rows_is_the_same_tallied_changed_and_listed(
            rows in prop::collection::vec((prop::bool::weighted(0.9), any_days()), 0..200),
            divisors in prop::collection::vec(1..5_usize, 1..6),
        ) {
            let table = table(&rows);
            let mut before = None;
            for divisor in divisors {
                let chosen = RowSet::of(rows.len(), |row| row % divisor == 0);
                let listed = Calendar::of_each(&table, &chosen);
                let (tallied, kept) = table.calendars_of_rows(Arc::new(chosen), before.as_ref());
                prop_assert_eq!(tallied, listed);
                before = kept;
            }
        }
    }
}

//! Rows counted by their days, on every core.

use std::ops::{Add, Sub};
use std::sync::Arc;

use super::{Days, FeatureTable, RowIx};
use crate::atlas::row_set::RowSet;
use crate::cores;

/// The days of a stretch as positions in a list: the first stands for an open beginning, the last for
/// an open end, and those between for one day each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slots {
    /// The day of the second position.
    first: i64,
    /// Days between the two open ends.
    days: i64,
}

impl Slots {
    /// Positions for the days of `span`; for the two open ends alone where no day is named.
    pub(super) fn of(span: Option<Days>) -> Self {
        let first = span.map_or(0, |span| i64::from(span.first));
        let days = span.map_or(0, |span| i64::from(span.last) - first + 1);
        Self {
            first,
            days: days.max(0),
        }
    }

    /// How many positions there are.
    pub(super) fn count(self) -> usize {
        usize::try_from(self.days + 2).unwrap_or(usize::MAX)
    }

    /// The day at each position, in order.
    pub(super) fn each(self) -> impl Iterator<Item = i32> {
        let named = self.first..self.first + self.days;
        let named = named.filter_map(|day| i32::try_from(day).ok());
        let open_begin = std::iter::once(i32::MIN);
        open_begin.chain(named).chain(std::iter::once(i32::MAX))
    }

    /// The position of a day of the stretch, or of an open end.
    fn at(self, day: i32) -> usize {
        let slot = i64::from(day) - self.first + 1;
        slot.clamp(0, self.days + 1) as usize
    }
}

/// How many rows of one evidence profile are of which days.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// Rows with a place and a date, by the position of their first day.
    pub(super) firsts: Vec<u32>,
    /// The same by the position of their last day.
    pub(super) lasts: Vec<u32>,
    /// Rows with a place and a date.
    pub(super) dated: u32,
    /// Rows with a place and no date.
    pub(super) undated: u32,
    /// Rows without a place.
    pub(super) unplaced: u32,
}

impl Tally {
    fn none(slots: Slots) -> Self {
        Self {
            firsts: vec![0; slots.count()],
            lasts: vec![0; slots.count()],
            dated: 0,
            undated: 0,
            unplaced: 0,
        }
    }

    fn add(&mut self, table: &FeatureTable, row: RowIx, slots: Slots) {
        let days = table.days(row);
        if table.place(row).is_none() {
            self.unplaced += 1;
        } else if days.is_dated() {
            self.dated += 1;
            self.firsts[slots.at(days.first)] += 1;
            self.lasts[slots.at(days.last)] += 1;
        } else {
            self.undated += 1;
        }
    }

    /// Adds what `other` counts, or takes it away, as `by` says.
    fn combine(&mut self, other: &Self, by: impl Fn(u32, u32) -> u32) {
        for (mine, others) in [
            (&mut self.firsts, &other.firsts),
            (&mut self.lasts, &other.lasts),
        ] {
            let both = mine.iter_mut().zip(others);
            both.for_each(|(mine, &other)| *mine = by(*mine, other));
        }
        self.dated = by(self.dated, other.dated);
        self.undated = by(self.undated, other.undated);
        self.unplaced = by(self.unplaced, other.unplaced);
    }
}

/// Some rows of a table, counted for each of its evidence profiles.
#[derive(Debug)]
pub(in crate::atlas) struct Tallied {
    rows: Arc<RowSet>,
    pub(super) of_profiles: Vec<Tally>,
}

impl Tallied {
    /// Counts `rows`; of what was counted `before`, of the same table, those alone that differ, where they
    /// are fewer. `slots` holds every day that a row of the table names.
    pub(super) fn of(
        table: &FeatureTable,
        rows: Arc<RowSet>,
        slots: Slots,
        before: Option<&Self>,
    ) -> Self {
        let changed = before.and_then(|before| before.changed(table, &rows, slots));
        Self {
            of_profiles: changed.unwrap_or_else(|| of_profiles(table, &rows, slots)),
            rows,
        }
    }

    fn changed(&self, table: &FeatureTable, rows: &RowSet, slots: Slots) -> Option<Vec<Tally>> {
        let change = self.rows.change_to(rows);
        if change.count() >= rows.count() {
            return None;
        }
        let mut tallies = self.of_profiles.clone();
        for (changed, by) in [
            (&change.come, u32::add as fn(u32, u32) -> u32),
            (&change.gone, u32::sub),
        ] {
            let changed = of_profiles(table, changed, slots);
            let both = tallies.iter_mut().zip(&changed);
            both.for_each(|(tally, changed)| tally.combine(changed, by));
        }
        Some(tallies)
    }
}

/// The rows of a table that are in `chosen`, counted for each of its evidence profiles. `slots` holds
/// every day that a row of the table names.
fn of_profiles(table: &FeatureTable, chosen: &RowSet, slots: Slots) -> Vec<Tally> {
    let profiles = &table.columns.profiles;
    let none = vec![Tally::none(slots); profiles.all().len()];
    let parts = cores::each(chosen.parts(), |part| {
        let mut tallies = none.clone();
        for row in chosen.iter_words(part) {
            let row = RowIx(row as u32);
            tallies[profiles.number(row)].add(table, row, slots);
        }
        tallies
    });
    let joined = parts.into_iter().reduce(|mut all, part| {
        for (all, part) in all.iter_mut().zip(&part) {
            all.combine(part, u32::add);
        }
        all
    });
    joined.unwrap_or(none)
}

//! Finding the rows of the table: leaving those that conditions and words let through, and sorting
//! them. Of a million rows that takes up to a second, so the workers do it.

use std::sync::{Arc, OnceLock, Weak};

use super::super::jobs::RowsJob;
use super::column::Sorting;
use super::words;
use crate::atlas::{Atlas, FeatureId};
use crate::session::viewpoint::AttributeFilter;

/// Rows that are looked through and sorted within a frame.
const SHORT: usize = 10_000;

/// The rows that were found; `None` where the search ended by a fault.
pub(super) type RowsFound = OnceLock<Option<Arc<Vec<FeatureId>>>>;

/// What is looked through for the table.
#[derive(Debug)]
pub(super) struct RowsSearch {
    pub(super) atlas: Arc<Atlas>,
    /// The rows of its scope.
    pub(super) ids: Vec<FeatureId>,
    pub(super) conditions: AttributeFilter,
    /// What the reader wrote.
    pub(super) words: String,
    pub(super) sorting: Option<Sorting>,
    /// Where the table looks for what was found, as long as it waits.
    pub(super) found: Weak<RowsFound>,
}

impl RowsSearch {
    /// The same as a job.
    pub(super) fn job(self) -> RowsJob {
        let found = Weak::clone(&self.found);
        let give_up = move || {
            if let Some(found) = found.upgrade() {
                found.get_or_init(|| None);
            }
        };
        RowsJob::new(move || self.run(), give_up)
    }

    /// Finds the rows, unless the table wants others by now.
    pub(super) fn run(mut self) {
        let mut ids = std::mem::take(&mut self.ids);
        if self.is_wanted() {
            self.narrow(&mut ids);
        }
        if self.is_wanted() {
            words::retain(&self.atlas, &mut ids, &self.words);
        }
        if let Some(sorting) = self.sorting.as_ref().filter(|_| self.is_wanted()) {
            sorting
                .column
                .sorted(&self.atlas, &mut ids, sorting.ascending);
        }
        if let Some(found) = self.found.upgrade() {
            found.get_or_init(|| Some(Arc::new(ids)));
        }
    }

    /// Whether it takes no longer than a frame may.
    pub(super) fn is_short(&self) -> bool {
        let passes_on =
            self.sorting.is_none() && self.words.is_empty() && !self.conditions.narrows();
        passes_on || self.ids.len() <= SHORT
    }

    fn is_wanted(&self) -> bool {
        self.found.strong_count() > 0
    }

    /// Leaves what the conditions of Explore let through.
    fn narrow(&self, ids: &mut Vec<FeatureId>) {
        let (atlas, filter) = (&self.atlas, &self.conditions);
        if !filter.narrows() {
            return;
        }
        let tables = atlas.tables();
        let rows: Vec<_> = tables.map(|(ix, _)| filter.rows(atlas, ix)).collect();
        ids.retain(|&id| {
            let (table, row) = atlas.locate(id);
            let rows = rows.get(table.index()).and_then(Option::as_ref);
            rows.is_none_or(|rows| rows.has(row.index()))
        });
    }
}

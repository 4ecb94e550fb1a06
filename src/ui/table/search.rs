//! Finding the rows of the table: leaving those in which words stand, and sorting them. Of a million rows
//! that takes up to a second, so the workers do it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::super::jobs::RowsJob;
use super::column::Sorting;
use super::words;
use crate::atlas::{Atlas, FeatureId};

/// Rows that are looked through and sorted within a frame.
const SHORT: usize = 10_000;

/// What a search has found.
#[derive(Debug)]
pub(super) struct RowsFound {
    /// The search's number.
    pub(super) search: u64,
    /// The rows; `None` where the search ended by a fault.
    pub(super) ids: Option<Vec<FeatureId>>,
}

/// Where the table looks for what was found last.
#[derive(Debug, Default)]
pub(super) struct RowsShelf(Mutex<Option<RowsFound>>);

impl RowsShelf {
    /// What was found since the last look.
    pub(super) fn take(&self) -> Option<RowsFound> {
        self.locked().take()
    }

    /// Puts what a search has found there, unless a later search was quicker.
    fn put(&self, search: u64, ids: Option<Vec<FeatureId>>) {
        let mut found = self.locked();
        if found.as_ref().is_none_or(|found| found.search < search) {
            *found = Some(RowsFound { search, ids });
        }
    }

    fn locked(&self) -> MutexGuard<'_, Option<RowsFound>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is looked through for the table.
#[derive(Debug)]
pub(super) struct RowsSearch {
    /// Later searches have higher numbers.
    pub(super) number: u64,
    pub(super) atlas: Arc<Atlas>,
    /// The rows to look through.
    pub(super) ids: Vec<FeatureId>,
    /// What the reader wrote.
    pub(super) words: String,
    pub(super) sorting: Option<Sorting>,
    /// Gone where the table is closed or shows another atlas.
    pub(super) shelf: Weak<RowsShelf>,
}

impl RowsSearch {
    /// The same as a job.
    pub(super) fn job(self) -> RowsJob {
        let (search, to) = (self.number, Weak::clone(&self.shelf));
        let give_up = move || {
            if let Some(to) = to.upgrade() {
                to.put(search, None);
            }
        };
        RowsJob::new(move || self.run(), give_up)
    }

    /// Finds the rows, unless the table is gone.
    pub(super) fn run(self) {
        let Some(to) = self.shelf.upgrade() else {
            return;
        };
        let mut ids = self.ids;
        words::retain(&self.atlas, &mut ids, &self.words);
        if let Some(Sorting { column, ascending }) = &self.sorting {
            column.sorted(&self.atlas, &mut ids, *ascending);
        }
        to.put(self.number, Some(ids));
    }

    /// Whether it takes no longer than a frame may.
    pub(super) fn is_short(&self) -> bool {
        let passes_on = self.sorting.is_none() && self.words.is_empty();
        passes_on || self.ids.len() <= SHORT
    }
}

//! Work that a frame leaves to whoever has the time.

use std::fmt;
use std::sync::Arc;

/// Rows that the table waits for.
pub struct RowsJob {
    run: Box<dyn FnOnce() + Send>,
    waiter: RowsWaiter,
}

/// Who waits for rows.
#[derive(Clone)]
pub struct RowsWaiter(Arc<dyn Fn() + Send + Sync>);

impl RowsJob {
    /// What `run` finds; `give_up` tells the table that it finds nothing.
    pub(super) fn new(
        run: impl FnOnce() + Send + 'static,
        give_up: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            run: Box::new(run),
            waiter: RowsWaiter(Arc::new(give_up)),
        }
    }

    /// Who waits for its rows.
    #[must_use]
    pub fn waiter(&self) -> RowsWaiter {
        self.waiter.clone()
    }

    /// Finds the rows, unless the table is gone.
    pub fn run(self) {
        (self.run)();
    }
}

impl RowsWaiter {
    /// Tells the table that no rows come.
    pub fn give_up(&self) {
        (self.0)();
    }
}

impl fmt::Debug for RowsJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowsJob").finish_non_exhaustive()
    }
}

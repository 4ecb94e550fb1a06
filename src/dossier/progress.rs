//! How far a reading is, told while it goes on in another thread.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far the reading of large files is, and whether anybody still wants it. Share it behind `Arc`.
#[derive(Debug, Default)]
pub struct Progress {
    read: AtomicU64,
    all: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Bytes of large files that are read, and that there are in all: 0 of 0 where there are none,
    /// or nothing has begun.
    #[must_use]
    pub fn bytes(&self) -> (u64, u64) {
        (
            self.read.load(Ordering::Relaxed),
            self.all.load(Ordering::Relaxed),
        )
    }

    /// Asks the reading to end soon; what it gives then is [cancelled](super::Reading::cancelled).
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to end.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(super) fn expect(&self, bytes: u64) {
        self.all.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn add(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }
}

//! The names of one kind that a reference may give.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::nearest::Nearest;
use super::report::Context;

/// Names that are looked up at once, however many there are, and guessed at where none is meant.
#[derive(Debug, Default)]
pub(super) struct Known<'k> {
    /// As they come: of equally near ones the first is guessed.
    names: Vec<&'k str>,
    held: OnceCell<HashSet<&'k str>>,
    nearest: OnceCell<Nearest>,
}

impl<'k> Known<'k> {
    pub(super) fn of(names: impl IntoIterator<Item = &'k str>) -> Self {
        Self {
            names: names.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Whether this is one of them.
    pub(super) fn holds(&self, name: &str) -> bool {
        let held = || self.names.iter().copied().collect();
        self.held.get_or_init(held).contains(name)
    }

    /// What is guessed from, for a fault that `cx` is about; `None` where the fault is only counted, since
    /// guesses are what it would cost.
    pub(super) fn guesses(&self, cx: Context<'_>) -> Option<&Nearest> {
        let is_listed = cx.report.lists_errors_of(cx.file.name);
        let nearest = || Nearest::of(self.names.iter().copied());
        is_listed.then(|| self.nearest.get_or_init(nearest))
    }

    /// "did you mean …?", where a name is near and the fault is listed.
    pub(super) fn did_you_mean(&self, cx: Context<'_>, name: &str) -> Option<String> {
        self.guesses(cx)?.did_you_mean(name)
    }
}

//! What is said once for a whole file, though many of its features have it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::own_words::KNOWN;
use crate::dossier::fields::slip;
use crate::dossier::report::Context;
use crate::dossier::understand::Unreadable;
use crate::dossier::words;

/// Names of properties that were looked at for a slip of the keyboard: a
/// file has few names and many features.
#[derive(Debug, Default)]
pub(in crate::dossier) struct Slips {
    seen: BTreeMap<String, Option<&'static str>>,
    /// Dates of other programs that could not be understood, by property: the first, where it stands, how many.
    undated: BTreeMap<String, (Unreadable, Range<usize>, usize)>,
}

impl Slips {
    /// The known property that `key` is probably a slip of, if any.
    pub(super) fn known_near(&mut self, key: &str) -> Option<&'static str> {
        if let Some(near) = self.seen.get(key) {
            return *near;
        }
        let near = slip(key, &KNOWN);
        self.seen.insert(key.to_owned(), near);
        near
    }

    /// Remembers a date that could not be understood.
    pub(in crate::dossier) fn undated(&mut self, unreadable: Unreadable, span: &Range<usize>) {
        if let Some(known) = self.undated.get_mut(&unreadable.key) {
            known.2 += 1;
            return;
        }
        let key = unreadable.key.clone();
        self.undated.insert(key, (unreadable, span.clone(), 1));
    }

    /// Reports the dates that could not be understood, once for each property.
    pub(in crate::dossier) fn report_undated(&self, cx: Context<'_>) {
        for (first, span, count) in self.undated.values() {
            cx.push(words::undated(first, *count, cx.at(span)));
        }
    }
}

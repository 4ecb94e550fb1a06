//! What reading a table noticed, to be told once all is read.

use std::collections::BTreeMap;

use crate::dossier::understand::Unreadable;

/// Features of one sort that are told one by one; the rest is counted.
pub(super) const TOLD: usize = 100;

/// A feature that the small reader has something to say about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noted {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Where its text begins in the file, in bytes.
    pub(super) start: u64,
    /// How long that is, in bytes.
    pub(super) length: u64,
}

/// Features of one sort: the first of them, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) first: Vec<Noted>,
    pub(super) count: usize,
}

impl Sort {
    pub(super) fn push(&mut self, noted: Noted) {
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push(noted);
        }
    }

    fn append(&mut self, other: Self, numbers: usize) {
        self.count += other.count;
        let room = TOLD - self.first.len();
        let renumbered = other.first.into_iter().take(room).map(|noted| Noted {
            number: noted.number + numbers,
            ..noted
        });
        self.first.extend(renumbered);
    }
}

/// Dates under one property that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undated {
    pub(super) count: usize,
    /// The first of them, and where its feature begins.
    pub(super) first: Unreadable,
    pub(super) start: u64,
}

/// What reading noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ReadingNotes {
    /// Features that could not be read.
    pub(super) left_out: Sort,
    /// Features that were read with something mended or missed.
    pub(super) mended: Sort,
    pub(super) undated: BTreeMap<String, Undated>,
    /// Whether a feature has a property that only files written for this program have.
    pub(super) ours: bool,
    /// The first byte that is no UTF-8, and what it was read as.
    pub(super) no_text: Option<u64>,
}

impl ReadingNotes {
    pub(super) fn undated(&mut self, unreadable: Unreadable, start: u64) {
        let key = unreadable.key.clone();
        let undated = self.undated.entry(key).or_insert(Undated {
            count: 0,
            first: unreadable,
            start,
        });
        undated.count += 1;
    }

    /// Remembers that the byte at this offset is no UTF-8.
    pub(super) fn no_text(&mut self, at: Option<u64>) {
        self.no_text = self.no_text.into_iter().chain(at).min();
    }

    /// Adds what was noticed behind `numbers` features.
    pub(super) fn append(&mut self, other: Self, numbers: usize) {
        self.left_out.append(other.left_out, numbers);
        self.mended.append(other.mended, numbers);
        for (key, more) in other.undated {
            let count = more.count;
            let known = self.undated.entry(key);
            known
                .and_modify(|undated| undated.count += count)
                .or_insert(more);
        }
        self.ours |= other.ours;
        self.no_text(other.no_text);
    }
}

//! Which rows of a table are of the days that are shown and pass the filter: a bit for each.

use crate::atlas::table::{Days, Profiles};
use crate::atlas::{RowIx, RowSet};
use crate::cores;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::blocks::BLOCK;
use crate::scene::prepare::table::grid::NOWHERE;
use crate::session::viewpoint::{EvidenceFilter, Outside, TimeFilter};

/// Rows to a word.
const WORD: usize = 64;

/// Rows that have a place and pass a test, a bit for each.
#[derive(Debug, Default, PartialEq, Hash)]
pub(in crate::scene) struct RowMask {
    bits: Vec<u64>,
    /// How many there are in each block.
    in_block: Vec<u16>,
    /// How many there are in all.
    pub(super) count: usize,
}

impl RowMask {
    /// The rows that have a place, are of the days that are shown and pass the filter of evidence.
    pub(super) fn of(table: &PreparedTable, time: &TimeFilter, evidence: &EvidenceFilter) -> Self {
        Self::new(table, time.undated, time.admitting(), evidence)
    }

    /// The rows that have a place, pass the filter of evidence and are drawn faintly, being of other
    /// days; `None` where rows of other days are not drawn.
    pub(super) fn beyond(
        table: &PreparedTable,
        time: &TimeFilter,
        evidence: &EvidenceFilter,
    ) -> Option<Self> {
        if time.outside != Outside::Dim || time.window.is_none() {
            return None;
        }
        let admits = time.admitting();
        let beyond = |days: Days| days.is_dated() && !admits(days);
        Some(Self::new(table, false, beyond, evidence))
    }

    /// Those of them that are in `rows` too.
    pub(super) fn within(&self, rows: &RowSet) -> Self {
        let words = self.bits.iter().enumerate();
        Self::of_bits(words.map(|(at, word)| word & rows.word(at)).collect())
    }

    fn new(
        table: &PreparedTable,
        undated: bool,
        passes: impl Fn(Days) -> bool + Sync,
        evidence: &EvidenceFilter,
    ) -> Self {
        let days = &table.table.columns.days;
        let rows = table.at.len();
        let mut bits = vec![0; rows.div_ceil(WORD)];
        cores::fill(&mut bits, BLOCK / WORD * 16, |begin, words| {
            for (at, word) in words.iter_mut().enumerate() {
                let first = (begin + at) * WORD;
                let last = (first + WORD).min(rows);
                let placed = table.at[first..last].iter().map(|&at| at != NOWHERE);
                *word = if days.is_empty() {
                    RowSet::word_of(placed.map(|placed| placed && undated))
                } else {
                    let days = days[first..last].iter();
                    RowSet::word_of(
                        placed
                            .zip(days)
                            .map(|(placed, &days)| placed && passes(days)),
                    )
                };
            }
        });
        leave_out(&mut bits, &table.table.columns.profiles, evidence);
        Self::of_bits(bits)
    }

    fn of_bits(bits: Vec<u64>) -> Self {
        let count = |words: &[u64]| words.iter().map(|word| word.count_ones()).sum::<u32>();
        let in_block: Vec<u16> = bits
            .chunks(BLOCK / WORD)
            .map(|words| count(words) as u16)
            .collect();
        Self {
            count: in_block.iter().copied().map(usize::from).sum(),
            bits,
            in_block,
        }
    }

    /// The rows that are in one of two masks of a table, and not in the other.
    pub(super) fn differing(&self, other: &Self) -> Self {
        let words = self.bits.iter().zip(&other.bits);
        Self::of_bits(words.map(|(word, other)| word ^ other).collect())
    }

    /// Whether a row is among them.
    pub(super) fn has(&self, row: usize) -> bool {
        self.bits[row / WORD] >> (row % WORD) & 1 == 1
    }

    /// How many of a block are.
    pub(super) fn in_block(&self, block: usize) -> usize {
        usize::from(self.in_block[block])
    }

    /// Calls `then` with each row of a block that is.
    pub(super) fn rows_of(&self, block: usize, mut then: impl FnMut(RowIx)) {
        let words = block * (BLOCK / WORD)..((block + 1) * (BLOCK / WORD)).min(self.bits.len());
        for word in words {
            let mut left = self.bits[word];
            while left != 0 {
                then(RowIx((word * WORD) as u32 + left.trailing_zeros()));
                left &= left - 1;
            }
        }
    }
}

/// Takes away the rows whose evidence profile the filter does not let through.
fn leave_out(bits: &mut [u64], profiles: &Profiles, evidence: &EvidenceFilter) {
    let admitted: Vec<bool> = profiles
        .all()
        .iter()
        .map(|of| evidence.admits(of))
        .collect();
    if admitted.iter().all(|&admitted| admitted) {
        return;
    }
    let numbers = profiles.numbers();
    if numbers.is_empty() {
        bits.fill(0);
        return;
    }
    cores::fill(bits, BLOCK / WORD * 16, |begin, words| {
        for (at, word) in words.iter_mut().enumerate() {
            let first = (begin + at) * WORD;
            let last = (first + WORD).min(numbers.len());
            let of_word = numbers[first..last].iter();
            *word &= RowSet::word_of(of_word.map(|&number| admitted[usize::from(number)]));
        }
    });
}

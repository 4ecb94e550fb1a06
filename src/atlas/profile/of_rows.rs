//! The bins of each row, and the rows of each bin.

use std::iter::repeat_n;

use crate::atlas::row_set::{RowSet, WORD};

/// The bin of a row that is in none.
pub(super) const NOWHERE: u8 = u8::MAX;

/// The bins of each row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OfRows {
    pub(super) bins: Vec<u8>,
    /// Where each row's bins end in `bins`, where a row can be in several; empty where it is in one.
    pub(super) ends: Vec<u32>,
}

impl OfRows {
    /// Each row is in one bin, or [`NOWHERE`].
    pub(super) fn one(bins: Vec<u8>) -> Self {
        Self {
            bins,
            ends: Vec::new(),
        }
    }

    /// The bins of a row that can be in several.
    fn of_row(&self, row: usize) -> &[u8] {
        let begin = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bins[begin as usize..self.ends[row] as usize]
    }

    /// Calls `then` with each bin of each of some rows, once for each row; with [`NOWHERE`] for a row that is
    /// in none.
    pub(super) fn each_bin(&self, rows: &RowSet, mut then: impl FnMut(u8)) {
        for row in rows.iter() {
            if self.ends.is_empty() {
                then(self.bins[row]);
            } else {
                let several = self.of_row(row);
                if several.is_empty() {
                    then(NOWHERE);
                }
                for (at, &bin) in several.iter().enumerate() {
                    // Words without a bin of their own share one.
                    if !several[..at].contains(&bin) {
                        then(bin);
                    }
                }
            }
        }
    }

    /// The rows of each of `count` bins, of the rows among `among`, and behind them those that are in
    /// none.
    pub(super) fn rows_of_bins(&self, among: &RowSet, count: usize) -> Vec<RowSet> {
        let rows = among.rows();
        let mut sets: Vec<Vec<u64>> = repeat_n(rows.div_ceil(WORD), count + 1)
            .map(|words| vec![0; words])
            .collect();
        // The bits of 64 rows are put together for all bins before they are written.
        let mut of_bin = [0_u64; 1 << u8::BITS];
        for word in 0..rows.div_ceil(WORD) {
            let wanted = among.word(word);
            let each = word * WORD..rows.min((word + 1) * WORD);
            if self.ends.is_empty() {
                for (at, &bin) in self.bins[each].iter().enumerate() {
                    of_bin[usize::from(bin)] |= wanted & (1 << at);
                }
            } else {
                for (at, row) in each.enumerate() {
                    let several = self.of_row(row);
                    let none = several.is_empty().then_some(&NOWHERE);
                    for &bin in several.iter().chain(none) {
                        of_bin[usize::from(bin)] |= wanted & (1 << at);
                    }
                }
            }
            for (set, bits) in sets.iter_mut().zip(&mut of_bin[..count]) {
                set[word] = std::mem::take(bits);
            }
            sets[count][word] = std::mem::take(&mut of_bin[usize::from(NOWHERE)]);
        }
        let sets = sets.into_iter();
        sets.map(|words| RowSet::of_words(rows, words)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_their_bins_and_those_without_one_behind_them() {
        let of = OfRows {
            bins: vec![0, 1, NOWHERE, 2, 0],
            ends: vec![2, 3, 3, 5],
        };
        let rows = |among: &RowSet| -> Vec<Vec<usize>> {
            let sets = of.rows_of_bins(among, 3);
            sets.iter().map(|set| set.iter().collect()).collect()
        };
        assert_eq!(
            rows(&RowSet::all(4)),
            [vec![0, 3], vec![0], vec![3], vec![1, 2]]
        );
        let mut bins = Vec::new();
        let same = OfRows {
            bins: vec![4, 1, 4, 1],
            ends: vec![0, 4],
        };
        same.each_bin(&RowSet::all(2), |bin| bins.push(bin));
        assert_eq!(bins, [NOWHERE, 4, 1], "each once");
        let odd = RowSet::of(4, |row| row % 2 == 1);
        assert_eq!(rows(&odd), [vec![3], vec![], vec![3], vec![1]]);
        let one = OfRows::one((0..200).map(|row| row % 7).collect());
        let sets = one.rows_of_bins(&RowSet::all(200), 7);
        for (bin, set) in sets[..7].iter().enumerate() {
            assert_eq!(*set, RowSet::of(200, |row| row % 7 == bin));
        }
        assert_eq!(sets[7], RowSet::none(200));
    }
}

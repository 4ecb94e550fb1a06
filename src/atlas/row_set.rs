//! Rows of a table as a set, one bit each.

use std::ops::Range;

use crate::cores;

/// Rows to a word.
pub(in crate::atlas) const WORD: usize = 64;

/// Words that one core fills before another is worth starting: 64k rows.
const GRAIN: usize = 1024;

/// A set of a table's rows, one bit each. Bits beyond the last row are never set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    rows: usize,
}

/// The rows that have come to a set, and those that have gone from it.
#[derive(Debug)]
pub struct RowChange {
    /// Those that it has now and had not before.
    pub come: RowSet,
    /// Those that it had before and has no longer.
    pub gone: RowSet,
}

impl RowChange {
    /// How many they are together.
    #[must_use]
    pub fn count(&self) -> usize {
        self.come.count() + self.gone.count()
    }
}

impl RowSet {
    /// No row of `rows`.
    #[must_use]
    pub fn none(rows: usize) -> Self {
        Self {
            words: vec![0; rows.div_ceil(WORD)],
            rows,
        }
    }

    /// Every row of `rows`.
    #[must_use]
    pub fn all(rows: usize) -> Self {
        let mut words = vec![u64::MAX; rows.div_ceil(WORD)];
        if let (Some(last), bits @ 1..) = (words.last_mut(), rows % WORD) {
            *last = (1 << bits) - 1;
        }
        Self { words, rows }
    }

    /// The rows of `rows` whose bits are set, the first 64 of them in the first word.
    pub(crate) fn of_words(rows: usize, words: Vec<u64>) -> Self {
        debug_assert_eq!(words.len(), rows.div_ceil(WORD));
        Self { words, rows }
    }

    /// The rows of `rows` that pass a test.
    pub fn of(rows: usize, passes: impl Fn(usize) -> bool + Sync) -> Self {
        let mut set = Self::none(rows);
        cores::fill(&mut set.words, GRAIN, |begin, words| {
            for (at, word) in words.iter_mut().enumerate() {
                let first = (begin + at) * WORD;
                let last = (first + WORD).min(rows);
                *word = Self::word_of((first..last).map(&passes));
            }
        });
        set
    }

    /// The rows whose value, of `values` that has one for each, passes a test.
    pub(crate) fn of_values<T: Copy + Sync>(
        values: &[T],
        passes: impl Fn(T) -> bool + Sync,
    ) -> Self {
        let mut set = Self::none(values.len());
        cores::fill(&mut set.words, GRAIN * 4, |begin, words| {
            let chunks = values[begin * WORD..].chunks(WORD);
            for (word, values) in words.iter_mut().zip(chunks) {
                *word = Self::word_of(values.iter().map(|&value| passes(value)));
            }
        });
        set
    }

    /// The bits of up to 64 rows, set where one passes, the first the lowest. Whether they pass is written
    /// into bytes, which a compiler asks of many rows at once; then each eight bytes of 0 or 1 are gathered by
    /// a multiplication, whose partial products meet in no bit.
    pub(crate) fn word_of(passing: impl Iterator<Item = bool>) -> u64 {
        let mut bytes = [0_u8; WORD];
        for (byte, passes) in bytes.iter_mut().zip(passing) {
            *byte = u8::from(passes);
        }
        let (eights, _) = bytes.as_chunks::<8>();
        eights.iter().rev().fold(0, |word, &eight| {
            let gathered = u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            word << 8 | gathered
        })
    }

    /// How many rows the table has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether a row is in the set.
    #[must_use]
    pub fn has(&self, row: usize) -> bool {
        let word = self.words.get(row / WORD).copied().unwrap_or_default();
        word >> (row % WORD) & 1 == 1
    }

    /// Puts a row into the set; a row that the table does not have is left out.
    pub fn insert(&mut self, row: usize) {
        if row < self.rows {
            self.words[row / WORD] |= 1 << (row % WORD);
        }
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        let ones = self.words.iter().map(|word| word.count_ones() as usize);
        ones.sum()
    }

    /// How many rows are in both sets.
    #[must_use]
    pub fn count_both(&self, other: &Self) -> usize {
        let length = self.words.len().min(other.words.len());
        let (eights, rest) = self.words[..length].as_chunks::<8>();
        let (other_eights, other_rest) = other.words[..length].as_chunks::<8>();
        let of_eights: usize = eights
            .iter()
            .zip(other_eights)
            .map(|(a, b)| ones_of_eight(&std::array::from_fn(|at| a[at] & b[at])))
            .sum();
        let of_rest = rest.iter().zip(other_rest);
        let of_rest: usize = of_rest.map(|(a, b)| (a & b).count_ones() as usize).sum();
        of_eights + of_rest
    }

    /// Whether a row is in both sets.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let mut both = self.words.iter().zip(&other.words);
        both.any(|(a, b)| a & b != 0)
    }

    /// The rows that are in both sets.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        let both = self.words.iter_mut().zip(&other.words);
        both.for_each(|(word, other)| *word &= other);
        self
    }

    /// The rows that are in this set, and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let words = self.words.iter().enumerate();
        let words = words.map(|(at, word)| word & !other.word(at));
        Self::of_words(self.rows, words.collect())
    }

    /// What has changed from this set of a table's rows to another.
    #[must_use]
    pub fn change_to(&self, now: &Self) -> RowChange {
        RowChange {
            come: now.without(self),
            gone: self.without(now),
        }
    }

    /// The rows that are in either set.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        let both = self.words.iter_mut().zip(&other.words);
        both.for_each(|(word, other)| *word |= other);
        self
    }

    /// The bits of the 64 rows from `word * 64` on; none beyond the end.
    #[must_use]
    pub(crate) fn word(&self, word: usize) -> u64 {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The rows in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + Clone {
        self.iter_words(0..self.words.len())
    }

    /// Gives the values of the rows in the set, in order, of `values` that has one for each row.
    pub(crate) fn each_of<T: Copy>(&self, values: &[T], mut take: impl FnMut(T)) {
        for (chunk, &word) in values.chunks(WORD).zip(&self.words) {
            // Mostly all rows are asked for, one after another.
            if word == u64::MAX {
                for &value in chunk {
                    take(value);
                }
                continue;
            }
            let mut left = word;
            while left != 0 {
                take(chunk[left.trailing_zeros() as usize]);
                left &= left - 1;
            }
        }
    }

    /// The rows in the set, in parts of about equal length for as many cores as there are.
    pub(crate) fn parts(&self) -> Vec<Range<usize>> {
        cores::ranges(self.words.len(), GRAIN, cores::count())
    }

    /// The rows of one of the [`parts`](Self::parts), in order.
    pub(crate) fn iter_words(&self, part: Range<usize>) -> impl Iterator<Item = usize> + Clone {
        let begin = part.start;
        let words = self.words[part].iter().enumerate();
        words.flat_map(move |(at, &word)| {
            let at = begin + at;
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(at * WORD + bit)
            })
        })
    }
}

/// Adds three bits in each place: the sums, and what is carried.
fn added(a: u64, b: u64, c: u64) -> (u64, u64) {
    let half = a ^ b;
    (half ^ c, (a & b) | (half & c))
}

/// How many bits of eight words are set. Words are added place by place first, so that bits of four
/// words are counted and not of eight: without an instruction for it, counting takes the longest
/// (Harley and Seal, in Warren, "Hacker's Delight", section 5-1).
fn ones_of_eight(words: &[u64; 8]) -> usize {
    let (ones, twos_a) = added(words[0], words[1], words[2]);
    let (ones, twos_b) = added(ones, words[3], words[4]);
    let (ones, twos_c) = added(ones, words[5], words[6]);
    let (ones, twos_d) = (ones ^ words[7], ones & words[7]);
    let (twos, fours_a) = added(twos_a, twos_b, twos_c);
    let (twos, fours_b) = (twos ^ twos_d, twos & twos_d);
    let (fours, eights) = (fours_a ^ fours_b, fours_a & fours_b);
    let counts = [ones, twos, fours, eights].map(|word| word.count_ones() as usize);
    counts[0] + 2 * counts[1] + 4 * counts[2] + 8 * counts[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_rows_that_pass_and_no_row_beyond_the_last() {
        let thirds = RowSet::of(200, |row| row % 3 == 0);
        let halves = RowSet::of(200, |row| row % 2 == 0);
        assert_eq!((thirds.count(), halves.count()), (67, 100));
        assert_eq!(thirds.count_both(&halves), 34);
        assert_eq!(thirds.clone().and(&halves).count(), 34);
        assert_eq!(thirds.clone().or(&halves).count(), 133);
        assert_eq!(thirds.without(&halves).count(), 33);
        assert_eq!(thirds.without(&RowSet::none(0)), thirds);
        assert_eq!(RowSet::all(200).count(), 200);
        assert_eq!(RowSet::all(128), RowSet::of(128, |_| true));
        assert_eq!(RowSet::all(0).count(), 0);
        assert!(thirds.meets(&halves) && !thirds.meets(&RowSet::none(200)));
        assert!(thirds.has(198) && !thirds.has(199) && !thirds.has(201));
        assert!(thirds.iter().all(|row| row % 3 == 0) && thirds.iter().count() == 67);
    }

    #[test]
    fn the_rows_of_values_that_pass_are_those_that_pass_one_by_one() {
        for rows in [0, 1, 63, 64, 65, 200, 5_000] {
            let values: Vec<usize> = (0..rows).map(|row| row * row % 101).collect();
            for most in [0, 1, 50, 200] {
                let found = RowSet::of_values(&values, |value| value < most);
                let expected = RowSet::of(rows, |row| values[row] < most);
                assert_eq!(found, expected, "{rows} rows, below {most}");
            }
        }
    }

    #[test]
    fn values_of_the_rows_come_in_their_order() {
        let values: Vec<usize> = (0..200).collect();
        for set in [
            RowSet::all(200),
            RowSet::none(200),
            RowSet::of(200, |row| row % 3 == 0),
        ] {
            let mut given = Vec::new();
            set.each_of(&values, |value| given.push(value));
            assert_eq!(given, set.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn rows_of_two_sets_are_counted_as_one_by_one_however_many_there_are() {
        for rows in [1, 63, 64, 511, 512, 513, 10_000] {
            let a = RowSet::of(rows, |row| row * row % 7 < 4);
            let b = RowSet::of(rows, |row| row * 31 % 13 < 9);
            let slowly = (0..rows).filter(|&row| a.has(row) && b.has(row)).count();
            assert_eq!(a.count_both(&b), slowly, "{rows} rows");
        }
    }
}

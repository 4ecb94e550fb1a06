//! How the values of one word are spread.

use crate::atlas::row_set::RowSet;

/// The rows of one word, by their value in the other column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WordRows {
    pub(super) word: String,
    pub(super) title: String,
    /// Values with their rows, the least first.
    pub(super) sorted: Vec<(f64, u32)>,
}

/// How the values of one word are spread.
#[derive(Debug, Clone, PartialEq)]
pub struct PairBox {
    /// The word as filters write it.
    pub word: String,
    /// What readers call it.
    pub title: String,
    /// Its features.
    pub all: FiveNumbers,
    /// Those that the filters let through; `None` where there are none.
    pub passing: Option<FiveNumbers>,
}

/// A summary of numbers by five of them (Tukey 1977, Exploratory Data Analysis, section 2B).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FiveNumbers {
    /// How many numbers there are.
    pub count: usize,
    /// Least, lower quartile, median, upper quartile, greatest.
    pub at: [f64; 5],
}

impl WordRows {
    pub(super) fn summed(&self, passing: &RowSet) -> Option<PairBox> {
        let all = || self.sorted.iter().map(|&(at, _)| at);
        let passes = || {
            let rows = self.sorted.iter();
            let rows = rows.filter(|&&(_, row)| passing.has(row as usize));
            rows.map(|&(at, _)| at)
        };
        Some(PairBox {
            word: self.word.clone(),
            title: self.title.clone(),
            all: FiveNumbers::of_sorted(self.sorted.len(), all())?,
            passing: FiveNumbers::of_sorted(passes().count(), passes()),
        })
    }
}

impl FiveNumbers {
    /// The summary of `count` numbers, the least first; `None` where there are none.
    fn of_sorted(count: usize, numbers: impl Iterator<Item = f64>) -> Option<Self> {
        let last = count.checked_sub(1)?;
        let places = [0, last / 4, last / 2, last - last / 4, last];
        let mut at = [f64::NAN; 5];
        for (place, number) in numbers.enumerate().take(count) {
            for (slot, _) in at.iter_mut().zip(places).filter(|(_, it)| *it == place) {
                *slot = number;
            }
        }
        Some(Self { count, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_numbers_are_ends_quartiles_and_the_middle() {
        let of = |numbers: &[f64]| {
            let all = FiveNumbers::of_sorted(numbers.len(), numbers.iter().copied());
            all.map(|it| it.at)
        };
        assert_eq!(
            of(&[1.0, 2.0, 3.0, 4.0, 5.0]),
            Some([1.0, 2.0, 3.0, 4.0, 5.0])
        );
        assert_eq!(of(&[7.0]), Some([7.0; 5]));
        assert_eq!(of(&[]), None);
    }
}

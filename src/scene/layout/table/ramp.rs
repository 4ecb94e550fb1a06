//! How strongly a cell is drawn for what it counts.
//!
//! Counts differ by thousands between a city and a steppe: a scale in their proportion would show
//! the city alone. The scale is equalised instead: five classes, each of about as many cells as the
//! others, their bounds rounded so that a legend can say them.

/// How much of a cell's colour each class has.
const STRENGTHS: [f32; 5] = [0.34, 0.5, 0.66, 0.82, 0.96];

/// Counts below this are told apart in a table, the few beyond in a list.
const SMALL: usize = 1024;

/// How many cells count how many rows.
#[derive(Debug, Clone)]
pub(super) struct Histogram {
    small: Vec<u32>,
    large: Vec<u32>,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            small: vec![0; SMALL],
            large: Vec::new(),
        }
    }
}

impl Histogram {
    /// Notes a cell with this count; an empty cell is passed over.
    pub(super) fn add(&mut self, count: u32) {
        match self.small.get_mut(count as usize) {
            Some(cells) => *cells += u32::from(count > 0),
            None => self.large.push(count),
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (cells, more) in self.small.iter_mut().zip(&other.small) {
            *cells += more;
        }
        self.large.extend(&other.large);
    }

    /// The counts that occur, in order, and how many cells have each.
    fn counts(&self) -> Vec<(u32, u32)> {
        let mut large = self.large.clone();
        large.sort_unstable();
        let small = (0..).zip(self.small.iter().copied());
        small
            .filter(|&(_, cells)| cells > 0)
            .chain(large.into_iter().map(|count| (count, 1)))
            .collect()
    }

    /// The classes: the least count of each, and the greatest of all.
    pub(super) fn ramp(&self) -> Ramp {
        let counts = self.counts();
        let mut left: u64 = counts.iter().map(|&(_, cells)| u64::from(cells)).sum();
        let mut from = Vec::new();
        let mut taken = 0;
        for &(count, cells) in &counts {
            let classes = STRENGTHS.len() - from.len();
            // A class takes its share of the cells that are left; then the next begins.
            let first = from.is_empty();
            let full = !first && taken * (classes as u64 + 1) >= left;
            if first || (full && classes > 0 && rounded(count) > from.last().copied().unwrap_or(0))
            {
                let begins = if first { count.min(1) } else { rounded(count) };
                left -= taken;
                taken = 0;
                from.push(begins);
            }
            taken += u64::from(cells);
        }
        Ramp {
            from,
            most: counts.last().map_or(0, |&(count, _)| count),
        }
    }
}

/// The next number not below `count` that is easy to say: 2, 3, 5, 10, 20, 30, 50, …
fn rounded(count: u32) -> u32 {
    let mut unit = 1_u32;
    loop {
        for step in [1, 2, 3, 5] {
            let Some(number) = unit.checked_mul(step) else {
                return count;
            };
            if number >= count {
                return number;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// The classes of counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ramp {
    /// The least count of each class.
    pub(super) from: Vec<u32>,
    /// The greatest count of all.
    pub(super) most: u32,
}

impl Ramp {
    /// Opacity of a cell with this count, 0 to 1.
    pub(super) fn strength(&self, count: u32) -> f32 {
        let class = self.from.iter().take_while(|&&from| from <= count).count();
        self.strength_of(class.saturating_sub(1))
    }

    /// How strongly cells of a class are drawn: the last is the strongest, however many there are.
    pub(super) fn strength_of(&self, class: usize) -> f32 {
        let weakest = STRENGTHS.len().saturating_sub(self.from.len().max(3));
        STRENGTHS[(weakest + class).min(STRENGTHS.len() - 1)]
    }

    /// The least and the greatest count of each class.
    pub(super) fn classes(&self) -> impl Iterator<Item = (u32, u32)> {
        let to = self
            .from
            .iter()
            .skip(1)
            .map(|next| (next - 1).min(self.most));
        self.from
            .iter()
            .copied()
            .zip(to.chain([self.most]))
            .filter(|(from, to)| from <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(counts: impl IntoIterator<Item = u32>) -> Ramp {
        let mut histogram = Histogram::default();
        counts.into_iter().for_each(|count| histogram.add(count));
        histogram.ramp()
    }

    #[test]
    fn classes_hold_about_as_many_cells_each() {
        // Few cells with many, many with few, as places are.
        let counts: Vec<u32> = (1..2000_u32).map(|rank| 4000 / rank + 1).collect();
        let ramp = ramp(counts.clone());
        assert_eq!(ramp.from.len(), 5, "{ramp:?}");
        assert_eq!(ramp.from[0], 1);
        for (from, to) in ramp.classes() {
            let cells = counts
                .iter()
                .filter(|&&count| (from..=to).contains(&count))
                .count();
            assert!(
                cells > counts.len() / 40,
                "{from} to {to}: {cells} of {ramp:?}"
            );
        }
    }

    #[test]
    fn bounds_are_easy_to_say_and_rise() {
        let ramp = ramp((1..500).chain([70_000, 3_000_000]));
        assert!(ramp.from.is_sorted_by(|a, b| a < b));
        assert!(ramp.from.iter().all(|&from| from == rounded(from)));
        assert_eq!(ramp.most, 3_000_000);
        let last = ramp.classes().last().unwrap();
        assert_eq!(last.1, 3_000_000);
    }

    #[test]
    fn one_count_is_one_class() {
        let ramp = ramp([1; 50]);
        assert_eq!(ramp.classes().collect::<Vec<_>>(), [(1, 1)]);
        assert!(ramp.strength(1) > 0.0);
    }

    #[test]
    fn more_is_never_weaker() {
        let ramp = ramp((0..3000).map(|at| at % 97 + at % 13));
        let strengths: Vec<f32> = (1..120).map(|count| ramp.strength(count)).collect();
        assert!(strengths.is_sorted());
    }
}

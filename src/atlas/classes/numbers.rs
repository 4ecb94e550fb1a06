//! Where numbers are divided into classes.

use super::Classing;

/// Classes that numbers are divided into.
const CLASSES: usize = 5;
/// Different values that natural breaks are looked for among; more are gathered into so many groups.
const MOST_VALUES: usize = 200;

/// The least number of each class but the first, ascending, and how many classes lie below zero where
/// zero means something and the numbers lie on both sides of it. `sorted` are the numbers, ascending,
/// none of them NaN.
pub(super) fn breaks(
    sorted: &[f64],
    classing: Classing,
    zero_means: bool,
) -> (Vec<f64>, Option<usize>) {
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
        return (Vec::new(), None);
    };
    if zero_means && least < 0.0 && most > 0.0 {
        let below = sorted.partition_point(|&number| number < 0.0);
        let half = CLASSES / 2;
        let mut breaks = divided(&sorted[..below], half, classing);
        let below_zero = breaks.len() + 1;
        breaks.push(0.0);
        breaks.extend(divided(&sorted[below..], half, classing));
        return (breaks, Some(below_zero));
    }
    (divided(sorted, CLASSES, classing), None)
}

fn divided(sorted: &[f64], classes: usize, classing: Classing) -> Vec<f64> {
    match classing {
        Classing::Quantiles => quantiles(sorted, classes),
        Classing::NaturalBreaks => natural(sorted, classes),
    }
}

/// Equally many in each class, as far as equal numbers stay together.
fn quantiles(sorted: &[f64], classes: usize) -> Vec<f64> {
    let least = sorted.first().copied();
    let at = (1..classes).filter_map(|class| sorted.get(sorted.len() * class / classes));
    let mut breaks: Vec<f64> = at.copied().filter(|&at| Some(at) > least).collect();
    breaks.dedup();
    breaks
}

/// The classes with the least sum of squared distances from their means: Fisher, "On Grouping for
/// Maximum Homogeneity", Journal of the American Statistical Association 53 (1958), page 789.
fn natural(sorted: &[f64], classes: usize) -> Vec<f64> {
    let groups = groups(sorted);
    let count = groups.len();
    if count <= classes {
        return groups.iter().skip(1).map(|group| group.least).collect();
    }
    // Sums up to each group, from which the cost of any run of groups follows.
    let mut sums = vec![[0.0; 3]];
    for group in &groups {
        let [number, sum, squares] = sums[sums.len() - 1];
        sums.push([
            number + group.count,
            sum + group.count * group.mean,
            squares + group.count * group.mean * group.mean,
        ]);
    }
    let cost = |from: usize, to: usize| {
        let part = |at: usize| sums[to][at] - sums[from][at];
        part(2) - part(1) * part(1) / part(0)
    };
    // The least cost of the first groups in so many classes, and where the last class begins.
    let mut best: Vec<f64> = (0..=count)
        .map(|to| if to == 0 { 0.0 } else { cost(0, to) })
        .collect();
    let mut begins = Vec::new();
    for class in 1..classes {
        let mut next = vec![f64::INFINITY; count + 1];
        let mut begin = vec![0; count + 1];
        for to in class + 1..=count {
            for (from, before) in best[..to].iter().enumerate().skip(class) {
                let sum = before + cost(from, to);
                if sum < next[to] {
                    (next[to], begin[to]) = (sum, from);
                }
            }
        }
        best = next;
        begins.push(begin);
    }
    let mut breaks = Vec::new();
    let mut to = count;
    for begin in begins.iter().rev() {
        to = begin[to];
        breaks.push(groups[to].least);
    }
    breaks.reverse();
    breaks
}

/// Numbers that stay together.
struct Group {
    least: f64,
    mean: f64,
    count: f64,
}

/// Equal numbers, or where many differ, neighbours.
fn groups(sorted: &[f64]) -> Vec<Group> {
    let mut starts = vec![0];
    let differs = |&at: &usize| sorted[at] > sorted[at - 1];
    starts.extend((1..sorted.len()).filter(differs));
    if starts.len() > MOST_VALUES {
        let step = starts.len().div_ceil(MOST_VALUES);
        starts = starts.into_iter().step_by(step).collect();
    }
    let ends = starts.iter().skip(1).copied().chain([sorted.len()]);
    let group = |(&start, end): (&usize, usize)| {
        let count = (end - start) as f64;
        Group {
            least: sorted[start],
            mean: sorted[start..end].iter().sum::<f64>() / count,
            count,
        }
    };
    starts.iter().zip(ends).map(group).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn natural_breaks_stand_where_the_numbers_leave_gaps() {
        let numbers = [
            1.0, 1.0, 2.0, 2.0, 20.0, 21.0, 22.0, 90.0, 91.0, 300.0, 990.0,
        ];
        let (breaks, below) = breaks(&numbers, Classing::NaturalBreaks, true);
        assert_eq!((breaks, below), (vec![20.0, 90.0, 300.0, 990.0], None));
    }

    #[test]
    fn quantiles_have_equally_many_and_equal_numbers_stay_together() {
        let numbers: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(
            breaks(&numbers, Classing::Quantiles, true).0,
            [20.0, 40.0, 60.0, 80.0]
        );
        let same = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0];
        assert_eq!(
            breaks(&same, Classing::Quantiles, true).0,
            Vec::<f64>::new()
        );
    }

    #[test]
    fn numbers_on_both_sides_of_zero_are_divided_there() {
        let numbers: Vec<f64> = (-10..=10).map(f64::from).collect();
        let (breaks, below) = breaks(&numbers, Classing::Quantiles, true);
        assert_eq!(breaks, [-5.0, 0.0, 5.0]);
        assert_eq!(below, Some(2));
    }

    proptest! {
        #[test]
        fn breaks_ascend_within_the_numbers(
            mut numbers in proptest::collection::vec(-1e6..1e6_f64, 0..600),
            natural in any::<bool>(),
        ) {
            numbers.sort_by(f64::total_cmp);
            let classing = if natural { Classing::NaturalBreaks } else { Classing::Quantiles };
            let (breaks, _) = breaks(&numbers, classing, natural);
            prop_assert!(breaks.len() < CLASSES);
            prop_assert!(breaks.windows(2).all(|pair| pair[0] < pair[1]));
            let most = numbers.last().copied().unwrap_or(0.0);
            prop_assert!(breaks.iter().all(|&at| at <= most));
        }
    }
}

//! Numbers divided into stretches of equal length, or of equal factor.

use super::{BinContent, Divided, Division, MOST_BINS, NOWHERE, OfRows};
use crate::atlas::RowSet;
use crate::atlas::group_thousands;
use crate::math;

/// Bins that a column has at least.
const FEWEST: f64 = 5.0;
/// Bins of equal length that a column has at most.
const MOST: f64 = 40.0;
/// What lies further outside the middle half than this many of its lengths is gathered at the end
/// (Tukey 1977, Exploratory Data Analysis, section 2D: "far out").
const FAR_OUT: f64 = 3.0;
/// The numbers span so many times the smallest of them before they are offered by factors.
const LOG_FROM: f64 = 100.0;

pub(super) fn divided(values: &[f64], rows: &RowSet, log: bool) -> Result<Divided, Option<String>> {
    let mut known = Vec::with_capacity(values.len());
    rows.each_of(values, |value: f64| {
        known.extend(value.is_finite().then_some(value));
    });
    if known.is_empty() {
        return Err(None);
    }
    let spread = Spread::of(&mut known);
    if spread.least.to_bits() == spread.most.to_bits() {
        return Err(Some(format!("{} everywhere", spread.least)));
    }
    let can_log = spread
        .least_positive
        .is_some_and(|least| spread.most >= LOG_FROM * least);
    let log = log && can_log;
    let edges = if log {
        spread.by_factors()
    } else {
        spread.by_lengths()
    };
    let (first, last) = (edges[0], edges[edges.len() - 1]);
    let (below, above) = (spread.least < first, spread.most >= last);
    let mut parts = Vec::with_capacity(edges.len() + 1);
    if below {
        parts.push((
            format!("below {}", number_in_short(first)),
            BinContent::Numbers([None, Some(first)]),
        ));
    }
    for edge in edges.windows(2) {
        parts.push((
            named(edge, spread.whole),
            BinContent::Numbers([Some(edge[0]), Some(edge[1])]),
        ));
    }
    if above {
        parts.push((
            format!("{} or more", number_in_short(last)),
            BinContent::Numbers([Some(last), None]),
        ));
    }
    let shift = u8::from(below);
    let bin = |value: f64| {
        if !value.is_finite() {
            return NOWHERE;
        }
        let edge = if log {
            edges.partition_point(|&edge| edge <= value)
        } else {
            edges_below(&edges, value)
        };
        // Nothing lies below the first edge but where there is a bin for it.
        (edge as u8 + shift).saturating_sub(1)
    };
    let bins = values.iter().map(|&value| bin(value)).collect();
    let outside = known.iter().filter(|&&it| it < first || it >= last).count();
    let note = if outside > 0 && !log {
        format!("{} far outside", group_thousands(outside as f64))
    } else {
        String::new()
    };
    Ok(Divided {
        division: Division::Numbers { log, can_log },
        parts,
        of: OfRows::one(bins),
        note,
    })
}

/// How many edges are no greater than a value, where all are about equally far apart: as a search among them
/// would find, from where division puts the value.
fn edges_below(edges: &[f64], value: f64) -> usize {
    let step = edges[1] - edges[0];
    // What is below the first is 0, and beyond the last the number of all.
    let guess = ((value - edges[0]) / step) as usize;
    let mut below = guess.min(edges.len());
    while below < edges.len() && edges[below] <= value {
        below += 1;
    }
    while below > 0 && edges[below - 1] > value {
        below -= 1;
    }
    below
}

/// How numbers are spread.
struct Spread {
    least: f64,
    most: f64,
    least_positive: Option<f64>,
    /// The first and the third quartile.
    quartiles: [f64; 2],
    count: f64,
    /// Whether all are whole numbers.
    whole: bool,
}

impl Spread {
    fn of(known: &mut [f64]) -> Self {
        let at = [known.len() / 4, known.len() * 3 / 4];
        let (_, &mut first, above) = known.select_nth_unstable_by(at[0], f64::total_cmp);
        // The third quartile is the first itself, or above it.
        let third = (at[1] - at[0]).checked_sub(1);
        let third = third.map_or(first, |at| {
            *above.select_nth_unstable_by(at, f64::total_cmp).1
        });
        let quartiles = [first, third];
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut positive = f64::INFINITY;
        let mut whole = true;
        for &it in &*known {
            least = least.min(it);
            most = most.max(it);
            positive = positive.min(if it > 0.0 { it } else { f64::INFINITY });
            whole &= it.fract() == 0.0;
        }
        Self {
            least,
            most,
            least_positive: Some(positive).filter(|it| it.is_finite()),
            quartiles,
            count: known.len() as f64,
            whole,
        }
    }

    /// Edges of equal distance: bins as long as Freedman and Diaconis (1981) say, on round numbers.
    fn by_lengths(&self) -> Vec<f64> {
        let [lower, upper] = self.quartiles;
        let half = upper - lower;
        let (mut low, mut high) = (self.least, self.most);
        let mut bins = 20.0;
        if half > 0.0 {
            low = low.max(lower - FAR_OUT * half);
            high = high.min(upper + FAR_OUT * half);
            bins = ((high - low) / (2.0 * half / math::cbrt(self.count))).clamp(FEWEST, MOST);
        }
        let mut step = round_up((high - low) / bins);
        if self.whole {
            step = step.max(1.0).round();
        }
        let first = (low / step).floor();
        let steps = (((high / step).floor() - first) as usize + 1).clamp(1, MOST_BINS);
        (0..=steps).map(|at| (first + at as f64) * step).collect()
    }

    /// Edges at 1, 2 and 5 of each power of ten.
    fn by_factors(&self) -> Vec<f64> {
        let least = self.least_positive.unwrap_or(1.0);
        let first = math::log10(least).floor() as i32;
        let top = math::log10(self.most).floor() as i32;
        let powers = (first..=top + 1)
            .flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * math::powi(10.0, power)));
        let edges: Vec<f64> = powers.collect();
        let begin = edges
            .partition_point(|&edge| edge <= least)
            .saturating_sub(1);
        let end = (edges.partition_point(|&edge| edge <= self.most) + 1).min(edges.len());
        edges[begin..end.min(begin + MOST_BINS)].to_vec()
    }
}

/// The next of 1, 2 and 5 of a power of ten that is at least `length`.
fn round_up(length: f64) -> f64 {
    if !(length.is_finite() && length > 0.0) {
        return 1.0;
    }
    let power = math::power_of_ten_within(length);
    let digit = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|digit| digit * power >= length * 0.999);
    digit.unwrap_or(10.0) * power
}

/// "10", "10–19", "0.5–1".
fn named(edge: &[f64], whole: bool) -> String {
    let [low, high] = [edge[0], edge[1]];
    if whole && high - low <= 1.0 {
        return number_in_short(low);
    }
    let high = if whole { high - 1.0 } else { high };
    format!("{}\u{2013}{}", number_in_short(low), number_in_short(high))
}

/// A number without the noise of its last binary digits.
#[must_use]
pub fn number_in_short(value: f64) -> String {
    if value.abs() >= 1e4 && value.fract() == 0.0 {
        return group_thousands(value);
    }
    let rounded = (value * 1e6).round() / 1e6;
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_value_is_found_among_edges_as_by_a_search(
            first in -1e4..1e4_f64,
            step in prop::sample::select(vec![1e-7, 0.1, 0.3, 1.0, 5.0, 1e6]),
            count in 2..60_usize,
            at in -2.0..62.0_f64,
            on_edge in any::<bool>(),
        ) {
            let first = (first / step).floor();
            let edges: Vec<f64> = (0..count).map(|at| (first + at as f64) * step).collect();
            let at = if on_edge { at.floor() } else { at };
            for value in [(first + at) * step, f64::MAX, f64::MIN, edges[count - 1]] {
                let expected = edges.partition_point(|&edge| edge <= value);
                prop_assert_eq!(edges_below(&edges, value), expected);
            }
        }
    }
}

//! Outlines that cross themselves so often that they enclose nothing that could be told.

/// Crossings from which rings are a tangle: each is a corner of what they enclose, and finding them all
/// would take seconds.
const MOST_CROSSINGS: f64 = 3e5;

/// Fewest and most pairs of edges that are looked at; crossings are counted among these and estimated for
/// all.
const PAIRS: [f64; 2] = [64.0, 4096.0];

/// Crossings that are met among them where the edges are just a tangle.
const MET: f64 = 16.0;

/// Steps between the edges of a pair and from pair to pair, so that any rings' pairs are met evenly:
/// the fractions of the golden and the silver ratio, in 2⁶⁴ths.
const STEPS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0x6a09_e667_f3bc_c909];

/// Whether closed rings are a tangle: their edges cross in more than some hundred thousand places, by
/// [`crossings`]. Rings of fewer than some hundred edges never are one.
pub(crate) fn is_tangle<P: Copy>(rings: &[impl AsRef<[P]>], xy: impl Fn(P) -> [f64; 2]) -> bool {
    crossings(rings, xy) > MOST_CROSSINGS
}

/// In how many places the edges of closed rings cross, touch or run along each other (first point repeated
/// or not), as estimated from some thousands of pairs of edges, always the same ones; zero where so few
/// edges cannot be a tangle.
///
/// `xy` gives a point's coordinates on a plane.
pub(crate) fn crossings<P: Copy>(rings: &[impl AsRef<[P]>], xy: impl Fn(P) -> [f64; 2]) -> f64 {
    let lengths = rings.iter().map(|ring| ring.as_ref().len());
    let count: usize = lengths.clone().sum();
    let pairs = count as f64 * count as f64 / 2.0;
    // Nearly all areas end here, before anything is set aside for them.
    if pairs < MOST_CROSSINGS {
        return 0.0;
    }
    let sums = lengths.scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    let ends: Vec<usize> = sums.collect();
    let edge = |number: usize| {
        let ring = ends.partition_point(|&end| end <= number);
        let points = rings[ring].as_ref();
        let at = number + points.len() - ends[ring];
        [points[at], points[(at + 1) % points.len()]].map(&xy)
    };
    let position = |pair: u64, step: u64| {
        let part = u128::from(step.wrapping_mul(pair + 1)) * count as u128;
        (part >> 64) as usize
    };
    // The more edges there are, the rarer the pairs of a tangle that cross.
    let [fewest, most] = PAIRS;
    let looked_at = (MET * pairs / MOST_CROSSINGS).clamp(fewest, most).floor();
    let crossings = (0..looked_at as u64).filter(|&pair| {
        let [one, other] = STEPS.map(|step| edge(position(pair, step)));
        meet(one, other)
    });
    crossings.count() as f64 / looked_at * pairs
}

/// Whether two edges have a point in common.
fn meet(one: [[f64; 2]; 2], other: [[f64; 2]; 2]) -> bool {
    let beside = |axis: usize| {
        let [one, other] = [one, other].map(|[from, to]| [from[axis], to[axis]]);
        one[0].max(one[1]) < other[0].min(other[1]) || other[0].max(other[1]) < one[0].min(one[1])
    };
    let divides = |[from, to]: [[f64; 2]; 2], edge: [[f64; 2]; 2]| {
        let side = |at: [f64; 2]| {
            (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0])
        };
        side(edge[0]) * side(edge[1]) <= 0.0
    };
    !beside(0) && !beside(1) && divides(one, other) && divides(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn star(corners: u32) -> Vec<[f64; 2]> {
        let turn = |i: u32| (f64::from(i) * 2.4).sin_cos().into();
        (0..corners).map(turn).collect()
    }

    #[test]
    fn a_star_of_thousands_of_points_is_a_tangle_and_a_small_one_is_not() {
        assert!(is_tangle(&[star(20_000)], |at| at));
        assert!(!is_tangle(&[star(700)], |at| at));
    }

    #[test]
    fn edges_that_run_to_and_fro_between_a_few_places_are_a_tangle() {
        let at = |i: u32| [f64::from(i * 7919 % 3), f64::from(i * 104_729 % 5)];
        assert!(is_tangle(
            &[(0..30_000).map(at).collect::<Vec<_>>()],
            |at| at
        ));
    }

    #[test]
    fn rings_within_each_other_and_a_ragged_coast_are_none() {
        let square = |half: f64| vec![[-half, -half], [half, -half], [half, half], [-half, half]];
        let nested: Vec<_> = (1..50_000).map(f64::from).map(square).collect();
        assert!(!is_tangle(&nested, |at| at));
        let coast = (0..200_000).map(|i| {
            let (sin, cos) = (f64::from(i) * std::f64::consts::TAU / 2e5).sin_cos();
            let ragged = 1.0 + f64::from(i * 7919 % 13) * 1e-3;
            [cos * ragged, sin * ragged]
        });
        assert!(!is_tangle(&[coast.collect::<Vec<_>>()], |at| at));
        assert!(!is_tangle(&[Vec::<[f64; 2]>::new()], |at| at));
    }
}

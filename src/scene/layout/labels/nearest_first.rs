//! Points in the order of their distance from a place.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::earth::ScreenPoint;

/// Points, the nearest to a place first; of equals the first stays first. They are put in order only as far as
/// they are asked for: a name mostly has its place among the first few of many thousands.
pub(super) struct NearestFirst {
    points: Vec<ScreenPoint>,
    /// Numbers of points in their order.
    ordered: Vec<usize>,
    /// The other points: each one's distance, by its bits, and its number.
    others: BinaryHeap<Reverse<(u64, usize)>>,
}

impl NearestFirst {
    /// The points in the order of their distance from `place`.
    pub(super) fn to(place: ScreenPoint, points: impl Iterator<Item = ScreenPoint>) -> Self {
        let points: Vec<ScreenPoint> = points.collect();
        let away = points.iter().map(|at| at.distance_px(place));
        // Bits of numbers that are not negative have the order of the numbers.
        let others = away.map(f64::to_bits).zip(0..).map(Reverse);
        Self {
            ordered: Vec::new(),
            others: others.collect(),
            points,
        }
    }

    /// The point of this number in their order, none past the last.
    pub(super) fn get(&mut self, number: usize) -> Option<ScreenPoint> {
        while self.ordered.len() <= number {
            let Reverse((_, next)) = self.others.pop()?;
            self.ordered.push(next);
        }
        Some(self.points[self.ordered[number]])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_come_as_a_stable_sort_brings_them(
            points in prop::collection::vec((-4..4_i32, -4..4_i32), 0..40),
        ) {
            let points: Vec<ScreenPoint> = points
                .into_iter()
                .map(|(x, y)| ScreenPoint::new(f64::from(x), f64::from(y)))
                .collect();
            let place = ScreenPoint::new(0.5, -1.0);
            let mut nearest = NearestFirst::to(place, points.iter().copied());
            let ordered: Vec<ScreenPoint> = (0..).map_while(|number| nearest.get(number)).collect();
            let mut sorted = points;
            sorted.sort_by(|a, b| a.distance_px(place).total_cmp(&b.distance_px(place)));
            prop_assert_eq!(ordered, sorted);
        }
    }
}

//! Triangles of any rings by the even-odd rule.

use std::panic::{AssertUnwindSafe, catch_unwind};

use i_triangle::float::custom::CustomTriangulatable as _;
use i_triangle::i_overlay::core::fill_rule::FillRule;
use i_triangle::int::validation::Validation;

/// Triangles that cover what some rings enclose.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Triangles {
    /// Corners of the triangles; not all are corners of the rings, since rings may cross.
    pub points: Vec<[f64; 2]>,
    /// Three positions in `points` for each triangle.
    pub indices: Vec<u32>,
}

impl Triangles {
    /// Triangles of what lies within an odd number of `rings`, whichever way they run, cross, touch
    /// or nest. The first point of a ring is not repeated.
    ///
    /// A sweep over integers (`i_triangle`): it ends for every input, in time of about n log n, and
    /// corners are rounded to about a billionth of the rings' extent. Rings with a coordinate that
    /// is no number are left out, as are those of fewer than three points.
    #[must_use]
    pub fn within(rings: Vec<Vec<[f64; 2]>>) -> Self {
        let usable = |ring: &Vec<[f64; 2]>| {
            ring.len() >= 3 && ring.iter().flatten().all(|number| number.is_finite())
        };
        let rings: Vec<_> = rings.into_iter().filter(usable).collect();
        if rings.is_empty() {
            return Self::default();
        }
        Self::or_none(|| {
            let rule = Validation::with_fill_rule(FillRule::EvenOdd);
            let found = rings.as_slice().custom_triangulate(rule).to_triangulation();
            Self {
                points: found.points,
                indices: found.indices,
            }
        })
    }

    /// What `triangulate` gives; nothing where it panics: the area then has its outline alone, and all
    /// others are drawn. No input is known that does it, and none may cost the window.
    fn or_none(triangulate: impl FnOnce() -> Self) -> Self {
        catch_unwind(AssertUnwindSafe(triangulate)).unwrap_or_else(|_| {
            log::error!("an area cannot be filled, by a fault of the triangulation");
            Self::default()
        })
    }

    /// The area that they cover, in the square of the coordinates' unit.
    #[must_use]
    pub fn area(&self) -> f64 {
        let corners = self.indices.as_chunks::<3>().0;
        let area = corners.iter().map(|corners| {
            let [a, b, c] = corners.map(|index| self.points[index as usize]);
            ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
        });
        area.sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn square(middle: [f64; 2], half: f64) -> Vec<[f64; 2]> {
        [(-half, -half), (half, -half), (half, half), (-half, half)]
            .map(|(x, y)| [middle[0] + x, middle[1] + y])
            .to_vec()
    }

    #[test]
    fn a_hole_far_outside_its_ring_is_an_area_of_its_own() {
        let outside = square([-4e6, 0.0], 1e5);
        let found = Triangles::within(vec![square([0.0, 0.0], 2e5), outside]);
        let expected = 4e5 * 4e5 + 2e5 * 2e5;
        assert!((found.area() / expected - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_fault_of_the_triangulation_costs_the_inside_of_that_area() {
        let found = Triangles::or_none(|| panic!("index out of bounds"));
        assert_eq!(found, Triangles::default());
    }

    #[test]
    fn what_two_rings_share_is_a_hole() {
        let found = Triangles::within(vec![square([0.0, 0.0], 2.0), square([1.0, 0.0], 2.0)]);
        assert!((found.area() - 8.0).abs() < 1e-6);
    }

    #[test]
    fn rings_that_enclose_nothing_give_no_triangle() {
        let line = vec![[0.0, 0.0], [5.0, 5.0], [0.0, 0.0]];
        let nowhere = vec![[f64::NAN, 0.0], [1.0, 0.0], [1.0, f64::INFINITY]];
        let point = vec![[3.0, 3.0]; 4];
        let found = Triangles::within(vec![line, nowhere, point, vec![[1.0, 1.0]]]);
        assert!(found.area() < 1e-9);
        assert_eq!(Triangles::within(Vec::new()), Triangles::default());
    }

    #[test]
    fn thousands_of_rings_take_milliseconds() {
        let nested = (0..2000).map(|i| square([0.0, 0.0], 1e6 - f64::from(i) * 400.0));
        let expected: f64 = (0..2000)
            .map(|i| {
                4.0 * (1e6 - f64::from(i) * 400.0).powi(2) * if i % 2 == 0 { 1.0 } else { -1.0 }
            })
            .sum();
        let found = Triangles::within(nested.collect());
        assert!((found.area() / expected - 1.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn any_rings_have_triangles_within_their_box(
            rings in prop::collection::vec(
                prop::collection::vec([-1e7..1e7_f64, -1e7..1e7_f64], 0..12), 0..12),
        ) {
            let found = Triangles::within(rings.clone());
            for &index in &found.indices {
                let [x, y] = found.points[index as usize];
                prop_assert!(x.abs() <= 1e7 + 1.0 && y.abs() <= 1e7 + 1.0);
            }
            let usable: Vec<_> = rings.into_iter().filter(|ring| ring.len() >= 3).collect();
            if let [ring] = usable.as_slice() && ring.len() == 3 {
                let whole = Triangles { points: ring.clone(), indices: vec![0, 1, 2] };
                prop_assert!((found.area() - whole.area()).abs() <= 1.0 + whole.area() * 1e-6);
            }
        }
    }
}

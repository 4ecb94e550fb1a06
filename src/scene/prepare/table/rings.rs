//! Rings and lines on the grid, against a place or a rectangle.

use super::grid::{At, GridBounds, NOWHERE};

/// Whether a place lies within a ring, by the even-odd rule.
pub(in crate::scene) fn holds(ring: &[At], at: At) -> bool {
    let Some(mut before) = ring.last() else {
        return false;
    };
    let mut inside = false;
    for here in ring {
        if (before[1] > at[1]) != (here[1] > at[1]) {
            let [a, b, at] = [before, here, &at].map(|place| place.map(f64::from));
            inside ^= at[0] < a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
        }
        before = here;
    }
    inside
}

/// Whether some of a line lies within `rect`.
pub(super) fn line_meets(line: &[At], rect: &GridBounds) -> bool {
    let starts_within = line.first().is_some_and(|&at| rect.contains(at));
    starts_within
        || line
            .windows(2)
            .any(|edge| edge_meets(edge[0], edge[1], rect))
}

/// Whether some of an area lies within `rect`: an edge of its outline or of a hole, or all of `rect` lies
/// in it.
pub(super) fn area_meets<'a>(
    rings: impl Iterator<Item = &'a [At]> + Clone,
    rect: &GridBounds,
) -> bool {
    let closing = |ring: &[At]| match (ring.last(), ring.first()) {
        (Some(&last), Some(&first)) => edge_meets(last, first, rect),
        _ => false,
    };
    let corner = rect.min;
    let covers = |inside, ring: &[At]| inside ^ holds(ring, corner);
    let edges = rings
        .clone()
        .any(|ring| line_meets(ring, rect) || closing(ring));
    edges || rings.fold(false, covers)
}

/// Whether some of an edge lies within `rect`.
fn edge_meets(start: At, end: At, rect: &GridBounds) -> bool {
    // Most edges lie on one side of it.
    let is_beside = |axis: usize| {
        let (min, max) = (rect.min[axis], rect.max[axis]);
        (start[axis] < min && end[axis] < min) || (start[axis] > max && end[axis] > max)
    };
    if is_beside(0) || is_beside(1) {
        return false;
    }
    // What the projection does not show has no edge.
    if start == NOWHERE || end == NOWHERE {
        return rect.contains(start) || rect.contains(end);
    }
    let [from, to] = [start, end].map(|at| at.map(i64::from));
    let side = |corner: At| {
        let [east, north] = [0, 1].map(|axis| i64::from(corner[axis]) - from[axis]);
        ((to[0] - from[0]) * north - (to[1] - from[1]) * east).signum()
    };
    let GridBounds { min, max } = *rect;
    let sides = [min, [max[0], min[1]], max, [min[0], max[1]]].map(side);
    // The straight line through the edge misses a rectangle that lies on one side of it.
    !sides.iter().all(|&side| side > 0) && !sides.iter().all(|&side| side < 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: GridBounds = GridBounds {
        min: [0, 0],
        max: [20, 10],
    };
    /// Around [`RECT`], with a notch that reaches to its middle from above.
    const AROUND: [At; 7] = [
        [-30, -30],
        [50, -30],
        [50, 40],
        [11, 40],
        [10, 5],
        [9, 40],
        [-30, 40],
    ];

    #[test]
    fn a_line_past_a_corner_does_not_meet_a_rectangle_that_its_bounds_meet() {
        assert!(!line_meets(&[[-10, 5], [5, 20]], &RECT));
        assert!(line_meets(&[[-10, 5], [5, 14], [6, 9]], &RECT));
        assert!(line_meets(&[[-10, 5], [40, 6]], &RECT), "right through it");
        assert!(line_meets(&[[3, 3]], &RECT));
        assert!(!line_meets(&[], &RECT));
    }

    #[test]
    fn an_area_meets_what_it_covers_and_not_what_lies_in_its_hole() {
        let outline: &[At] = &[[-30, -30], [50, -30], [50, 40], [-30, 40]];
        let hole: &[At] = &[[-9, -9], [30, -9], [30, 20], [-9, 20]];
        let meets = |rings: &[&[At]]| area_meets(rings.iter().copied(), &RECT);
        assert!(meets(&[outline]));
        assert!(!meets(&[outline, hole]));
        assert!(meets(&[&AROUND]));
        assert!(!meets(&[&[[30, 0], [40, 0], [30, 10]]]));
        assert!(
            meets(&[&[[-5, -5], [13, 30], [-5, 30]]]),
            "by the edge that closes it or another"
        );
    }
}

//! The point of an area that is farthest from its outline.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A better point is looked for until it could be farther from the outline by this part only.
const PRECISION: f64 = 0.05;

/// The centroid will do where it is at least this part of half the area's smaller side from the outline.
const COMPACT: f64 = 0.55;

/// Most squares that are looked at, so that a hostile outline does not take for ever.
const MOST_SQUARES: usize = 2_000;

/// Fewest squares that are looked at, however many edges the area has.
const FEWEST_SQUARES: usize = 64;

/// Edges that are looked at for all squares together: each square asks for the distance to every edge.
const MOST_EDGES: usize = 20_000_000;

/// A point of a plane.
type Point = [f64; 2];

/// The pole of inaccessibility of an area on a plane, about: the point in it that is farthest from
/// its outline and its holes. Of a compact area it is the centroid. `None` where the area is empty.
///
/// The first ring is the outline and the others are holes, filled by the even-odd rule; a ring may or
/// may not repeat its first point. Coordinates may be in any unit.
///
/// Garcia-Castellanos and Lombardo, "Poles of inaccessibility", Scottish Geographical Journal 123
/// (2007), searched for with a quadtree as in Agafonkin, "A new algorithm for finding a visual
/// center of a polygon" (2016).
///
/// ```
/// use steppe::earth::pole_of_inaccessibility;
///
/// let horseshoe = [[0.0, 0.0], [9.0, 0.0], [9.0, 6.0], [8.0, 6.0], [8.0, 1.0], [1.0, 1.0], [1.0, 6.0], [0.0, 6.0]];
/// let [x, y] = pole_of_inaccessibility(&[horseshoe.to_vec()]).unwrap();
/// assert!(x < 1.0 || x > 8.0 || y < 1.0);
/// ```
#[must_use]
pub fn pole_of_inaccessibility(rings: &[Vec<Point>]) -> Option<Point> {
    let outline = rings.first()?;
    let (min, max) = bounds(outline)?;
    let side = (max[0] - min[0]).min(max[1] - min[1]);
    if side.is_nan() || side <= 0.0 {
        return None;
    }
    let area = Area::of(rings);
    let mut best = area.square(centroid(outline).unwrap_or(min), 0.0);
    if best.inside >= COMPACT * side / 2.0 {
        return Some(best.middle);
    }
    let edges: usize = rings.iter().map(Vec::len).sum();
    let most_squares = (MOST_EDGES / edges.max(1)).clamp(FEWEST_SQUARES, MOST_SQUARES);
    let mut squares = area.covering(min, max, side);
    best = squares.iter().fold(best, Square::better);
    let mut looked_at = squares.len();
    while let Some(square) = squares.pop() {
        let least = best.inside + PRECISION * best.inside.max(0.0);
        if square.most() <= least || looked_at > most_squares {
            break;
        }
        let half = square.half / 2.0;
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            let [x, y] = square.middle;
            // A square that holds no better point would end the search once it came to it.
            let least = best.inside - half * std::f64::consts::SQRT_2;
            if let Some(inside) = area.inside([x + dx, y + dy], least) {
                let quarter = Square {
                    middle: [x + dx, y + dy],
                    half,
                    inside,
                };
                best = best.better(&quarter);
                squares.push(quarter);
            }
        }
        looked_at += 4;
    }
    (best.inside > 0.0).then_some(best.middle)
}

/// Edges of a ring that follow each other and are passed over together where they are far away.
const BLOCK: usize = 32;

/// An area by its rings, in blocks of edges.
struct Area<'a>(Vec<Block<'a>>);

/// Some edges of a ring that follow each other.
struct Block<'a> {
    /// Where the first edge begins.
    from: Point,
    /// Where each edge ends.
    to: &'a [Point],
    /// What holds all of them.
    min: Point,
    max: Point,
}

impl Block<'_> {
    /// The square of a distance that no edge is nearer to a point than.
    fn least2(&self, point: Point) -> f64 {
        let beyond = |axis: usize| {
            let below = self.min[axis] - point[axis];
            below.max(point[axis] - self.max[axis]).max(0.0)
        };
        let (x, y) = (beyond(0), beyond(1));
        x * x + y * y
    }

    /// Whether a ray from a point to the right crosses an odd number of edges.
    fn crosses(&self, [x, y]: Point) -> bool {
        if y < self.min[1] || y >= self.max[1] || x >= self.max[0] {
            return false;
        }
        let mut before = self.from;
        if x < self.min[0] {
            // Each edge that passes that height is to the right.
            let last = self.to.last().unwrap_or(&before);
            return (last[1] > y) != (before[1] > y);
        }
        let mut odd = false;
        for &here in self.to {
            if (here[1] > y) != (before[1] > y) {
                let part = (y - here[1]) / (before[1] - here[1]);
                odd ^= x < here[0] + part * (before[0] - here[0]);
            }
            before = here;
        }
        odd
    }

    /// The square of the distance from a point to the nearest of the edges.
    fn distance2(&self, point: Point) -> f64 {
        let mut before = self.from;
        self.to.iter().fold(f64::INFINITY, |nearest2, &here| {
            let from = std::mem::replace(&mut before, here);
            nearest2.min(distance2(point, from, here))
        })
    }
}

/// A square that is looked at.
#[derive(Debug, Clone, Copy)]
struct Square {
    middle: Point,
    /// Half its side.
    half: f64,
    /// Distance from the middle to the outline, negative outside of the area.
    inside: f64,
}

impl Square {
    /// The farthest that a point of it can be from the outline.
    fn most(&self) -> f64 {
        self.inside + self.half * std::f64::consts::SQRT_2
    }

    fn better(self, other: &Self) -> Self {
        if other.inside > self.inside {
            *other
        } else {
            self
        }
    }
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Square {}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        let most = self.most().total_cmp(&other.most());
        let x = || self.middle[0].total_cmp(&other.middle[0]);
        let y = || self.middle[1].total_cmp(&other.middle[1]);
        most.then_with(x).then_with(y)
    }
}

impl<'a> Area<'a> {
    fn of(rings: &'a [Vec<Point>]) -> Self {
        let mut blocks = Vec::new();
        for ring in rings {
            let Some(mut from) = ring.last().copied() else {
                continue;
            };
            for to in ring.chunks(BLOCK) {
                let (min, max) = to.iter().fold((from, from), grown);
                blocks.push(Block { from, to, min, max });
                from = *to.last().unwrap_or(&from);
            }
        }
        Self(blocks)
    }

    fn square(&self, middle: Point, half: f64) -> Square {
        Square {
            middle,
            half,
            inside: self.inside(middle, 0.0).unwrap_or_default(),
        }
    }

    /// Squares with sides of `side` that cover the box; a long box is covered by larger ones.
    fn covering(&self, min: Point, max: Point, side: f64) -> BinaryHeap<Square> {
        let length = (max[0] - min[0]).max(max[1] - min[1]);
        let side = side.max(length / 64.0);
        let count = |axis: usize| ((max[axis] - min[axis]) / side).ceil().max(1.0) as u32;
        let (columns, rows) = (count(0), count(1));
        let middle = |column: u32, row: u32| {
            let along = |axis: usize, number: u32| min[axis] + side * (f64::from(number) + 0.5);
            [along(0, column), along(1, row)]
        };
        let cells = (0..columns).flat_map(|column| (0..rows).map(move |row| (column, row)));
        cells
            .map(|(column, row)| self.square(middle(column, row), side / 2.0))
            .collect()
    }

    /// Distance from a point to the nearest ring, negative outside of the area; `None` as soon as it is found
    /// to be less than `least`, on whichever side.
    fn inside(&self, point: Point, least: f64) -> Option<f64> {
        let least2 = least.max(0.0) * least.max(0.0);
        let (mut inside, mut nearest2) = (false, f64::INFINITY);
        for block in &self.0 {
            inside ^= block.crosses(point);
            if block.least2(point) < nearest2 {
                nearest2 = nearest2.min(block.distance2(point));
                if nearest2 < least2 {
                    return None;
                }
            }
        }
        let distance = nearest2.sqrt();
        Some(if inside { distance } else { -distance })
    }
}

/// The square of the distance from a point to an edge.
fn distance2(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length2 = dx * dx + dy * dy;
    let along = (point[0] - from[0]) * dx + (point[1] - from[1]) * dy;
    let part = if length2 > 0.0 {
        (along / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (
        from[0] + part * dx - point[0],
        from[1] + part * dy - point[1],
    );
    x * x + y * y
}

/// The lower left and the upper right corner of what holds all points.
fn bounds(points: &[Point]) -> Option<(Point, Point)> {
    let first = *points.first()?;
    Some(points.iter().fold((first, first), grown))
}

/// The corners of what holds what these do, and a point.
fn grown((min, max): (Point, Point), point: &Point) -> (Point, Point) {
    (
        [min[0].min(point[0]), min[1].min(point[1])],
        [max[0].max(point[0]), max[1].max(point[1])],
    )
}

/// The centre of gravity of the area within a ring; `None` where it has no area.
fn centroid(ring: &[Point]) -> Option<Point> {
    let origin = *ring.first()?;
    let mut before = *ring.last()?;
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for &here in ring {
        // About the first point, so that large coordinates lose no digits.
        let [a, b] = [before, here].map(|at| [at[0] - origin[0], at[1] - origin[1]]);
        let cross = a[0] * b[1] - b[0] * a[1];
        twice += cross;
        x += (a[0] + b[0]) * cross;
        y += (a[1] + b[1]) * cross;
        before = here;
    }
    let part = 3.0 * twice;
    (twice != 0.0).then(|| [origin[0] + x / part, origin[1] + y / part])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| [x, y]).collect()
    }

    #[test]
    fn the_pole_of_a_square_with_a_hole_is_beside_the_hole() {
        let square = ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
        let hole = ring(&[(1.0, 1.0), (6.0, 1.0), (6.0, 9.0), (1.0, 9.0)]);
        let plain = pole_of_inaccessibility(std::slice::from_ref(&square));
        assert_eq!(plain, Some([5.0, 5.0]));
        let [x, _] = pole_of_inaccessibility(&[square, hole]).unwrap();
        assert!(x > 7.0 && x < 9.0, "{x}");
    }

    #[test]
    fn an_area_without_an_inside_has_no_pole() {
        assert_eq!(pole_of_inaccessibility(&[]), None);
        let flat = ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]);
        assert_eq!(pole_of_inaccessibility(&[flat]), None);
        let line = ring(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]);
        assert_eq!(pole_of_inaccessibility(&[line]), None);
    }

    proptest! {
        #[test]
        fn blocks_of_edges_give_the_distance_of_all_edges(
            rings in prop::collection::vec(
                prop::collection::vec((-40..40_i32, -40..40_i32), 1..90),
                1..4,
            ),
            (x, y) in (-50..50_i32, -50..50_i32),
        ) {
            let rings: Vec<Vec<Point>> = rings
                .into_iter()
                .map(|ring| ring.into_iter().map(|(x, y)| [x.into(), y.into()]).collect())
                .collect();
            let point = [f64::from(x), f64::from(y) + 0.5];
            let (mut inside, mut nearest2) = (false, f64::INFINITY);
            for ring in &rings {
                for (number, &here) in ring.iter().enumerate() {
                    let before = ring[(number + ring.len() - 1) % ring.len()];
                    if (here[1] > point[1]) != (before[1] > point[1]) {
                        let part = (point[1] - here[1]) / (before[1] - here[1]);
                        inside ^= point[0] < here[0] + part * (before[0] - here[0]);
                    }
                    nearest2 = nearest2.min(distance2(point, before, here));
                }
            }
            let expected = if inside { nearest2.sqrt() } else { -nearest2.sqrt() };
            let found = Area::of(&rings).inside(point, 0.0).expect("no bound");
            prop_assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }

        #[test]
        fn a_pole_is_in_its_area(radii in prop::collection::vec(0.1..10.0_f64, 3..40)) {
            let corner = |(number, radius): (usize, &f64)| {
                let angle = std::f64::consts::TAU * number as f64 / radii.len() as f64;
                [radius * angle.cos(), radius * angle.sin()]
            };
            let star: Vec<Point> = radii.iter().enumerate().map(corner).collect();
            let rings = [star];
            if let Some(pole) = pole_of_inaccessibility(&rings) {
                prop_assert!(Area::of(&rings).inside(pole, 0.0) > Some(0.0));
            }
        }
    }
}

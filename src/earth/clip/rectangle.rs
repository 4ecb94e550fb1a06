//! Lines and rings of a plane cut to an upright rectangle: of the map, in metres, or of the window, in
//! pixels.

use crate::earth::{MapPoint, MapRect, ScreenPoint};

/// A point of a plane: of the map or of the window.
pub trait PlanePoint: Copy {
    /// Its two coordinates.
    fn coordinates(self) -> [f64; 2];

    /// The point with these coordinates.
    fn at(coordinates: [f64; 2]) -> Self;

    /// The point at `part` of the way from here to `to`: 0 here, 1 there.
    #[must_use]
    fn between(self, to: Self, part: f64) -> Self {
        let ([x, y], [to_x, to_y]) = (self.coordinates(), to.coordinates());
        Self::at([x + (to_x - x) * part, y + (to_y - y) * part])
    }
}

impl PlanePoint for MapPoint {
    fn coordinates(self) -> [f64; 2] {
        [self.x_m, self.y_m]
    }

    fn at([x_m, y_m]: [f64; 2]) -> Self {
        Self::new(x_m, y_m)
    }
}

impl PlanePoint for ScreenPoint {
    fn coordinates(self) -> [f64; 2] {
        [self.x_px, self.y_px]
    }

    fn at([x_px, y_px]: [f64; 2]) -> Self {
        Self::new(x_px, y_px)
    }
}

/// An upright rectangle of a plane, its edges included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle<P> {
    /// The corner with the least coordinates.
    pub min: P,
    /// The corner with the greatest coordinates.
    pub max: P,
}

impl From<MapRect> for Rectangle<MapPoint> {
    fn from(rect: MapRect) -> Self {
        Self {
            min: rect.min,
            max: rect.max,
        }
    }
}

impl<P: PlanePoint> Rectangle<P> {
    /// The part of a segment within the rectangle: where on the way from `from` to `to` it enters and
    /// leaves, 0 to 1. `None` where nothing of it lies within.
    ///
    /// Liang and Barsky, "A New Concept and Method for Line Clipping", ACM TOG 3(1), 1984, p. 1-22.
    #[must_use]
    pub fn segment(&self, from: P, to: P) -> Option<[f64; 2]> {
        let ([x, y], [to_x, to_y]) = (from.coordinates(), to.coordinates());
        let ([min_x, min_y], [max_x, max_y]) = (self.min.coordinates(), self.max.coordinates());
        let (dx, dy) = (to_x - x, to_y - y);
        let edges = [
            (-dx, x - min_x),
            (dx, max_x - x),
            (-dy, y - min_y),
            (dy, max_y - y),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (toward, room) in edges {
            if toward < 0.0 {
                enters = enters.max(room / toward);
            } else if toward > 0.0 {
                leaves = leaves.min(room / toward);
            } else if room < 0.0 {
                return None;
            }
        }
        (enters <= leaves).then_some([enters, leaves])
    }

    /// The pieces of a line within the rectangle, in its order, each of two points at least.
    #[must_use]
    pub fn line(&self, line: &[P]) -> Vec<Vec<P>> {
        let mut pieces: Vec<Vec<P>> = Vec::new();
        let mut goes_on = false;
        for edge in line.windows(2) {
            let Some([enters, leaves]) = self.segment(edge[0], edge[1]) else {
                goes_on = false;
                continue;
            };
            let end = edge[0].between(edge[1], leaves);
            match pieces.last_mut() {
                Some(piece) if goes_on => piece.push(end),
                _ => pieces.push(vec![edge[0].between(edge[1], enters), end]),
            }
            goes_on = leaves >= 1.0;
        }
        pieces
    }

    /// The part of a ring within the rectangle, its first point not repeated; empty where nothing of it
    /// lies within. Parts of a concave ring stay joined along the rectangle's edge, where they have no
    /// width, and fill the same by the even-odd rule.
    ///
    /// Sutherland and Hodgman, "Reentrant Polygon Clipping", CACM 17(1), 1974, p. 32-42.
    #[must_use]
    pub fn ring(&self, ring: &[P]) -> Vec<P> {
        let ([min_x, min_y], [max_x, max_y]) = (self.min.coordinates(), self.max.coordinates());
        let ring = half(ring, |[x, _]| x - min_x);
        let ring = half(&ring, |[x, _]| max_x - x);
        let ring = half(&ring, |[_, y]| y - min_y);
        half(&ring, |[_, y]| max_y - y)
    }
}

/// The part of a ring on one side of an edge; `depth` says how far inside a point lies, negative outside.
fn half<P: PlanePoint>(ring: &[P], depth: impl Fn([f64; 2]) -> f64) -> Vec<P> {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    let Some(&last) = ring.last() else {
        return kept;
    };
    let (mut from, mut from_depth) = (last, depth(last.coordinates()));
    for &to in ring {
        let to_depth = depth(to.coordinates());
        if (from_depth < 0.0) != (to_depth < 0.0) {
            kept.push(from.between(to, from_depth / (from_depth - to_depth)));
        }
        if to_depth >= 0.0 {
            kept.push(to);
        }
        (from, from_depth) = (to, to_depth);
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SQUARE: Rectangle<MapPoint> = Rectangle {
        min: MapPoint::new(0.0, 0.0),
        max: MapPoint::new(100.0, 100.0),
    };

    fn points(list: &[(f64, f64)]) -> Vec<MapPoint> {
        list.iter().map(|&(x, y)| MapPoint::new(x, y)).collect()
    }

    fn anywhere() -> impl Strategy<Value = Vec<MapPoint>> {
        prop::collection::vec((-300.0..400.0, -300.0..400.0), 3..30).prop_map(|list| points(&list))
    }

    fn is_near(point: &MapPoint) -> bool {
        let near = -1e-9..=100.0 + 1e-9;
        near.contains(&point.x_m) && near.contains(&point.y_m)
    }

    fn twice_the_area(ring: &[MapPoint]) -> f64 {
        let edges = ring.iter().zip(ring.iter().cycle().skip(1));
        edges.map(|(a, b)| a.x_m * b.y_m - b.x_m * a.y_m).sum()
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_pieces() {
        let line = points(&[(50.0, 50.0), (150.0, 50.0), (150.0, 80.0), (50.0, 80.0)]);
        let pieces = SQUARE.line(&line);
        let expected = [
            points(&[(50.0, 50.0), (100.0, 50.0)]),
            points(&[(100.0, 80.0), (50.0, 80.0)]),
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn a_segment_beside_the_rectangle_has_no_part_in_it() {
        let beside = |x: f64| SQUARE.segment(MapPoint::new(x, -50.0), MapPoint::new(x, 150.0));
        assert_eq!(beside(100.5), None);
        assert_eq!(beside(100.0), Some([0.25, 0.75]));
    }

    proptest! {
        #[test]
        fn what_is_cut_lies_within(line in anywhere()) {
            prop_assert!(SQUARE.line(&line).iter().flatten().all(is_near));
            prop_assert!(SQUARE.ring(&line).iter().all(is_near));
        }

        #[test]
        fn the_parts_on_both_sides_of_an_edge_add_up_to_the_whole(line in anywhere()) {
            let triangle = &line[..3];
            let near = half(triangle, |[x, _]| x - 50.0);
            let far = half(triangle, |[x, _]| 50.0 - x);
            let sum = twice_the_area(&near) + twice_the_area(&far);
            prop_assert!((sum - twice_the_area(triangle)).abs() < 1e-6);
        }
    }
}

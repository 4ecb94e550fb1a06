//! Triangles of areas in map metres.

use geo::{LineString, Polygon, TriangulateEarcut};

use crate::earth::{MapPoint, MapRect, Triangles, crossings};

/// Holes up to which ear clipping is taken: it bridges each hole over all corners before it, which
/// takes seconds for ten thousand holes.
const MOST_HOLES: usize = 64;

/// How an area is filled on the screen.
#[derive(Debug, Default)]
pub(in crate::scene) struct Triangulation {
    /// Corners that the rings do not have, for rings that cross or have many holes.
    pub(in crate::scene) added: Vec<MapPoint>,
    /// Three positions for each triangle, in the rings' points taken one after another and then in
    /// `added`.
    pub(in crate::scene) indices: Vec<u32>,
}

impl Triangulation {
    /// Triangles of what lies within `rings`, by the even-odd rule.
    pub(in crate::scene) fn of(rings: &[Vec<MapPoint>]) -> Self {
        if is_plain(rings) {
            Self {
                added: Vec::new(),
                indices: ears(rings),
            }
        } else {
            Self::swept(rings)
        }
    }

    fn swept(rings: &[Vec<MapPoint>]) -> Self {
        let flat = |ring: &Vec<MapPoint>| ring.iter().map(|at| [at.x_m, at.y_m]).collect();
        let triangles = Triangles::within(rings.iter().map(flat).collect());
        let first = rings.iter().map(Vec::len).sum::<usize>() as u32;
        let points = triangles.points.iter();
        Self {
            added: points.map(|&[x_m, y_m]| MapPoint::new(x_m, y_m)).collect(),
            indices: triangles
                .indices
                .iter()
                .map(|index| first + index)
                .collect(),
        }
    }
}

/// Whether the first ring can be an outline and the others its holes: `earcut` panics where a hole
/// reaches beyond the outline's box, a ring has fewer than three points, or a coordinate is no number;
/// and where many edges cross it takes time of the square of their number.
fn is_plain(rings: &[Vec<MapPoint>]) -> bool {
    let Some((outline, holes)) = rings.split_first() else {
        return false;
    };
    let is_number = |at: &MapPoint| at.x_m.is_finite() && at.y_m.is_finite();
    let bounds = outline.iter().copied().collect::<MapRect>();
    holes.len() <= MOST_HOLES
        && rings.iter().all(|ring| ring.len() >= 3)
        && outline.iter().all(is_number)
        && holes
            .iter()
            .flatten()
            .all(|&at| is_number(&at) && bounds.contains(at))
        && crossings(rings, |at: MapPoint| [at.x_m, at.y_m]) <= 0.0
}

/// Triangles of an outline and its holes by ear clipping, which needs no corners of its own.
fn ears(rings: &[Vec<MapPoint>]) -> Vec<u32> {
    let line = |ring: &Vec<MapPoint>| -> LineString {
        ring.iter().map(|point| (point.x_m, point.y_m)).collect()
    };
    let outline = rings.first().map_or_else(|| LineString(Vec::new()), line);
    let holes = rings.iter().skip(1).map(line).collect();
    let raw = Polygon::new(outline, holes).earcut_triangles_raw();
    raw.triangle_indices
        .into_iter()
        .map(|index| u32::try_from(index).unwrap_or(u32::MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<MapPoint> {
        corners.iter().map(|&(x, y)| MapPoint::new(x, y)).collect()
    }

    fn fits(rings: &[Vec<MapPoint>], found: &Triangulation) -> bool {
        let count = rings.iter().map(Vec::len).sum::<usize>() + found.added.len();
        found.indices.iter().all(|&index| (index as usize) < count)
    }

    #[test]
    fn a_hole_with_one_corner_across_the_world_panics_nowhere() {
        let outline = ring(&[(-7e5, -8e5), (-4e5, -8e5), (-4e5, -6e5), (-7e5, -6e5)]);
        let hole = ring(&[(-6e5, -7.5e5), (-5e5, -7.5e5), (-6e6, -7e5), (-6e5, -7e5)]);
        let rings = [outline, hole];
        let found = Triangulation::of(&rings);
        assert!(!found.indices.is_empty() && fits(&rings, &found));
    }

    proptest! {
        #[test]
        fn any_rings_are_triangulated(
            rings in prop::collection::vec(
                prop::collection::vec((-1e7..1e7_f64, -1e7..1e7_f64), 0..9), 0..9),
        ) {
            let rings: Vec<_> = rings.iter().map(|corners| ring(corners)).collect();
            prop_assert!(fits(&rings, &Triangulation::of(&rings)));
        }
    }
}

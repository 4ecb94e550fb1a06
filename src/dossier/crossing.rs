//! Rings that cross themselves.

use crate::atlas::RowIx;
use crate::atlas::table::{PartKind, Shapes, TablePoint};
use crate::earth::{self, LonLat};

/// Edges of a ring that are looked at: each is compared with each.
const MOST_EDGES: usize = 400;

/// The first place in which two edges of the ring cross; `None` where no edges cross, where the
/// ring is too long to check, or where it crosses 180° with a jump, so that crossings cannot be judged.
pub(super) fn of_ring(ring: &[LonLat]) -> Option<LonLat> {
    let jumps = || {
        ring.windows(2)
            .any(|edge| (edge[0].lon_deg - edge[1].lon_deg).abs() > 180.0)
    };
    if ring.len() > MOST_EDGES + 1 || jumps() {
        return None;
    }
    for (number, edge) in ring.windows(2).enumerate() {
        // Neighbours meet in a corner, and that is no crossing.
        let others = ring.windows(2).skip(number + 2);
        for other in others {
            let crossing = crossing((edge[0], edge[1]), (other[0], other[1]));
            if crossing.is_some() {
                return crossing;
            }
        }
    }
    None
}

/// Whether an outline and its holes cross too often to be filled.
pub(super) fn is_tangle(rings: &[impl AsRef<[LonLat]>]) -> bool {
    earth::is_tangle(rings, |at| [at.lon_deg, at.lat_deg])
}

/// The rows with such an outline.
pub(super) fn tangles(shapes: &Shapes) -> Vec<RowIx> {
    let mut rows = Vec::new();
    let (mut rings, mut next) = (Vec::new(), 0);
    while let Some(part) = shapes.parts.get(next) {
        rings.clear();
        rings.push(shapes.part(next));
        next += 1;
        if part.kind != PartKind::Outer {
            continue;
        }
        while shapes
            .parts
            .get(next)
            .is_some_and(|hole| hole.row == part.row && hole.kind == PartKind::Hole)
        {
            rings.push(shapes.part(next));
            next += 1;
        }
        let xy = |at: TablePoint| {
            let at = at.lon_lat();
            [at.lon_deg, at.lat_deg]
        };
        if rows.last() != Some(&part.row) && earth::is_tangle(&rings, xy) {
            rows.push(part.row);
        }
    }
    rows
}

/// Where two edges cross in a point that is an end of neither.
fn crossing(one: (LonLat, LonLat), other: (LonLat, LonLat)) -> Option<LonLat> {
    let sides = |(from, to), (a, b)| [side(from, to, a), side(from, to, b)];
    let [begin, end] = sides(other, one);
    let [first, second] = sides(one, other);
    if begin * end >= 0.0 || first * second >= 0.0 {
        return None;
    }
    // The distances of the edge's ends from the other line divide it.
    let part = begin / (begin - end);
    let (from, to) = one;
    let along = |a: f64, b: f64| a + part * (b - a);
    Some(LonLat::new(
        along(from.lon_deg, to.lon_deg),
        along(from.lat_deg, to.lat_deg),
    ))
}

/// On which side of the line from `from` to `to` a place is: the sign tells.
fn side(from: LonLat, to: LonLat, at: LonLat) -> f64 {
    (to.lon_deg - from.lon_deg) * (at.lat_deg - from.lat_deg)
        - (to.lat_deg - from.lat_deg) * (at.lon_deg - from.lon_deg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<LonLat> {
        corners
            .iter()
            .map(|&(lon, lat)| LonLat::new(lon, lat))
            .collect()
    }

    #[test]
    fn a_bow_tie_crosses_itself_and_a_square_does_not() {
        let bow_tie = ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]);
        assert_eq!(of_ring(&bow_tie), Some(LonLat::new(0.5, 0.5)));
        assert!(
            of_ring(&ring(&[
                (0.0, 0.0),
                (1.0, 0.0),
                (1.0, 1.0),
                (0.0, 1.0),
                (0.0, 0.0)
            ]))
            .is_none()
        );
    }

    #[test]
    fn a_ring_that_touches_itself_or_jumps_across_180_is_none_to_tell() {
        assert!(
            of_ring(&ring(&[
                (0.0, 0.0),
                (2.0, 0.0),
                (1.0, 1.0),
                (2.0, 2.0),
                (0.0, 2.0),
                (1.0, 1.0),
                (0.0, 0.0)
            ]))
            .is_none()
        );
        assert!(
            of_ring(&ring(&[
                (178.0, -18.0),
                (178.0, -16.0),
                (-178.0, -16.0),
                (-178.0, -18.0),
                (178.0, -18.0)
            ]))
            .is_none()
        );
    }
}

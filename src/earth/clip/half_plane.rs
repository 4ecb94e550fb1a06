//! Rings cut along a straight line of the plane.

use super::plane::{Plane, Ring, area_deg2, cyclic_pairs, tidied};

/// One side of an upright or level line: where `sign * (point[axis] - at)` is not negative.
#[derive(Debug, Clone, Copy)]
pub(super) struct HalfPlane {
    pub(super) axis: usize,
    pub(super) at: f64,
    pub(super) sign: f64,
}

/// Crossings nearer to each other than this, in degrees, are at one place: a tenth of a millimetre.
const SAME_PLACE_DEG: f64 = 1e-9;

/// What is left of a ring between two crossings of the line, both its ends on the line.
type Chain = Vec<Plane>;

impl HalfPlane {
    /// What lies east of `at` where `axis` is 0, north of it where `axis` is 1.
    pub(super) const fn above(axis: usize, at: f64) -> Self {
        Self {
            axis,
            at,
            sign: 1.0,
        }
    }

    /// What lies west of `at` where `axis` is 0, south of it where `axis` is 1.
    pub(super) const fn below(axis: usize, at: f64) -> Self {
        Self {
            axis,
            at,
            sign: -1.0,
        }
    }

    pub(super) fn holds(&self, point: Plane) -> bool {
        self.sign * (point[self.axis] - self.at) >= 0.0
    }

    /// Where an edge crosses the line. It begins at the same end whichever way the edge goes, so
    /// that two neighbours cross at the very same point.
    pub(super) fn crossing(&self, a: Plane, b: Plane) -> Plane {
        let (a, b) = if a[self.axis] <= b[self.axis] {
            (a, b)
        } else {
            (b, a)
        };
        let part = (self.at - a[self.axis]) / (b[self.axis] - a[self.axis]);
        let mut point = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
        point[self.axis] = self.at;
        point
    }

    /// The part of a polygon on this side, its rings taken together by even and odd; pieces are
    /// closed along the line. What touches the line is an outline; a hole that did would not be one.
    pub(super) fn cut(&self, rings: Vec<Ring>) -> Vec<Ring> {
        let mut kept = Vec::new();
        let mut chains = Vec::new();
        for mut ring in rings {
            // With the inside always on the left, a chain that leaves meets one that comes in.
            if (area_deg2(&ring.path) > 0.0) != ring.outline {
                ring.path.reverse();
            }
            let Some(outside) = ring.path.iter().position(|&point| !self.holds(point)) else {
                kept.push(ring);
                continue;
            };
            chains.extend(self.chains(&ring.path, outside));
        }
        let joined = self.joined(&chains).into_iter().filter_map(tidied);
        kept.extend(joined.map(|path| Ring {
            path,
            outline: true,
        }));
        kept
    }

    /// The chains of a ring, walked from a vertex outside.
    fn chains(&self, ring: &[Plane], outside: usize) -> Vec<Chain> {
        let from_outside = [&ring[outside..], &ring[..outside]].concat();
        let mut chains = Vec::new();
        let mut chain = Vec::new();
        for (a, b) in cyclic_pairs(&from_outside) {
            if self.holds(a) != self.holds(b) {
                chain.push(self.crossing(a, b));
            }
            if self.holds(b) {
                chain.push(b);
            } else if !chain.is_empty() {
                chains.push(std::mem::take(&mut chain));
            }
        }
        chains
    }

    /// The chains joined to rings along the line: going along it, the polygon's inside begins at
    /// the first crossing, ends at the second, and so on.
    fn joined(&self, chains: &[Chain]) -> Vec<Vec<Plane>> {
        let along = 1 - self.axis;
        let place = |end: End| end.point(chains)[along];
        let mut ends: Vec<End> = (0..chains.len())
            .flat_map(|chain| [false, true].map(|last| End { chain, last }))
            .collect();
        ends.sort_by(|&one, &other| place(one).total_cmp(&place(other)));
        untangle(&mut ends, place);
        let mut partner = vec![[0; 2]; chains.len()];
        for (at, end) in ends.iter().enumerate() {
            partner[end.chain][usize::from(end.last)] = at ^ 1;
        }
        let mut walked = vec![false; chains.len()];
        let mut rings = Vec::new();
        for first in 0..chains.len() {
            let mut ring = Vec::new();
            let (mut chain, mut forward) = (first, true);
            while !walked[chain] {
                walked[chain] = true;
                if forward {
                    ring.extend(&chains[chain]);
                } else {
                    ring.extend(chains[chain].iter().rev());
                }
                // Leave by the far end, and go on from the end beside it on the line.
                let next = ends[partner[chain][usize::from(forward)]];
                (chain, forward) = (next.chain, !next.last);
            }
            rings.push(ring);
        }
        rings
    }
}

/// Puts ends at the same place in such an order that one which leaves is beside one that comes in.
/// A border drawn there and back crosses the line twice at one place; joined the wrong way it would
/// turn a ring into a figure of eight.
fn untangle(ends: &mut [End], place: impl Fn(End) -> f64) {
    for first in (0..ends.len()).step_by(2) {
        let same_way = ends
            .get(first + 1)
            .is_some_and(|next| next.last == ends[first].last);
        let fitting = (first + 2..ends.len())
            .take_while(|&at| place(ends[at]) - place(ends[first + 1]) <= SAME_PLACE_DEG)
            .find(|&at| ends[at].last != ends[first].last);
        if let (true, Some(fitting)) = (same_way, fitting) {
            ends.swap(first + 1, fitting);
        }
    }
}

/// One end of a chain.
#[derive(Debug, Clone, Copy)]
struct End {
    chain: usize,
    last: bool,
}

impl End {
    fn point(self, chains: &[Chain]) -> Plane {
        let chain = &chains[self.chain];
        chain[if self.last { chain.len() - 1 } else { 0 }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(path: &[Plane], outline: bool) -> Ring {
        let path = path.to_vec();
        Ring { path, outline }
    }

    #[test]
    fn a_comb_loses_its_back_and_falls_into_teeth() {
        let comb = [
            [0.0, 0.0],
            [5.0, 0.0],
            [5.0, 3.0],
            [4.0, 3.0],
            [4.0, 1.0],
            [3.0, 1.0],
            [3.0, 3.0],
            [0.0, 3.0],
        ];
        let teeth = HalfPlane::above(1, 2.0).cut(vec![ring(&comb, true)]);
        assert_eq!(teeth.len(), 2);
        assert!(teeth.iter().all(|tooth| tooth.path.len() == 4));
    }

    #[test]
    fn a_hole_that_is_cut_becomes_part_of_the_outline() {
        let outline = vec![[0.0, 0.0], [6.0, 0.0], [6.0, 6.0], [0.0, 6.0]];
        let hole = vec![[2.0, 2.0], [4.0, 2.0], [4.0, 4.0], [2.0, 4.0]];
        let mut other_way = hole.clone();
        other_way.reverse();
        for hole in [hole, other_way] {
            let cut = HalfPlane::above(0, 3.0).cut(vec![ring(&outline, true), ring(&hole, false)]);
            assert_eq!(cut.len(), 1, "{cut:?}");
            assert_eq!(cut[0].path.len(), 8);
            assert!(cut[0].outline);
        }
    }

    #[test]
    fn a_border_drawn_there_and_back_makes_no_figure_of_eight() {
        // A rectangle with a slit from its lower edge upward, cut across the slit.
        let slit = [
            [0.0, 0.0],
            [2.0, 0.0],
            [2.0, 3.5],
            [2.0, 0.0],
            [6.0, 0.0],
            [6.0, 4.0],
            [0.0, 4.0],
        ];
        for shift in 0..slit.len() {
            let mut path = slit;
            path.rotate_left(shift);
            let cut = HalfPlane::below(1, 3.0).cut(vec![ring(&path, true)]);
            let area: f64 = cut.iter().map(|ring| area_deg2(&ring.path).abs()).sum();
            assert!((area - 18.0).abs() < 1e-9, "{cut:?}");
        }
    }

    #[test]
    fn a_ring_that_only_touches_the_line_leaves_nothing_beyond() {
        let touching = [
            [0.0, 0.0],
            [1.0, -1.0],
            [2.0, 0.0],
            [3.0, -1.0],
            [3.0, -2.0],
        ];
        assert!(
            HalfPlane::above(1, 0.0)
                .cut(vec![ring(&touching, true)])
                .is_empty()
        );
    }
}

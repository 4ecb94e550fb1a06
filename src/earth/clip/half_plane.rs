//! Rings cut along a straight line of the plane.

use super::plane::{Plane, cyclic_pairs, tidied};

/// One side of an upright or level line: where `sign * (point[axis] - at)` is not negative.
#[derive(Debug, Clone, Copy)]
pub(super) struct HalfPlane {
    pub(super) axis: usize,
    pub(super) at: f64,
    pub(super) sign: f64,
}

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
    /// closed along the line.
    pub(super) fn cut(&self, rings: Vec<Vec<Plane>>) -> Vec<Vec<Plane>> {
        let mut kept = Vec::new();
        let mut chains = Vec::new();
        for ring in rings {
            let Some(outside) = ring.iter().position(|&point| !self.holds(point)) else {
                kept.push(ring);
                continue;
            };
            chains.extend(self.chains(&ring, outside));
        }
        kept.extend(self.joined(&chains).into_iter().filter_map(tidied));
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

    #[test]
    fn a_comb_loses_its_back_and_falls_into_teeth() {
        let comb = vec![
            [0.0, 0.0],
            [5.0, 0.0],
            [5.0, 3.0],
            [4.0, 3.0],
            [4.0, 1.0],
            [3.0, 1.0],
            [3.0, 3.0],
            [0.0, 3.0],
        ];
        let teeth = HalfPlane::above(1, 2.0).cut(vec![comb]);
        assert_eq!(teeth.len(), 2);
        assert!(teeth.iter().all(|tooth| tooth.len() == 4));
    }

    #[test]
    fn a_hole_that_is_cut_becomes_part_of_the_outline() {
        let outline = vec![[0.0, 0.0], [6.0, 0.0], [6.0, 6.0], [0.0, 6.0]];
        let hole = vec![[2.0, 2.0], [4.0, 2.0], [4.0, 4.0], [2.0, 4.0]];
        let mut other_way = hole.clone();
        other_way.reverse();
        for hole in [hole, other_way] {
            let cut = HalfPlane::above(0, 3.0).cut(vec![outline.clone(), hole]);
            assert_eq!(cut.len(), 1, "{cut:?}");
            assert_eq!(cut[0].len(), 8);
        }
    }

    #[test]
    fn a_ring_that_only_touches_the_line_leaves_nothing_beyond() {
        let ring = vec![
            [0.0, 0.0],
            [1.0, -1.0],
            [2.0, 0.0],
            [3.0, -1.0],
            [3.0, -2.0],
        ];
        assert!(HalfPlane::above(1, 0.0).cut(vec![ring]).is_empty());
    }
}

//! Levels of detail that keep what neighbours share.
//!
//! A level is the same coordinates on a coarser grid, with equal neighbours and exactly straight
//! middles left out. Where a coordinate goes depends on nothing but itself, so two areas that share
//! an edge share what becomes of it, whichever way and from whichever start each walks it: no gap
//! and no overlap at any level, and no topology to build first.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::grid::{At, Grid};
use super::piece::{Piece, PieceKind};
use crate::cores;
use crate::scene::AreaGeometry;
use crate::scene::prepare::geometry::area;

/// Pieces that are worked on together.
const GRAIN: usize = 64;

/// Rings and lines at one level of detail.
#[derive(Debug, Default)]
pub(in crate::scene) struct ShapeLevel {
    coords: Vec<At>,
    /// Where each ring ends in `coords`.
    ends: Vec<u32>,
    /// The pieces that are areas, triangulated when first wanted.
    areas: Vec<OnceLock<Option<Arc<AreaGeometry>>>>,
}

impl ShapeLevel {
    /// The level of the coordinates as they are.
    pub(in crate::scene) fn finest(coords: Vec<At>, ends: Vec<u32>, pieces: usize) -> Self {
        Self {
            coords,
            ends,
            areas: (0..pieces).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The same pieces on a grid of 2^`shift` steps.
    pub(in crate::scene) fn coarser(&self, pieces: &[Piece], shift: u32) -> Self {
        let shares: Vec<&[Piece]> = pieces.chunks(GRAIN).collect();
        let parts = cores::map(&shares, 1, |pieces| {
            let (mut coords, mut lengths) = (Vec::new(), Vec::new());
            for piece in *pieces {
                let first = lengths.len();
                let begin_of_piece = coords.len();
                for ring in piece.rings() {
                    let begin = coords.len();
                    snap(self.ring(ring), piece.kind, shift, &mut coords);
                    lengths.push(coords.len() - begin);
                }
                if piece.kind == PieceKind::Area && lengths.len() > first + 2 {
                    leave_out_repeated(&mut coords, begin_of_piece, &mut lengths[first..]);
                }
            }
            (coords, lengths)
        });
        let mut level = Self::finest(Vec::new(), Vec::new(), pieces.len());
        let mut end = 0;
        for (coords, lengths) in parts {
            level.coords.extend(coords);
            level.ends.extend(lengths.into_iter().map(|length| {
                end += length;
                end as u32
            }));
        }
        level
    }

    /// The coordinates of one ring or line; an area's ring is not closed by a repeated one.
    pub(in crate::scene) fn ring(&self, ring: usize) -> &[At] {
        let begin = ring.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.coords[begin as usize..self.ends[ring] as usize]
    }

    /// How many coordinates a piece has.
    pub(in crate::scene) fn vertices(&self, piece: &Piece) -> usize {
        let rings = piece.rings();
        let begin = rings
            .start
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        let end = rings.end.checked_sub(1).map_or(0, |last| self.ends[last]);
        (end - begin) as usize
    }

    /// The triangles of a piece, where they are there.
    pub(in crate::scene) fn triangulated(
        &self,
        piece: usize,
    ) -> Option<&Option<Arc<AreaGeometry>>> {
        self.areas[piece].get()
    }

    /// The triangles of a piece; `None` where nothing is left of it at this level.
    pub(in crate::scene) fn area(
        &self,
        grid: Grid,
        pieces: &[Piece],
        piece: usize,
    ) -> Option<&Arc<AreaGeometry>> {
        let make = || {
            let rings = pieces[piece].rings().map(|ring| {
                let ring = self.ring(ring).iter();
                ring.map(|&at| grid.point(at)).collect()
            });
            area(rings.collect())
        };
        self.areas[piece].get_or_init(make).as_ref()
    }
}

/// Empties the rings of one area that have become equal to others of it, but for one or two: a hundred
/// thousand within each other are a few hundred on the screen. By the even-odd rule two equal rings
/// enclose nothing, so an even number of them stays a pair. The rings stand in `coords` from `begin` on.
fn leave_out_repeated(coords: &mut Vec<At>, begin: usize, lengths: &mut [usize]) {
    let all = coords.split_off(begin);
    let mut rest = all.as_slice();
    let rings: Vec<&[At]> = lengths
        .iter()
        .map(|&length| {
            let (ring, after) = rest.split_at(length);
            rest = after;
            ring
        })
        .collect();
    let mut equal: HashMap<&[At], usize> = HashMap::with_capacity(rings.len());
    for ring in &rings {
        *equal.entry(ring).or_default() += 1;
    }
    let mut kept: HashMap<&[At], usize> = HashMap::with_capacity(equal.len());
    for (ring, length) in rings.into_iter().zip(lengths) {
        let kept = kept.entry(ring).or_default();
        if *kept < 2 - equal[ring] % 2 {
            *kept += 1;
            coords.extend(ring);
        } else {
            *length = 0;
        }
    }
}

/// Adds a ring or line on a grid of 2^`shift` steps to `out`.
fn snap(ring: &[At], kind: PieceKind, shift: u32, out: &mut Vec<At>) {
    let middle = (1_i32 << shift) >> 1;
    let begin = out.len();
    for at in ring {
        let at = at.map(|steps| (steps >> shift << shift) + middle);
        // Most corners lie in the cell of the one before.
        if out[begin..].last() == Some(&at) {
            continue;
        }
        while let [.., before, last] = out[begin..] {
            if !straight(before, last, at) {
                break;
            }
            out.pop();
        }
        if out[begin..].last() != Some(&at) {
            out.push(at);
        }
    }
    if kind == PieceKind::Area {
        close(begin, out);
    }
}

/// Leaves out what is equal or straight where the ring joins itself.
fn close(begin: usize, out: &mut Vec<At>) {
    while out.len() > begin + 1 && out.last() == Some(&out[begin]) {
        out.pop();
    }
    while let [first, .., before, last] = out[begin..] {
        if !straight(before, last, first) {
            break;
        }
        out.pop();
    }
    while let [first, second, .., last] = out[begin..] {
        if !straight(last, first, second) {
            break;
        }
        out.remove(begin);
    }
}

/// Whether `b` stands exactly on the way from `a` on to `c`.
fn straight(a: At, b: At, c: At) -> bool {
    let step = |from: At, to: At| [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]));
    let ([ux, uy], [vx, vy]) = (step(a, b), step(b, c));
    ux * vy == uy * vx && ux.signum() == vx.signum() && uy.signum() == vy.signum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::grid::COARSEST;
    use super::*;

    /// Twice the area within a ring, exactly; positive where it goes anticlockwise.
    fn area2(ring: &[At]) -> i128 {
        let next = ring.iter().cycle().skip(1);
        let cross = |(a, b): (&At, &At)| {
            i128::from(a[0]) * i128::from(b[1]) - i128::from(b[0]) * i128::from(a[1])
        };
        ring.iter().zip(next).map(cross).sum()
    }

    fn snapped(ring: &[At], shift: u32) -> Vec<At> {
        let mut out = Vec::new();
        snap(ring, PieceKind::Area, shift, &mut out);
        out
    }

    proptest! {
        /// Two neighbours with one wiggly border, the other walking it backwards and from another start,
        /// take up just what their common outline does: no gap, no overlap.
        #[test]
        fn neighbours_share_their_border_at_every_level(
            border in prop::collection::vec((-40_000..40_000, 0..1000), 1..80),
            start in 0_usize..100,
        ) {
            let mut y = -50_000;
            let border: Vec<At> = border.into_iter().map(|(x, up)| { y += up + 1; [x, y] }).collect();
            let (low, high) = ([0, -60_000], [0, 90_000]);
            let west = [[-90_000, 90_000], [-90_000, -60_000]];
            let east = [[90_000, -60_000], [90_000, 90_000]];
            let shared: Vec<At> = [low].into_iter().chain(border).chain([high]).collect();
            let one: Vec<At> = shared.iter().copied().chain(west).collect();
            let mut other: Vec<At> = east.into_iter().chain(shared.iter().rev().copied()).collect();
            let turn = start % other.len();
            other.rotate_left(turn);
            let both: Vec<At> = [low].into_iter().chain(east).chain([high]).chain(west).collect();
            for shift in 0..=COARSEST {
                let sum = area2(&snapped(&one, shift)) + area2(&snapped(&other, shift));
                prop_assert_eq!(sum, area2(&snapped(&both, shift)), "level {}", shift);
            }
        }

        #[test]
        fn levels_are_nested_and_lose_vertices(
            ring in prop::collection::vec((-9_000_000..9_000_000, -9_000_000..9_000_000), 3..60),
        ) {
            let ring: Vec<At> = ring.into_iter().map(|(x, y)| [x, y]).collect();
            for shift in 1..=COARSEST {
                let level = snapped(&ring, shift);
                prop_assert!(level.len() <= ring.len());
                let half = 1 << (shift - 1);
                for at in &level {
                    let near = |from: &&At| (0..2).all(|axis| (from[axis] - at[axis]).abs() <= half);
                    prop_assert!(ring.iter().any(|from| near(&from)), "level {} moved a corner", shift);
                }
            }
        }
    }

    #[test]
    fn of_equal_rings_one_stays_or_a_pair() {
        let rings: [&[At]; 6] = [
            &[[0, 0], [9, 0], [9, 9]],
            &[[1, 1], [2, 1], [2, 2]],
            &[[0, 0], [9, 0], [9, 9]],
            &[[1, 1], [2, 1], [2, 2]],
            &[[0, 0], [9, 0], [9, 9]],
            &[[3, 3], [4, 3], [4, 4]],
        ];
        let mut coords: Vec<At> = vec![[7, 7]];
        coords.extend(rings.concat());
        let mut lengths = [3; 6];
        leave_out_repeated(&mut coords, 1, &mut lengths);
        assert_eq!(lengths, [3, 3, 0, 3, 0, 3]);
        let rest = [rings[0], rings[1], rings[3], rings[5]].concat();
        assert_eq!(coords, [vec![[7, 7]], rest].concat());
    }

    #[test]
    fn what_is_exactly_straight_is_left_out_and_a_spike_is_not() {
        let line: [At; 5] = [[0, 0], [10, 0], [30, 0], [20, 0], [20, 9]];
        let mut out = Vec::new();
        snap(&line, PieceKind::Line, 0, &mut out);
        assert_eq!(out, [[0, 0], [30, 0], [20, 0], [20, 9]]);
        let ring: [At; 5] = [[5, 0], [10, 0], [10, 10], [0, 10], [0, 0]];
        assert_eq!(snapped(&ring, 0).len(), 4);
    }
}

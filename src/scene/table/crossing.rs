//! The cells that lines cross.

use std::ops::Range;

use super::grid::At;
use super::levels::Level;
use super::region::{Region, whole};
use super::shapes::{PieceKind, Shapes};
use crate::atlas::RowIx;

/// Lines are followed at a level whose cells are so much smaller: 2^2 to a side of theirs.
const FINER: u32 = 2;

/// Finds the cells of some lines of a region that rows cross, each row once in a cell. A row is followed
/// through the whole region: where it is cut for several threads must not show.
pub(super) struct Crossing<'a> {
    shapes: &'a Shapes,
    level: &'a Level,
    region: Region,
    /// Rows of cells that are noted.
    lines: Range<usize>,
    /// The last row that was noted in each cell, and one.
    last: Vec<u32>,
}

impl<'a> Crossing<'a> {
    pub(super) fn new(shapes: &'a Shapes, region: Region, lines: Range<usize>) -> Self {
        Self {
            shapes,
            level: shapes.level(region.shift.saturating_sub(FINER)),
            last: vec![0; region.size[0] * lines.len()],
            region,
            lines,
        }
    }

    /// Calls `note` with each cell that the row's lines cross, counted from the first of its rows; says whether it has any lines.
    pub(super) fn cells(&mut self, row: RowIx, note: &mut impl FnMut([usize; 2])) -> bool {
        let mut lines = false;
        for piece in &self.shapes.pieces[self.shapes.pieces_of(row.index())] {
            if piece.kind == PieceKind::Line {
                lines = true;
                let ring = piece.rings().start;
                let coords = self.level.ring(ring);
                if let [only] = coords {
                    self.edge(*only, *only, row, note);
                }
                for edge in coords.windows(2) {
                    self.edge(edge[0], edge[1], row, note);
                }
            }
        }
        lines
    }

    /// Notes the cells of one edge. Most are so short that they cross one cell or two.
    fn edge(&mut self, a: At, b: At, row: RowIx, note: &mut impl FnMut([usize; 2])) {
        let cell = |at: At| {
            [0, 1].map(|axis| {
                i64::from(at[axis] >> self.region.shift) - i64::from(self.region.origin[axis])
            })
        };
        let (from, to) = (cell(a), cell(b));
        match (from[0] - to[0]).abs() + (from[1] - to[1]).abs() {
            0 => self.note(from, row, note),
            // Two cells side by side are one rectangle: an edge between them leaves it nowhere.
            1 => {
                self.note(from, row, note);
                self.note(to, row, note);
            }
            _ => self.follow(a, b, row, note),
        }
    }

    /// Amanatides and Woo, "A Fast Voxel Traversal Algorithm", Eurographics 1987.
    fn follow(&mut self, a: At, b: At, row: RowIx, note: &mut impl FnMut([usize; 2])) {
        let cell_steps = f64::from(1_u32 << self.region.shift);
        let size = self.region.size.map(|cells| cells as f64);
        let place = |at: At| {
            [0, 1]
                .map(|axis| f64::from(at[axis]) / cell_steps - f64::from(self.region.origin[axis]))
        };
        let (from, to) = (place(a), place(b));
        let Some([enters, leaves]) = within(from, to, size) else {
            return;
        };
        let delta = [to[0] - from[0], to[1] - from[1]];
        let cell_at = |part: f64| {
            [0, 1].map(|axis| {
                let at = from[axis] + delta[axis] * part;
                at.floor().clamp(0.0, size[axis] - 1.0) as i64
            })
        };
        let (mut cell, last) = (cell_at(enters), cell_at(leaves));
        let step = delta.map(|delta| if delta > 0.0 { 1 } else { -1 });
        // At which part of the edge the next cell is entered, along each axis.
        let mut next = [0, 1].map(|axis| {
            let edge = cell[axis] as f64 + if delta[axis] > 0.0 { 1.0 } else { 0.0 };
            if delta[axis] == 0.0 {
                f64::INFINITY
            } else {
                (edge - from[axis]) / delta[axis]
            }
        });
        let most = [0, 1]
            .map(|axis| (last[axis] - cell[axis]).abs())
            .iter()
            .sum::<i64>();
        self.note(cell, row, note);
        for _ in 0..most {
            let axis = usize::from(next[1] < next[0]);
            cell[axis] += step[axis];
            next[axis] += (1.0 / delta[axis]).abs();
            self.note(cell, row, note);
        }
    }

    fn note(&mut self, cell: [i64; 2], row: RowIx, note: &mut impl FnMut([usize; 2])) {
        let across = 0..whole(self.region.size[0]);
        let along = whole(self.lines.start)..whole(self.lines.end);
        if !(across.contains(&cell[0]) && along.contains(&cell[1])) {
            return;
        }
        let cell = [cell[0] as usize, (cell[1] - along.start) as usize];
        let last = &mut self.last[cell[1] * self.region.size[0] + cell[0]];
        if *last != row.0 + 1 {
            *last = row.0 + 1;
            note(cell);
        }
    }
}

/// Between which parts of the way an edge lies within a box from zero to `size`.
fn within(from: [f64; 2], to: [f64; 2], size: [f64; 2]) -> Option<[f64; 2]> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let delta = to[axis] - from[axis];
        if delta == 0.0 {
            if !(0.0..size[axis]).contains(&from[axis]) {
                return None;
            }
            continue;
        }
        let ends = [-from[axis] / delta, (size[axis] - from[axis]) / delta];
        enters = enters.max(ends[0].min(ends[1]));
        leaves = leaves.min(ends[0].max(ends[1]));
    }
    (enters <= leaves).then_some([enters, leaves])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_lies_within_is_found_as_by_a_walk_in_small_steps(
            from in (-20.0..40.0, -20.0..40.0), to in (-20.0..40.0, -20.0..40.0),
        ) {
            let (from, to) = ([from.0, from.1], [to.0, to.1]);
            let size = [20.0, 10.0];
            let inside = |part: f64| (0..2).all(|axis| {
                let at = from[axis] + (to[axis] - from[axis]) * part;
                (0.0..size[axis]).contains(&at)
            });
            let found = within(from, to, size);
            for step in 0..=1000 {
                let part = f64::from(step) / 1000.0;
                let claimed = found.is_some_and(|[enters, leaves]| enters - 1e-9 <= part && part <= leaves + 1e-9);
                prop_assert!(!inside(part) || claimed);
            }
        }
    }
}

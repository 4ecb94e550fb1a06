//! The cells that lines cross.

use std::ops::Range;

use super::counting::Counting;
use super::region::{Region, whole};
use crate::atlas::RowIx;
use crate::scene::prepare::table::grid::At;
use crate::scene::prepare::table::levels::ShapeLevel;
use crate::scene::prepare::table::piece::PieceKind;
use crate::scene::prepare::table::shapes::PreparedShapes;

/// Finds the cells of some lines of a region that rows cross, each row once in a cell. A row is followed
/// through the whole region: where it is cut for several threads must not show.
pub(super) struct Crossing<'a> {
    shapes: &'a PreparedShapes,
    level: &'a ShapeLevel,
    region: Region,
    /// Rows of cells that are noted.
    lines: Range<usize>,
    /// The last row that was noted in each cell, and one.
    last: Vec<u32>,
}

impl<'a> Crossing<'a> {
    /// For these lines of cells.
    pub(super) fn new(shapes: &'a PreparedShapes, counting: Counting, lines: Range<usize>) -> Self {
        let region = counting.region;
        Self {
            shapes,
            level: shapes.level(counting.level),
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
                self.line(self.level.ring(piece.rings().start), row, note);
            }
        }
        lines
    }

    /// Notes the cells of one line. Most of its edges are so short that they cross one cell or two.
    fn line(&mut self, coords: &[At], row: RowIx, note: &mut impl FnMut([usize; 2])) {
        let Some(&first) = coords.first() else {
            return;
        };
        let (mut before, mut from) = (first, self.cell(first));
        self.note(from, row, note);
        for &at in &coords[1..] {
            let to = self.cell(at);
            match (from[0] - to[0]).abs() + (from[1] - to[1]).abs() {
                0 => {}
                // Two cells side by side are one rectangle: an edge between them leaves it nowhere.
                1 => self.note(to, row, note),
                _ if self.has(from) && self.has(to) => {
                    walk([before, at], [from, to], self.region.shift, |cell| {
                        self.note(cell, row, note);
                    });
                }
                _ => self.follow(before, at, row, note),
            }
            (before, from) = (at, to);
        }
    }

    /// Column and row of a place's cell, in the region or not.
    fn cell(&self, at: At) -> [i64; 2] {
        let Region { shift, origin, .. } = self.region;
        [0, 1].map(|axis| i64::from(at[axis] >> shift) - i64::from(origin[axis]))
    }

    /// Whether the region has a cell.
    fn has(&self, cell: [i64; 2]) -> bool {
        (0..2).all(|axis| (0..whole(self.region.size[axis])).contains(&cell[axis]))
    }

    /// Notes the cells of any edge, the first again; as [`walk`](Self::walk) does, but for what lies
    /// within the region alone.
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
        // What is left of zero is far to the right as a number without a sign.
        let cell = [
            cell[0] as usize,
            (cell[1] - whole(self.lines.start)) as usize,
        ];
        if cell[0] >= self.region.size[0] || cell[1] >= self.lines.len() {
            return;
        }
        let last = &mut self.last[cell[1] * self.region.size[0] + cell[0]];
        if *last != row.0 + 1 {
            *last = row.0 + 1;
            note(cell);
        }
    }
}

/// Calls `enter` with each cell of 2^`shift` steps that an edge enters after its first, in whole numbers.
///
/// Amanatides and Woo, "A Fast Voxel Traversal Algorithm", Eurographics 1987. The parts of the edge at
/// which the next column and the next row are entered are compared times both of its lengths.
fn walk(
    ends: [At; 2],
    [mut cell, last]: [[i64; 2]; 2],
    shift: u32,
    mut enter: impl FnMut([i64; 2]),
) {
    let side = 1_i64 << shift;
    let [from, to] = ends.map(|at| at.map(i64::from));
    let delta = [to[0] - from[0], to[1] - from[1]];
    let mut left = [0, 1].map(|axis| (last[axis] - cell[axis]).abs());
    let mut next = [0, 1].map(|axis| {
        let within = from[axis] & (side - 1);
        let away = if delta[axis] > 0 {
            side - within
        } else {
            within
        };
        away * delta[1 - axis].abs()
    });
    while left != [0, 0] {
        let axis = usize::from(left[0] == 0 || (left[1] > 0 && next[1] < next[0]));
        left[axis] -= 1;
        cell[axis] += delta[axis].signum();
        next[axis] += side * delta[1 - axis].abs();
        enter(cell);
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
        fn a_walk_enters_the_cells_that_small_steps_find(
            from in (-900..900, -900..900), to in (-900..900, -900..900), shift in 2_u32..6,
        ) {
            let ends = [[from.0, from.1], [to.0, to.1]];
            let cells = ends.map(|at| at.map(|steps| i64::from(steps >> shift)));
            let mut entered = vec![cells[0]];
            walk(ends, cells, shift, |cell| entered.push(cell));
            prop_assert_eq!(entered.last(), Some(&cells[1]));
            for pair in entered.windows(2) {
                let [a, b] = [pair[0], pair[1]];
                prop_assert_eq!((a[0] - b[0]).abs() + (a[1] - b[1]).abs(), 1, "side by side");
            }
            for step in 0..=2000 {
                let part = f64::from(step) / 2000.0;
                let place = [0, 1].map(|axis| {
                    let [from, to] = ends.map(|at| f64::from(at[axis]));
                    (from + (to - from) * part) / f64::from(1_u32 << shift)
                });
                // On the edge between two cells rounding says which it is.
                if place.iter().all(|at| (at - at.round()).abs() > 1e-6) {
                    let cell = place.map(|at| at.floor() as i64);
                    prop_assert!(entered.contains(&cell), "{:?} of {:?}", cell, entered);
                }
            }
        }

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

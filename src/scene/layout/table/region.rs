//! Which cells of the map a view counts.

use crate::earth::{MapPoint, MapRect};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::grid::{At, Grid, GridBounds};

/// The largest side of a cell, logical pixels; the smallest is half of it.
const CELL_PX: f64 = 8.0;

/// The region's edges lie at multiples of this number of cells.
const REGION_CELLS: i32 = 64;

/// Which cells a region has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// A cell has 2^`shift` steps to a side.
    pub(super) shift: u32,
    /// Its first column and lowest row, counted from the map's zero.
    pub(super) origin: [i32; 2],
    /// Columns and rows.
    pub(super) size: [usize; 2],
}

impl Region {
    /// The region of a view: what of the table is in the window, and somewhat more.
    pub(super) fn of(table: &PreparedTable, frame: &ViewContext<'_>) -> Self {
        let grid = table.grid;
        let shift = grid.shift_for(CELL_PX * frame.camera.metres_per_px);
        let view = grid.bounds(frame.camera.view_rect());
        let all = table.blocks.all();
        let first = |axis: usize| {
            let cell = view.min[axis] >> shift;
            (cell & -REGION_CELLS).max(all.min[axis] >> shift)
        };
        let last = |axis: usize| {
            let cell = view.max[axis] >> shift;
            (cell | (REGION_CELLS - 1)).min(all.max[axis] >> shift)
        };
        let origin = [first(0), first(1)];
        let cells = |axis: usize| (last(axis) - origin[axis] + 1).max(0) as usize;
        let size = if all.is_empty() {
            [0; 2]
        } else {
            [cells(0), cells(1)]
        };
        Self {
            shift,
            origin,
            size,
        }
    }

    /// Column and row of the cell at a place, where the region has it.
    pub(super) fn cell(&self, at: At) -> Option<[usize; 2]> {
        let cell = [0, 1]
            .map(|axis| (at[axis] >> self.shift).wrapping_sub(self.origin[axis]) as u32 as usize);
        (cell[0] < self.size[0] && cell[1] < self.size[1]).then_some(cell)
    }

    /// Side of a cell in a view, logical pixels.
    #[cfg(test)]
    pub(super) fn cell_px(&self, grid: Grid, frame: &ViewContext<'_>) -> f64 {
        grid.cell_m(self.shift) / frame.camera.metres_per_px
    }

    /// What it covers.
    pub(super) fn bounds(&self) -> GridBounds {
        let edge = |axis: usize, cells: usize| {
            let steps = (i64::from(self.origin[axis]) + whole(cells)) << self.shift;
            steps.clamp(i64::from(i32::MIN + 1), i64::from(i32::MAX)) as i32
        };
        GridBounds {
            min: [edge(0, 0), edge(1, 0)],
            max: [edge(0, self.size[0]) - 1, edge(1, self.size[1]) - 1],
        }
    }

    /// What it covers, in map metres.
    pub(super) fn rect(&self, grid: Grid) -> MapRect {
        let cell_m = grid.cell_m(self.shift);
        let edge =
            |axis: usize, cells: usize| (f64::from(self.origin[axis]) + cells as f64) * cell_m;
        MapRect::new(
            MapPoint::new(edge(0, 0), edge(1, 0)),
            MapPoint::new(edge(0, self.size[0]), edge(1, self.size[1])),
        )
    }
}

/// A number of cells, so that it can be subtracted from.
pub(super) fn whole(cells: usize) -> i64 {
    i64::try_from(cells).unwrap_or(i64::MAX)
}

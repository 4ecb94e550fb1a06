//! Which parts of the window lie in areas of the map.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell_grid::{CellGrid, CellsOfMap};
use super::{AreaGeometry, ScreenRect};
use crate::earth::{Camera, MapPoint, ScreenPoint};

/// The bits of a word.
const WORD: usize = u64::BITS as usize;

/// A rectangle of the window in square cells: of each, whether its middle lies in an area, or whether a line
/// runs through it. It has a bit for each, row by row, so that a rectangle is looked at many cells at once.
#[derive(Debug, Clone)]
pub(in crate::scene) struct AreaCells {
    grid: CellGrid,
    /// The words of one row.
    across: usize,
    words: Vec<u64>,
    /// The columns and the rows within which all cells that lie inside are.
    bounds: [Range<usize>; 2],
    /// The length of the longest run that was marked.
    longest: usize,
}

impl AreaCells {
    fn empty(grid: CellGrid) -> Self {
        let across = grid.columns.div_ceil(WORD);
        Self {
            grid,
            across,
            words: vec![0; across * grid.rows],
            bounds: [grid.columns..0, grid.rows..0],
            longest: 0,
        }
    }

    /// Marks the square cells of `window` that lie within an area.
    pub(in crate::scene) fn of<'a>(
        camera: &Camera,
        areas: impl Iterator<Item = &'a AreaGeometry>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let grid = CellGrid::of(window, cell_px);
        let (mut cells, map) = (Self::empty(grid), CellsOfMap::of(grid, camera));
        let mut crossings = Vec::new();
        for area in areas {
            map.runs(area, &mut crossings, |row, columns| {
                cells.mark(row, columns);
            });
        }
        cells
    }

    /// Marks the square cells of `window` that lines run through.
    pub(in crate::scene) fn along<'a>(
        camera: &Camera,
        lines: impl Iterator<Item = &'a [MapPoint]>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let grid = CellGrid::of(window, cell_px);
        let (mut cells, map) = (Self::empty(grid), CellsOfMap::of(grid, camera));
        for line in lines {
            map.along(line, |column, row| cells.mark(row, column..column + 1));
        }
        cells
    }

    /// Marks a run of cells.
    fn mark(&mut self, row: usize, columns: Range<usize>) {
        if columns.is_empty() {
            return;
        }
        self.longest = self.longest.max(columns.len());
        let [across, down] = &mut self.bounds;
        *across = across.start.min(columns.start)..across.end.max(columns.end);
        *down = down.start.min(row)..down.end.max(row + 1);
        let begin = row * self.across;
        for (word, bits) in words(columns) {
            self.words[begin + word] |= bits;
        }
    }

    /// Columns of the grid.
    pub(in crate::scene) fn columns(&self) -> usize {
        self.grid.columns
    }

    /// Rows of the grid.
    pub(in crate::scene) fn rows(&self) -> usize {
        self.grid.rows
    }

    /// The columns and the rows within which all cells that lie inside are; empty where none does.
    pub(in crate::scene) fn bounds(&self) -> [Range<usize>; 2] {
        self.bounds.clone()
    }

    /// Whether a cell lies inside.
    pub(in crate::scene) fn has(&self, column: usize, row: usize) -> bool {
        self.words[row * self.across + column / WORD] >> (column % WORD) & 1 == 1
    }

    /// The middle of a cell.
    pub(in crate::scene) fn middle(&self, column: usize, row: usize) -> ScreenPoint {
        self.grid.middle(column, row)
    }

    /// The length of the longest row of cells that lie in one area, logical pixels.
    pub(in crate::scene) fn longest_px(&self) -> f64 {
        self.longest as f64 * self.grid.cell_px
    }

    /// How many of the cells that a rectangle touches lie inside.
    pub(in crate::scene) fn count(&self, rect: &ScreenRect) -> usize {
        let inside = self
            .touched(rect)
            .map(|(word, bits)| (word & bits).count_ones());
        inside.map(|count| count as usize).sum()
    }

    /// Whether of the cells that a rectangle touches none lies inside.
    pub(in crate::scene) fn is_empty(&self, rect: &ScreenRect) -> bool {
        self.touched(rect).all(|(word, bits)| word & bits == 0)
    }

    /// Whether all cells that a rectangle touches lie inside, and it within the window.
    pub(in crate::scene) fn is_full(&self, rect: &ScreenRect) -> bool {
        self.grid.window.holds(rect) && self.touched(rect).all(|(word, bits)| word & bits == bits)
    }

    /// The words with cells that a rectangle touches, and the bits of those cells.
    fn touched(&self, rect: &ScreenRect) -> impl Iterator<Item = (u64, u64)> {
        let [left, top, right, bottom] = self.grid.touched(rect);
        (top..bottom).flat_map(move |row| {
            let begin = row * self.across;
            words(left..right).map(move |(word, bits)| (self.words[begin + word], bits))
        })
    }
}

/// The words of a row that hold these columns, and which bits of each.
fn words(columns: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let Range { start, end } = columns;
    let within = start / WORD..if start < end { end.div_ceil(WORD) } else { 0 };
    within.map(move |word| {
        let first = start.saturating_sub(word * WORD);
        let behind = (end - word * WORD).min(WORD);
        (word, u64::MAX << first & u64::MAX >> (WORD - behind))
    })
}

/// A rectangle of the window in square cells: of each, which of some numbered areas its middle lies in.
#[derive(Debug)]
pub(in crate::scene) struct NumberedCells {
    /// The cells of any area.
    all: AreaCells,
    by_number: BTreeMap<u16, Runs>,
}

/// The cells of the areas of one number.
#[derive(Debug, Default)]
struct Runs {
    /// Runs of cells, each by its row and its columns.
    runs: Vec<(usize, Range<usize>)>,
    /// The length of the longest.
    longest: usize,
}

impl NumberedCells {
    /// Numbers the square cells of `window` by areas that do not overlap.
    pub(in crate::scene) fn of<'a>(
        camera: &Camera,
        areas: impl Iterator<Item = (u16, &'a AreaGeometry)>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let grid = CellGrid::of(window, cell_px);
        let (mut all, map) = (AreaCells::empty(grid), CellsOfMap::of(grid, camera));
        let mut by_number: BTreeMap<u16, Runs> = BTreeMap::new();
        let mut crossings = Vec::new();
        for (number, area) in areas {
            let own = by_number.entry(number).or_default();
            map.runs(area, &mut crossings, |row, columns| {
                own.longest = own.longest.max(columns.len());
                all.mark(row, columns.clone());
                own.runs.push((row, columns));
            });
        }
        Self { all, by_number }
    }

    /// The cells of any area.
    pub(in crate::scene) fn all(&self) -> &AreaCells {
        &self.all
    }

    /// The length of the longest row of cells in an area of this number, logical pixels.
    pub(in crate::scene) fn longest_px(&self, number: u16) -> f64 {
        let runs = self.by_number.get(&number);
        runs.map_or(0.0, |runs| runs.longest as f64 * self.all.grid.cell_px)
    }

    /// The cells of the areas of these numbers.
    pub(in crate::scene) fn numbered(&self, numbers: &[u16]) -> AreaCells {
        let mut cells = AreaCells::empty(self.all.grid);
        let runs = numbers
            .iter()
            .filter_map(|number| self.by_number.get(number));
        for (row, columns) in runs.flat_map(|runs| &runs.runs) {
            cells.mark(*row, columns.clone());
        }
        cells
    }

    /// Whether of the cells that a rectangle touches all that lie in an area are among `some` of the same grid.
    pub(in crate::scene) fn are_of(&self, rect: &ScreenRect, some: &AreaCells) -> bool {
        let both = self.all.touched(rect).zip(some.touched(rect));
        both.map(|((any, bits), (some, _))| any & bits & !some)
            .all(|other| other == 0)
    }
}

#[cfg(test)]
mod tests;

//! Which parts of the window lie in areas of the map.

use std::ops::Range;

use super::{AreaGeometry, ScreenRect};
use crate::earth::clip::Rectangle;
use crate::earth::{Camera, MapPoint, ScreenPoint};

/// A rectangle of the window in square cells.
#[derive(Debug, Clone, Copy)]
struct CellGrid {
    columns: usize,
    rows: usize,
    window: ScreenRect,
    cell_px: f64,
}

impl CellGrid {
    fn of(window: ScreenRect, cell_px: f64) -> Self {
        let count = |length_px: f64| (length_px / cell_px).floor().max(0.0) as usize;
        Self {
            columns: count(window.width()),
            rows: count(window.height()),
            window,
            cell_px,
        }
    }

    /// Gives the cells whose middles lie in an area to `fill`, run by run. `crossings` lends its room.
    fn runs(
        &self,
        camera: &Camera,
        area: &AreaGeometry,
        crossings: &mut Vec<(usize, f64)>,
        mut fill: impl FnMut(Range<usize>),
    ) {
        crossings.clear();
        for ring in &area.rings {
            let mut from = ring.last().map(|&point| camera.screen_from_map(point));
            for &point in ring {
                let to = camera.screen_from_map(point);
                if let Some(from) = from.replace(to) {
                    self.cross(crossings, from, to);
                }
            }
        }
        crossings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for row in crossings.chunk_by(|a, b| a.0 == b.0) {
            for pair in row.chunks_exact(2) {
                let [(row, begin), (_, end)] = [pair[0], pair[1]];
                let (begin, end) = (self.column(begin), self.column(end));
                fill(row * self.columns + begin..row * self.columns + end);
            }
        }
    }

    /// Notes where an edge crosses the middles of the rows.
    fn cross(&self, crossings: &mut Vec<(usize, f64)>, from: ScreenPoint, to: ScreenPoint) {
        let row = |y_px: f64| (y_px - self.window.top) / self.cell_px - 0.5;
        let first = at_least(row(from.y_px.min(to.y_px)));
        let end = at_least(row(from.y_px.max(to.y_px))).min(self.rows);
        crossings.extend((first..end).map(|number| {
            let y_px = self.window.top + (number as f64 + 0.5) * self.cell_px;
            let part = (y_px - from.y_px) / (to.y_px - from.y_px);
            (number, from.x_px + part * (to.x_px - from.x_px))
        }));
    }

    /// Gives the cells that a line runs through to `mark`, cells that it cuts at a corner perhaps left out.
    fn along(&self, camera: &Camera, line: &[MapPoint], mut mark: impl FnMut(usize)) {
        let rect = Rectangle {
            min: ScreenPoint::new(self.window.left, self.window.top),
            max: ScreenPoint::new(self.window.right, self.window.bottom),
        };
        let mut from = None;
        for &point in line {
            let to = camera.screen_from_map(point);
            let Some(from) = from.replace(to) else {
                continue;
            };
            let Some([enters, leaves]) = rect.segment(from, to) else {
                continue;
            };
            let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
            let length_px = (leaves - enters) * dx.abs().max(dy.abs());
            let steps = (2.0 * length_px / self.cell_px).ceil().max(1.0);
            for step in 0..=steps as u32 {
                let part = enters + (leaves - enters) * f64::from(step) / steps;
                let column = (from.x_px + part * dx - self.window.left) / self.cell_px;
                let row = (from.y_px + part * dy - self.window.top) / self.cell_px;
                let (column, row) = (column.max(0.0) as usize, row.max(0.0) as usize);
                if column < self.columns && row < self.rows {
                    mark(row * self.columns + column);
                }
            }
        }
    }

    /// The first column whose middle lies there or to the right.
    fn column(&self, x_px: f64) -> usize {
        let column = ((x_px - self.window.left) / self.cell_px - 0.5).ceil();
        column.clamp(0.0, self.columns as f64) as usize
    }

    /// The cells that a rectangle touches: the first column and row, and those behind the last.
    fn touched(&self, rect: &ScreenRect) -> [usize; 4] {
        let first = |px: f64, from: f64, count: usize| {
            ((px - from) / self.cell_px)
                .floor()
                .clamp(0.0, count as f64) as usize
        };
        let end = |px: f64, from: f64, count: usize| {
            ((px - from) / self.cell_px).ceil().clamp(0.0, count as f64) as usize
        };
        let left = first(rect.left, self.window.left, self.columns);
        let top = first(rect.top, self.window.top, self.rows);
        [
            left,
            top,
            end(rect.right, self.window.left, self.columns).max(left),
            end(rect.bottom, self.window.top, self.rows).max(top),
        ]
    }

    /// The middle of a cell.
    fn middle(&self, column: usize, row: usize) -> ScreenPoint {
        ScreenPoint::new(
            self.window.left + (column as f64 + 0.5) * self.cell_px,
            self.window.top + (row as f64 + 0.5) * self.cell_px,
        )
    }
}

/// A rectangle of the window in square cells: of each, whether its middle lies in an area, or whether a line
/// runs through it.
#[derive(Debug)]
pub(in crate::scene) struct AreaCells {
    pub(in crate::scene) columns: usize,
    pub(in crate::scene) rows: usize,
    grid: CellGrid,
    inside: Vec<bool>,
}

impl AreaCells {
    /// Marks the square cells of `window` that lie within an area.
    pub(in crate::scene) fn of<'a>(
        camera: &Camera,
        areas: impl Iterator<Item = &'a AreaGeometry>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let grid = CellGrid::of(window, cell_px);
        let mut inside = vec![false; grid.columns * grid.rows];
        let mut crossings = Vec::new();
        for area in areas {
            grid.runs(camera, area, &mut crossings, |run| inside[run].fill(true));
        }
        Self::on(grid, inside)
    }

    /// Marks the square cells of `window` that lines run through.
    pub(in crate::scene) fn along<'a>(
        camera: &Camera,
        lines: impl Iterator<Item = &'a [MapPoint]>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let grid = CellGrid::of(window, cell_px);
        let mut inside = vec![false; grid.columns * grid.rows];
        for line in lines {
            grid.along(camera, line, |cell| inside[cell] = true);
        }
        Self::on(grid, inside)
    }

    fn on(grid: CellGrid, inside: Vec<bool>) -> Self {
        Self {
            columns: grid.columns,
            rows: grid.rows,
            grid,
            inside,
        }
    }

    /// For each cell of a row, from the left, whether it lies in an area.
    pub(in crate::scene) fn row(&self, row: usize) -> &[bool] {
        &self.inside[row * self.columns..(row + 1) * self.columns]
    }

    /// The middle of a cell.
    pub(in crate::scene) fn middle(&self, column: usize, row: usize) -> ScreenPoint {
        self.grid.middle(column, row)
    }

    /// The length of the longest row of cells that lie inside, logical pixels.
    pub(in crate::scene) fn longest_px(&self) -> f64 {
        let longest = (0..self.rows).map(|row| {
            let runs = self.row(row).split(|inside| !inside);
            runs.map(<[bool]>::len).max().unwrap_or(0)
        });
        longest.max().unwrap_or(0) as f64 * self.grid.cell_px
    }
}

/// A rectangle of the window in square cells: of each, which of some numbered areas its middle lies in.
#[derive(Debug)]
pub(in crate::scene) struct NumberedCells {
    grid: CellGrid,
    /// The number of each cell's area, or [`NO_AREA`].
    of: Vec<u16>,
}

/// The number of a cell that lies in no area.
const NO_AREA: u16 = u16::MAX;

impl NumberedCells {
    /// Numbers the square cells of `window` by areas that do not overlap.
    pub(in crate::scene) fn of<'a>(
        camera: &Camera,
        areas: impl Iterator<Item = (u16, &'a AreaGeometry)>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let grid = CellGrid::of(window, cell_px);
        let mut of = vec![NO_AREA; grid.columns * grid.rows];
        let mut crossings = Vec::new();
        for (number, area) in areas {
            grid.runs(camera, area, &mut crossings, |run| of[run].fill(number));
        }
        Self { grid, of }
    }

    /// The cells of any area.
    pub(in crate::scene) fn all(&self) -> AreaCells {
        let inside = self.of.iter().map(|&number| number != NO_AREA).collect();
        AreaCells::on(self.grid, inside)
    }

    /// The cells of the areas of this number within a part of the window whose corner is one of a cell.
    pub(in crate::scene) fn numbered(&self, number: u16, part: ScreenRect) -> AreaCells {
        let cells = |px: f64| (px / self.grid.cell_px).round().max(0.0) as usize;
        let (left, top) = (
            cells(part.left - self.grid.window.left).min(self.grid.columns),
            cells(part.top - self.grid.window.top).min(self.grid.rows),
        );
        let mut grid = CellGrid::of(part, self.grid.cell_px);
        grid.columns = grid.columns.min(self.grid.columns - left);
        grid.rows = grid.rows.min(self.grid.rows - top);
        let mut inside = Vec::with_capacity(grid.columns * grid.rows);
        for row in top..top + grid.rows {
            let begin = row * self.grid.columns + left;
            let row = &self.of[begin..begin + grid.columns];
            inside.extend(row.iter().map(|&of| of == number));
        }
        AreaCells::on(grid, inside)
    }

    /// Whether of the cells that a rectangle touches none lies in an area of another number.
    pub(in crate::scene) fn are_of(&self, rect: &ScreenRect, numbers: &[u16]) -> bool {
        let [left, top, right, bottom] = self.grid.touched(rect);
        (top..bottom).all(|row| {
            let begin = row * self.grid.columns;
            let row = &self.of[begin + left..begin + right];
            row.iter().all(|of| *of == NO_AREA || numbers.contains(of))
        })
    }
}

/// The least whole number that is no less, 0 at least: `ceil` is a call, and this is asked for each
/// corner of a coast.
fn at_least(number: f64) -> usize {
    let whole = number as usize;
    whole + usize::from((whole as f64) < number)
}

/// How many cells lie inside, above and to the left of each corner of a cell: a summed-area table,
/// Crow (1984), SIGGRAPH. It counts the cells of a rectangle in four looks.
#[derive(Debug, Clone)]
pub(in crate::scene) struct CellSums {
    grid: CellGrid,
    /// Empty where no cell lies inside.
    sums: Vec<u32>,
}

impl AreaCells {
    /// The sums of its cells.
    pub(in crate::scene) fn sums(&self) -> CellSums {
        if !self.inside.contains(&true) {
            return CellSums {
                grid: self.grid,
                sums: Vec::new(),
            };
        }
        let across = self.columns + 1;
        let mut sums = vec![0; across * (self.rows + 1)];
        let mut rest = sums.as_mut_slice();
        for row in 0..self.rows {
            let (above, below) = rest.split_at_mut(across);
            let mut of_row = 0;
            let cells = above[1..].iter().zip(self.row(row));
            for (sum, (above, inside)) in below[1..across].iter_mut().zip(cells) {
                of_row += u32::from(*inside);
                *sum = above + of_row;
            }
            rest = below;
        }
        CellSums {
            grid: self.grid,
            sums,
        }
    }
}

impl CellSums {
    /// How many of the cells that a rectangle touches lie inside.
    pub(in crate::scene) fn count(&self, rect: &ScreenRect) -> usize {
        let [left, top, right, bottom] = self.grid.touched(rect);
        self.sum(left, top, right, bottom)
    }

    /// Whether all cells that a rectangle touches lie inside, and it within the window.
    pub(in crate::scene) fn is_full(&self, rect: &ScreenRect) -> bool {
        let [left, top, right, bottom] = self.grid.touched(rect);
        self.grid.window.holds(rect)
            && self.sum(left, top, right, bottom) == (right - left) * (bottom - top)
    }

    fn sum(&self, left: usize, top: usize, right: usize, bottom: usize) -> usize {
        if self.sums.is_empty() {
            return 0;
        }
        let at =
            |column: usize, row: usize| self.sums[row * (self.grid.columns + 1) + column] as usize;
        at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top)
    }
}

#[cfg(test)]
mod tests;

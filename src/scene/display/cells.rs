//! Which parts of the window lie in areas of the map.

use std::collections::BTreeMap;
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

    /// The cells that a rectangle touches: the first column and row, and those behind the last.
    fn touched(&self, rect: &ScreenRect) -> [usize; 4] {
        let first = |px: f64, from: f64, count: usize| {
            // Towards zero, which is down where it is not negative; `floor` is a call.
            (((px - from) / self.cell_px).max(0.0) as usize).min(count)
        };
        let end =
            |px: f64, from: f64, count: usize| at_least((px - from) / self.cell_px).min(count);
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

/// Where the edge of an area crosses the middle of a row: the row, and the first column whose middle lies
/// there or to the right. One number, since thousands of them are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Crossing(u64);

impl Crossing {
    fn at(row: usize, column: usize) -> Self {
        Self((row as u64) << 32 | column as u64)
    }

    fn row(self) -> usize {
        (self.0 >> 32) as usize
    }

    fn column(self) -> usize {
        (self.0 & u64::from(u32::MAX)) as usize
    }
}

/// A grid over a map: the place of a map's point, in cells from the grid's corner.
struct CellsOfMap {
    grid: CellGrid,
    center: MapPoint,
    /// Where the middle of the map is, and how many cells long a metre is.
    middle: [f64; 2],
    per_m: f64,
}

impl CellsOfMap {
    fn of(grid: CellGrid, camera: &Camera) -> Self {
        Self {
            grid,
            center: camera.center,
            middle: [
                (camera.width_px / 2.0 - grid.window.left) / grid.cell_px,
                (camera.height_px / 2.0 - grid.window.top) / grid.cell_px,
            ],
            per_m: 1.0 / (camera.metres_per_px * grid.cell_px),
        }
    }

    fn across(&self, x_m: f64) -> f64 {
        self.middle[0] + (x_m - self.center.x_m) * self.per_m
    }

    fn down(&self, y_m: f64) -> f64 {
        self.middle[1] - (y_m - self.center.y_m) * self.per_m
    }

    /// Gives the cells whose middles lie in an area to `fill`, run by run, each by its row and its columns.
    /// `crossings` lends its room.
    fn runs(
        &self,
        area: &AreaGeometry,
        crossings: &mut Vec<Crossing>,
        mut fill: impl FnMut(usize, Range<usize>),
    ) {
        crossings.clear();
        let rows = self.grid.rows;
        // The first row whose middle lies there or below.
        let row = |point: &MapPoint| at_least(self.down(point.y_m) - 0.5).min(rows);
        for ring in &area.rings {
            let Some(last) = ring.last() else {
                continue;
            };
            let mut before = (last, row(last));
            for point in ring {
                let (from, above) = std::mem::replace(&mut before, (point, row(point)));
                let below = before.1;
                // Most edges of a coast cross the middle of no row.
                if above != below {
                    self.cross(crossings, above.min(below)..above.max(below), [from, point]);
                }
            }
        }
        crossings.sort_unstable();
        for row in crossings.chunk_by(|a, b| a.row() == b.row()) {
            for pair in row.as_chunks::<2>().0 {
                let [begin, end] = pair.map(Crossing::column);
                fill(pair[0].row(), begin..end);
            }
        }
    }

    /// Notes where an edge crosses the middles of these rows.
    fn cross(&self, crossings: &mut Vec<Crossing>, rows: Range<usize>, edge: [&MapPoint; 2]) {
        let [from, to] = edge.map(|point| [self.across(point.x_m), self.down(point.y_m)]);
        let lean = (to[0] - from[0]) / (to[1] - from[1]);
        crossings.extend(rows.map(|row| {
            let across = from[0] + (row as f64 + 0.5 - from[1]) * lean;
            Crossing::at(row, at_least(across - 0.5).min(self.grid.columns))
        }));
    }

    /// Gives the cells that a line runs through to `mark`, cells that it cuts at a corner perhaps left out.
    fn along(&self, line: &[MapPoint], mut mark: impl FnMut(usize, usize)) {
        let CellGrid { columns, rows, .. } = self.grid;
        let whole = Rectangle {
            min: ScreenPoint::new(0.0, 0.0),
            max: ScreenPoint::new(columns as f64, rows as f64),
        };
        let mut mark = |[across, down]: [f64; 2]| {
            if across < 0.0 || down < 0.0 {
                return;
            }
            let (column, row) = (across as usize, down as usize);
            if column < columns && row < rows {
                mark(column, row);
            }
        };
        let mut from = None;
        for point in line {
            let to = [self.across(point.x_m), self.down(point.y_m)];
            let Some(from) = from.replace(to) else {
                continue;
            };
            // Most edges lie within one cell.
            if to[0] as i32 == from[0] as i32 && to[1] as i32 == from[1] as i32 {
                mark(to);
                continue;
            }
            let by = [to[0] - from[0], to[1] - from[1]];
            let length = by[0].abs().max(by[1].abs());
            let ends = [from, to].map(|[across, down]| ScreenPoint::new(across, down));
            let Some([enters, leaves]) = whole.segment(ends[0], ends[1]) else {
                continue;
            };
            let steps = (2.0 * (leaves - enters) * length).ceil().max(1.0);
            for step in 0..=steps as u32 {
                let part = enters + (leaves - enters) * f64::from(step) / steps;
                mark([from[0] + part * by[0], from[1] + part * by[1]]);
            }
        }
    }
}

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

/// The least whole number that is no less, 0 at least: `ceil` is a call, and this is asked for each
/// corner of a coast.
fn at_least(number: f64) -> usize {
    let whole = number.max(0.0) as u32;
    whole as usize + usize::from(f64::from(whole) < number)
}

#[cfg(test)]
mod tests;

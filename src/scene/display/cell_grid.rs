//! A part of the window in square cells, and which of them areas and lines of the map meet.

use std::ops::Range;

use super::{AreaGeometry, ScreenRect};
use crate::earth::clip::Rectangle;
use crate::earth::{Camera, MapPoint, ScreenPoint};

/// A rectangle of the window in square cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellGrid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) window: ScreenRect,
    pub(super) cell_px: f64,
}

impl CellGrid {
    pub(super) fn of(window: ScreenRect, cell_px: f64) -> Self {
        let count = |length_px: f64| (length_px / cell_px).floor().max(0.0) as usize;
        Self {
            columns: count(window.width()),
            rows: count(window.height()),
            window,
            cell_px,
        }
    }

    /// The cells that a rectangle touches: the first column and row, and those behind the last.
    pub(super) fn touched(&self, rect: &ScreenRect) -> [usize; 4] {
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
    pub(super) fn middle(&self, column: usize, row: usize) -> ScreenPoint {
        ScreenPoint::new(
            self.window.left + (column as f64 + 0.5) * self.cell_px,
            self.window.top + (row as f64 + 0.5) * self.cell_px,
        )
    }
}

/// Where the edge of an area crosses the middle of a row: the row, and the first column whose middle lies
/// there or to the right. One number, since thousands of them are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Crossing(u64);

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
pub(super) struct CellsOfMap {
    grid: CellGrid,
    center: MapPoint,
    /// Where the middle of the map is, and how many cells long a metre is.
    middle: [f64; 2],
    per_m: f64,
}

impl CellsOfMap {
    pub(super) fn of(grid: CellGrid, camera: &Camera) -> Self {
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
    pub(super) fn runs(
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
    pub(super) fn along(&self, line: &[MapPoint], mut mark: impl FnMut(usize, usize)) {
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

/// The least whole number that is no less, 0 at least: `ceil` is a call, and this is asked for each
/// corner of a coast.
fn at_least(number: f64) -> usize {
    let whole = number.max(0.0) as u32;
    whole as usize + usize::from(f64::from(whole) < number)
}

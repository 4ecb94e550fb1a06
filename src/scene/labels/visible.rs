//! Where in what is seen of a country its name has most room.

use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::ScreenRect;
use crate::scene::frame::Frame;
use crate::scene::prepare::Land;

/// The window is looked at in cells of this side.
const CELL_PX: f64 = 24.0;

/// The place in `window`, clear of `furniture`, that is farthest from where the country ends, by
/// the measure of a name so large: "pole of inaccessibility", Garcia-Castellanos and Lombardo
/// (2007), Scottish Geographical Journal 123(3), here to the cell. None where the name has no room.
pub(super) fn pole<'a>(
    frame: &Frame<'_>,
    land: impl Iterator<Item = &'a Land>,
    window: ScreenRect,
    furniture: &[ScreenRect],
    [width_px, height_px]: [f64; 2],
) -> Option<MapPoint> {
    let grid = Grid::of(frame, land, window, furniture)?;
    let (reach_x, reach_y) = (width_px / 2.0 / CELL_PX, height_px / CELL_PX);
    let mut best: Option<(f64, (usize, usize))> = None;
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            if !grid.inside(column as i64, row as i64) {
                continue;
            }
            let room = grid.room(column, row, reach_x, reach_y);
            if best.is_none_or(|(most, _)| room > most + 1e-9) {
                best = Some((room, (column, row)));
            }
        }
    }
    let (_, (column, row)) = best.filter(|&(room, _)| room >= 1.0)?;
    let at = ScreenPoint::new(
        window.left + (column as f64 + 0.5) * CELL_PX,
        window.top + (row as f64 + 0.5) * CELL_PX,
    );
    Some(frame.camera.map_from_screen(at))
}

/// Which cells of the window are of the country and free.
struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<bool>,
}

impl Grid {
    fn of<'a>(
        frame: &Frame<'_>,
        land: impl Iterator<Item = &'a Land>,
        window: ScreenRect,
        furniture: &[ScreenRect],
    ) -> Option<Self> {
        let cells = |length_px: f64| (length_px / CELL_PX).floor().max(0.0) as usize;
        let (columns, rows) = (cells(window.width()), cells(window.height()));
        let mut grid = Self {
            columns,
            rows,
            cells: vec![false; columns * rows],
        };
        let rings = land
            .filter(|land| land.geometry.bounds.intersects(&frame.seen))
            .flat_map(|land| &land.geometry.rings);
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows];
        for ring in rings {
            let mut from = frame.camera.screen_from_map(*ring.last()?);
            for &point in ring {
                let to = frame.camera.screen_from_map(point);
                cross(&mut crossings, window, from, to);
                from = to;
            }
        }
        for (row, mut crossings) in crossings.into_iter().enumerate() {
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let at = |x_px: f64| {
                    ((x_px - window.left) / CELL_PX - 0.5)
                        .ceil()
                        .clamp(0.0, columns as f64) as usize
                };
                grid.cells[row * columns + at(pair[0])..row * columns + at(pair[1])].fill(true);
            }
        }
        for rect in furniture {
            grid.clear(window, rect);
        }
        Some(grid)
    }

    fn clear(&mut self, window: ScreenRect, rect: &ScreenRect) {
        for row in 0..self.rows {
            for column in 0..self.columns {
                let (left, top) = (
                    window.left + column as f64 * CELL_PX,
                    window.top + row as f64 * CELL_PX,
                );
                if ScreenRect::new(left, top, CELL_PX, CELL_PX).overlaps(rect) {
                    self.cells[row * self.columns + column] = false;
                }
            }
        }
    }

    fn inside(&self, column: i64, row: i64) -> bool {
        let within = |at: i64, count: usize| usize::try_from(at).ok().filter(|&at| at < count);
        let at = within(column, self.columns).zip(within(row, self.rows));
        at.is_some_and(|(column, row)| self.cells[row * self.columns + column])
    }

    /// How many times as large as it is a name could be here, up to three times.
    fn room(&self, column: usize, row: usize, reach_x: f64, reach_y: f64) -> f64 {
        const MOST: f64 = 3.0;
        let (most_x, most_y) = (
            (MOST * reach_x).ceil() as i64,
            (MOST * reach_y).ceil() as i64,
        );
        let (column, row) = (column as i64, row as i64);
        let mut room = MOST;
        for dy in -most_y..=most_y {
            let of_row = dy.abs() as f64 / reach_y;
            if of_row >= room {
                continue;
            }
            for dx in -most_x..=most_x {
                let far = (dx.abs() as f64 / reach_x).max(of_row);
                if far < room && !self.inside(column + dx, row + dy) {
                    room = far;
                }
            }
        }
        room
    }
}

/// Notes where an edge crosses the middles of the rows.
fn cross(crossings: &mut [Vec<f64>], window: ScreenRect, from: ScreenPoint, to: ScreenPoint) {
    let row = |y_px: f64| (y_px - window.top) / CELL_PX - 0.5;
    let (low, high) = (row(from.y_px.min(to.y_px)), row(from.y_px.max(to.y_px)));
    let first = low.ceil().max(0.0) as usize;
    let past = (high.ceil().max(0.0) as usize).min(crossings.len());
    for (number, crossings) in crossings.iter_mut().enumerate().take(past).skip(first) {
        let y_px = window.top + (number as f64 + 0.5) * CELL_PX;
        let part = (y_px - from.y_px) / (to.y_px - from.y_px);
        crossings.push(from.x_px + part * (to.x_px - from.x_px));
    }
}

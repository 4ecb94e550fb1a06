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
    let mut best: Option<(f64, (i32, i32))> = None;
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            if !grid.inside(column, row) {
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
        window.left + (f64::from(column) + 0.5) * CELL_PX,
        window.top + (f64::from(row) + 0.5) * CELL_PX,
    );
    Some(frame.camera.map_from_screen(at))
}

/// Which cells of the window are of the country and free.
struct Grid {
    columns: i32,
    rows: i32,
    cells: Vec<bool>,
}

impl Grid {
    fn of<'a>(
        frame: &Frame<'_>,
        land: impl Iterator<Item = &'a Land>,
        window: ScreenRect,
        furniture: &[ScreenRect],
    ) -> Option<Self> {
        let cells = |length_px: f64| (length_px / CELL_PX).floor().max(0.0) as i32;
        let (columns, rows) = (cells(window.width()), cells(window.height()));
        let mut grid = Self {
            columns,
            rows,
            cells: vec![false; (columns * rows) as usize],
        };
        let rings = land
            .filter(|land| land.geometry.bounds.intersects(&frame.seen))
            .flat_map(|land| &land.geometry.rings);
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows as usize];
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
                        .clamp(0.0, f64::from(columns)) as usize
                };
                let first = row * columns as usize;
                grid.cells[first + at(pair[0])..first + at(pair[1])].fill(true);
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
                    window.left + f64::from(column) * CELL_PX,
                    window.top + f64::from(row) * CELL_PX,
                );
                if ScreenRect::new(left, top, CELL_PX, CELL_PX).overlaps(rect) {
                    let at = (row * self.columns + column) as usize;
                    self.cells[at] = false;
                }
            }
        }
    }

    fn inside(&self, column: i32, row: i32) -> bool {
        let within = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        within && self.cells[(row * self.columns + column) as usize]
    }

    /// How many times as large as it is a name could be here, up to three times.
    fn room(&self, column: i32, row: i32, reach_x: f64, reach_y: f64) -> f64 {
        const MOST: f64 = 3.0;
        let (most_x, most_y) = (
            (MOST * reach_x).ceil() as i32,
            (MOST * reach_y).ceil() as i32,
        );
        let mut room = MOST;
        for dy in -most_y..=most_y {
            let of_row = f64::from(dy.abs()) / reach_y;
            if of_row >= room {
                continue;
            }
            for dx in -most_x..=most_x {
                let far = (f64::from(dx.abs()) / reach_x).max(of_row);
                if far < room && !self.inside(column + dx, row + dy) {
                    room = far;
                }
            }
        }
        room
    }
}

/// Notes where an edge crosses the middles of the rows.
fn cross(rows: &mut [Vec<f64>], window: ScreenRect, from: ScreenPoint, to: ScreenPoint) {
    let row = |y_px: f64| (y_px - window.top) / CELL_PX - 0.5;
    let (low, high) = (row(from.y_px.min(to.y_px)), row(from.y_px.max(to.y_px)));
    let first = low.ceil().max(0.0) as usize;
    let end = (high.ceil().max(0.0) as usize).min(rows.len());
    for (number, crossings) in rows.iter_mut().enumerate().take(end).skip(first) {
        let y_px = window.top + (number as f64 + 0.5) * CELL_PX;
        let part = (y_px - from.y_px) / (to.y_px - from.y_px);
        crossings.push(from.x_px + part * (to.x_px - from.x_px));
    }
}

//! Which parts of the window lie in areas of the map.

use super::{AreaGeometry, ScreenRect};
use crate::earth::{Camera, ScreenPoint};

/// A rectangle of the window in square cells: of each, whether its middle lies in an area.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) columns: usize,
    pub(super) rows: usize,
    window: ScreenRect,
    cell_px: f64,
    inside: Vec<bool>,
}

impl Cells {
    /// The cells of `window`, each so wide and so high, in areas of which none lies over another.
    pub(super) fn of<'a>(
        camera: &Camera,
        areas: impl Iterator<Item = &'a AreaGeometry>,
        window: ScreenRect,
        cell_px: f64,
    ) -> Self {
        let count = |length_px: f64| (length_px / cell_px).floor().max(0.0) as usize;
        let (columns, rows) = (count(window.width()), count(window.height()));
        let mut cells = Self {
            columns,
            rows,
            window,
            cell_px,
            inside: vec![false; columns * rows],
        };
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows];
        for ring in areas.flat_map(|area| &area.rings) {
            let mut from = ring.last().map(|&point| camera.screen_from_map(point));
            for &point in ring {
                let to = camera.screen_from_map(point);
                if let Some(from) = from.replace(to) {
                    cells.cross(&mut crossings, from, to);
                }
            }
        }
        for (row, mut crossings) in crossings.into_iter().enumerate() {
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let (begin, end) = (cells.column(pair[0]), cells.column(pair[1]));
                cells.inside[row * columns + begin..row * columns + end].fill(true);
            }
        }
        cells
    }

    /// Notes where an edge crosses the middles of the rows.
    fn cross(&self, crossings: &mut [Vec<f64>], from: ScreenPoint, to: ScreenPoint) {
        let row = |y_px: f64| (y_px - self.window.top) / self.cell_px - 0.5;
        let first = row(from.y_px.min(to.y_px)).ceil().max(0.0) as usize;
        let end = row(from.y_px.max(to.y_px)).ceil().max(0.0) as usize;
        for (number, crossings) in crossings.iter_mut().enumerate().take(end).skip(first) {
            let y_px = self.window.top + (number as f64 + 0.5) * self.cell_px;
            let part = (y_px - from.y_px) / (to.y_px - from.y_px);
            crossings.push(from.x_px + part * (to.x_px - from.x_px));
        }
    }

    /// The first column whose middle lies there or to the right.
    fn column(&self, x_px: f64) -> usize {
        let column = ((x_px - self.window.left) / self.cell_px - 0.5).ceil();
        column.clamp(0.0, self.columns as f64) as usize
    }

    /// Takes out the cells that a rectangle touches.
    pub(super) fn clear(&mut self, rect: &ScreenRect) {
        let span = |from_px: f64, to_px: f64, count: usize| {
            let first = (from_px / self.cell_px).floor().max(0.0) as usize;
            let end = (to_px / self.cell_px).ceil().max(0.0) as usize;
            first.min(count)..end.min(count)
        };
        let columns = span(
            rect.left - self.window.left,
            rect.right - self.window.left,
            self.columns,
        );
        let rows = span(
            rect.top - self.window.top,
            rect.bottom - self.window.top,
            self.rows,
        );
        for row in rows {
            let first = row * self.columns;
            self.inside[first + columns.start..first + columns.end].fill(false);
        }
    }

    /// Of each cell of a row, from the left, whether it lies in an area.
    pub(super) fn row(&self, row: usize) -> &[bool] {
        &self.inside[row * self.columns..(row + 1) * self.columns]
    }

    /// The middle of a cell.
    pub(super) fn middle(&self, column: usize, row: usize) -> ScreenPoint {
        ScreenPoint::new(
            self.window.left + (column as f64 + 0.5) * self.cell_px,
            self.window.top + (row as f64 + 0.5) * self.cell_px,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::MapPoint;
    use crate::scene::geometry::holds;
    use proptest::prelude::*;

    const CAMERA: Camera = Camera {
        center: MapPoint::new(0.0, 0.0),
        metres_per_px: 1.0,
        width_px: 100.0,
        height_px: 80.0,
    };

    proptest! {
        #[test]
        fn a_cell_is_inside_where_its_middle_is(
            corners in prop::collection::vec((-70.0..70.0_f64, -60.0..60.0_f64), 3..12),
        ) {
            let ring = corners.iter().map(|&(x, y)| MapPoint::new(x, y)).collect();
            let area = AreaGeometry::new(vec![ring]);
            let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
            let cells = Cells::of(&CAMERA, std::iter::once(&area), window, 7.0);
            for row in 0..cells.rows {
                for column in 0..cells.columns {
                    let at = CAMERA.map_from_screen(cells.middle(column, row));
                    prop_assert_eq!(cells.row(row)[column], holds(&area, at), "{}, {}", column, row);
                }
            }
        }
    }

    #[test]
    fn what_is_cleared_is_no_longer_inside() {
        let corners = [(-90.0, -90.0), (90.0, -90.0), (90.0, 90.0), (-90.0, 90.0)];
        let ring = corners.map(|(x, y)| MapPoint::new(x, y)).to_vec();
        let area = AreaGeometry::new(vec![ring]);
        let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
        let mut cells = Cells::of(&CAMERA, std::iter::once(&area), window, 10.0);
        cells.clear(&ScreenRect::new(-5.0, 15.0, 30.0, 10.0));
        let inside = |row: usize| cells.row(row).iter().filter(|inside| **inside).count();
        assert_eq!(
            (0..8).map(inside).collect::<Vec<_>>(),
            [10, 7, 7, 10, 10, 10, 10, 10]
        );
    }
}

//! Which parts of the window lie in areas of the map.

use super::{AreaGeometry, ScreenRect};
use crate::earth::{Camera, ScreenPoint};

/// A rectangle of the window in square cells: of each, whether its middle lies in an area.
#[derive(Debug)]
pub(in crate::scene) struct AreaCells {
    pub(in crate::scene) columns: usize,
    pub(in crate::scene) rows: usize,
    window: ScreenRect,
    cell_px: f64,
    inside: Vec<bool>,
}

impl AreaCells {
    /// Marks the square cells of `window` that lie within areas which do not overlap each other.
    pub(in crate::scene) fn of<'a>(
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
        let mut crossings: Vec<(usize, f64)> = Vec::new();
        for ring in areas.flat_map(|area| &area.rings) {
            let mut from = ring.last().map(|&point| camera.screen_from_map(point));
            for &point in ring {
                let to = camera.screen_from_map(point);
                if let Some(from) = from.replace(to) {
                    cells.cross(&mut crossings, from, to);
                }
            }
        }
        crossings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for row in crossings.chunk_by(|a, b| a.0 == b.0) {
            for pair in row.chunks_exact(2) {
                let [(row, begin), (_, end)] = [pair[0], pair[1]];
                let (begin, end) = (cells.column(begin), cells.column(end));
                cells.inside[row * columns + begin..row * columns + end].fill(true);
            }
        }
        cells
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

    /// The first column whose middle lies there or to the right.
    fn column(&self, x_px: f64) -> usize {
        let column = ((x_px - self.window.left) / self.cell_px - 0.5).ceil();
        column.clamp(0.0, self.columns as f64) as usize
    }

    /// For each cell of a row, from the left, whether it lies in an area.
    pub(in crate::scene) fn row(&self, row: usize) -> &[bool] {
        &self.inside[row * self.columns..(row + 1) * self.columns]
    }

    /// The middle of a cell.
    pub(in crate::scene) fn middle(&self, column: usize, row: usize) -> ScreenPoint {
        ScreenPoint::new(
            self.window.left + (column as f64 + 0.5) * self.cell_px,
            self.window.top + (row as f64 + 0.5) * self.cell_px,
        )
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
    columns: usize,
    rows: usize,
    window: ScreenRect,
    cell_px: f64,
    sums: Vec<u32>,
}

impl AreaCells {
    /// The sums of its cells.
    pub(in crate::scene) fn sums(&self) -> CellSums {
        let across = self.columns + 1;
        let mut sums = vec![0; across * (self.rows + 1)];
        for row in 0..self.rows {
            let mut of_row = 0;
            for (column, inside) in self.row(row).iter().enumerate() {
                of_row += u32::from(*inside);
                sums[(row + 1) * across + column + 1] = sums[row * across + column + 1] + of_row;
            }
        }
        CellSums {
            columns: self.columns,
            rows: self.rows,
            window: self.window,
            cell_px: self.cell_px,
            sums,
        }
    }
}

impl CellSums {
    /// How many of the cells that a rectangle touches lie inside.
    pub(in crate::scene) fn count(&self, rect: &ScreenRect) -> usize {
        let [left, top, right, bottom] = self.touched(rect);
        self.sum(left, top, right, bottom)
    }

    /// Whether all cells that a rectangle touches lie inside, and it within the window.
    pub(in crate::scene) fn is_full(&self, rect: &ScreenRect) -> bool {
        let [left, top, right, bottom] = self.touched(rect);
        self.window.holds(rect)
            && self.sum(left, top, right, bottom) == (right - left) * (bottom - top)
    }

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

    fn sum(&self, left: usize, top: usize, right: usize, bottom: usize) -> usize {
        let at = |column: usize, row: usize| self.sums[row * (self.columns + 1) + column] as usize;
        at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::MapPoint;
    use crate::scene::prepare::geometry::holds;
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
            let cells = AreaCells::of(&CAMERA, std::iter::once(&area), window, 7.0);
            for row in 0..cells.rows {
                for column in 0..cells.columns {
                    let at = CAMERA.map_from_screen(cells.middle(column, row));
                    prop_assert_eq!(cells.row(row)[column], holds(&area, at), "{}, {}", column, row);
                }
            }
        }
    }

    #[test]
    fn sums_count_the_cells_that_a_rectangle_touches() {
        let corners = [(-30.0, -20.0), (30.0, -20.0), (30.0, 20.0), (-30.0, 20.0)];
        let ring = corners.map(|(x, y)| MapPoint::new(x, y)).to_vec();
        let area = AreaGeometry::new(vec![ring]);
        let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
        let sums = AreaCells::of(&CAMERA, std::iter::once(&area), window, 10.0).sums();
        assert_eq!(sums.count(&window), 24);
        assert_eq!(sums.count(&ScreenRect::new(0.0, 0.0, 25.0, 25.0)), 1);
        assert!(sums.is_full(&ScreenRect::new(20.0, 20.0, 60.0, 40.0)));
        assert!(!sums.is_full(&ScreenRect::new(19.0, 20.0, 60.0, 40.0)));
        assert!(!sums.is_full(&ScreenRect::new(-10.0, 20.0, 20.0, 40.0)));
    }
}

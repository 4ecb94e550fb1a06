//! Cells of an area in the order of their distance from a place.

use crate::earth::ScreenPoint;
use crate::scene::display::cells::AreaCells;

/// Middles of every few cells that lie inside, the nearest to a place first; of equals the first in the rows'
/// order. The rings of cells around the place are looked at only as far as they are asked for: a name
/// mostly has its place among the first few of many thousands.
pub(super) struct NearestFirst<'a> {
    cells: &'a AreaCells,
    /// The first cell that counts, and how many cells on the next one is, in both directions.
    from: [usize; 2],
    stride: usize,
    place: ScreenPoint,
    /// The cell that counts and is nearest to the place, which may lie beyond the cells, and how many
    /// there are each way.
    middle: [i64; 2],
    count: [i64; 2],
    /// Distance from one that counts to the next, logical pixels.
    step_px: f64,
    /// The next ring around the middle, and the last that has a cell.
    ring: i64,
    last: i64,
    /// Points in their order.
    ordered: Vec<ScreenPoint>,
    /// The cells of the rings so far, by their distance in whole steps from the first ring's on: the distance of
    /// each, by its bits, and its number. Those before `next` are in their order already.
    by_distance: Vec<Vec<(u64, u32)>>,
    first: i64,
    next: i64,
}

impl<'a> NearestFirst<'a> {
    /// Every `stride`th cell in the order of the distance from `place`, and that place itself where it is
    /// `asked` for.
    pub(super) fn to(place: ScreenPoint, cells: &'a AreaCells, stride: usize, asked: bool) -> Self {
        let bounds = cells.bounds();
        // The same cells of the grid count, wherever the area begins.
        let from = bounds
            .clone()
            .map(|cells| cells.start.next_multiple_of(stride));
        let first = cells.middle(from[0], from[1]);
        let step_px = cells.middle(from[0] + stride, from[1]).x_px - first.x_px;
        let count = bounds.map(|cells| {
            let cells = cells
                .end
                .saturating_sub(cells.start.next_multiple_of(stride));
            i64::try_from(cells.div_ceil(stride)).unwrap_or(0)
        });
        let at = |px: f64| (px / step_px).round().clamp(-1e9, 1e9) as i64;
        let middle = [at(place.x_px - first.x_px), at(place.y_px - first.y_px)];
        let axes = middle.into_iter().zip(count);
        let beyond = |(at, count): (i64, i64)| (-at).max(at - count + 1).max(0);
        let furthest = |(at, count): (i64, i64)| at.abs().max((count - 1 - at).abs());
        let is_empty = count.contains(&0);
        let ring = axes.clone().map(beyond).max().unwrap_or(0);
        let last = if is_empty {
            -1
        } else {
            axes.map(furthest).max().unwrap_or(0)
        };
        // Cells that lie farther away than the sides of the last ring are sorted together, when all are there.
        let distances = usize::try_from((last - ring + 3).max(1)).unwrap_or(1);
        Self {
            cells,
            from,
            stride,
            place,
            middle,
            count,
            step_px,
            ring,
            last,
            ordered: asked.then_some(place).into_iter().collect(),
            by_distance: vec![Vec::new(); distances],
            first: ring - 1,
            next: 0,
        }
    }

    /// The point of this number in their order, none past the last.
    pub(super) fn get(&mut self, number: usize) -> Option<ScreenPoint> {
        while self.ordered.len() <= number {
            // All cells of further rings are at least half a step less than their number away.
            let is_complete = self.ring > self.last || self.first + self.next + 1 < self.ring;
            if !is_complete {
                self.add_ring();
                self.ring += 1;
                continue;
            }
            let next = usize::try_from(self.next).ok()?;
            let mut cells = std::mem::take(self.by_distance.get_mut(next)?);
            self.next += 1;
            cells.sort_unstable();
            let columns = self.cells.columns() as u32;
            let middle = |(_, number)| {
                let (row, column) = (number / columns, number % columns);
                self.cells.middle(column as usize, row as usize)
            };
            self.ordered.extend(cells.into_iter().map(middle));
        }
        self.ordered.get(number).copied()
    }

    /// Adds the cells whose distance from the middle one is the next ring's, across or down.
    fn add_ring(&mut self) {
        let [x, y] = self.middle;
        let ring = self.ring;
        let [columns, rows] = self.count;
        for row in (y - ring).max(0)..=(y + ring).min(rows - 1) {
            let is_whole = (row - y).abs() == ring;
            if is_whole {
                for column in (x - ring).max(0)..=(x + ring).min(columns - 1) {
                    self.add_cell(column, row);
                }
            } else {
                for column in [x - ring, x + ring] {
                    if (0..columns).contains(&column) {
                        self.add_cell(column, row);
                    }
                }
            }
        }
    }

    fn add_cell(&mut self, column: i64, row: i64) {
        let [left, top] = self.from;
        let [column, row] = [column, row].map(|at| at as usize * self.stride);
        let (column, row) = (left + column, top + row);
        if !self.cells.has(column, row) {
            return;
        }
        let away_px = self.cells.middle(column, row).distance_px(self.place);
        let steps = (away_px / self.step_px) as i64 - self.first;
        let most = self.by_distance.len() - 1;
        let steps = usize::try_from(steps).map_or(0, |steps| steps.min(most));
        let number = (row * self.cells.columns() + column) as u32;
        // Bits of numbers that are not negative have the order of the numbers.
        self.by_distance[steps].push((away_px.to_bits(), number));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::{Camera, MapPoint};
    use crate::scene::{AreaGeometry, ScreenRect};

    proptest! {
        #[test]
        fn they_come_as_a_stable_sort_brings_them(
            corners in prop::collection::vec((-60.0..60.0_f64, -50.0..50.0_f64), 3..9),
            (x, y) in (-60.0..160.0_f64, -60.0..140.0_f64),
            asked in any::<bool>(),
        ) {
            let camera = Camera {
                center: MapPoint::new(0.0, 0.0),
                metres_per_px: 1.0,
                width_px: 100.0,
                height_px: 80.0,
            };
            let ring = corners.into_iter().map(|(x, y)| MapPoint::new(x, y)).collect();
            let area = AreaGeometry::new(vec![ring]);
            let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
            let cells = AreaCells::of(&camera, std::iter::once(&area), window, 4.0);
            let place = ScreenPoint::new(x, y);
            let every = (0..cells.rows()).step_by(2).flat_map(|row| {
                let columns = (0..cells.columns()).step_by(2);
                let inside = columns.filter(|&column| cells.has(column, row));
                inside.map(|column| cells.middle(column, row)).collect::<Vec<_>>()
            });
            let mut sorted: Vec<ScreenPoint> = asked.then_some(place).into_iter().chain(every).collect();
            sorted.sort_by(|a, b| a.distance_px(place).total_cmp(&b.distance_px(place)));
            let mut nearest = NearestFirst::to(place, &cells, 2, asked);
            let ordered: Vec<ScreenPoint> = (0..).map_while(|number| nearest.get(number)).collect();
            prop_assert_eq!(ordered, sorted);
        }
    }
}

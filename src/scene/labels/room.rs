//! What of the window is taken, and by what.

use std::collections::BTreeMap;

use crate::scene::ScreenRect;

/// Side of a cell: about as long as a short label.
const CELL_PX: f64 = 64.0;

/// What takes a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taker {
    /// A mark: a city's dot may lie under it.
    Mark,
    /// A name, or the dot that came with it.
    Name,
}

/// Rectangles that are taken, found by where they lie.
#[derive(Debug, Default)]
pub(super) struct Room {
    taken: Vec<(ScreenRect, Taker)>,
    cells: BTreeMap<(i32, i32), Vec<u32>>,
}

impl Room {
    /// Takes a rectangle.
    pub(super) fn take(&mut self, rect: ScreenRect, taker: Taker) {
        let number = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
        for cell in cells(&rect) {
            self.cells.entry(cell).or_default().push(number);
        }
        self.taken.push((rect, taker));
    }

    /// Whether nothing of a rectangle is taken.
    pub(super) fn is_free(&self, rect: &ScreenRect) -> bool {
        self.takers(rect).next().is_none()
    }

    /// Whether no name and no dot takes anything of a rectangle.
    pub(super) fn is_free_of_names(&self, rect: &ScreenRect) -> bool {
        self.takers(rect).all(|taker| taker == Taker::Mark)
    }

    fn takers<'a>(&'a self, rect: &'a ScreenRect) -> impl Iterator<Item = Taker> + 'a {
        cells(rect)
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .map(|&number| self.taken[number as usize])
            .filter(|(taken, _)| taken.overlaps(rect))
            .map(|(_, taker)| taker)
    }
}

fn cells(rect: &ScreenRect) -> impl Iterator<Item = (i32, i32)> + use<> {
    let cell = |px: f64| (px / CELL_PX).floor() as i32;
    let (left, right) = (cell(rect.left), cell(rect.right));
    let (top, bottom) = (cell(rect.top), cell(rect.bottom));
    (left..=right).flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
}

//! What of the window is taken, and by what.

use std::num::NonZeroU32;

use crate::earth::ScreenPoint;
use crate::scene::ScreenRect;

/// Side of a cell: about as long as a short label.
const CELL_PX: f64 = 64.0;
/// Cells are numbered anew after so many each way: far apart ones share a list, which costs a look.
const CELLS: i32 = 32;
/// A thin line takes squares so wide, one after another.
const LINE_PX: f64 = 4.0;

/// What takes a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occupant {
    /// A mark: a city's dot may lie under it.
    Mark,
    /// What stands on the window: furniture, a mark on its edge.
    Margin,
    /// A name, the dot that came with it, or the line to it: whose, by its number.
    Name(usize),
}

/// Rectangles that are taken, found by where they lie.
#[derive(Debug, Clone)]
pub(super) struct CollisionIndex {
    taken: Vec<(ScreenRect, Occupant)>,
    /// What lies in each cell: its last link, which leads to the one before.
    last: Vec<Option<NonZeroU32>>,
    links: Vec<Link>,
}

/// A rectangle in a cell, by its number, and the link before it; links are numbered from 1.
#[derive(Debug, Clone, Copy)]
struct Link {
    number: u32,
    before: Option<NonZeroU32>,
}

impl Default for CollisionIndex {
    fn default() -> Self {
        Self {
            taken: Vec::new(),
            last: vec![None; (CELLS * CELLS) as usize],
            links: Vec::new(),
        }
    }
}

impl CollisionIndex {
    /// Takes a rectangle.
    pub(super) fn take(&mut self, rect: ScreenRect, taker: Occupant) {
        let number = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
        for cell in cells(&rect) {
            let before = self.last[cell];
            self.links.push(Link { number, before });
            self.last[cell] = u32::try_from(self.links.len())
                .ok()
                .and_then(NonZeroU32::new);
        }
        self.taken.push((rect, taker));
    }

    /// Whether nothing of a rectangle is taken.
    pub(super) fn is_free(&self, rect: &ScreenRect) -> bool {
        self.takers(rect).next().is_none()
    }

    /// Whether nothing of a rectangle is taken by another than the name of this number.
    pub(super) fn is_free_but_for(&self, rect: &ScreenRect, number: usize) -> bool {
        self.takers(rect)
            .all(|taker| taker == Occupant::Name(number))
    }

    /// Whether only marks take anything of a rectangle.
    pub(super) fn is_free_but_for_marks(&self, rect: &ScreenRect) -> bool {
        self.takers(rect).all(|taker| taker == Occupant::Mark)
    }

    fn takers<'a>(&'a self, rect: &'a ScreenRect) -> impl Iterator<Item = Occupant> + 'a {
        let link = |at: NonZeroU32| self.links.get(at.get() as usize - 1);
        cells(rect)
            .flat_map(move |cell| {
                let last = self.last[cell].and_then(link);
                std::iter::successors(last, move |at| at.before.and_then(link))
            })
            .map(|link| self.taken[link.number as usize])
            .filter(|(taken, _)| taken.overlaps(rect))
            .map(|(_, taker)| taker)
    }
}

/// The squares that a thin line takes.
pub(super) fn along([from, to]: [ScreenPoint; 2]) -> impl Iterator<Item = ScreenRect> {
    let count = (from.distance_px(to) / LINE_PX).ceil().max(1.0);
    (0..=count as u32).map(move |number| {
        let part = f64::from(number) / count;
        let at = ScreenPoint::new(
            from.x_px + part * (to.x_px - from.x_px),
            from.y_px + part * (to.y_px - from.y_px),
        );
        ScreenRect::around(at, LINE_PX / 2.0)
    })
}

fn cells(rect: &ScreenRect) -> impl Iterator<Item = usize> + use<> {
    let cell = |px: f64| (px / CELL_PX).floor() as i32;
    let (left, right) = (cell(rect.left), cell(rect.right));
    let (top, bottom) = (cell(rect.top), cell(rect.bottom));
    let number = |column: i32, row: i32| row.rem_euclid(CELLS) * CELLS + column.rem_euclid(CELLS);
    (left..=right)
        .flat_map(move |column| (top..=bottom).map(move |row| number(column, row) as usize))
}

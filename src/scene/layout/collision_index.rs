//! What of the window is taken, and by what: one index for marks, furniture, edge chips, notes and names.

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
pub(in crate::scene) enum Occupant {
    /// A mark: a city's dot may lie under it.
    Mark,
    /// What stands on the window: furniture, a chip on its edge, an inset, a note.
    Margin,
    /// A name, the dot that came with it, or the line to it: whose, by its number.
    Name(usize),
}

/// Rectangles that are taken, found by where they lie.
#[derive(Debug, Clone)]
pub(in crate::scene) struct CollisionIndex {
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
    pub(in crate::scene) fn take(&mut self, rect: ScreenRect, taker: Occupant) {
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

    /// Takes each of several rectangles.
    pub(in crate::scene) fn take_all(
        &mut self,
        rects: impl IntoIterator<Item = ScreenRect>,
        taker: Occupant,
    ) {
        for rect in rects {
            self.take(rect, taker);
        }
    }

    /// How many rectangles of one kind overlap this one.
    pub(in crate::scene) fn count(&self, rect: &ScreenRect, taker: Occupant) -> usize {
        self.numbers(rect, taker).len()
    }

    /// The first rectangle of one kind that was taken and overlaps this one.
    pub(in crate::scene) fn first(&self, rect: &ScreenRect, taker: Occupant) -> Option<ScreenRect> {
        let number = *self.numbers(rect, taker).first()?;
        Some(self.taken[number as usize].0)
    }

    /// Whether nothing of a rectangle is taken.
    pub(in crate::scene) fn is_free(&self, rect: &ScreenRect) -> bool {
        self.takers(rect).next().is_none()
    }

    /// Whether nothing of a rectangle is taken by another than the name of this number.
    pub(in crate::scene) fn is_free_but_for(&self, rect: &ScreenRect, number: usize) -> bool {
        self.takers(rect)
            .all(|taker| taker == Occupant::Name(number))
    }

    /// Whether only marks take anything of a rectangle.
    pub(in crate::scene) fn is_free_but_for_marks(&self, rect: &ScreenRect) -> bool {
        self.takers(rect).all(|taker| taker == Occupant::Mark)
    }

    /// The rectangles of one kind that overlap this one, in the order in which they were taken.
    fn numbers(&self, rect: &ScreenRect, taker: Occupant) -> Vec<u32> {
        let mut numbers: Vec<u32> = self
            .overlapping(rect)
            .filter(|&number| self.taken[number as usize].1 == taker)
            .collect();
        numbers.sort_unstable();
        // One that lies in several cells is found in each.
        numbers.dedup();
        numbers
    }

    fn takers<'a>(&'a self, rect: &'a ScreenRect) -> impl Iterator<Item = Occupant> + 'a {
        let numbers = self.overlapping(rect);
        numbers.map(|number| self.taken[number as usize].1)
    }

    /// The numbers of the rectangles that overlap this one, once for each cell that both touch.
    fn overlapping<'a>(&'a self, rect: &'a ScreenRect) -> impl Iterator<Item = u32> + 'a {
        let link = |at: NonZeroU32| self.links.get(at.get() as usize - 1);
        cells(rect)
            .flat_map(move |cell| {
                let last = self.last[cell].and_then(link);
                std::iter::successors(last, move |at| at.before.and_then(link))
            })
            .map(|link| link.number)
            .filter(|&number| self.taken[number as usize].0.overlaps(rect))
    }
}

/// The squares that a thin line takes.
pub(in crate::scene) fn along(line: [ScreenPoint; 2]) -> impl Iterator<Item = ScreenRect> {
    squares(line, LINE_PX)
}

/// Squares of this side along a line, one after another.
pub(in crate::scene) fn squares(
    [from, to]: [ScreenPoint; 2],
    side_px: f64,
) -> impl Iterator<Item = ScreenRect> {
    let count = (from.distance_px(to) / side_px).ceil().max(1.0);
    (0..=count as u32).map(move |number| {
        let part = f64::from(number) / count;
        let at = ScreenPoint::new(
            from.x_px + part * (to.x_px - from.x_px),
            from.y_px + part * (to.y_px - from.y_px),
        );
        ScreenRect::around(at, side_px / 2.0)
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

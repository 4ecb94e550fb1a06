//! The collision index: which rectangles of the window are taken, and by what.
//!
//! One index serves a view. Marks enter it first, then furniture, the degrees of the graticule, detail
//! insets, callouts, the chips on the frame's edge, and labels last. Each asks the index for its place.
//! [`Occupant`] says which occupants each of them keeps clear of.

use std::num::NonZeroU32;

use crate::earth::ScreenPoint;
use crate::scene::ScreenRect;

/// Side of a cell, logical pixels: about the length of a short label.
const CELL_PX: f64 = 64.0;
/// Number of columns and of rows of cells. Cells that lie this many apart share one list, so that the
/// index needs no bounds; a shared list costs a few more comparisons.
const CELLS: i32 = 32;
/// Side of the squares that stand for a thin line in the index, logical pixels.
const LINE_PX: f64 = 4.0;

/// What takes a rectangle of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Occupant {
    /// The symbol of a mark. A city's dot may lie under it.
    Mark,
    /// Furniture, a degree of the graticule, a detail inset or a callout.
    Margin,
    /// The caption that a comparison draws over its maps. Labels may lie under it: the comparison
    /// leaves those out.
    Caption,
    /// A place that is kept free for a label which is laid out later: insets, callouts and chips avoid it.
    Kept,
    /// The outline of what a detail inset enlarges: lines may run through it; the names of
    /// places and marks, notes and other insets keep off it.
    Outline,
    /// A chip on the frame's edge.
    EdgeChip,
    /// A label, its dot or its leader line, by the label's number.
    Label(usize),
}

impl Occupant {
    /// Whether detail insets and callouts keep clear of it.
    fn blocks_insets(self) -> bool {
        matches!(self, Self::Mark | Self::Margin | Self::Kept | Self::Outline)
    }

    /// Whether the chips on the frame's edge keep clear of it.
    fn blocks_chips(self) -> bool {
        matches!(
            self,
            Self::Mark | Self::Margin | Self::Caption | Self::EdgeChip | Self::Kept
        )
    }

    /// Whether labels keep clear of it.
    fn blocks_labels(self) -> bool {
        !matches!(self, Self::Caption | Self::Kept | Self::Outline)
    }
}

/// The taken rectangles of a window, found by position.
#[derive(Debug, Clone)]
pub(in crate::scene) struct CollisionIndex {
    taken: Vec<(ScreenRect, Occupant)>,
    /// For each cell the last link of its list; each link leads to the one before it.
    last: Vec<Option<NonZeroU32>>,
    links: Vec<Link>,
}

/// An entry in the list of a cell: the number of a rectangle, and the entry before it. Entries are
/// numbered from 1.
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
    pub(in crate::scene) fn take(&mut self, rect: ScreenRect, occupant: Occupant) {
        let number = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
        for cell in cells(&rect) {
            let before = self.last[cell];
            self.links.push(Link { number, before });
            self.last[cell] = u32::try_from(self.links.len())
                .ok()
                .and_then(NonZeroU32::new);
        }
        self.taken.push((rect, occupant));
    }

    /// Takes each of several rectangles.
    pub(in crate::scene) fn take_all(
        &mut self,
        rects: impl IntoIterator<Item = ScreenRect>,
        occupant: Occupant,
    ) {
        for rect in rects {
            self.take(rect, occupant);
        }
    }

    /// Frees what an occupant took.
    pub(in crate::scene) fn release(&mut self, occupant: Occupant) {
        for (rect, _) in self
            .taken
            .iter_mut()
            .filter(|(_, other)| *other == occupant)
        {
            // It overlaps nothing.
            *rect = ScreenRect::new(f64::INFINITY, f64::INFINITY, 0.0, 0.0);
        }
    }

    /// The rectangles of one kind, in the order in which they were taken, but for those that were released.
    pub(in crate::scene) fn rects(&self, occupant: Occupant) -> impl Iterator<Item = ScreenRect> {
        let taken = self.taken.iter();
        let taken = taken.filter(|(rect, _)| rect.left.is_finite());
        taken.filter_map(move |(rect, other)| (*other == occupant).then_some(*rect))
    }

    /// Number of rectangles of one kind that overlap this one.
    pub(in crate::scene) fn count(&self, rect: &ScreenRect, occupant: Occupant) -> usize {
        self.numbers(rect, occupant).len()
    }

    /// The first rectangle of one kind that was taken and overlaps this one.
    pub(in crate::scene) fn first(
        &self,
        rect: &ScreenRect,
        occupant: Occupant,
    ) -> Option<ScreenRect> {
        self.overlapped(rect, occupant).next()
    }

    /// The rectangles of one kind that overlap this one, in the order in which they were taken.
    pub(in crate::scene) fn overlapped(
        &self,
        rect: &ScreenRect,
        occupant: Occupant,
    ) -> impl Iterator<Item = ScreenRect> {
        let numbers = self.numbers(rect, occupant).into_iter();
        numbers.map(|number| self.taken[number as usize].0)
    }

    /// Whether any rectangle of one kind that overlaps this one is such.
    pub(in crate::scene) fn overlaps_such(
        &self,
        rect: &ScreenRect,
        occupant: Occupant,
        is_such: impl Fn(&ScreenRect) -> bool,
    ) -> bool {
        self.overlapping(rect).any(|number| {
            let (taken, other) = &self.taken[number as usize];
            *other == occupant && is_such(taken)
        })
    }

    /// Whether a label may stand here.
    pub(in crate::scene) fn is_free(&self, rect: &ScreenRect) -> bool {
        !self.occupants(rect).any(Occupant::blocks_labels)
    }

    /// Whether a label may stand here that takes the place of those whose numbers are `own`.
    pub(in crate::scene) fn is_free_but_for(
        &self,
        rect: &ScreenRect,
        own: impl Fn(usize) -> bool,
    ) -> bool {
        self.occupants(rect).all(|occupant| match occupant {
            Occupant::Label(number) => own(number),
            other => !other.blocks_labels(),
        })
    }

    /// Whether the dot of a label may lie here, where marks may cover it.
    pub(in crate::scene) fn is_free_but_for_marks(&self, rect: &ScreenRect) -> bool {
        self.occupants(rect)
            .all(|occupant| occupant == Occupant::Mark || !occupant.blocks_labels())
    }

    /// Whether neither margins nor chips take anything of a rectangle.
    pub(in crate::scene) fn is_free_of_margins(&self, rect: &ScreenRect) -> bool {
        !self
            .occupants(rect)
            .any(|occupant| matches!(occupant, Occupant::Margin | Occupant::EdgeChip))
    }

    /// Whether a detail inset or a callout may stand here.
    pub(in crate::scene) fn is_free_for_inset(&self, rect: &ScreenRect) -> bool {
        !self.occupants(rect).any(Occupant::blocks_insets)
    }

    /// Whether a chip on the frame's edge may stand here.
    pub(in crate::scene) fn is_free_for_chip(&self, rect: &ScreenRect) -> bool {
        !self.occupants(rect).any(Occupant::blocks_chips)
    }

    /// The numbers of the rectangles of one kind that overlap this one, in the order in which they were
    /// taken.
    fn numbers(&self, rect: &ScreenRect, occupant: Occupant) -> Vec<u32> {
        let mut numbers: Vec<u32> = self
            .overlapping(rect)
            .filter(|&number| self.taken[number as usize].1 == occupant)
            .collect();
        numbers.sort_unstable();
        // A rectangle that lies in several cells is found in each of them.
        numbers.dedup();
        numbers
    }

    fn occupants<'a>(&'a self, rect: &'a ScreenRect) -> impl Iterator<Item = Occupant> + 'a {
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

//! Which corner each piece goes to.

use super::{Furniture, Piece};
use crate::scene::ScreenRect;
use crate::scene::shift::shift;
use crate::scene::style::size::MARGIN;

/// Pieces in one corner stand so far apart, logical pixels.
const APART_PX: f64 = 8.0;
/// A piece may fill this part of the window, at most, each way.
const MOST: f64 = 0.9;

/// A corner of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Corner {
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
}

/// Gives pieces their places, none over another.
pub(super) struct Arranger {
    window: ScreenRect,
    marks: Vec<ScreenRect>,
    taken: Vec<ScreenRect>,
}

impl Arranger {
    pub(super) fn new(window: ScreenRect, marks: Vec<ScreenRect>) -> Self {
        Self {
            window,
            marks,
            taken: Vec::new(),
        }
    }

    /// Keeps all pieces to come clear of these.
    pub(super) fn reserve(&mut self, reserved: &[ScreenRect], furniture: &mut Furniture) {
        self.taken.extend(reserved);
        furniture.covers.extend(reserved);
    }

    /// Sets a piece in the best of these corners; it is left out where there is no room for it.
    pub(super) fn set(&mut self, piece: Piece, corners: &[Corner], furniture: &mut Furniture) {
        self.set_lightest(piece, corners, |_| 0, furniture);
    }

    /// The same; in case of a tie it goes where `weight` is least.
    pub(super) fn set_lightest(
        &mut self,
        piece: Piece,
        corners: &[Corner],
        weight: impl Fn(&ScreenRect) -> usize,
        furniture: &mut Furniture,
    ) {
        if piece.items.is_empty() {
            return;
        }
        if let Some(rect) = self.place(piece.width, piece.height, corners, weight) {
            let items = piece.items.into_iter();
            furniture
                .items
                .extend(items.map(|item| shift(item, rect.left, rect.top)));
            furniture.covers.push(rect);
        }
    }

    /// The place for something so large in that of the corners where it covers the fewest marks,
    /// in case of a tie where `weight` is least, and then the first of them.
    pub(super) fn place(
        &mut self,
        width: f64,
        height: f64,
        corners: &[Corner],
        weight: impl Fn(&ScreenRect) -> usize,
    ) -> Option<ScreenRect> {
        let places = self.places(width, height, corners);
        let best = places.min_by_key(|rect| (self.covered(rect), weight(rect)))?;
        self.taken.push(best);
        Some(best)
    }

    /// How many marks a piece covers at least; more than there are where it has no place.
    pub(super) fn least_covered(&self, piece: &Piece, corners: &[Corner]) -> usize {
        let places = self.places(piece.width, piece.height, corners);
        let least = places.map(|rect| self.covered(&rect)).min();
        least.unwrap_or(self.marks.len() + 1)
    }

    fn covered(&self, rect: &ScreenRect) -> usize {
        let over = self.marks.iter().filter(|mark| mark.overlaps(rect));
        over.count()
    }

    fn places(
        &self,
        width: f64,
        height: f64,
        corners: &[Corner],
    ) -> impl Iterator<Item = ScreenRect> {
        let (most_x, most_y) = (MOST * self.window.width(), MOST * self.window.height());
        let small = width <= most_x && height <= most_y;
        corners
            .iter()
            .filter(move |_| small)
            .filter_map(move |&corner| self.stacked(width, height, corner))
    }

    /// The place in a corner, beyond what stands there already.
    fn stacked(&self, width: f64, height: f64, corner: Corner) -> Option<ScreenRect> {
        let room = self.window.inflated(-MARGIN);
        let left = match corner {
            Corner::TopLeft | Corner::BottomLeft => room.left,
            Corner::TopRight | Corner::BottomRight => room.right - width,
        };
        let from_top = matches!(corner, Corner::TopLeft | Corner::TopRight);
        let top = if from_top {
            room.top
        } else {
            room.bottom - height
        };
        let mut rect = ScreenRect::new(left, top, width, height);
        while let Some(taken) = self.taken.iter().find(|taken| taken.overlaps(&rect)) {
            let top = if from_top {
                taken.bottom + APART_PX
            } else {
                taken.top - APART_PX - height
            };
            rect = ScreenRect::new(left, top, width, height);
            if !room.holds(&rect) {
                return None;
            }
        }
        room.holds(&rect).then_some(rect)
    }
}

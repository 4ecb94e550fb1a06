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

    /// Sets a piece in the best of these corners; it is left out where there is no room for it.
    pub(super) fn set(&mut self, piece: Piece, corners: &[Corner], furniture: &mut Furniture) {
        if piece.items.is_empty() {
            return;
        }
        if let Some(rect) = self.place(piece.width, piece.height, corners) {
            let items = piece.items.into_iter();
            furniture
                .items
                .extend(items.map(|item| shift(item, rect.left, rect.top)));
            furniture.covers.push(rect);
        }
    }

    /// The place for something so large in that of the corners where it covers the fewest marks,
    /// the first of them in case of a tie.
    pub(super) fn place(
        &mut self,
        width: f64,
        height: f64,
        corners: &[Corner],
    ) -> Option<ScreenRect> {
        if width > MOST * self.window.width() || height > MOST * self.window.height() {
            return None;
        }
        let places = corners
            .iter()
            .filter_map(|&corner| self.stacked(width, height, corner));
        let covered = |rect: &ScreenRect| {
            let over = self.marks.iter().filter(|mark| mark.overlaps(rect));
            over.count()
        };
        let best = places.min_by_key(covered)?;
        self.taken.push(best);
        Some(best)
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

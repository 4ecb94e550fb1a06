//! Which corner each piece goes to.

use super::Piece;
use super::subject::FocusLand;
use crate::earth::ScreenPoint;
use crate::scene::display::shift::shift;
use crate::scene::display::style::size::MARGIN;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::{Item, ScreenRect};

/// Distance between pieces in one corner, logical pixels.
const APART_PX: f64 = 8.0;
/// Step in which places along the edges are tried, logical pixels.
const STEP_PX: f64 = 6.0;
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

impl Corner {
    /// Where that corner of a rectangle is.
    fn of(self, rect: &ScreenRect) -> ScreenPoint {
        let (x_px, y_px) = match self {
            Self::TopLeft => (rect.left, rect.top),
            Self::TopRight => (rect.right, rect.top),
            Self::BottomLeft => (rect.left, rect.bottom),
            Self::BottomRight => (rect.right, rect.bottom),
        };
        ScreenPoint::new(x_px, y_px)
    }
}

/// The corners that a piece may stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corners {
    /// The corners, the preferred one first.
    pub(super) order: [Corner; 4],
    /// Penalty of each further corner relative to the one before: the area of land that a piece may cover
    /// instead, in ten-thousandths of the window's area.
    pub(super) less: usize,
    /// Whether it may leave the corners for a place along an edge where it covers a mark in each of
    /// them.
    pub(super) slides: bool,
}

/// One place that a piece could have.
struct CornerPosition {
    /// Which of its corners, the best being the first.
    corner: usize,
    rect: ScreenRect,
}

/// Gives pieces their places, none over another.
pub(super) struct Arranger<'a> {
    pub(super) window: ScreenRect,
    pub(super) land: FocusLand,
    /// The marks, and the pieces that have their places.
    pub(super) taken: &'a mut CollisionIndex,
    /// What a piece covers as reluctantly as a mark, but no other part of the layout avoids: marks that
    /// another mark stands for, and the places of capitals.
    pub(super) shunned: Vec<ScreenRect>,
    /// What is drawn of the pieces.
    pub(super) items: Vec<Item>,
}

impl Arranger<'_> {
    /// Sets a piece in the form and corner in which it covers the fewest marks. Among equals it covers the
    /// least land, to which the penalties of form and corner are added. Where it stands; a piece without room is left
    /// out.
    pub(super) fn set(&mut self, forms: Vec<Piece>, corners: Corners) -> Option<ScreenRect> {
        let forms = forms.into_iter().filter(|piece| !piece.items.is_empty());
        let places = forms.filter_map(|piece| {
            let (cost, rect) = self.best(piece.width, piece.height, corners)?;
            Some(((cost.0, cost.1 + piece.less), rect, piece))
        });
        let (_, rect, piece) = places.min_by_key(|(cost, ..)| *cost)?;
        let items = piece.items.into_iter();
        self.items
            .extend(items.map(|item| shift(item, rect.left, rect.top)));
        self.taken.take(rect, Occupant::Margin);
        Some(rect)
    }

    /// Takes the best place for a piece of this size.
    pub(super) fn place(
        &mut self,
        width: f64,
        height: f64,
        corners: Corners,
    ) -> Option<ScreenRect> {
        let (_, rect) = self.best(width, height, corners)?;
        self.taken.take(rect, Occupant::Margin);
        Some(rect)
    }

    /// The place for a piece of this size in the corner where it covers the fewest marks, and then the
    /// least land; and its cost: the number of marks, then land and penalty together.
    fn best(
        &self,
        width: f64,
        height: f64,
        corners: Corners,
    ) -> Option<((usize, usize), ScreenRect)> {
        let places = self.places(width, height, &corners.order).into_iter();
        let costs = places.map(|CornerPosition { corner, rect }| {
            let liking = corner * corners.less;
            ((self.covered(&rect), self.land.under(&rect) + liking), rect)
        });
        let best = costs.min_by_key(|(cost, _)| *cost);
        match best {
            Some(((covered, _), _)) if covered > 0 && corners.slides => self
                .along_the_edges(width, height, corners.order[0])
                .or(best),
            _ => best,
        }
    }

    /// The place along an edge of the window, clear of marks and of other pieces, that is nearest to a
    /// corner; and its cost.
    fn along_the_edges(
        &self,
        width: f64,
        height: f64,
        near: Corner,
    ) -> Option<((usize, usize), ScreenRect)> {
        let room = self.window.inflated(-MARGIN);
        let (across, down) = (room.width() - width, room.height() - height);
        let steps = |length: f64| (length / STEP_PX).floor().max(0.0) as u32;
        let beside = (0..=steps(across)).flat_map(|step| {
            let left = room.left + STEP_PX * f64::from(step);
            [room.top, room.top + down].map(|top| (left, top))
        });
        let above = (0..=steps(down)).flat_map(|step| {
            let top = room.top + STEP_PX * f64::from(step);
            [room.left, room.left + across].map(|left| (left, top))
        });
        let rects = beside
            .chain(above)
            .map(|(left, top)| ScreenRect::new(left, top, width, height));
        let free = rects.filter(|rect| {
            let apart = rect.inflated(APART_PX);
            let taken = self.taken.first(&apart, Occupant::Margin).is_some();
            room.holds(rect) && !taken && self.covered(rect) == 0
        });
        let corner = near.of(&room);
        let costs = free.map(|rect| {
            let away_px = near.of(&rect).distance_px(corner);
            ((0, self.land.under(&rect) + away_px as usize), rect)
        });
        costs.min_by_key(|(cost, _)| *cost)
    }

    fn covered(&self, rect: &ScreenRect) -> usize {
        let shunned = self.shunned.iter().filter(|other| other.overlaps(rect));
        self.taken.count(rect, Occupant::Mark) + shunned.count()
    }

    fn places(&self, width: f64, height: f64, corners: &[Corner]) -> Vec<CornerPosition> {
        let (most_x, most_y) = (MOST * self.window.width(), MOST * self.window.height());
        if width > most_x || height > most_y {
            return Vec::new();
        }
        let rects = corners
            .iter()
            .map(|&corner| self.stacked(width, height, corner));
        let places = rects.enumerate().filter_map(|(corner, rect)| {
            Some(CornerPosition {
                corner,
                rect: rect?,
            })
        });
        places.collect()
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
        while let Some(taken) = self.taken.first(&rect, Occupant::Margin) {
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

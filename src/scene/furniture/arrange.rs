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

/// One place that a piece could have.
struct Place {
    /// Which of its forms, the best being the first.
    form: usize,
    /// Which of its corners, the best being the first.
    corner: usize,
    rect: ScreenRect,
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
        self.set_form(vec![piece], corners, furniture);
    }

    /// Sets a piece in the form and corner in which it covers the fewest marks; of several the
    /// first corner, and there the first form.
    pub(super) fn set_form(
        &mut self,
        forms: Vec<Piece>,
        corners: &[Corner],
        furniture: &mut Furniture,
    ) {
        self.set_best(
            forms,
            corners,
            |place| (place.corner, place.form),
            furniture,
        );
    }

    /// Sets a piece in the form and corner in which it covers the fewest marks; of several in the
    /// first form, there where `weight` is least, and then in the first corner.
    pub(super) fn set_lightest(
        &mut self,
        forms: Vec<Piece>,
        corners: &[Corner],
        weight: impl Fn(&ScreenRect) -> usize,
        furniture: &mut Furniture,
    ) {
        let liking = |place: &Place| (place.form, weight(&place.rect), place.corner);
        self.set_best(forms, corners, liking, furniture);
    }

    fn set_best<L: Ord>(
        &mut self,
        mut forms: Vec<Piece>,
        corners: &[Corner],
        liking: impl Fn(&Place) -> L,
        furniture: &mut Furniture,
    ) {
        let sizes = forms
            .iter()
            .enumerate()
            .filter(|(_, piece)| !piece.items.is_empty());
        let places =
            sizes.flat_map(|(form, piece)| self.places(form, piece.width, piece.height, corners));
        let Some(best) = places.min_by_key(|place| (self.covered(&place.rect), liking(place)))
        else {
            return;
        };
        let items = forms.swap_remove(best.form).items.into_iter();
        furniture
            .items
            .extend(items.map(|item| shift(item, best.rect.left, best.rect.top)));
        furniture.covers.push(best.rect);
        self.taken.push(best.rect);
    }

    /// The place for something so large in that of the corners where it covers the fewest marks, in
    /// case of a tie the first of them.
    pub(super) fn place(
        &mut self,
        width: f64,
        height: f64,
        corners: &[Corner],
    ) -> Option<ScreenRect> {
        let places = self.places(0, width, height, corners);
        let best = places
            .into_iter()
            .min_by_key(|place| (self.covered(&place.rect), place.corner))?;
        self.taken.push(best.rect);
        Some(best.rect)
    }

    fn covered(&self, rect: &ScreenRect) -> usize {
        let over = self.marks.iter().filter(|mark| mark.overlaps(rect));
        over.count()
    }

    fn places(&self, form: usize, width: f64, height: f64, corners: &[Corner]) -> Vec<Place> {
        let (most_x, most_y) = (MOST * self.window.width(), MOST * self.window.height());
        if width > most_x || height > most_y {
            return Vec::new();
        }
        let rects = corners
            .iter()
            .map(|&corner| self.stacked(width, height, corner));
        let places = rects.enumerate().filter_map(|(corner, rect)| {
            Some(Place {
                form,
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

//! Where the letter of an inset stands, by which it and what it shows belong together.

use crate::scene::ScreenRect;
use crate::scene::layout::marks::VisibleMarks;

/// Width and height of a letter's ground, logical pixels.
const SIDE_PX: f64 = 13.0;

/// Where the letter of an inset with this frame stands; names keep clear of it.
pub(in crate::scene) fn letter_of(rect: ScreenRect) -> ScreenRect {
    ScreenRect::new(rect.left, rect.top, SIDE_PX, SIDE_PX)
}

/// Where the letter of an inset stands in the part of the window that it shows: in the first of its corners where
/// it covers no symbol.
pub(super) fn letter_within(stage: &VisibleMarks<'_>, source: ScreenRect) -> ScreenRect {
    let first = letter_of(source);
    let (dx, dy) = (source.width() - SIDE_PX, source.height() - SIDE_PX);
    let corners = [(0.0, 0.0), (dx, 0.0), (dx, dy), (0.0, dy)];
    let mut corners = corners.map(|(dx, dy)| first.shifted(dx, dy)).into_iter();
    let drawn = || stage.standing.iter().filter(|mark| mark.is_drawn());
    let free = corners.find(|corner| !drawn().any(|mark| mark.covers().overlaps(corner)));
    free.unwrap_or(first)
}

//! The legend as a panel on the map.

use super::panel::{PADDING, panel};
use super::swatch::SWATCH_PX;
use super::{Frame, LegendSection, Piece};
use crate::earth::ScreenPoint;
use crate::scene::fonts::Face;
use crate::scene::shift::shift;
use crate::scene::text::words;
use crate::scene::{Item, Text, TextAnchor};

const ROW_PX: f64 = 16.0;
const TITLE_PX: f64 = 16.0;
const SECTIONS_APART_PX: f64 = 6.0;
const COLUMNS_APART_PX: f64 = 10.0;
const WORDS_AFTER_PX: f64 = 4.0;
const SIZE_PX: f32 = 11.0;
/// The sections stand in so many columns, in more where those are too high.
const COLUMNS: usize = 2;
/// A legend takes up this part of the window's height, at most, where the sections allow.
const MOST: f64 = 0.5;

/// The sections in columns.
pub(super) fn piece(frame: &Frame<'_>, sections: &[LegendSection]) -> Piece {
    if sections.is_empty() {
        return Piece::default();
    }
    let most_px = (frame.window.height() * MOST).max(140.0);
    let heights: Vec<f64> = sections.iter().map(height_px).collect();
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let columns = (COLUMNS..=sections.len().max(COLUMNS))
        .map(|columns| least_height_px(&heights, columns))
        .find(|&height_px| height_px <= most_px);
    let column_px = columns.unwrap_or(tallest);
    let mut items = Vec::new();
    let (mut left, mut width, mut height) = (PADDING, 0.0_f64, 0.0_f64);
    let mut top = PADDING;
    for (section, section_px) in sections.iter().zip(heights) {
        if top > PADDING && top + section_px > PADDING + column_px {
            left += width + COLUMNS_APART_PX;
            (width, top) = (0.0, PADDING);
        }
        width = width.max(draw(frame, section, left, top, &mut items));
        top += section_px;
        height = height.max(top);
        top += SECTIONS_APART_PX;
    }
    let (width, height) = (left + width + PADDING, height + PADDING - 2.0);
    items.insert(0, panel(frame.style, width, height));
    Piece {
        width,
        height,
        items,
    }
}

fn height_px(section: &LegendSection) -> f64 {
    TITLE_PX + ROW_PX * section.rows.len() as f64
}

/// The least height at which sections so high fit into so many columns, in their order.
fn least_height_px(heights: &[f64], columns: usize) -> f64 {
    let needed = |most_px: f64| {
        let (mut needed, mut top) = (1, 0.0);
        for height_px in heights {
            if top > 0.0 && top + height_px > most_px {
                (needed, top) = (needed + 1, 0.0);
            }
            top += height_px + SECTIONS_APART_PX;
        }
        needed
    };
    // The height of a best column is that of a run of sections.
    let runs = (0..heights.len()).flat_map(|from| (from..heights.len()).map(move |to| (from, to)));
    let height_px = |(from, to): (usize, usize)| {
        heights[from..=to].iter().sum::<f64>() + SECTIONS_APART_PX * (to - from) as f64
    };
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    runs.map(height_px)
        .filter(|&most_px| most_px >= tallest && needed(most_px) <= columns)
        .fold(f64::INFINITY, f64::min)
}

/// Draws one section and says how wide it is.
fn draw(
    frame: &Frame<'_>,
    section: &LegendSection,
    left: f64,
    top: f64,
    items: &mut Vec<Item>,
) -> f64 {
    let style = frame.style;
    let at = ScreenPoint::new(left, top + 11.0);
    let title = words(
        at,
        TextAnchor::Start,
        section.title.clone(),
        SIZE_PX,
        style.text,
    );
    let title = Text {
        face: Face::SansSemiBold,
        ..title
    };
    let mut width = f64::from(title.face.advance(&title.text, title.size_px, 0.0));
    items.push(Item::Text(title));
    let mut row_top = top + TITLE_PX;
    let words_left = SWATCH_PX[0] + WORDS_AFTER_PX;
    for row in &section.rows {
        let swatch = row.items.iter().cloned();
        items.extend(swatch.map(|item| shift(item, left, row_top - (SWATCH_PX[1] - ROW_PX) / 2.0)));
        let at = ScreenPoint::new(left + words_left, row_top + ROW_PX / 2.0 + 4.0);
        let text = words(
            at,
            TextAnchor::Start,
            row.label.clone(),
            SIZE_PX,
            style.quiet_text,
        );
        let advance = f64::from(text.face.advance(&text.text, text.size_px, 0.0));
        width = width.max(words_left + advance);
        items.push(Item::Text(text));
        row_top += ROW_PX;
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_fill_their_columns_evenly() {
        let whole = 96.0 + 128.0 + 80.0 + 96.0 + 80.0 + 4.0 * SECTIONS_APART_PX;
        let heights = [96.0, 128.0, 80.0, 96.0, 80.0];
        assert!((least_height_px(&heights, 1) - whole).abs() < 1e-9);
        let halves = 80.0 + 96.0 + 80.0 + 2.0 * SECTIONS_APART_PX;
        assert!((least_height_px(&heights, 2) - halves).abs() < 1e-9);
        assert!((least_height_px(&heights, 5) - 128.0).abs() < 1e-9);
    }
}

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
const COLUMNS_APART_PX: f64 = 14.0;
const WORDS_AFTER_PX: f64 = 6.0;
const SIZE_PX: f32 = 10.5;
/// A column takes up this part of the window's height, at most, where the sections allow.
const MOST: f64 = 0.36;

/// The sections in columns.
pub(super) fn piece(frame: &Frame<'_>, sections: &[LegendSection]) -> Piece {
    let most_px = (frame.window.height() * MOST).max(140.0);
    let mut items = Vec::new();
    let (mut left, mut width, mut height) = (PADDING, 0.0_f64, 0.0_f64);
    let mut top = PADDING;
    for section in sections {
        let section_px = TITLE_PX + ROW_PX * section.rows.len() as f64;
        if top > PADDING && top + section_px > most_px {
            left += width + COLUMNS_APART_PX;
            (width, top) = (0.0, PADDING);
        }
        width = width.max(draw(frame, section, left, top, &mut items));
        top += section_px;
        height = height.max(top);
        top += SECTIONS_APART_PX;
    }
    if items.is_empty() {
        return Piece::default();
    }
    let (width, height) = (left + width + PADDING, height + PADDING - 2.0);
    items.insert(0, panel(frame.style, width, height));
    Piece {
        width,
        height,
        items,
    }
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

//! The legend as a panel on the map.

use super::panel::{PADDING, panel};
use super::swatch::SWATCH_PX;
use super::{LegendSection, Piece, ViewContext};
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::shift::shift;
use crate::scene::display::text::words;
use crate::scene::{Item, Text, TextAnchor};

const COLUMNS_APART_PX: f64 = 8.0;
const WORDS_AFTER_PX: f64 = 4.0;
/// Room that the last row has below its words, logical pixels.
const ROOM_IN_ROW_PX: f64 = 6.0;
/// Preferred number of columns of the sections.
const COLUMNS: usize = 2;
/// Penalty of each column more or less, in ten-thousandths of the window's area.
const LESS_COLUMN: usize = 10;
/// Penalty of a form with smaller type and closer rows, in the same unit.
const LESS_CLOSE: usize = 40;
/// Penalty of each form with fewer rows, in the same unit: only free marks are worth one.
const LESS_FEWER: usize = 1000;
/// Largest part of the window's height that a legend takes, where its sections allow.
const MOST: f64 = 0.5;
/// Largest part of the window's area that a legend takes, unless it has no smaller form.
const MOST_AREA: f64 = 0.14;
/// Number of rows that are left out at a time.
const FEWER: usize = 3;
/// Number of rows that are never left out.
const LEAST_ROWS: usize = 4;

/// How large its type is and how close its rows.
#[derive(Debug, Clone, Copy)]
struct Measure {
    row_px: f64,
    /// Distance between sections, logical pixels.
    between: f64,
    type_px: f32,
}

const ROOMY: Measure = Measure {
    row_px: 16.0,
    between: 6.0,
    type_px: 11.0,
};
const CLOSE: Measure = Measure {
    row_px: 13.5,
    between: 4.0,
    type_px: 10.0,
};

/// The forms that it can take: in two columns, in more, closer together, and then with ever fewer
/// rows, those first that a reader can do without.
pub(super) fn pieces(frame: &ViewContext<'_>, sections: &[LegendSection]) -> Vec<Piece> {
    if sections.is_empty() {
        return Vec::new();
    }
    let most_px = (frame.window.height() * MOST).max(140.0);
    let mut pieces: Vec<Piece> = Vec::new();
    for (measure, less) in [(ROOMY, 0), (CLOSE, LESS_CLOSE)] {
        for columns in 1..=sections.len() {
            let piece = in_columns(frame, sections, measure, columns, most_px);
            let less = less + LESS_COLUMN * columns.abs_diff(COLUMNS);
            pieces.extend(piece.map(|piece| Piece { less, ..piece }));
        }
    }
    let mut fewer = sections.to_vec();
    let mut less = LESS_CLOSE;
    while let Some(left) = without(&fewer, sections) {
        less += LESS_FEWER;
        for columns in COLUMNS..=left.len().max(COLUMNS) {
            let piece = in_columns(frame, &left, CLOSE, columns, most_px);
            pieces.extend(piece.map(|piece| Piece { less, ..piece }));
        }
        fewer = left;
    }
    let most_area = frame.window.width() * frame.window.height() * MOST_AREA;
    let fits = |piece: &Piece| piece.width * piece.height <= most_area;
    if pieces.iter().any(fits) {
        pieces.retain(fits);
    } else {
        pieces.sort_by(|a, b| (a.width * a.height).total_cmp(&(b.width * b.height)));
        pieces.truncate(1);
    }
    pieces
}

/// The legend in one column with close rows and no ground.
pub(super) fn rows(frame: &ViewContext<'_>, sections: &[LegendSection]) -> Piece {
    let mut items = Vec::new();
    let (mut top, mut width) = (0.0, 0.0_f64);
    for section in sections {
        width = width.max(draw(frame, section, CLOSE, 0.0, top, &mut items));
        top += height_px(section, CLOSE) + CLOSE.between;
    }
    Piece {
        width,
        height: top,
        items,
        ..Piece::default()
    }
}

/// The legend in lines no longer than that, with no ground: each section begins a line.
pub(super) fn strip(frame: &ViewContext<'_>, sections: &[LegendSection], room_px: f64) -> Piece {
    let style = frame.style;
    let Measure {
        row_px, type_px, ..
    } = ROOMY;
    let width_px = |text: &Text| f64::from(text.face.advance(&text.text, text.size_px, 0.0));
    let said = |left: f64, top: f64, label: &str, color| {
        let at = ScreenPoint::new(left, top + row_px / 2.0 + 4.0);
        words(at, TextAnchor::Start, label, type_px, color)
    };
    let words_left = SWATCH_PX[0] + WORDS_AFTER_PX;
    let mut items = Vec::new();
    let mut top = 0.0;
    for section in sections {
        let title = Text {
            face: Face::SansSemiBold,
            ..said(0.0, top, &section.title, style.text)
        };
        let begin = width_px(&title) + COLUMNS_APART_PX;
        let mut left = begin;
        items.push(Item::Text(title));
        for row in &section.rows {
            let label = said(left + words_left, top, &row.label, style.quiet_text);
            let mut end = left + words_left + width_px(&label);
            if end > room_px && left > begin {
                end -= left - begin;
                (left, top) = (begin, top + row_px);
            }
            let swatch = row.items.iter().cloned();
            let swatch_top = top - (SWATCH_PX[1] - row_px) / 2.0;
            items.extend(swatch.map(|item| shift(item, left, swatch_top)));
            let label = said(left + words_left, top, &row.label, style.quiet_text);
            items.push(Item::Text(label));
            left = end + COLUMNS_APART_PX;
        }
        top += row_px;
    }
    Piece {
        width: room_px,
        height: top,
        items,
        ..Piece::default()
    }
}

/// The sections without a few rows more, and how many rows of `all` that leaves out; none where too
/// few would be left. From the last section on: what marks are and whose they are stays longest.
fn without(sections: &[LegendSection], all: &[LegendSection]) -> Option<Vec<LegendSection>> {
    let count = |sections: &[LegendSection]| -> usize {
        let rows = sections.iter().flat_map(|section| &section.rows);
        rows.filter(|row| !row.items.is_empty()).count()
    };
    let mut less = sections.to_vec();
    less.retain(|section| section.rows.iter().any(|row| !row.items.is_empty()));
    for _ in 0..FEWER {
        let last = less.last_mut()?;
        last.rows.pop();
        if last.rows.is_empty() {
            less.pop();
        }
    }
    let left = count(&less);
    if left < LEAST_ROWS {
        return None;
    }
    less.push(LegendSection {
        title: format!("+{} more", count(all) - left),
        rows: Vec::new(),
    });
    Some(less)
}

/// The sections in columns of heights as even as can be; nothing where the columns would be too high.
fn in_columns(
    frame: &ViewContext<'_>,
    sections: &[LegendSection],
    measure: Measure,
    columns: usize,
    most_px: f64,
) -> Option<Piece> {
    let heights: Vec<f64> = sections
        .iter()
        .map(|section| height_px(section, measure))
        .collect();
    let column_px = least_height_px(&heights, measure.between, columns);
    if column_px > most_px {
        return None;
    }
    let mut items = Vec::new();
    let (mut left, mut width, mut height) = (PADDING, 0.0_f64, 0.0_f64);
    let mut top = PADDING;
    for (section, section_px) in sections.iter().zip(heights) {
        if top > PADDING && top + section_px > PADDING + column_px {
            left += width + COLUMNS_APART_PX;
            (width, top) = (0.0, PADDING);
        }
        width = width.max(draw(frame, section, measure, left, top, &mut items));
        top += section_px;
        height = height.max(top);
        top += measure.between;
    }
    let (width, height) = (left + width + PADDING, height + PADDING - ROOM_IN_ROW_PX);
    items.insert(0, panel(frame.style, width, height));
    Some(Piece {
        width,
        height,
        items,
        ..Piece::default()
    })
}

fn height_px(section: &LegendSection, measure: Measure) -> f64 {
    measure.row_px * (1 + section.rows.len()) as f64
}

/// The least height at which sections of these heights fit into the columns, in their order.
fn least_height_px(heights: &[f64], apart_px: f64, columns: usize) -> f64 {
    let needed = |most_px: f64| {
        let (mut needed, mut top) = (1, 0.0);
        for height_px in heights {
            if top > 0.0 && top + height_px > most_px {
                (needed, top) = (needed + 1, 0.0);
            }
            top += height_px + apart_px;
        }
        needed
    };
    // The height of a best column is that of a run of sections.
    let runs = (0..heights.len()).flat_map(|from| (from..heights.len()).map(move |to| (from, to)));
    let height_px = |(from, to): (usize, usize)| {
        heights[from..=to].iter().sum::<f64>() + apart_px * (to - from) as f64
    };
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    runs.map(height_px)
        .filter(|&most_px| most_px >= tallest && needed(most_px) <= columns)
        .fold(f64::INFINITY, f64::min)
}

/// Draws one section and says how wide it is.
fn draw(
    frame: &ViewContext<'_>,
    section: &LegendSection,
    measure: Measure,
    left: f64,
    top: f64,
    items: &mut Vec<Item>,
) -> f64 {
    let Measure {
        row_px, type_px, ..
    } = measure;
    let style = frame.style;
    let advance = |text: &Text| f64::from(text.face.advance(&text.text, text.size_px, 0.0));
    let said =
        |at: ScreenPoint, label: &str, color| words(at, TextAnchor::Start, label, type_px, color);
    let title = Text {
        face: Face::SansSemiBold,
        ..said(
            ScreenPoint::new(left, top + row_px - 5.0),
            &section.title,
            style.text,
        )
    };
    let mut width = advance(&title);
    items.push(Item::Text(title));
    let mut row_top = top + row_px;
    let words_left = SWATCH_PX[0] + WORDS_AFTER_PX;
    for row in &section.rows {
        let swatch = row.items.iter().cloned();
        items.extend(swatch.map(|item| shift(item, left, row_top - (SWATCH_PX[1] - row_px) / 2.0)));
        let at = ScreenPoint::new(left + words_left, row_top + row_px / 2.0 + 4.0);
        let text = said(at, &row.label, style.quiet_text);
        width = width.max(words_left + advance(&text));
        items.push(Item::Text(text));
        row_top += row_px;
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_fill_their_columns_evenly() {
        let whole = 96.0 + 128.0 + 80.0 + 96.0 + 80.0 + 4.0 * 6.0;
        let heights = [96.0, 128.0, 80.0, 96.0, 80.0];
        assert!((least_height_px(&heights, 6.0, 1) - whole).abs() < 1e-9);
        let halves = 80.0 + 96.0 + 80.0 + 2.0 * 6.0;
        assert!((least_height_px(&heights, 6.0, 2) - halves).abs() < 1e-9);
        assert!((least_height_px(&heights, 6.0, 5) - 128.0).abs() < 1e-9);
    }
}

//! The words of a small picture, in margins of its own around the map.

use super::legend::{rows, strip};
use super::source_line::lines;
use super::{LegendSection, Piece, ViewContext, title};
use crate::earth::ScreenPoint;
use crate::scene::display::shift::shift;
use crate::scene::display::style::size::MARGIN;
use crate::scene::display::text::words;
use crate::scene::{Item, TextAnchor};
use crate::session::viewpoint::SourceLine;

const SOURCE_PX: f32 = 10.0;
const SOURCE_LEADING_PX: f64 = 12.5;
/// Room above and below what stands in a margin, and between its parts, logical pixels.
const ROOM_PX: f64 = 8.0;

/// What stands above the map: headline, subhead and days. Nothing where they are off.
pub(in crate::scene) fn header(frame: &ViewContext<'_>) -> (f64, Vec<Item>) {
    if !frame.view.furniture.title {
        return (0.0, Vec::new());
    }
    stacked(vec![title::in_margin(frame, room_px(frame))])
}

/// What stands below the map: the listed `notes`, the legend in lines, then note, sources and credits.
pub(in crate::scene) fn footer(
    frame: &ViewContext<'_>,
    sections: &[LegendSection],
    notes: Piece,
) -> (f64, Vec<Item>) {
    let room_px = room_px(frame);
    words_of(frame, [notes, strip(frame, sections, room_px)], room_px)
}

/// The same as a column of this width beside the map: the legend row by row.
pub(in crate::scene) fn column(
    frame: &ViewContext<'_>,
    sections: &[LegendSection],
    width_px: f64,
) -> (f64, Vec<Item>) {
    let legend = rows(frame, sections);
    words_of(frame, [Piece::default(), legend], width_px - 2.0 * MARGIN)
}

/// Width of the words above and below the map.
pub(in crate::scene) fn room_px(frame: &ViewContext<'_>) -> f64 {
    frame.camera.width_px - 2.0 * MARGIN
}

/// Listed notes and a legend, then note, sources and credits in lines no longer than that, as far as they are
/// wanted.
fn words_of(
    frame: &ViewContext<'_>,
    [notes, legend]: [Piece; 2],
    room_px: f64,
) -> (f64, Vec<Item>) {
    let mut pieces = vec![notes];
    if frame.view.furniture.legend {
        pieces.push(legend);
    }
    if frame.view.furniture.source_line == SourceLine::Full {
        pieces.push(sources(frame, room_px));
    }
    stacked(pieces)
}

/// Pieces under each other: how high they are together, on whole pixels, and what is drawn.
fn stacked(pieces: Vec<Piece>) -> (f64, Vec<Item>) {
    let mut items = Vec::new();
    let mut top = ROOM_PX;
    for piece in pieces.into_iter().filter(|piece| !piece.items.is_empty()) {
        let moved = piece.items.into_iter();
        items.extend(moved.map(|item| shift(item, MARGIN, top)));
        top += piece.height + ROOM_PX;
    }
    let height = if items.is_empty() { 0.0 } else { top };
    (height.ceil(), items)
}

fn sources(frame: &ViewContext<'_>, room_px: f64) -> Piece {
    let lines = lines(frame, room_px);
    let height = SOURCE_LEADING_PX * lines.len() as f64 - 2.0;
    let baselines = (0..).map(|number| 8.5 + SOURCE_LEADING_PX * f64::from(number));
    let items = lines.into_iter().zip(baselines).map(|(line, baseline)| {
        let at = ScreenPoint::new(0.0, baseline);
        let color = frame.style.quiet_text;
        Item::Text(words(at, TextAnchor::Start, line, SOURCE_PX, color))
    });
    Piece {
        height,
        items: items.collect(),
        ..Piece::default()
    }
}

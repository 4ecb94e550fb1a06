//! One numbered note: its words, date and source beside its number, on the map or in a list below it.

use super::anchor::country_alone;
use crate::atlas::Callout;
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::shift::shift;
use crate::scene::display::symbols::ring;
use crate::scene::display::text::{balanced, words, wrapped};
use crate::scene::layout::furniture::{Piece, panel};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{Item, Stroke, Text, TextAnchor};

/// Widths of a note's words in its forms, logical pixels.
const WORDS_PX: [f64; 2] = [172.0, 118.0];
const SIZE_PX: f32 = 12.0;
const LEADING_PX: f64 = 15.0;
const SMALL_PX: f32 = 9.5;
/// Room around the words, and where they begin beside the number, logical pixels.
const PADDING_PX: f64 = 6.0;
const INDENT_PX: f64 = 26.0;
/// Half the width of a number's disc, logical pixels.
const DISC_PX: f64 = 8.0;
/// Room between the words of a listed note and its small print, and between two of them, logical pixels.
const BEFORE_SMALL_PX: f64 = 8.0;
const BETWEEN_PX: f64 = 4.0;
/// Distance of the lines of small print, and how far a line reaches below its baseline, logical pixels.
const SMALL_LEADING_PX: f64 = 12.0;
const BELOW_BASELINE_PX: f64 = 4.0;

/// A note with its upper left corner at zero.
pub(super) struct Note {
    pub(super) size_px: [f64; 2],
    pub(super) items: Vec<Item>,
}

/// The note of a callout in each of its forms, the widest first.
pub(super) fn notes(frame: &ViewContext<'_>, number: u32, callout: &Callout) -> Vec<Note> {
    let small = small_print(frame, callout);
    let forms = WORDS_PX.into_iter();
    forms
        .map(|words_px| note(frame, number, [&callout.text, &small], words_px))
        .collect()
}

/// Its number alone, of a note whose words are in the list below the map.
pub(super) fn number_alone(frame: &ViewContext<'_>, number: u32) -> Note {
    // The disc's line is drawn on its edge.
    let side_px = 2.0 * DISC_PX + 1.0;
    let middle = ScreenPoint::new(side_px / 2.0, side_px / 2.0);
    Note {
        size_px: [side_px, side_px],
        items: disc(frame, number, middle).to_vec(),
    }
}

/// Notes under each other in lines no longer than that: the number of each, its words, then date and source.
pub(super) fn list(frame: &ViewContext<'_>, notes: &[(u32, &Callout)], room_px: f64) -> Piece {
    let mut items = Vec::new();
    let mut height = 0.0;
    for (number, callout) in notes {
        let top = if height > 0.0 {
            height + BETWEEN_PX
        } else {
            0.0
        };
        let note = listed(frame, *number, callout, room_px);
        items.extend(note.items.into_iter().map(|item| shift(item, 0.0, top)));
        height = top + note.size_px[1];
    }
    Piece {
        width: room_px,
        height,
        items,
        ..Piece::default()
    }
}

/// One note of a list: date and source stand behind its words where the line has room for them, else below.
fn listed(frame: &ViewContext<'_>, number: u32, callout: &Callout, room_px: f64) -> Note {
    let style = frame.style;
    let words_px = room_px - INDENT_PX;
    let width_px = |said: &str, size_px: f32| f64::from(Face::Sans.advance(said, size_px, 0.0));
    let mut items = disc(frame, number, ScreenPoint::new(DISC_PX, DISC_PX)).to_vec();
    let mut line = |said: String, size_px: f32, color, at: ScreenPoint| {
        items.push(Item::Text(words(
            at,
            TextAnchor::Start,
            said,
            size_px,
            color,
        )));
    };
    let mut at = ScreenPoint::new(INDENT_PX, f64::from(SIZE_PX) - LEADING_PX);
    let mut end_px = INDENT_PX;
    for said in wrapped(&callout.text, Face::Sans, SIZE_PX, words_px) {
        at.y_px += LEADING_PX;
        end_px = INDENT_PX + width_px(&said, SIZE_PX);
        line(said, SIZE_PX, style.text, at);
    }
    let small = small_print(frame, callout);
    let behind_px = end_px + BEFORE_SMALL_PX;
    if behind_px + width_px(&small, SMALL_PX) <= room_px {
        line(
            small,
            SMALL_PX,
            style.quiet_text,
            ScreenPoint::new(behind_px, at.y_px),
        );
    } else {
        for said in wrapped(&small, Face::Sans, SMALL_PX, words_px) {
            at.y_px += SMALL_LEADING_PX;
            line(said, SMALL_PX, style.quiet_text, at);
        }
    }
    let height = (at.y_px + BELOW_BASELINE_PX).max(2.0 * DISC_PX);
    Note {
        size_px: [room_px, height],
        items,
    }
}

/// Date and source, after the country of a feature of which no more is known.
fn small_print(frame: &ViewContext<'_>, callout: &Callout) -> String {
    let atlas = frame.atlas;
    let country = country_alone(frame, callout.feature);
    let country = country.map(|ix| atlas.country_name_in(atlas.country(ix), frame.view.names));
    let rest = callout.small_print(&atlas.dossier);
    let parts = country.into_iter().chain([rest.as_str()]);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" \u{b7} ")
}

fn note(frame: &ViewContext<'_>, number: u32, [text, small]: [&str; 2], words_px: f64) -> Note {
    let style = frame.style;
    let mut items = Vec::new();
    let mut width = 0.0_f64;
    let mut baseline = PADDING_PX + 11.0;
    let mut line = |said: String, size_px: f32, color, baseline: f64| {
        let at = ScreenPoint::new(INDENT_PX, baseline);
        let text = words(at, TextAnchor::Start, said, size_px, color);
        width = width.max(f64::from(text.face.advance(&text.text, size_px, 0.0)));
        items.push(Item::Text(text));
    };
    for said in balanced(text, Face::Sans, SIZE_PX, words_px) {
        line(said, SIZE_PX, style.text, baseline);
        baseline += LEADING_PX;
    }
    if !small.is_empty() {
        for said in balanced(small, Face::Sans, SMALL_PX, words_px) {
            line(said, SMALL_PX, style.quiet_text, baseline - 1.0);
            baseline += SMALL_LEADING_PX;
        }
    }
    let (width, height) = (INDENT_PX + width + PADDING_PX, baseline - 11.0 + PADDING_PX);
    items.insert(0, panel(style, width, height));
    let middle = ScreenPoint::new(PADDING_PX + DISC_PX - 1.0, PADDING_PX + DISC_PX - 1.0);
    items.extend(disc(frame, number, middle));
    Note {
        size_px: [width, height],
        items,
    }
}

/// A note's number on a disc.
fn disc(frame: &ViewContext<'_>, number: u32, middle: ScreenPoint) -> [Item; 2] {
    let style = frame.style;
    let mut disc = ring(middle, DISC_PX, Stroke::solid(style.text, 0.8));
    disc.fill = Some(style.text);
    let at = ScreenPoint::new(middle.x_px, middle.y_px + 4.0);
    let figure = words(
        at,
        TextAnchor::Middle,
        number.to_string(),
        11.0,
        style.panel,
    );
    let figure = Text {
        face: Face::SansSemiBold,
        ..figure
    };
    [Item::Path(disc), Item::Text(figure)]
}

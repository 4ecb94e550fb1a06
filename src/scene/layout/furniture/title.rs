//! What the map is called and when it holds.

use super::panel::{PADDING, panel};
use super::{Piece, ViewContext};
use crate::atlas::date::day_in_words;
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::shift::shift;
use crate::scene::display::text::{balanced, words};
use crate::scene::{Item, Text, TextAnchor};

/// The title takes up this part of the window's width, at most, and this many pixels.
const MOST: f64 = 0.42;
const MOST_PX: f64 = 430.0;
const SIZE_PX: f32 = 18.0;
const DATE_PX: f32 = 12.0;

/// The longest that a date line becomes: an animation leaves room for it, so that the panel stays as it is.
const LONGEST: &str = "days shown: 28 September 2021\u{2013}28 November 2022";

/// From one line below the title to the next, logical pixels.
const BELOW_PX: f64 = 17.0;
/// Where a mark stands in the way the title may be narrower, by these parts.
const NARROWER: [f64; 3] = [1.0, 0.7, 0.5];
/// Penalty of each further form relative to the one before, in ten-thousandths of the window's area.
const LESS: usize = 30;
/// Penalty of a form without the subhead, in the same unit.
const LESS_SHORT: usize = 2000;

/// Title and date, in fewer lines and in more; `days` is the same view with all days of an animation
/// where this is a step of one.
pub(super) fn pieces(frame: &ViewContext<'_>, days: &ViewContext<'_>) -> Vec<Piece> {
    let room_px = (frame.window.width() * MOST).min(MOST_PX);
    let forms = NARROWER.iter().zip(0..).map(|(part, number)| Piece {
        less: LESS * number,
        ..piece(frame, days, part * room_px, true)
    });
    // Days are said in any case; where there is room for no more, the subhead is not.
    let short = Piece {
        less: LESS_SHORT,
        ..piece(frame, days, room_px, false)
    };
    forms.chain([short]).collect()
}

/// Title and date in a margin of the picture, in lines no longer than that and with no ground.
pub(super) fn in_margin(frame: &ViewContext<'_>, room: f64) -> Piece {
    let mut piece = piece(frame, frame, room, true);
    piece.items.drain(..1.min(piece.items.len()));
    piece.height -= 2.0 * PADDING;
    let items = piece.items.into_iter();
    piece.items = items.map(|item| shift(item, -PADDING, -PADDING)).collect();
    piece
}

fn piece(frame: &ViewContext<'_>, days: &ViewContext<'_>, room: f64, subhead: bool) -> Piece {
    let dossier = &frame.atlas.dossier;
    let style = frame.style;
    let face = Face::SansSemiBold;
    let said = &frame.view.words;
    let headline = said.headline.as_deref().or(dossier.headline.as_deref());
    let headline = headline.unwrap_or(&dossier.title);
    let lines = balanced(headline, face, SIZE_PX, room);
    let mut texts: Vec<Text> = Vec::new();
    let mut baseline = PADDING + 16.0;
    for line in lines {
        let at = ScreenPoint::new(PADDING, baseline);
        let text = words(at, TextAnchor::Start, line, SIZE_PX, style.text);
        texts.push(Text { face, ..text });
        baseline += 23.0;
    }
    let as_of = dossier
        .as_of
        .map(|day| format!("as of {}", day_in_words(day)));
    let said_below = said.subhead.as_ref().or(dossier.subhead.as_ref());
    let subhead = said_below.filter(|_| subhead);
    // What the map shows, and of which day, is one sentence.
    let subhead = subhead.map(|words| match &as_of {
        Some(as_of) => format!("{}, {as_of}", words.trim_end_matches('.')),
        None => words.clone(),
    });
    let as_of = as_of.filter(|_| subhead.is_none());
    let subhead = subhead.iter();
    let subhead = subhead.flat_map(|words| balanced(words, Face::Sans, DATE_PX, room));
    // Two windows that are compared stand over their sides.
    let window = frame
        .view
        .time
        .window
        .filter(|_| frame.view.compare.is_none());
    let window = window.map(|window| format!("days shown: {}", window.words()));
    let told = super::told::lines(frame)
        .into_iter()
        .flat_map(|words| balanced(&words, Face::Sans, DATE_PX, room));
    // A picture that shows some days or some evidence only says which: it must not pass for all of it.
    let dates = [as_of, window].into_iter().flatten();
    for date in subhead.chain(dates).chain(told) {
        let at = ScreenPoint::new(PADDING, baseline - 2.0);
        texts.push(words(
            at,
            TextAnchor::Start,
            date,
            DATE_PX,
            style.quiet_text,
        ));
        baseline += BELOW_PX;
    }
    if texts.is_empty() {
        return Piece::default();
    }
    let width = texts
        .iter()
        .map(|text| f64::from(text.face.advance(&text.text, text.size_px, 0.0)))
        .fold(0.0, f64::max);
    let moves = frame.view.time != days.view.time;
    let width = if moves {
        width.max(f64::from(Face::Sans.advance(LONGEST, DATE_PX, 0.0)))
    } else {
        width
    };
    let (width, height) = (width + 2.0 * PADDING, baseline - BELOW_PX + PADDING + 1.0);
    let mut items = vec![panel(style, width, height)];
    items.extend(texts.into_iter().map(Item::Text));
    Piece {
        width,
        height,
        items,
        ..Piece::default()
    }
}

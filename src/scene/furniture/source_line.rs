//! Whose article and whose data the map shows.

use super::panel::panel;
use super::{Frame, Piece};
use crate::atlas::{Dossier, Publication};
use crate::earth::ScreenPoint;
use crate::scene::fonts::Face;
use crate::scene::text::{words, wrapped};
use crate::scene::{Item, TextAnchor};

const SIZE_PX: f32 = 9.5;
const LEADING_PX: f64 = 12.5;
const PADDING: f64 = 5.0;
/// The line takes up this part of the window's width, at most.
const MOST: f64 = 0.5;

/// Publication, data credits, whose boundaries.
pub(super) fn piece(frame: &Frame<'_>) -> Piece {
    let text = sentence(&frame.atlas.dossier);
    let style = frame.style;
    let room = frame.window.width() * MOST;
    let lines = wrapped(&text, Face::Sans, SIZE_PX, room);
    let width = lines
        .iter()
        .map(|line| f64::from(Face::Sans.advance(line, SIZE_PX, 0.0)))
        .fold(0.0, f64::max)
        + 2.0 * PADDING;
    let height = LEADING_PX * lines.len() as f64 + 2.0 * PADDING - 2.0;
    let mut items = vec![panel(style, width, height)];
    let mut baseline = PADDING + 8.5;
    for line in lines {
        let at = ScreenPoint::new(width - PADDING, baseline);
        let text = words(at, TextAnchor::End, line, SIZE_PX, style.quiet_text);
        items.push(Item::Text(text));
        baseline += LEADING_PX;
    }
    Piece {
        width,
        height,
        items,
    }
}

fn sentence(dossier: &Dossier) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(credit(&dossier.publication));
    let data: Vec<&str> = dossier
        .credits
        .iter()
        .map(|source| {
            source
                .title
                .split(['(', ','])
                .next()
                .unwrap_or(&source.title)
                .trim()
        })
        .collect();
    if !data.is_empty() {
        parts.push(format!("Data: {}.", data.join("; ")));
    }
    parts.push("Boundaries: Natural Earth, de facto; dashed lines are not agreed.".to_owned());
    parts.join(" ")
}

fn credit(publication: &Publication) -> Option<String> {
    if let Some(credit) = &publication.credit {
        return Some(credit.clone());
    }
    if publication.title.is_empty() {
        return None;
    }
    let parts = [
        publication.author.clone(),
        Some(format!("\u{201c}{}\u{201d}", publication.title)),
        publication.publisher.clone(),
        publication.date.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(format!("After {}.", parts.join(", ")))
}

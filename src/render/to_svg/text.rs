//! Texts as live `text` elements.

use std::fmt::Write as _;

use super::Paint;
use super::number::number;
use crate::render::xml::escaped;
use crate::scene::shaping::{readable, shaped};
use crate::scene::{Color, CurvedText, Text, TextAnchor};

/// Writes a text, its halo beneath it.
pub(super) fn text(out: &mut String, text: &Text) {
    if !shows(text) {
        return;
    }
    let (x, y) = (number(text.at.x_px), number(text.at.y_px));
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\"");
    face(out, text);
    match text.anchor {
        TextAnchor::Start => {}
        TextAnchor::Middle => out.push_str(" text-anchor=\"middle\""),
        TextAnchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if text.angle_rad != 0.0 {
        let angle = number(f64::from(text.angle_rad.to_degrees()));
        let _ = write!(out, " transform=\"rotate({angle} {x} {y})\"");
    }
    paint(out, text);
    // Else a reader would run several spaces together.
    let spaced = text.text.contains("  ") || text.text.trim() != text.text;
    if spaced {
        out.push_str(" xml:space=\"preserve\"");
    }
    let words = escaped(&readable(&text.text, text.face));
    let _ = writeln!(out, ">{words}</text>");
}

/// Writes a text along its curve, which goes by this id.
pub(super) fn curved(out: &mut String, curved: &CurvedText, id: &str) {
    let text = &curved.text;
    if !shows(text) || curved.baseline.len() < 2 {
        return;
    }
    let _ = write!(out, "<defs><path id=\"{id}\" d=\"");
    for (at, point) in curved.baseline.iter().enumerate() {
        let letter = if at == 0 { 'M' } else { 'L' };
        let _ = write!(out, "{letter}{} {}", number(point.x_px), number(point.y_px));
    }
    out.push_str("\"/></defs><text");
    face(out, text);
    paint(out, text);
    let begins = number(curved.begins_px());
    let words = escaped(&readable(&text.text, text.face));
    let _ = writeln!(
        out,
        "><textPath href=\"#{id}\" startOffset=\"{begins}\">{words}</textPath></text>"
    );
}

/// Whether anything of a text can be seen.
pub(super) fn shows(text: &Text) -> bool {
    let nothing = text.color.a == 0 && halo(text).is_none();
    !nothing && !text.text.is_empty() && text.size_px > 0.0
}

/// Writes in which face and size a text is: the families that have its letters, then whatever the
/// reader has.
fn face(out: &mut String, text: &Text) {
    let size = number(f64::from(text.size_px));
    let family = text.face.family();
    let _ = write!(out, " font-family=\"{family}");
    if !text.text.is_ascii() {
        let run = shaped(&text.text, text.face);
        let mut others: Vec<_> = run.glyphs.iter().map(|glyph| glyph.font.family()).collect();
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|&other| other != family) {
            let _ = write!(out, ", {other}");
        }
    }
    let generic = if family.ends_with("Serif") {
        "serif"
    } else {
        "sans-serif"
    };
    let _ = write!(out, ", {generic}\" font-size=\"{size}\"");
    if text.face.weight() != 400 {
        let _ = write!(out, " font-weight=\"{}\"", text.face.weight());
    }
    if text.face.italic() {
        out.push_str(" font-style=\"italic\"");
    }
    if text.spacing_px != 0.0 {
        let spacing = number(f64::from(text.spacing_px));
        let _ = write!(out, " letter-spacing=\"{spacing}\"");
    }
}

/// A halo that can be seen.
fn halo(text: &Text) -> Option<(Color, f32)> {
    let seen = |(color, width_px): &(Color, f32)| color.a > 0 && *width_px > 0.0;
    text.halo.filter(seen)
}

/// Writes what a text is painted with, its halo beneath it.
pub(super) fn paint(out: &mut String, text: &Text) {
    let _ = write!(out, "{}", Paint("fill", text.color));
    if let Some((color, width_px)) = halo(text) {
        let width = number(2.0 * f64::from(width_px));
        let paint = Paint("stroke", color);
        let _ = write!(
            out,
            "{paint} stroke-width=\"{width}\" paint-order=\"stroke\""
        );
    }
}

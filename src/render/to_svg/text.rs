//! Texts as live `text` elements.

use std::fmt::Write as _;

use super::Paint;
use super::number::number;
use crate::earth::ScreenPoint;
use crate::math;
use crate::render::xml::escaped;
use crate::scene::shaping::{joins, readable, shaped};
use crate::scene::{Color, CurvedText, PlacedText, Text, TextAnchor};

/// Families for a renderer that cannot use the fonts which the document carries: those that ours are made
/// from, of the same widths, then whatever it has.
const SANS_SUBSTITUTES: &str = "'Source Sans 3', 'Source Sans Pro', sans-serif";
const SERIF_SUBSTITUTES: &str = "'Source Serif 4', 'Source Serif Pro', serif";

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

/// The text as a browser has to be given it, to show it where it stands: browsers count the spacing after the
/// last letter to its width, which the text's own width does not have.
pub(super) fn in_browsers(text: &Text) -> Text {
    let past_px = match text.anchor {
        TextAnchor::Start => 0.0,
        TextAnchor::Middle => f64::from(text.spacing_px) / 2.0,
        TextAnchor::End => f64::from(text.spacing_px),
    };
    let (sin, cos) = math::sin_cos(f64::from(text.angle_rad));
    Text {
        at: ScreenPoint::new(text.at.x_px + past_px * cos, text.at.y_px + past_px * sin),
        ..text.clone()
    }
}

/// Writes a text along its curve, letter by letter: a renderer without `textPath` shows it, too. The
/// letters of a script that joins them stand as one word in the curve's middle.
pub(super) fn curved(out: &mut String, curved: &CurvedText) {
    let text = &curved.text;
    if !shows(text) || curved.baseline.len() < 2 {
        return;
    }
    let placed = curved.placed();
    if placed.text.chars().any(joins) {
        self::text(out, &straightened(curved, &placed));
        return;
    }
    let letters = letters(&placed);
    if let Some((color, width_px)) = halo(text) {
        let width = number(2.0 * f64::from(width_px));
        let paint = Paint("stroke", color);
        out.push_str("<g aria-hidden=\"true\"");
        face(out, text);
        // Beneath all letters: the halo of one would else lie over the one before it.
        let _ = writeln!(
            out,
            " fill=\"none\"{paint} stroke-width=\"{width}\">{letters}</g>"
        );
    }
    let words = escaped(&placed.text);
    let _ = write!(out, "<g role=\"img\" aria-label=\"{words}\"");
    face(out, text);
    let fill = Paint("fill", text.color);
    let _ = writeln!(out, "{fill}>{letters}</g>");
}

/// Each cluster of a placed text as a `text` element, moved and turned to where it stands.
fn letters(placed: &PlacedText) -> String {
    let mut out = String::new();
    let clusters = placed.glyphs.chunk_by(|a, b| a.letters == b.letters);
    for cluster in clusters {
        let glyph = &cluster[0];
        let said = &placed.text[glyph.letters.clone()];
        if said.trim().is_empty() {
            continue;
        }
        let (x, y) = (number(glyph.at.x_px), number(glyph.at.y_px));
        let angle = number(glyph.angle_rad.to_degrees());
        let _ = write!(
            out,
            "<text transform=\"translate({x} {y}) rotate({angle})\">{}</text>",
            escaped(said)
        );
    }
    out
}

/// The text as one straight line through the middle of its curve.
fn straightened(curved: &CurvedText, placed: &PlacedText) -> Text {
    let middle = placed.glyphs.get(placed.glyphs.len() / 2);
    Text {
        at: middle.map_or(curved.text.at, |glyph| glyph.at),
        angle_rad: middle.map_or(0.0, |glyph| glyph.angle_rad as f32),
        anchor: TextAnchor::Middle,
        ..curved.text.clone()
    }
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
            if other.starts_with("Steppe") {
                let _ = write!(out, ", {other}");
            } else {
                let _ = write!(out, ", '{}'", escaped(other));
            }
        }
    }
    let substitutes = if family.ends_with("Serif") {
        SERIF_SUBSTITUTES
    } else {
        SANS_SUBSTITUTES
    };
    let _ = write!(out, ", {substitutes}\" font-size=\"{size}\"");
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
pub(super) fn halo(text: &Text) -> Option<(Color, f32)> {
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

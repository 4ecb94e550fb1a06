//! Texts as shapes.

use std::fmt::Write as _;

use super::number::number;
use super::text;
use super::trace::Trace;
use crate::render::xml::escaped;
use crate::scene::{CurvedText, PlacedText, Text};

/// Writes a text as one path, its halo beneath it; what it says stays for those who do not see it.
pub(super) fn text(out: &mut String, text: &Text) {
    if text::shows(text) {
        traced(out, text, &text.placed());
    }
}

/// The same for a text along a curve.
pub(super) fn curved(out: &mut String, curved: &CurvedText) {
    if text::shows(&curved.text) {
        traced(out, &curved.text, &curved.placed());
    }
}

fn traced(out: &mut String, text: &Text, placed: &PlacedText) {
    let mut trace = Trace::new(|d: &mut String, x: f32, y: f32| {
        let _ = write!(d, "{} {}", number(f64::from(x)), number(f64::from(y)));
    });
    placed.outline(text.size_px, &mut trace);
    let d = trace.into_data();
    if d.is_empty() {
        return;
    }
    let words = escaped(&text.text);
    let _ = write!(out, "<path role=\"img\" aria-label=\"{words}\"");
    text::paint(out, text);
    let _ = writeln!(out, " d=\"{d}\"/>");
}

//! Texts as shapes.

use std::fmt::Write as _;

use ttf_parser::OutlineBuilder;

use super::number::number;
use super::text;
use crate::render::xml::escaped;
use crate::scene::{CurvedText, PlacedGlyph, PlacedText, Text};

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
    let mut d = String::new();
    for glyph in &placed.glyphs {
        glyph
            .font
            .outline(glyph.id, &mut Trace::new(&mut d, glyph, text.size_px));
    }
    if d.is_empty() {
        return;
    }
    let words = escaped(&text.text);
    let _ = write!(out, "<path role=\"img\" aria-label=\"{words}\"");
    text::paint(out, text);
    let _ = writeln!(out, " d=\"{d}\"/>");
}

/// Writes a glyph's outline where it stands.
struct Trace<'a> {
    d: &'a mut String,
    glyph: &'a PlacedGlyph,
    /// Logical pixels along the baseline and across it to a unit of the font.
    scale: f64,
    sin_cos: (f64, f64),
}

impl<'a> Trace<'a> {
    fn new(d: &'a mut String, glyph: &'a PlacedGlyph, size_px: f32) -> Self {
        Self {
            d,
            glyph,
            scale: f64::from(size_px / glyph.font.units_per_em()),
            sin_cos: glyph.angle_rad.sin_cos(),
        }
    }

    fn step(&mut self, letter: char, points: &[(f32, f32)]) {
        self.d.push(letter);
        let (sin, cos) = self.sin_cos;
        for (index, &(right, up)) in points.iter().enumerate() {
            let (along, across) = (f64::from(right) * self.scale, -f64::from(up) * self.scale);
            if index > 0 {
                self.d.push(' ');
            }
            self.d
                .push_str(&number(self.glyph.at.x_px + along * cos - across * sin));
            self.d.push(' ');
            self.d
                .push_str(&number(self.glyph.at.y_px + along * sin + across * cos));
        }
    }
}

impl OutlineBuilder for Trace<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.d.push('Z');
    }
}

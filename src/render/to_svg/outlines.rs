//! Texts as shapes.

use std::fmt::Write as _;

use ttf_parser::OutlineBuilder;

use super::number::number;
use super::text;
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
    let mut trace = Trace::default();
    placed.outline(text.size_px, &mut trace);
    let d = trace.d;
    if d.is_empty() {
        return;
    }
    let words = escaped(&text.text);
    let _ = write!(out, "<path role=\"img\" aria-label=\"{words}\"");
    text::paint(out, text);
    let _ = writeln!(out, " d=\"{d}\"/>");
}

/// Writes outlines as path data.
#[derive(Default)]
struct Trace {
    d: String,
}

impl Trace {
    fn step(&mut self, letter: char, numbers: &[f32]) {
        self.d.push(letter);
        for (index, &value) in numbers.iter().enumerate() {
            if index > 0 {
                self.d.push(' ');
            }
            self.d.push_str(&number(f64::from(value)));
        }
    }
}

impl OutlineBuilder for Trace {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.d.push('Z');
    }
}

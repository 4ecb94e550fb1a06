//! Where each glyph of a text stands in the picture.

use std::ops::Range;

use ttf_parser::OutlineBuilder;

use super::curve::Curve;
use super::fonts::Font;
use super::shaping::{Glyph, GlyphRun, joins, shaped};
use super::{CurvedText, Text, TextAnchor};
use crate::earth::ScreenPoint;
use crate::math;

/// A text, glyph by glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedText {
    /// What is written: the text itself, or a transliteration where no font has its letters.
    pub text: String,
    /// Its glyphs; those along one line from left to right.
    pub glyphs: Vec<PlacedGlyph>,
}

/// A glyph in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedGlyph {
    /// The font that has it.
    pub font: Font,
    /// Its number in that font.
    pub id: u16,
    /// The bytes of the text that it stands for, together with the glyphs of the same range.
    pub letters: Range<usize>,
    /// Where its origin stands, logical pixels.
    pub at: ScreenPoint,
    /// How it is turned about its origin, clockwise, radians.
    pub angle_rad: f64,
}

impl Text {
    /// Its glyphs in the picture.
    #[must_use]
    pub fn placed(&self) -> PlacedText {
        let run = shaped(&self.text, self.face);
        let advances = self.cluster_advances_px(&run);
        let width_px: f64 = advances.iter().sum();
        let mut pen_px = match self.anchor {
            TextAnchor::Start => 0.0,
            TextAnchor::Middle => -width_px / 2.0,
            TextAnchor::End => -width_px,
        };
        let angle_rad = f64::from(self.angle_rad);
        let mut glyphs = Vec::with_capacity(run.glyphs.len());
        for (cluster, advance_px) in run.clusters().zip(advances) {
            self.add(cluster, pen_px, self.at, angle_rad, &mut glyphs);
            pen_px += advance_px;
        }
        PlacedText {
            text: run.text.clone(),
            glyphs,
        }
    }

    /// How far each cluster of the run moves the pen. The last has no room after it.
    fn cluster_advances_px(&self, run: &GlyphRun) -> Vec<f64> {
        let size_px = f64::from(self.size_px);
        let advance = |cluster: &[Glyph]| {
            let own: f64 = cluster
                .iter()
                .map(|glyph| f64::from(glyph.advance_em))
                .sum();
            let first = run.text[cluster[0].letters.clone()].chars().next();
            let spacing_px = if first.is_some_and(joins) {
                0.0
            } else {
                f64::from(self.spacing_px)
            };
            own * size_px + spacing_px
        };
        let mut advances: Vec<f64> = run.clusters().map(advance).collect();
        if let (Some(last), Some(cluster)) = (advances.last_mut(), run.clusters().last()) {
            let own: f64 = cluster
                .iter()
                .map(|glyph| f64::from(glyph.advance_em))
                .sum();
            *last = own * size_px;
        }
        advances
    }

    /// Adds a cluster whose pen stands `pen_px` along a baseline through `at`.
    fn add(
        &self,
        cluster: &[Glyph],
        mut pen_px: f64,
        at: ScreenPoint,
        angle_rad: f64,
        out: &mut Vec<PlacedGlyph>,
    ) {
        let size_px = f64::from(self.size_px);
        let (sin, cos) = math::sin_cos(angle_rad);
        for glyph in cluster {
            let [right, up] = glyph.offset_em.map(|em| f64::from(em) * size_px);
            let (along, across) = (pen_px + right, -up);
            out.push(PlacedGlyph {
                font: glyph.font,
                id: glyph.id,
                letters: glyph.letters.clone(),
                at: ScreenPoint::new(
                    at.x_px + along * cos - across * sin,
                    at.y_px + along * sin + across * cos,
                ),
                angle_rad,
            });
            pen_px += f64::from(glyph.advance_em) * size_px;
        }
    }
}

impl CurvedText {
    /// Its glyphs in the picture: each cluster is turned about its middle, as the baseline runs there.
    #[must_use]
    pub fn placed(&self) -> PlacedText {
        let text = &self.text;
        let run = shaped(&text.text, text.face);
        let mut glyphs = Vec::with_capacity(run.glyphs.len());
        if self.baseline.len() > 1 {
            let curve = Curve::new(&self.baseline);
            let mut pen_px = self.begins_px();
            let size_px = f64::from(text.size_px);
            for (cluster, advance_px) in run.clusters().zip(text.cluster_advances_px(&run)) {
                let widest = cluster
                    .iter()
                    .map(|glyph| f64::from(glyph.advance_em) * size_px);
                let half_px = widest.fold(0.0, f64::max) / 2.0;
                let (at, angle_rad) = curve.at(pen_px + half_px);
                text.add(cluster, -half_px, at, angle_rad, &mut glyphs);
                pen_px += advance_px;
            }
        }
        PlacedText {
            text: run.text.clone(),
            glyphs,
        }
    }
}

impl PlacedText {
    /// Draws the outlines of its glyphs where they stand with an em of `size_px`, in logical pixels to
    /// the right and down.
    pub fn outline(&self, size_px: f32, pen: &mut dyn OutlineBuilder) {
        for glyph in &self.glyphs {
            let mut placing = Placing {
                at: glyph.at,
                scale: f64::from(size_px / glyph.font.units_per_em()),
                sin_cos: math::sin_cos(glyph.angle_rad),
                pen,
            };
            glyph.font.outline(glyph.id, &mut placing);
        }
    }
}

/// Takes a glyph's outline from units of its font to its place in the picture.
struct Placing<'p> {
    at: ScreenPoint,
    /// Logical pixels to a unit of the font.
    scale: f64,
    sin_cos: (f64, f64),
    pen: &'p mut dyn OutlineBuilder,
}

impl Placing<'_> {
    fn placed(&self, right: f32, up: f32) -> (f32, f32) {
        let (sin, cos) = self.sin_cos;
        let (along, across) = (f64::from(right) * self.scale, -f64::from(up) * self.scale);
        let x_px = self.at.x_px + along * cos - across * sin;
        let y_px = self.at.y_px + along * sin + across * cos;
        (x_px as f32, y_px as f32)
    }
}

impl OutlineBuilder for Placing<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.placed(x, y);
        self.pen.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.placed(x, y);
        self.pen.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.placed(x1, y1), self.placed(x, y));
        self.pen.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2)) = (self.placed(x1, y1), self.placed(x2, y2));
        let (x, y) = self.placed(x, y);
        self.pen.curve_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.pen.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display::Color;
    use crate::scene::display::fonts::Face;

    fn text(says: &str) -> Text {
        Text {
            at: ScreenPoint::new(100.0, 50.0),
            anchor: TextAnchor::Start,
            text: says.to_owned(),
            face: Face::Sans,
            size_px: 10.0,
            color: Color::hex(0),
            halo: None,
            angle_rad: 0.0,
            spacing_px: 0.0,
        }
    }

    #[test]
    fn a_text_in_the_middle_reaches_as_far_to_both_sides() {
        let right = text("Osh").placed();
        let middle = Text {
            anchor: TextAnchor::Middle,
            ..text("Osh")
        };
        let end = Text {
            anchor: TextAnchor::End,
            ..text("Osh")
        };
        let begin = |text: &Text| text.placed().glyphs[0].at.x_px;
        assert!((right.glyphs[0].at.x_px - 100.0).abs() < 1e-9);
        assert!((begin(&middle) - 100.0) * 2.0 - (begin(&end) - 100.0) < 1e-9);
    }

    #[test]
    fn spacing_moves_letters_apart_but_for_those_that_join() {
        let apart = |says: &str| {
            let reach = |spacing_px| {
                let placed = Text {
                    spacing_px,
                    ..text(says)
                }
                .placed();
                placed.glyphs.last().unwrap().at.x_px - placed.glyphs[0].at.x_px
            };
            reach(4.0) - reach(0.0)
        };
        assert!((apart("Osh") - 8.0).abs() < 1e-6);
        assert!(apart("حلب").abs() < 1e-6);
    }

    #[test]
    fn a_turned_text_runs_down_where_it_is_turned_by_a_quarter() {
        let placed = Text {
            angle_rad: std::f32::consts::FRAC_PI_2,
            ..text("Osh")
        }
        .placed();
        for glyph in &placed.glyphs {
            assert!((glyph.at.x_px - 100.0).abs() < 1e-4);
        }
        assert!(placed.glyphs[2].at.y_px > placed.glyphs[1].at.y_px);
    }
}

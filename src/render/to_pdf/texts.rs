//! Texts that can be selected, searched and read aloud.

use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::paint::FillRule;
use krilla::text::{GlyphId, KrillaGlyph};
use ttf_parser::OutlineBuilder;

use super::draw::{fill, rounded, stroke};
use super::page::PageDrawing;
use crate::math;
use crate::render::Lettering;
use crate::scene::fonts::Font;
use crate::scene::{PlacedGlyph, PlacedText, Text};

impl PageDrawing<'_> {
    /// Draws a text: its halo as shapes beneath, so that what is selected has each letter once.
    pub(super) fn text(&mut self, text: &Text, placed: &PlacedText) {
        if text.size_px <= 0.0 {
            return;
        }
        let halo = text
            .halo
            .filter(|&(color, width_px)| color.a > 0 && width_px > 0.0);
        if let Some((color, width_px)) = halo
            && let Some(path) = outline(text, placed)
        {
            self.stroked(&path, stroke(color, 2.0 * width_px));
        }
        if text.color.a == 0 {
            return;
        }
        if self.lettering == Lettering::Outlines {
            if let Some(path) = outline(text, placed) {
                self.filled(&path, FillRule::NonZero, text.color);
            }
            return;
        }
        let same_line = |one: &PlacedGlyph, next: &PlacedGlyph| {
            one.font == next.font && one.angle_rad.to_bits() == next.angle_rad.to_bits()
        };
        for line in placed.glyphs.chunk_by(same_line) {
            self.line(text, &placed.text, line);
        }
    }

    /// Draws glyphs of one font that are turned alike.
    fn line(&mut self, text: &Text, says: &str, glyphs: &[PlacedGlyph]) {
        let Some(first) = glyphs.first() else { return };
        let Some(font) = self.font(first.font) else {
            return;
        };
        let (sin, cos) = math::sin_cos(first.angle_rad);
        let size_px = f64::from(text.size_px);
        // Along the line and above it, ems from the first glyph.
        let place = |glyph: &PlacedGlyph| {
            let right = glyph.at.x_px - first.at.x_px;
            let down = glyph.at.y_px - first.at.y_px;
            let along = right * cos + down * sin;
            let above = right * sin - down * cos;
            ((along / size_px) as f32, (above / size_px) as f32)
        };
        let places: Vec<_> = glyphs.iter().map(place).collect();
        let glyphs = glyphs.iter().enumerate().map(|(at, glyph)| KrillaGlyph {
            glyph_id: GlyphId::new(u32::from(glyph.id)),
            text_range: glyph.letters.clone(),
            x_advance: places
                .get(at + 1)
                .map_or(0.0, |(next, _)| next - places[at].0),
            x_offset: 0.0,
            y_offset: places[at].1,
            y_advance: 0.0,
            location: None,
        });
        let glyphs: Vec<KrillaGlyph> = glyphs.collect();
        self.surface.set_stroke(None);
        self.surface
            .set_fill(Some(fill(text.color, FillRule::NonZero)));
        let (x, y) = (rounded(first.at.x_px), rounded(first.at.y_px));
        let (sin, cos) = (sin as f32, cos as f32);
        if sin == 0.0 && cos > 0.0 {
            let start = Point::from_xy(x, y);
            self.surface
                .draw_glyphs(start, &glyphs, font, says, text.size_px, false);
            return;
        }
        self.surface
            .push_transform(&Transform::from_row(cos, sin, -sin, cos, x, y));
        let start = Point::from_xy(0.0, 0.0);
        self.surface
            .draw_glyphs(start, &glyphs, font, says, text.size_px, false);
        self.surface.pop();
    }

    fn font(&mut self, font: Font) -> Option<krilla::text::Font> {
        let read = || krilla::text::Font::new(font.bytes().into(), font.index());
        self.fonts.entry(font).or_insert_with(read).clone()
    }
}

/// The outlines of a text's letters.
fn outline(text: &Text, placed: &PlacedText) -> Option<Path> {
    let mut outline = Outline(PathBuilder::new());
    placed.outline(text.size_px, &mut outline);
    outline.0.finish()
}

/// Takes outlines to hundredths of a pixel.
struct Outline(PathBuilder);

fn near(value: f32) -> f32 {
    rounded(f64::from(value))
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(near(x), near(y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(near(x), near(y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(near(x1), near(y1), near(x), near(y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0
            .cubic_to(near(x1), near(y1), near(x2), near(y2), near(x), near(y));
    }

    fn close(&mut self) {
        self.0.close();
    }
}

//! Letters as outlines in pixels, each made once for its size and halo.

use std::collections::HashMap;

use tiny_skia::{LineJoin, Path, PathBuilder, Stroke, Transform};
use ttf_parser::OutlineBuilder;

use crate::math;
use crate::scene::fonts::Font;
use crate::scene::{PlacedGlyph, PlacedText};

/// A glyph of a font at a size, by the bits of its pixels.
type Key = (Font, u16, u32);

/// Outlines that some texts share.
#[derive(Default)]
pub(super) struct LetterOutlines {
    /// Upright, around the pen; none of what has no shape, such as a space.
    inside: HashMap<Key, Option<Path>>,
    /// The same with a line around it, by the bits of its width, too.
    around: HashMap<(Key, u32), Option<Path>>,
}

impl LetterOutlines {
    /// The outline of a text's letters with an em of `em` pixels, `scale` of which make a logical pixel.
    pub(super) fn inside(&mut self, text: &PlacedText, em: f32, scale: f32) -> Option<Path> {
        let mut all = PathBuilder::new();
        for glyph in &text.glyphs {
            if let Some(path) = self.letter(glyph, em) {
                add(&mut all, path, glyph, scale);
            }
        }
        all.finish()
    }

    /// The outline of a line along the edges of a text's letters.
    pub(super) fn around(
        &mut self,
        text: &PlacedText,
        em: f32,
        scale: f32,
        width: f32,
    ) -> Option<Path> {
        let mut all = PathBuilder::new();
        for glyph in &text.glyphs {
            if let Some(path) = self.edge(glyph, em, width) {
                add(&mut all, path, glyph, scale);
            }
        }
        all.finish()
    }

    fn edge(&mut self, glyph: &PlacedGlyph, em: f32, width: f32) -> Option<&Path> {
        let key = ((glyph.font, glyph.id, em.to_bits()), width.to_bits());
        if !self.around.contains_key(&key) {
            let stroke = Stroke {
                width,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            let inside = self.letter(glyph, em);
            let around = inside.and_then(|path| path.stroke(&stroke, 1.0));
            self.around.insert(key, around);
        }
        self.around.get(&key)?.as_ref()
    }

    fn letter(&mut self, glyph: &PlacedGlyph, em: f32) -> Option<&Path> {
        let key = (glyph.font, glyph.id, em.to_bits());
        let made = self.inside.entry(key).or_insert_with(|| {
            let mut outline = Outline {
                scale: em / glyph.font.units_per_em(),
                path: PathBuilder::new(),
            };
            glyph.font.outline(glyph.id, &mut outline);
            outline.path.finish()
        });
        made.as_ref()
    }
}

/// Adds a glyph's outline, moved and turned to its place.
fn add(all: &mut PathBuilder, path: &Path, glyph: &PlacedGlyph, scale: f32) {
    let [x, y] = [glyph.at.x_px, glyph.at.y_px].map(|px| (px * f64::from(scale)) as f32);
    let (sin, cos) = math::sin_cos(glyph.angle_rad);
    let (sin, cos) = (sin as f32, cos as f32);
    let place = Transform::from_row(cos, sin, -sin, cos, x, y);
    if let Some(path) = path.clone().transform(place) {
        all.push_path(&path);
    }
}

/// Takes a glyph's outline from units of its font, upward, to pixels, downward.
struct Outline {
    scale: f32,
    path: PathBuilder,
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(x * self.scale, -y * self.scale);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(x * self.scale, -y * self.scale);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let s = self.scale;
        self.path.quad_to(x1 * s, -y1 * s, x * s, -y * s);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let s = self.scale;
        self.path
            .cubic_to(x1 * s, -y1 * s, x2 * s, -y2 * s, x * s, -y * s);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

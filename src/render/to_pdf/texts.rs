//! Texts that can be selected, searched and read aloud.

use pdf_writer::{Content, Finish, Name, Str, TextStr};
use resvg::tiny_skia::Transform;
use resvg::usvg::layout::{PositionedGlyph, Span};
use resvg::usvg::{Text, TextChunk};

use super::content::{Drawing, rounded};
use super::faces::PlacedGlyph;
use crate::render::Lettering;

/// A glyph this much above or below the line, ems, begins anew: a mark over a letter.
const OFF_LINE_EM: f32 = 0.002;

/// Draws a text: its halo as shapes beneath, so that what is selected has each letter once.
pub(super) fn text(drawing: &mut Drawing<'_>, text: &Text, content: &mut Content) {
    if drawing.lettering == Lettering::Outlines {
        drawing.shapes(text.flattened(), content);
        return;
    }
    drawing.halo(text.flattened(), content);
    let words = spaced_words(text);
    for span in text.layouted().iter().filter(|span| span.visible) {
        write_span(
            drawing,
            span,
            text.abs_transform(),
            words.as_deref(),
            content,
        );
    }
}

/// What a text says whose letters stand apart: a reader would take each for a word.
fn spaced_words(text: &Text) -> Option<String> {
    let spans = text.chunks().iter().flat_map(TextChunk::spans);
    let spaced = spans.into_iter().any(|span| span.letter_spacing() != 0.0);
    spaced.then(|| text.chunks().iter().map(TextChunk::text).collect())
}

fn write_span(
    drawing: &mut Drawing<'_>,
    span: &Span,
    place: Transform,
    words: Option<&str>,
    content: &mut Content,
) {
    let Some(fill) = &span.fill else { return };
    let tree = drawing.tree;
    let glyphs = span.positioned_glyphs.iter().filter_map(|glyph| {
        let placed = drawing.faces.place(tree.fontdb(), glyph)?;
        Some((glyph, placed))
    });
    let glyphs: Vec<(&PositionedGlyph, PlacedGlyph)> = glyphs.collect();
    content.save_state();
    drawing.set_fill(fill, content);
    content.begin_text();
    if let Some(words) = words {
        let mut marked = content.begin_marked_content_with_properties(Name(b"Span"));
        marked.properties().actual_text(TextStr(words));
        marked.finish();
    }
    let mut line: Option<Line> = None;
    for (glyph, placed) in &glyphs {
        let matrix = place.pre_concat(glyph.outline_transform());
        let goes_on = line
            .as_ref()
            .and_then(|line| line.position_of(matrix, placed));
        match (&mut line, goes_on) {
            (Some(line), Some(at_em)) => line.add(at_em, placed),
            (line, _) => {
                if let Some(line) = line.take() {
                    line.write(content);
                }
                *line = Some(Line::new(glyph, matrix, placed));
            }
        }
    }
    if let Some(line) = line {
        line.write(content);
    }
    if words.is_some() {
        // Within the text's own state: a reader takes the words' size from it.
        content.end_marked_content();
    }
    content.end_text();
    content.restore_state();
}

/// Glyphs of one face that stand on one line.
struct Line {
    face: usize,
    size_px: f32,
    /// From ems along and above the line to pixels.
    matrix: Transform,
    /// Where the next glyph would stand by itself, ems.
    pen_em: f32,
    glyphs: Vec<(f32, u16)>,
}

impl Line {
    fn new(glyph: &PositionedGlyph, matrix: Transform, placed: &PlacedGlyph) -> Self {
        let em = placed.units_per_em;
        let mut line = Self {
            face: placed.face,
            size_px: glyph.font_size(),
            matrix: matrix.pre_scale(em, em),
            pen_em: 0.0,
            glyphs: Vec::new(),
        };
        line.add(0.0, placed);
        line
    }

    /// How far along this line a glyph stands, ems; none where it is not on it.
    fn position_of(&self, glyph: Transform, placed: &PlacedGlyph) -> Option<f32> {
        let mut at = [resvg::tiny_skia::Point::from_xy(glyph.tx, glyph.ty)];
        self.matrix.invert()?.map_points(&mut at);
        let on_line = at[0].y.abs() <= OFF_LINE_EM && placed.face == self.face;
        on_line.then_some(at[0].x)
    }

    fn add(&mut self, at_em: f32, placed: &PlacedGlyph) {
        // What the glyph before must be moved by, thousandths of an em to the left.
        let back = ((self.pen_em - at_em) * 1000.0).round();
        self.glyphs.push((back, placed.glyph));
        self.pen_em -= back / 1000.0;
        self.pen_em += placed.advance_em;
    }

    fn write(&self, content: &mut Content) {
        let size = self.size_px;
        let Transform {
            sx,
            ky,
            kx,
            sy,
            tx,
            ty,
        } = self.matrix.pre_scale(1.0 / size, 1.0 / size);
        let [sx, ky, kx, sy] = [sx, ky, kx, sy].map(|part| (part * 1e5).round() / 1e5);
        content.set_font(Name(format!("F{}", self.face).as_bytes()), size);
        content.set_text_matrix([sx, ky, kx, sy, rounded(tx), rounded(ty)]);
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        let mut run: Vec<u8> = Vec::new();
        for &(back, glyph) in &self.glyphs {
            if back != 0.0 {
                if !run.is_empty() {
                    items.show(Str(&run));
                    run.clear();
                }
                items.adjust(back);
            }
            run.extend(glyph.to_be_bytes());
        }
        items.show(Str(&run));
    }
}

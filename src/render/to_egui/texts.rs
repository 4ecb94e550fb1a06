//! Texts with their halos, laid out once and kept while they are seen.

use std::collections::HashMap;
use std::f32::consts::TAU;
use std::sync::Arc;

use egui::epaint::text::{Galley, Glyph, LayoutJob, Row, TextFormat};
use egui::epaint::{TextShape, Vertex};
use egui::{Color32, FontFamily, FontId, Pos2, Rect, Shape, Vec2, vec2};

use super::fonts::family;
use super::{Canvas, color32};
use crate::scene::fonts::Face;
use crate::scene::shaping::{displayed, joins};
use crate::scene::{CurvedText, Text, TextAnchor};

/// How far apart a halo's copies are at most, physical pixels: less than a stem is wide, or its
/// ends look like bristles.
const HALO_STEP_PX: f32 = 1.8;

/// How many copies a halo has, at least and at most.
const HALO_COPIES: (f32, f32) = (8.0, 16.0);

/// The share of a halo's copies that lie over each other where it is thickest, about: what a
/// see-through halo's opacity is divided among.
const HALO_OVERLAP: f32 = 0.375;

/// Where a dressed galley is found again: its plain galley's address, which the cache keeps alive,
/// then the halo's colour and width.
type Key = (usize, Color32, u32);

/// Keeps the galleys that were dressed: given a halo, or made ready to be turned.
pub(super) struct TextShapes {
    families: [FontFamily; Face::ALL.len()],
    dressed: HashMap<Key, Dressed>,
    frame: u64,
}

/// A text laid out with no halo, and its colours.
struct LaidOut {
    plain: Arc<Galley>,
    color: Color32,
    /// Colour and width, where it has one.
    halo: Option<(Color32, f32)>,
}

struct Dressed {
    /// What it was made from. A new layout of the same text (another scale, another font atlas)
    /// has another address and never meets this.
    plain: Arc<Galley>,
    galley: Arc<Galley>,
    seen_in: u64,
}

impl Default for TextShapes {
    fn default() -> Self {
        Self {
            families: Face::ALL.map(family),
            dressed: HashMap::new(),
            frame: 0,
        }
    }
}

impl TextShapes {
    /// The text's shape; `None` where it cannot be seen.
    pub(super) fn shape(&mut self, text: &Text, opacity: f32, canvas: &Canvas) -> Option<Shape> {
        let LaidOut { plain, color, halo } = self.laid_out(text, opacity, canvas)?;
        let pos = canvas.pos(text.at) - turned(anchor(&plain, text.anchor), text.angle_rad);
        let galley = if halo.is_some() || text.angle_rad != 0.0 {
            self.dressed(plain, halo.unwrap_or_default())
        } else {
            plain
        };
        let shape = TextShape::new(pos, galley, color).with_angle(text.angle_rad);
        Some(shape.into())
    }

    /// The shape of a text along a curve; `None` where it cannot be seen.
    pub(super) fn curved(
        &mut self,
        curved: &CurvedText,
        opacity: f32,
        canvas: &Canvas,
    ) -> Option<Shape> {
        let (first, last) = (curved.baseline.first()?, curved.baseline.last()?);
        let LaidOut { plain, color, halo } = self.laid_out(&curved.text, opacity, canvas)?;
        let letters = letters(&plain);
        let mut galley = Galley::clone(&self.dressed(plain, halo.unwrap_or_default()));
        // Turned as a whole too: a text that stands level would be moved to whole pixels, and hop.
        let angle_rad = (last.y_px - first.y_px).atan2(last.x_px - first.x_px) as f32;
        let back = egui::emath::Rot2::from_angle(-angle_rad);
        let (begin, _) = curved.place_at(0.0);
        let origin = canvas.pos(begin);
        bend(&mut galley, &letters, |along_px| {
            let (at, way_rad) = curved.place_at(f64::from(along_px));
            (back * (canvas.pos(at) - origin), way_rad as f32 - angle_rad)
        });
        let shape = TextShape::new(origin, Arc::new(galley), color).with_angle(angle_rad);
        Some(shape.into())
    }

    /// The text laid out; `None` where it cannot be seen.
    fn laid_out(&self, text: &Text, opacity: f32, canvas: &Canvas) -> Option<LaidOut> {
        let color = color32(text.color, opacity);
        let halo = text
            .halo
            .map(|(color, width_px)| (color32(color, opacity), width_px))
            .filter(|&(color, width_px)| color != Color32::TRANSPARENT && width_px > 0.0);
        let nothing = color == Color32::TRANSPARENT && halo.is_none();
        if nothing || text.text.is_empty() || text.size_px <= 0.0 {
            return None;
        }
        let plain = canvas
            .ctx
            .fonts_mut(|fonts| fonts.layout_job(self.job(text, color)));
        Some(LaidOut { plain, color, halo })
    }

    /// Forgets what was not seen in the frame that ends.
    pub(super) fn next_frame(&mut self) {
        let now = self.frame;
        self.dressed.retain(|_, kept| kept.seen_in == now);
        self.frame += 1;
    }

    fn job(&self, text: &Text, color: Color32) -> LayoutJob {
        let place = Face::ALL.iter().position(|&face| face == text.face);
        let family = self.families[place.unwrap_or_default()].clone();
        let format = TextFormat {
            font_id: FontId::new(text.size_px, family),
            extra_letter_spacing: if text.text.chars().any(joins) {
                0.0
            } else {
                text.spacing_px
            },
            color,
            ..TextFormat::default()
        };
        LayoutJob {
            break_on_newline: false,
            round_output_to_gui: false,
            ..LayoutJob::single_section(displayed(&text.text, text.face).into_owned(), format)
        }
    }

    fn dressed(&mut self, plain: Arc<Galley>, (color, width_px): (Color32, f32)) -> Arc<Galley> {
        let key = (Arc::as_ptr(&plain).addr(), color, width_px.to_bits());
        let frame = self.frame;
        let kept = self.dressed.entry(key).or_insert_with(|| Dressed {
            galley: Arc::new(dress(&plain, color, width_px)),
            plain,
            seen_in: frame,
        });
        kept.seen_in = frame;
        debug_assert_eq!(Arc::as_ptr(&kept.plain).addr(), key.0);
        Arc::clone(&kept.galley)
    }
}

/// A letter that is drawn, within its row.
struct Letter {
    /// Its middle, and the baseline that it stands on.
    middle: Vec2,
    /// How far its middle lies from the text's beginning.
    along_px: f32,
}

/// The letters of the first row that are drawn, in the order of their quads.
fn letters(plain: &Galley) -> Vec<Letter> {
    let Some(row) = plain.rows.first() else {
        return Vec::new();
    };
    let baseline = row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y);
    let drawn = row
        .glyphs
        .iter()
        .filter(|glyph| !glyph.uv_rect.is_nothing());
    drawn
        .map(|glyph| {
            let along_px = glyph.pos.x + glyph.advance_width / 2.0;
            Letter {
                middle: vec2(along_px, baseline),
                along_px,
            }
        })
        .collect()
}

/// Moves each letter, and each copy of it that is its halo, to its place on the curve.
fn bend(galley: &mut Galley, letters: &[Letter], place: impl Fn(f32) -> (Vec2, f32)) {
    let Some(first) = galley.rows.first_mut() else {
        return;
    };
    let row_at = first.pos.to_vec2();
    let row = Arc::make_mut(&mut first.row);
    let places: Vec<_> = letters
        .iter()
        .map(|letter| place(letter.along_px))
        .collect();
    let mut bounds = Rect::NOTHING;
    let quads = row.visuals.mesh.vertices.as_chunks_mut::<4>().0;
    for (quad, (letter, (to, angle_rad))) in
        quads.iter_mut().zip(letters.iter().zip(&places).cycle())
    {
        for vertex in quad {
            let from_middle = vertex.pos.to_vec2() - letter.middle;
            vertex.pos = (turned(from_middle, *angle_rad) + *to - row_at).to_pos2();
            bounds.extend_with(vertex.pos);
        }
    }
    row.visuals.mesh_bounds = bounds;
    galley.mesh_bounds = bounds.translate(row_at);
    galley.rect = galley.rect.union(galley.mesh_bounds);
}

/// From the galley's upper left corner to the anchor on its baseline.
fn anchor(galley: &Galley, anchor: TextAnchor) -> Vec2 {
    let Some(row) = galley.rows.first() else {
        return Vec2::ZERO;
    };
    let end = row.glyphs.last().map_or(0.0, Glyph::max_x);
    let baseline = row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y);
    let x = match anchor {
        TextAnchor::Start => 0.0,
        TextAnchor::Middle => end / 2.0,
        TextAnchor::End => end,
    };
    row.pos.to_vec2() + vec2(x, baseline)
}

fn turned(by: Vec2, angle_rad: f32) -> Vec2 {
    egui::emath::Rot2::from_angle(angle_rad) * by
}

/// The galley with copies of its glyphs around and below them; none where the width is 0.
fn dress(plain: &Galley, color: Color32, width_px: f32) -> Galley {
    let mut galley = plain.clone();
    galley.mesh_bounds = galley.mesh_bounds.expand(width_px);
    (galley.num_vertices, galley.num_indices) = (0, 0);
    for placed in &mut galley.rows {
        let row = Arc::make_mut(&mut placed.row);
        widen(&mut row.visuals.mesh.vertices, galley.pixels_per_point);
        if width_px > 0.0 {
            let around_px = TAU * width_px * galley.pixels_per_point;
            let (fewest, most) = HALO_COPIES;
            let copies = (around_px / HALO_STEP_PX).ceil().clamp(fewest, most);
            add_halo(row, copy_color(color, copies), width_px, copies);
        }
        // They would look for themselves at vertices that have moved.
        row.glyphs.clear();
        galley.num_vertices += row.visuals.mesh.vertices.len();
        galley.num_indices += row.visuals.mesh.indices.len();
    }
    galley
}

/// Draws each glyph half a texel further on every side, into the empty texels that keep glyphs
/// apart in the atlas: else a glyph that is turned, or stands between pixels, is cut off hard.
fn widen(vertices: &mut [Vertex], pixels_per_point: f32) {
    for quad in vertices.as_chunks_mut::<4>().0 {
        let outward = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)];
        for (vertex, (x, y)) in quad.iter_mut().zip(outward) {
            // The atlas has no empty texels before its first: there its edge would be drawn twice.
            let to = (vertex.uv + vec2(x, y) * 0.5).max(Pos2::ZERO);
            vertex.pos += (to - vertex.uv) / pixels_per_point;
            vertex.uv = to;
        }
    }
}

/// The opacity of one copy, so that a few over each other come to the whole halo's.
fn copy_color(color: Color32, copies: f32) -> Color32 {
    let whole = f32::from(color.a()) / 255.0;
    if color.is_opaque() || whole <= 0.0 {
        return color;
    }
    let share = 1.0 - (1.0 - whole).powf(1.0 / (copies * HALO_OVERLAP));
    color.gamma_multiply(share / whole)
}

fn add_halo(row: &mut Row, color: Color32, width_px: f32, copies: f32) {
    let visuals = &mut row.visuals;
    let glyphs = std::mem::take(&mut visuals.mesh);
    let mesh = &mut visuals.mesh;
    mesh.texture_id = glyphs.texture_id;
    let mut add = |vertices: &mut dyn Iterator<Item = Vertex>| {
        let first = mesh.vertices.len() as u32;
        mesh.vertices.extend(vertices);
        let indices = glyphs.indices.iter();
        mesh.indices.extend(indices.map(|index| index + first));
    };
    for copy in 0..copies as u8 {
        let by = Vec2::angled(TAU * f32::from(copy) / copies) * width_px;
        add(&mut glyphs.vertices.iter().map(|&vertex| Vertex {
            pos: vertex.pos + by,
            color,
            ..vertex
        }));
    }
    add(&mut glyphs.vertices.iter().copied());
    visuals.glyph_index_start = 0;
    visuals.glyph_vertex_range = 0..mesh.vertices.len();
    if visuals.mesh_bounds != Rect::NOTHING {
        visuals.mesh_bounds = visuals.mesh_bounds.expand(width_px);
    }
}

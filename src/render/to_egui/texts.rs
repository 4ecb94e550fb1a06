//! Texts with their halos, laid out once and kept while they are seen.

use std::collections::HashMap;
use std::f32::consts::TAU;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::epaint::text::{Galley, LayoutJob, Row, TextFormat};
use egui::{Color32, FontFamily, FontId, Rect, Shape, Vec2, vec2};

use super::fonts::family;
use super::{Canvas, color32};
use crate::scene::fonts::Face;
use crate::scene::{Text, TextAnchor};

/// A halo is the text drawn this often around itself: at 2 px, its copies are 1.5 px apart, less
/// than a stem is wide.
const HALO_COPIES: u8 = 8;

/// How many copies of a halo lie over each other where it is thickest, about: what a see-through
/// halo's opacity is shared among.
const HALO_LAYERS: f32 = 3.0;

/// Where a text with its halo is found again: its plain galley's address, which the cache keeps
/// alive, then the halo's colour and width.
type Key = (usize, Color32, u32);

/// Keeps the galleys with halos.
pub(super) struct Texts {
    families: [FontFamily; Face::ALL.len()],
    haloed: HashMap<Key, Haloed>,
    frame: u64,
}

struct Haloed {
    /// What it was made from. A new layout of the same text (another scale, another font atlas)
    /// has another address and never meets this.
    plain: Arc<Galley>,
    haloed: Arc<Galley>,
    seen_in: u64,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            families: Face::ALL.map(family),
            haloed: HashMap::new(),
            frame: 0,
        }
    }
}

impl Texts {
    /// The text's shape; `None` where it cannot be seen.
    pub(super) fn shape(&mut self, text: &Text, opacity: f32, canvas: &Canvas) -> Option<Shape> {
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
        let pos = canvas.pos(text.at) - turned(anchor(&plain, text.anchor), text.angle_rad);
        let galley = match halo {
            Some((color, width_px)) => self.haloed(plain, color, width_px),
            None => plain,
        };
        let shape = TextShape::new(pos, galley, color).with_angle(text.angle_rad);
        Some(shape.into())
    }

    /// Forgets what was not seen in the frame that ends.
    pub(super) fn next_frame(&mut self) {
        let now = self.frame;
        self.haloed.retain(|_, kept| kept.seen_in == now);
        self.frame += 1;
    }

    fn job(&self, text: &Text, color: Color32) -> LayoutJob {
        let place = Face::ALL.iter().position(|&face| face == text.face);
        let family = self.families[place.unwrap_or_default()].clone();
        let format = TextFormat {
            font_id: FontId::new(text.size_px, family),
            extra_letter_spacing: text.spacing_px,
            color,
            ..TextFormat::default()
        };
        LayoutJob {
            break_on_newline: false,
            round_output_to_gui: false,
            ..LayoutJob::single_section(text.text.clone(), format)
        }
    }

    fn haloed(&mut self, plain: Arc<Galley>, color: Color32, width_px: f32) -> Arc<Galley> {
        let key = (Arc::as_ptr(&plain).addr(), color, width_px.to_bits());
        let frame = self.frame;
        let kept = self.haloed.entry(key).or_insert_with(|| Haloed {
            haloed: Arc::new(with_halo(&plain, color, width_px)),
            plain,
            seen_in: frame,
        });
        kept.seen_in = frame;
        debug_assert_eq!(Arc::as_ptr(&kept.plain).addr(), key.0);
        Arc::clone(&kept.haloed)
    }
}

/// From the galley's upper left corner to the anchor on its baseline.
fn anchor(galley: &Galley, anchor: TextAnchor) -> Vec2 {
    let Some(row) = galley.rows.first() else {
        return Vec2::ZERO;
    };
    let end = row.glyphs.last().map_or(0.0, |glyph| glyph.max_x());
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

/// The galley with copies of its glyphs around and below them.
fn with_halo(plain: &Galley, color: Color32, width_px: f32) -> Galley {
    let mut galley = plain.clone();
    galley.mesh_bounds = galley.mesh_bounds.expand(width_px);
    (galley.num_vertices, galley.num_indices) = (0, 0);
    for placed in &mut galley.rows {
        let row = Arc::make_mut(&mut placed.row);
        halo_row(row, copy_color(color), width_px);
        galley.num_vertices += row.visuals.mesh.vertices.len();
        galley.num_indices += row.visuals.mesh.indices.len();
    }
    galley
}

/// The opacity of one copy, so that a few over each other come to the whole halo's.
fn copy_color(color: Color32) -> Color32 {
    let whole = f32::from(color.a()) / 255.0;
    if color.is_opaque() || whole <= 0.0 {
        return color;
    }
    let share = 1.0 - (1.0 - whole).powf(1.0 / HALO_LAYERS);
    color.gamma_multiply(share / whole)
}

fn halo_row(row: &mut Row, color: Color32, width_px: f32) {
    let visuals = &mut row.visuals;
    let glyphs = std::mem::take(&mut visuals.mesh);
    let count = glyphs.vertices.len() as u32;
    let mesh = &mut visuals.mesh;
    mesh.texture_id = glyphs.texture_id;
    for copy in 0..HALO_COPIES {
        let by = Vec2::angled(TAU * f32::from(copy) / f32::from(HALO_COPIES)) * width_px;
        let moved = glyphs.vertices.iter().map(|&vertex| egui::epaint::Vertex {
            pos: vertex.pos + by,
            color,
            ..vertex
        });
        mesh.vertices.extend(moved);
        let first = u32::from(copy) * count;
        mesh.indices
            .extend(glyphs.indices.iter().map(|index| index + first));
    }
    let first = u32::from(HALO_COPIES) * count;
    mesh.vertices.extend(glyphs.vertices);
    mesh.indices
        .extend(glyphs.indices.iter().map(|index| index + first));
    visuals.glyph_index_start = 0;
    visuals.glyph_vertex_range = 0..mesh.vertices.len();
    if visuals.mesh_bounds != Rect::NOTHING {
        visuals.mesh_bounds = visuals.mesh_bounds.expand(width_px);
    }
    // They would look for themselves at vertices that have moved.
    row.glyphs.clear();
}

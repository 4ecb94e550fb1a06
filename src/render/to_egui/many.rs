//! Many things at once: dots as quads of one mesh, cells as a texture.

use std::sync::Arc;

use egui::epaint::Mesh;
use egui::{Color32, ColorImage, Pos2, Rect, Shape, TextureHandle, TextureOptions, Vec2, pos2};

use super::{Canvas, color32};
use crate::earth::Camera;
use crate::scene::{Dots, Image, Pixels};

/// Textures of the last frame.
#[derive(Default)]
pub(super) struct Many {
    /// Textures of cells, each with whether this frame uses it.
    cells: Vec<(Arc<Pixels>, TextureHandle, bool)>,
    /// Textures of discs by their radius, in hundredths of a physical pixel.
    discs: Vec<(u32, TextureHandle)>,
}

/// Discs of more sizes than this are forgotten: the scale of the screen has changed.
const MOST_DISCS: usize = 16;

impl Many {
    /// Cells as one textured rectangle.
    pub(super) fn image(
        &mut self,
        image: &Image,
        opacity: f32,
        camera: &Camera,
        canvas: &Canvas,
    ) -> Shape {
        let known = self
            .cells
            .iter_mut()
            .find(|(pixels, ..)| Arc::ptr_eq(pixels, &image.pixels));
        let id = if let Some((_, texture, used)) = known {
            *used = true;
            texture.id()
        } else {
            let between = if image.smooth {
                TextureOptions::LINEAR
            } else {
                TextureOptions::NEAREST
            };
            let pixels = colors(&image.pixels);
            let texture = canvas.ctx.load_texture("cells", pixels, between);
            let id = texture.id();
            self.cells.push((Arc::clone(&image.pixels), texture, true));
            id
        };
        let corner = |point| canvas.pos(camera.screen_from_map(point));
        let rect = Rect::from_two_pos(corner(image.bounds.min), corner(image.bounds.max));
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let tint = Color32::WHITE.gamma_multiply(image.opacity * opacity);
        let mut mesh = Mesh::with_texture(id);
        mesh.add_rect_with_uv(rect, whole, tint);
        Shape::mesh(mesh)
    }

    /// Discs over their halos.
    pub(super) fn dots(
        &mut self,
        dots: &Dots,
        opacity: f32,
        canvas: &Canvas,
        shapes: &mut Vec<Shape>,
    ) {
        if let Some((color, width_px)) = dots.halo {
            let radius_px = dots.radius_px + width_px;
            shapes.push(self.discs(&dots.at, radius_px, color32(color, opacity), canvas));
        }
        let fill = color32(dots.fill, opacity);
        shapes.push(self.discs(&dots.at, dots.radius_px, fill, canvas));
    }

    fn discs(&mut self, at: &[[f32; 2]], radius_px: f32, color: Color32, canvas: &Canvas) -> Shape {
        let scale = canvas.ctx.pixels_per_point();
        let texture = self.disc(radius_px * scale, canvas);
        let side = texture.size_vec2() / scale;
        let mut mesh = Mesh::with_texture(texture.id());
        mesh.vertices.reserve(at.len() * 4);
        mesh.indices.reserve(at.len() * 6);
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        for &[x, y] in at {
            let rect = Rect::from_center_size(pos2(x, y) + canvas.origin, side);
            mesh.add_rect_with_uv(rect, whole, color);
        }
        Shape::mesh(mesh)
    }

    /// A white disc of this radius in physical pixels, drawn a texel to a pixel.
    fn disc(&mut self, radius: f32, canvas: &Canvas) -> &TextureHandle {
        let key = (radius * 100.0).round() as u32;
        let known = self.discs.iter().position(|(of, _)| *of == key);
        let at = known.unwrap_or_else(|| {
            if self.discs.len() >= MOST_DISCS {
                self.discs.clear();
            }
            let texture = canvas
                .ctx
                .load_texture("disc", disc(radius), TextureOptions::LINEAR);
            self.discs.push((key, texture));
            self.discs.len() - 1
        });
        &self.discs[at].1
    }

    /// Lets go of what the frame did not use.
    pub(super) fn next_frame(&mut self) {
        self.cells.retain(|(_, _, used)| *used);
        self.cells.iter_mut().for_each(|(_, _, used)| *used = false);
    }
}

fn colors(pixels: &Pixels) -> ColorImage {
    let size = [pixels.width as usize, pixels.height as usize];
    ColorImage::from_rgba_unmultiplied(size, &pixels.rgba)
}

/// White with as much of it in each texel as the disc covers, a clear one around it.
fn disc(radius: f32) -> ColorImage {
    let side = (radius * 2.0).ceil() as usize + 2;
    let middle = Vec2::splat(side as f32 / 2.0);
    let texel = |at: usize| {
        let place = Vec2::new((at % side) as f32 + 0.5, (at / side) as f32 + 0.5);
        let covered = (radius + 0.5 - (place - middle).length()).clamp(0.0, 1.0);
        Color32::from_white_alpha((covered * 255.0).round() as u8)
    };
    ColorImage::new([side; 2], (0..side * side).map(texel).collect())
}

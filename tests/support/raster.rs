//! egui's triangles drawn on the CPU: pictures with no display and no graphics card, the same
//! bytes on every machine.

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{ColorImage, TextureFilter, TextureId, TexturesDelta, Vec2};
use egui_kittest::{HarnessBuilder, TestRenderer};
use image::RgbaImage;
use steppe::render::to_egui::install_fonts;

/// A harness of this size in points, light, with the program's fonts, drawing on the CPU.
pub(crate) fn harness<State>(size: Vec2, pixels_per_point: f32) -> HarnessBuilder<State> {
    HarnessBuilder::default()
        .with_size(size)
        .with_pixels_per_point(pixels_per_point)
        .with_theme(egui::Theme::Light)
        .with_context_setup(install_fonts)
        .renderer(Raster::default())
}

/// A texture, and whether its texels have sharp edges.
struct Texture {
    image: ColorImage,
    sharp: bool,
}

/// Draws as the glow backend does: premultiplied colours, blended in sRGB, textures sampled
/// between their nearest texels, or at the nearest where they say so.
#[derive(Default)]
pub(crate) struct Raster {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for Raster {
    #[expect(
        clippy::iter_over_hash_type,
        reason = "a texture's own changes are in order; between textures there is none"
    )]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                self.change(id, change);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in ctx.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("expected triangles, found a callback".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
            canvas.clip(clip_rect, scale);
            canvas.mesh(&mesh, texture, scale);
        }
        canvas.finish()
    }
}

impl Raster {
    fn change(&mut self, id: TextureId, change: ImageDelta) {
        let ImageData::Color(image) = change.image;
        let Some([left, top]) = change.pos else {
            let image = (*image).clone();
            let sharp = change.options.magnification == TextureFilter::Nearest;
            self.textures.insert(id, Texture { image, sharp });
            return;
        };
        let texture = self
            .textures
            .get_mut(&id)
            .map(|texture| &mut texture.image)
            .expect("a part of a texture that is there");
        let (width, across) = (image.width(), texture.width());
        for (row, texels) in image.pixels.chunks_exact(width).enumerate() {
            let at = (top + row) * across + left;
            texture.pixels[at..at + width].copy_from_slice(texels);
        }
    }
}

/// Red, green, blue, alpha, premultiplied, 0 to 255; then u and v.
type Values = [f64; 6];

/// The picture so far.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
    /// Left, top, right, bottom: pixels, the last two not included.
    clip: [usize; 4],
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![[0; 4]; width * height],
            clip: [0; 4],
        }
    }

    fn clip(&mut self, rect: egui::Rect, scale: f32) {
        let px = |points: f32, most: usize| ((points * scale).round().max(0.0) as usize).min(most);
        self.clip = [
            px(rect.min.x, self.width),
            px(rect.min.y, self.height),
            px(rect.max.x, self.width),
            px(rect.max.y, self.height),
        ];
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, scale: f32) {
        for corners in mesh.triangles() {
            let corners = corners.map(|index| mesh.vertices[index as usize]);
            self.triangle(corners, texture, f64::from(scale));
        }
    }

    /// Fills the pixels whose middles lie inside. A middle on an edge belongs to the triangle on
    /// its right, so that two which share the edge neither overlap nor leave a gap.
    fn triangle(&mut self, corners: [Vertex; 3], texture: &Texture, scale: f64) {
        let at = corners.map(|v| (f64::from(v.pos.x) * scale, f64::from(v.pos.y) * scale));
        let [left, top, right, bottom] = self.clip;
        let lowest = at.iter().fold(f64::NEG_INFINITY, |max, p| max.max(p.1));
        let highest = at.iter().fold(f64::INFINITY, |min, p| min.min(p.1));
        let first = ((highest - 0.5).ceil().max(0.0) as usize).max(top);
        let last = ((lowest - 0.5).ceil().max(0.0) as usize).min(bottom);
        if first >= last {
            return;
        }
        let fill = Fill::of(corners, at, texture);
        for y in first..last {
            let Some((from, to)) = span(at, y as f64 + 0.5) else {
                continue;
            };
            let from = ((from - 0.5).ceil().max(0.0) as usize).max(left);
            let to = ((to - 0.5).ceil().max(0.0) as usize).min(right);
            if from < to {
                let row = y * self.width;
                fill.paint(&mut self.pixels[row + from..row + to], from, y);
            }
        }
    }

    fn finish(self) -> Result<RgbaImage, String> {
        let bytes = self.pixels.into_flattened();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes)
            .ok_or_else(|| "expected as many bytes as the picture has".to_owned())
    }
}

/// Where a scan line enters and leaves the triangle.
fn span(at: [(f64, f64); 3], y: f64) -> Option<(f64, f64)> {
    let mut span: Option<(f64, f64)> = None;
    for i in 0..3 {
        // Always from the upper end, so that both triangles of an edge come to the same number.
        let (mut a, mut b) = (at[i], at[(i + 1) % 3]);
        if (b.1, b.0) < (a.1, a.0) {
            (a, b) = (b, a);
        }
        if a.1 <= y && y < b.1 {
            let x = a.0 + (b.0 - a.0) * ((y - a.1) / (b.1 - a.1));
            span = Some(span.map_or((x, x), |(from, to)| (from.min(x), to.max(x))));
        }
    }
    span
}

/// What a triangle is filled with.
enum Fill<'a> {
    Flat([u8; 4]),
    Graded {
        /// At the middle of the first pixel, then what one pixel to the right and down adds.
        zero: Values,
        by_x: Values,
        by_y: Values,
        texture: Option<&'a Texture>,
    },
}

impl<'a> Fill<'a> {
    fn of(corners: [Vertex; 3], at: [(f64, f64); 3], texture: &'a Texture) -> Self {
        let [a, b, c] = corners;
        let untextured = a.uv == b.uv && b.uv == c.uv;
        let texel = sample(texture, f64::from(a.uv.x), f64::from(a.uv.y));
        let white = untextured && texel.iter().all(|&part| part >= 255.0);
        if white && a.color == b.color && b.color == c.color {
            return Self::Flat(a.color.to_array());
        }
        let [(ax, ay), (bx, by), (cx, cy)] = at;
        let twice_area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
        let (mut zero, mut by_x, mut by_y) = ([0.0; 6], [0.0; 6], [0.0; 6]);
        let [first, second, third] = corners.map(values);
        for i in 0..6 {
            let (to_second, to_third) = (second[i] - first[i], third[i] - first[i]);
            if twice_area != 0.0 {
                by_x[i] = (to_second * (cy - ay) - to_third * (by - ay)) / twice_area;
                by_y[i] = (to_third * (bx - ax) - to_second * (cx - ax)) / twice_area;
            }
            zero[i] = first[i] + by_x[i] * (0.5 - ax) + by_y[i] * (0.5 - ay);
        }
        Self::Graded {
            zero,
            by_x,
            by_y,
            texture: (!white).then_some(texture),
        }
    }

    /// Paints a row of pixels, the first of them at `x`, `y`.
    fn paint(&self, row: &mut [[u8; 4]], x: usize, y: usize) {
        match self {
            Self::Flat([_, _, _, 0]) => {}
            Self::Flat(color @ [_, _, _, 255]) => row.fill(*color),
            Self::Flat(color) => {
                let color = color.map(f64::from);
                for pixel in row {
                    blend(pixel, color);
                }
            }
            Self::Graded {
                zero,
                by_x,
                by_y,
                texture,
            } => {
                for (i, pixel) in row.iter_mut().enumerate() {
                    let (x, y) = ((x + i) as f64, y as f64);
                    let value = |k: usize| zero[k] + by_x[k] * x + by_y[k] * y;
                    let mut color = [value(0), value(1), value(2), value(3)];
                    if let Some(texture) = texture {
                        let texel = sample(texture, value(4), value(5));
                        for (c, t) in color.iter_mut().zip(texel) {
                            *c *= t / 255.0;
                        }
                    }
                    blend(pixel, color);
                }
            }
        }
    }
}

fn values(vertex: Vertex) -> Values {
    let [r, g, b, a] = vertex.color.to_array().map(f64::from);
    [r, g, b, a, f64::from(vertex.uv.x), f64::from(vertex.uv.y)]
}

/// The premultiplied colour over the pixel.
fn blend(pixel: &mut [u8; 4], color: [f64; 4]) {
    let through = 1.0 - color[3].clamp(0.0, 255.0) / 255.0;
    for (under, over) in pixel.iter_mut().zip(color) {
        *under = (over.clamp(0.0, 255.0) + f64::from(*under) * through).round() as u8;
    }
}

/// The texture between its four nearest texels, its edge repeated beyond it.
fn sample(texture: &Texture, u: f64, v: f64) -> [f64; 4] {
    let Texture {
        image: texture,
        sharp,
    } = texture;
    let [width, height] = texture.size;
    if *sharp {
        let at =
            |part: f64, side: usize| (part * side as f64).clamp(0.0, side as f64 - 1.0) as usize;
        let texel = texture.pixels[at(v, height) * width + at(u, width)];
        return texel.to_array().map(f64::from);
    }
    let (x, y) = (u * width as f64 - 0.5, v * height as f64 - 0.5);
    let (right, lower) = (x - x.floor(), y - y.floor());
    let texel = |dx: f64, dy: f64| {
        let column = (x.floor() + dx).clamp(0.0, width as f64 - 1.0) as usize;
        let row = (y.floor() + dy).clamp(0.0, height as f64 - 1.0) as usize;
        texture.pixels[row * width + column]
            .to_array()
            .map(f64::from)
    };
    let (ul, ur, ll, lr) = (
        texel(0.0, 0.0),
        texel(1.0, 0.0),
        texel(0.0, 1.0),
        texel(1.0, 1.0),
    );
    let mut out = [0.0; 4];
    for (i, out) in out.iter_mut().enumerate() {
        let upper = ul[i] + (ur[i] - ul[i]) * right;
        *out = upper + (ll[i] + (lr[i] - ll[i]) * right - upper) * lower;
    }
    out
}

//! A scene as egui's shapes: the window's backend.

mod areas;
mod dashes;
mod fonts;
mod paths;
mod texts;

use egui::{Color32, Pos2, Rect, Shape, Vec2, vec2};

pub use fonts::{family, install_fonts};

use super::cut::Frame;
use crate::earth::ScreenPoint;
use crate::scene::{Color, Item, Scene};
use areas::Areas;
use texts::Texts;

/// Lines reach this much beyond the window, so that no cut end or join can be seen, logical pixels.
const MARGIN_PX: f64 = 16.0;

/// Corners of a line closer than this are drawn as one, logical pixels.
const MERGE_PX: f64 = 0.5;

/// Draws scenes; keeps what the next frame can use again.
#[derive(Default)]
pub struct Painter {
    areas: Areas,
    texts: Texts,
}

impl Painter {
    /// A painter that has drawn nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The shapes of one frame, the scene's upper left corner at `origin`.
    ///
    /// Paint them with the map's rectangle as clip: lines and areas reach beyond it.
    ///
    /// # Panics
    /// Where a text is to be drawn and [`install_fonts`] was not called a pass before.
    pub fn shapes(&mut self, scene: &Scene, origin: Pos2, ctx: &egui::Context) -> Vec<Shape> {
        let window = Rect::from_min_size(
            origin,
            vec2(scene.camera.width_px as f32, scene.camera.height_px as f32),
        );
        let mut shapes = vec![Shape::rect_filled(
            window,
            0.0,
            color32(scene.background, 1.0),
        )];
        self.areas.look_through(&scene.camera, origin);
        let canvas = Canvas {
            origin: origin.to_vec2(),
            frame: Frame::of(&scene.camera, MARGIN_PX),
            ctx,
        };
        for group in &scene.groups {
            for item in &group.items {
                match item {
                    Item::Area(area) => self.areas.add(area, group.opacity),
                    Item::Line(line) => {
                        shapes.extend(self.areas.take());
                        let view = scene.camera.view_rect();
                        let margin_m = MARGIN_PX * scene.camera.metres_per_px;
                        if line.geometry.bounds.intersects(&view.inflate(margin_m)) {
                            let points = line.geometry.points.iter();
                            let points = points.map(|&point| scene.camera.screen_from_map(point));
                            paths::line(points, line.stroke, group.opacity, &canvas, &mut shapes);
                        }
                    }
                    Item::Path(path) => {
                        shapes.extend(self.areas.take());
                        paths::path(path, group.opacity, &canvas, &mut shapes);
                    }
                    Item::Text(text) => {
                        shapes.extend(self.areas.take());
                        shapes.extend(self.texts.shape(text, group.opacity, &canvas));
                    }
                }
            }
        }
        shapes.extend(self.areas.take());
        self.texts.next_frame();
        shapes
    }

    /// The shapes of a swatch: paths and texts, their zero at `origin`.
    ///
    /// Areas and lines are in map metres, for which there is no camera here: a swatch has none.
    ///
    /// # Panics
    /// As [`Painter::shapes`].
    pub fn items(&mut self, items: &[Item], origin: Pos2, ctx: &egui::Context) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let canvas = Canvas {
            origin: origin.to_vec2(),
            frame: Frame {
                min: ScreenPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
                max: ScreenPoint::new(f64::INFINITY, f64::INFINITY),
            },
            ctx,
        };
        for item in items {
            match item {
                Item::Path(path) => paths::path(path, 1.0, &canvas, &mut shapes),
                Item::Text(text) => shapes.extend(self.texts.shape(text, 1.0, &canvas)),
                Item::Area(_) | Item::Line(_) => {}
            }
        }
        shapes
    }
}

/// Where shapes are placed and what of them can be seen.
struct Canvas<'a> {
    /// The scene's upper left corner.
    origin: Vec2,
    /// What can be seen, in the scene's own pixels.
    frame: Frame,
    ctx: &'a egui::Context,
}

impl Canvas<'_> {
    fn pos(&self, point: ScreenPoint) -> Pos2 {
        Pos2::new(point.x_px as f32, point.y_px as f32) + self.origin
    }
}

/// A scene's colour at this opacity, as egui has it: premultiplied, both in sRGB.
fn color32(color: Color, opacity: f32) -> Color32 {
    let Color { r, g, b, a } = color.faded(opacity);
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

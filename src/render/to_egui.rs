//! A scene as egui's shapes: the window's backend.

mod areas;
mod dashes;
mod fonts;
mod ground;
mod kept;
mod paths;
mod texts;

use egui::{Color32, Pos2, Rect, Shape, Vec2, vec2};

pub use fonts::{family, install_fonts};

use super::cut::Frame;
use crate::earth::{Camera, MapRect, ScreenPoint};
use crate::scene::{Color, Item, Scene};
use areas::Areas;
use kept::Kept;
use texts::Texts;

/// Lines reach this much beyond the window, so that no cut end or join can be seen, logical pixels.
const MARGIN_PX: f64 = 16.0;

/// Corners of a line closer than this are drawn as one, logical pixels.
const MERGE_PX: f64 = 0.5;

/// Draws scenes; keeps what the next frame can use again.
#[derive(Default)]
pub struct Painter {
    areas: Areas,
    kept: Kept,
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
        let camera = &scene.camera;
        let size = vec2(camera.width_px as f32, camera.height_px as f32);
        let window = Rect::from_min_size(origin, size);
        let background = color32(scene.background, 1.0);
        let mut shapes = vec![Shape::rect_filled(window, 0.0, background)];
        self.areas.look_through(camera, origin);
        self.kept.look_through(camera, origin, ctx);
        let canvas = Canvas::of(camera, origin, MARGIN_PX, ctx);
        let mut run = Vec::new();
        for group in &scene.groups {
            for item in &group.items {
                if matches!(item, Item::Area(_) | Item::Line(_)) {
                    run.push((item, group.opacity));
                } else {
                    self.ground(&mut run, &canvas, &mut shapes);
                    self.draw(item, group.opacity, &canvas, &mut shapes);
                }
            }
            // A layer that changes leaves the others as they are.
            self.ground(&mut run, &canvas, &mut shapes);
        }
        self.kept.next_frame();
        self.texts.next_frame();
        shapes
    }

    /// The shapes of a swatch: paths and texts, their zero at `origin`.
    ///
    /// Areas and lines are in map metres, for which a swatch has no camera: they are left out.
    ///
    /// # Panics
    /// As [`Painter::shapes`].
    pub fn items(&mut self, items: &[Item], origin: Pos2, ctx: &egui::Context) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let canvas = Canvas {
            origin: origin.to_vec2(),
            frame: Frame::EVERYWHERE,
            camera: None,
            ctx,
        };
        for item in items {
            self.draw(item, 1.0, &canvas, &mut shapes);
        }
        shapes
    }

    fn draw(&mut self, item: &Item, opacity: f32, canvas: &Canvas, shapes: &mut Vec<Shape>) {
        match item {
            Item::Path(path) => paths::path(path, opacity, canvas, shapes),
            Item::Text(text) => shapes.extend(self.texts.shape(text, opacity, canvas)),
            Item::Area(_) | Item::Line(_) => {}
        }
    }

    /// Draws the run of areas and lines and empties it.
    fn ground(&mut self, run: &mut Vec<(&Item, f32)>, canvas: &Canvas, shapes: &mut Vec<Shape>) {
        if run.is_empty() {
            return;
        }
        let made = self.kept.shape(run, |surroundings| {
            let mut areas = Areas::default();
            areas.look_through(surroundings, Pos2::ZERO);
            let canvas = Canvas::of(surroundings, Pos2::ZERO, 0.0, canvas.ctx);
            let mut shapes = Vec::new();
            ground::draw(run, &mut areas, &canvas, &mut shapes);
            shapes
        });
        match made {
            Some(made) => shapes.push(made),
            None => ground::draw(run, &mut self.areas, canvas, shapes),
        }
        run.clear();
    }
}

/// Where shapes are placed and what of them can be seen.
struct Canvas<'a> {
    /// The scene's upper left corner.
    origin: Vec2,
    /// What can be seen, in the scene's own pixels.
    frame: Frame,
    /// From where the map is seen, and the part of it with something to show; none in a swatch.
    camera: Option<(&'a Camera, MapRect)>,
    ctx: &'a egui::Context,
}

impl<'a> Canvas<'a> {
    /// A camera's window and `margin_px` more on each side, its upper left corner at `origin`.
    fn of(camera: &'a Camera, origin: Pos2, margin_px: f64, ctx: &'a egui::Context) -> Self {
        let view = camera.view_rect().inflate(margin_px * camera.metres_per_px);
        Self {
            origin: origin.to_vec2(),
            frame: Frame::of(camera, margin_px),
            camera: Some((camera, view)),
            ctx,
        }
    }

    fn pos(&self, point: ScreenPoint) -> Pos2 {
        Pos2::new(point.x_px as f32, point.y_px as f32) + self.origin
    }
}

/// A scene's colour at this opacity, as egui has it: premultiplied, both in sRGB.
fn color32(color: Color, opacity: f32) -> Color32 {
    let Color { r, g, b, a } = color.faded(opacity);
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

//! A scene as egui's shapes: the window's backend.

mod areas;
mod dashes;
mod fonts;
mod many;
mod paths;
mod texts;

use egui::{Color32, Pos2, Rect, Shape, Vec2, vec2};

pub use fonts::{family, install_fonts};

use super::cut::Frame;
use crate::earth::{Camera, MapRect, ScreenPoint};
use crate::scene::{Color, Item, Scene, ScreenRect};
use areas::Areas;
use many::Many;
use texts::Texts;

/// Lines reach this much beyond the window, so that no cut end or join can be seen, logical pixels.
const MARGIN_PX: f64 = 16.0;

/// Corners of a line closer than this are drawn as one, logical pixels.
const MERGE_PX: f64 = 0.5;

/// Draws scenes; keeps what the next frame can use again.
#[derive(Default)]
pub struct Painter {
    areas: Areas,
    many: Many,
    texts: Texts,
    /// One for each of the maps beside each other: what they keep must not get mixed up.
    panes: Vec<Painter>,
}

impl Painter {
    /// A painter that has drawn nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The shapes of one frame, the scene's upper left corner at `origin`: each list with the part
    /// of the window that they show in, the lowest first.
    ///
    /// # Panics
    /// As [`Painter::shapes`].
    pub fn clipped(
        &mut self,
        scene: &Scene,
        origin: Pos2,
        ctx: &egui::Context,
    ) -> Vec<(Rect, Vec<Shape>)> {
        let place = |clip: &ScreenRect| {
            let corner = |x: f64, y: f64| Pos2::new(x as f32, y as f32) + origin.to_vec2();
            Rect::from_min_max(corner(clip.left, clip.top), corner(clip.right, clip.bottom))
        };
        self.panes.resize_with(scene.panes.len(), Self::new);
        let panes = self.panes.iter_mut().zip(&scene.panes);
        let mut clipped: Vec<_> = panes
            .map(|(painter, pane)| {
                let shapes = painter.shapes(&pane.scene, origin, ctx);
                (place(&pane.clip), shapes)
            })
            .collect();
        let camera = &scene.camera;
        let whole = ScreenRect::new(0.0, 0.0, camera.width_px, camera.height_px);
        clipped.push((place(&whole), self.shapes(scene, origin, ctx)));
        clipped
    }

    /// The shapes of one frame of a scene without panes, its upper left corner at `origin`.
    ///
    /// Paint them with the map's rectangle as clip: lines and areas reach beyond it.
    ///
    /// # Panics
    /// Where a text is to be drawn and [`install_fonts`] was not called a pass before.
    pub fn shapes(&mut self, scene: &Scene, origin: Pos2, ctx: &egui::Context) -> Vec<Shape> {
        let camera = &scene.camera;
        let size = vec2(camera.width_px as f32, camera.height_px as f32);
        let window = Rect::from_min_size(origin, size);
        let mut shapes = Vec::new();
        // Over panes it would cover them.
        if scene.panes.is_empty() {
            let background = color32(scene.background, 1.0);
            shapes.push(Shape::rect_filled(window, 0.0, background));
        }
        self.areas.look_through(camera, origin);
        let canvas = Canvas {
            origin: origin.to_vec2(),
            frame: Frame::of(camera, MARGIN_PX),
            camera: Some((
                camera,
                camera.view_rect().inflate(MARGIN_PX * camera.metres_per_px),
            )),
            ctx,
        };
        for group in &scene.groups {
            for item in &group.items {
                self.draw(item, group.opacity, &canvas, &mut shapes);
            }
        }
        shapes.extend(self.areas.take());
        self.many.next_frame();
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
        if let (Item::Area(area), Some(_)) = (item, canvas.camera) {
            self.areas.add(area, opacity);
            return;
        }
        // What comes next lies over the areas so far.
        shapes.extend(self.areas.take());
        match (item, canvas.camera) {
            (Item::Line(line), Some((camera, view))) => {
                if line.geometry.bounds.intersects(&view) {
                    let points = line.geometry.points.iter();
                    let points = points.map(|&point| camera.screen_from_map(point));
                    paths::line(points, line.stroke, opacity, canvas, shapes);
                }
            }
            (Item::Lines(lines), Some((camera, _))) => {
                many::lines(lines, opacity, camera, canvas, shapes);
            }
            (Item::Image(image), Some((camera, _))) => {
                shapes.push(self.many.image(image, opacity, camera, canvas));
            }
            (Item::Dots(dots), _) => self.many.dots(dots, opacity, canvas, shapes),
            (Item::Path(path), _) => paths::path(path, opacity, canvas, shapes),
            (Item::Text(text), _) => shapes.extend(self.texts.shape(text, opacity, canvas)),
            (Item::CurvedText(curved), _) => {
                shapes.extend(self.texts.curved(curved, opacity, canvas));
            }
            (Item::Area(_) | Item::Line(_) | Item::Lines(_) | Item::Image(_), _) => {}
        }
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

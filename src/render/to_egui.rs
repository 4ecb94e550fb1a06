//! A scene as egui's shapes: the window's backend.

mod areas;
mod dashes;
mod fonts;
mod many;
mod paths;
mod strokes;
mod texts;
mod triangles;

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::{Color32, Pos2, Rect, Shape, Vec2, vec2};

pub use fonts::{family, install_fonts, install_fonts_beside};

use super::clip::Frame;
use crate::earth::{Camera, MapPoint, MapRect, ScreenPoint};
use crate::scene::{Color, Dash, Item, Scene, ScreenRect};
use areas::Areas;
use many::Many;
use strokes::Strokes;
use texts::TextShapes;
use triangles::TriangleMesh;

/// Lines reach this much beyond the window, so that no cut end or join can be seen, logical pixels.
const MARGIN_PX: f64 = 16.0;

/// Corners of a line closer than this are drawn as one, logical pixels.
const MERGE_PX: f64 = 0.5;

/// Draws scenes; keeps what the next frame can use again.
#[derive(Default)]
pub struct Painter {
    triangles: TriangleMesh,
    areas: Areas,
    strokes: Strokes,
    many: Many,
    texts: TextShapes,
    /// One for each of the maps beside each other: what they keep must not get mixed up.
    panes: Vec<Painter>,
    left_out: usize,
}

impl Painter {
    /// A painter that has drawn nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many items were left out since this was asked last, since drawing them panicked: a fault
    /// of this program, which costs that item and not the window.
    pub fn take_left_out(&mut self) -> usize {
        let of_panes: usize = self.panes.iter_mut().map(Self::take_left_out).sum();
        of_panes + std::mem::take(&mut self.left_out)
    }

    /// The shapes of one frame, the scene's upper left corner at `origin`: each list with the part
    /// of the window that they show in, the lowest first.
    ///
    /// Texts need the fonts that [`install_fonts`] was given a pass before.
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
        self.triangles.begin();
        self.areas.look_through(camera, origin);
        let canvas = Canvas {
            origin: origin.to_vec2(),
            frame: Frame::of(camera, MARGIN_PX),
            camera: Some((
                camera,
                camera.view_rect().inflate(MARGIN_PX * camera.metres_per_px),
            )),
            feather_px: feather_px(ctx),
            ctx,
        };
        for group in &scene.groups {
            for item in &group.items {
                self.draw(item, group.opacity, &canvas, &mut shapes);
            }
        }
        shapes.extend(self.triangles.take(ctx));
        self.many.next_frame();
        self.texts.next_frame();
        shapes
    }

    /// The shapes of a swatch: paths and texts, their zero at `origin`.
    ///
    /// Areas and lines are in map metres, for which a swatch has no camera: they are left out.
    pub fn items(&mut self, items: &[Item], origin: Pos2, ctx: &egui::Context) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let canvas = Canvas {
            origin: origin.to_vec2(),
            frame: Frame::EVERYWHERE,
            camera: None,
            feather_px: feather_px(ctx),
            ctx,
        };
        for item in items {
            self.draw(item, 1.0, &canvas, &mut shapes);
        }
        shapes
    }

    fn draw(&mut self, item: &Item, opacity: f32, canvas: &Canvas, shapes: &mut Vec<Shape>) {
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            self.draw_item(item, opacity, canvas, shapes);
        }));
        if drawn.is_err() {
            self.left_out += 1;
        }
    }

    fn draw_item(&mut self, item: &Item, opacity: f32, canvas: &Canvas, shapes: &mut Vec<Shape>) {
        if !self.add_triangles(item, opacity, canvas) {
            // It lies over the triangles so far.
            shapes.extend(self.triangles.take(canvas.ctx));
            self.add_shapes(item, opacity, canvas, shapes);
        }
    }

    /// Adds an area or a solid line to the mesh at work; says whether it is one.
    fn add_triangles(&mut self, item: &Item, opacity: f32, canvas: &Canvas) -> bool {
        let Some((camera, view)) = canvas.camera else {
            return false;
        };
        let mesh = &mut self.triangles.mesh;
        let mut solid = |points, closed, stroke| {
            let line = placed(points, closed, camera);
            self.strokes.add(line, stroke, opacity, canvas, mesh);
        };
        match item {
            Item::Area(area) => self.areas.add(area, opacity, mesh),
            Item::Line(line) if line.stroke.dash == Dash::Solid => {
                if line.geometry.bounds.intersects(&view) {
                    solid(&line.geometry.points, false, line.stroke);
                }
            }
            Item::Lines(lines) if lines.stroke.dash == Dash::Solid => {
                for line in lines.each() {
                    solid(line, lines.closed, lines.stroke);
                }
            }
            _ => return false,
        }
        true
    }

    fn add_shapes(&mut self, item: &Item, opacity: f32, canvas: &Canvas, shapes: &mut Vec<Shape>) {
        match (item, canvas.camera) {
            (Item::Line(line), Some((camera, view))) => {
                if line.geometry.bounds.intersects(&view) {
                    let points = placed(&line.geometry.points, false, camera);
                    paths::line(points, line.stroke, opacity, canvas, shapes);
                }
            }
            (Item::Lines(lines), Some((camera, _))) => {
                for line in lines.each() {
                    let points = placed(line, lines.closed, camera);
                    paths::line(points, lines.stroke, opacity, canvas, shapes);
                }
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

/// A line's points in the scene's own pixels, the first again at the end where it is closed.
fn placed<'a>(
    points: &'a [MapPoint],
    closed: bool,
    camera: &'a Camera,
) -> impl Iterator<Item = ScreenPoint> + Clone + use<'a> {
    let again = points.first().filter(|_| closed);
    let points = points.iter().chain(again);
    points.map(|&point| camera.screen_from_map(point))
}

/// Width over which an edge fades out, logical pixels.
fn feather_px(ctx: &egui::Context) -> f32 {
    let options = ctx.tessellation_options(|options| *options);
    if options.feathering {
        options.feathering_size_in_pixels / ctx.pixels_per_point()
    } else {
        0.0
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
    /// Width over which an edge fades out.
    feather_px: f32,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fonts::Face;
    use crate::scene::{Text, TextAnchor};

    #[test]
    fn an_item_that_cannot_be_drawn_costs_that_item() {
        let text = Text {
            at: ScreenPoint::new(0.0, 0.0),
            anchor: TextAnchor::Start,
            text: "Osh".to_owned(),
            face: Face::Sans,
            size_px: 12.0,
            color: Color::hex(0),
            halo: None,
            angle_rad: 0.0,
            spacing_px: 0.0,
        };
        let mut painter = Painter::new();
        // The fonts were not installed.
        let ctx = egui::Context::default();
        let shapes = painter.items(&[Item::Text(text)], Pos2::ZERO, &ctx);
        assert_eq!((shapes.len(), painter.take_left_out()), (0, 1));
        assert_eq!(painter.take_left_out(), 0);
    }
}

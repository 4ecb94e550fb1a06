//! What the picture will look like, small.

use egui::layers::ShapeIdx;
use egui::{Painter, Pos2, Rect, Sense, Shape, Ui, Vec2, vec2};

use super::super::map::MOST_LISTS;
use super::super::theme::Ink;
use crate::session::ExportSpec;

/// The preview is no larger than this, logical pixels.
const MOST: Vec2 = vec2(360.0, 200.0);

/// Where the picture's shapes go, small, in the painting order.
pub struct PreviewSlot {
    /// Logical pixels of the preview to one of the picture.
    pub scale: f32,
    rect: Rect,
    painter: Painter,
    shapes: [ShapeIdx; MOST_LISTS],
}

impl PreviewSlot {
    /// The preview's upper left corner in the window.
    #[must_use]
    pub fn origin(&self) -> Pos2 {
        self.rect.min
    }

    /// Paints the picture: lists of shapes, each with the part of the window that it shows in.
    pub fn fill(mut self, clipped: Vec<(Rect, Vec<Shape>)>) {
        let seen = self.painter.clip_rect();
        for (shape, (clip, shapes)) in self.shapes.into_iter().zip(clipped) {
            self.painter.set_clip_rect(clip.intersect(seen));
            self.painter.set(shape, Shape::Vec(shapes));
        }
    }
}

/// Makes room for the picture that `spec` asks for.
pub(super) fn preview_ui(ui: &mut Ui, spec: &ExportSpec) -> PreviewSlot {
    let logical = |px: u32| px as f32 / spec.scale.max(0.1);
    let size = vec2(logical(spec.width_px), logical(spec.height_px)).max(Vec2::splat(1.0));
    let scale = (MOST.x / size.x).min(MOST.y / size.y);
    let room = vec2(ui.available_width().min(MOST.x), MOST.y);
    let (room, response) = ui.allocate_exact_size(room, Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Image,
            true,
            "What the picture will look like",
        )
    });
    let rect = Rect::from_center_size(room.center(), size * scale);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let shapes = std::array::from_fn(|_| painter.add(Shape::Noop));
    ui.painter().rect_stroke(
        rect,
        0.0,
        (1.0, Ink::of(ui).muted),
        egui::StrokeKind::Outside,
    );
    PreviewSlot {
        scale,
        rect,
        painter,
        shapes,
    }
}

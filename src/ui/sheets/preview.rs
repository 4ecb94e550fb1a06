//! What the picture will look like, small.

use egui::emath::TSTransform;
use egui::layers::ShapeIdx;
use egui::{Painter, Pos2, Rect, Sense, Shape, Ui, Vec2, vec2};

use super::super::theme::Ink;
use crate::session::ExportSpec;

/// The preview is no larger than this, logical pixels.
const MOST: Vec2 = vec2(360.0, 200.0);

/// Where the picture's shapes go, small, in the painting order.
pub struct PreviewSlot {
    rect: Rect,
    /// Logical pixels of the preview to one of the picture.
    scale: f32,
    painter: Painter,
    shape: ShapeIdx,
}

impl PreviewSlot {
    /// Paints the picture, whose upper left corner is at zero.
    pub fn fill(self, mut shapes: Vec<Shape>) {
        let small = TSTransform::new(self.rect.min.to_vec2(), self.scale);
        for shape in &mut shapes {
            shape.transform(small);
        }
        self.painter.set(self.shape, Shape::Vec(shapes));
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
    let shape = painter.add(Shape::Noop);
    ui.painter().rect_stroke(
        rect,
        0.0,
        (1.0, Ink::of(ui).muted),
        egui::StrokeKind::Outside,
    );
    PreviewSlot {
        rect: Rect::from_min_size(Pos2::new(rect.left(), rect.top()), rect.size()),
        scale,
        painter,
        shape,
    }
}

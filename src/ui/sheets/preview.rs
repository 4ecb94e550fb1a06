//! What the picture will look like, small.

use egui::{Rect, Sense, Ui, Vec2, vec2};

use super::super::slots::PreviewSlot;
use super::super::theme::Ink;
use crate::session::ExportSpec;

/// The preview is no larger than this, logical pixels.
const MOST: Vec2 = vec2(360.0, 200.0);

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
    let slot = PreviewSlot::new(painter, rect, scale);
    ui.painter().rect_stroke(
        rect,
        0.0,
        (1.0, Ink::of(ui).muted),
        egui::StrokeKind::Outside,
    );
    slot
}

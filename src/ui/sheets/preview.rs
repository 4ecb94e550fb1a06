//! What the picture will look like, small; dragged and zoomed, its frame is chosen.

use egui::{CursorIcon, Rect, Response, Sense, Ui, Vec2, vec2};

use super::super::View;
use super::super::output::UiOutput;
use super::super::slots::PreviewSlot;
use super::super::theme::Ink;
use crate::earth::ScreenPoint;
use crate::session::{CameraCommand, Command, ExportSpec};

/// Makes room for the picture that `spec` asks for, no larger than `most`. Dragging and the wheel move the map of the window,
/// whose middle and scale the picture has.
pub(super) fn preview_ui(
    ui: &mut Ui,
    view: View<'_>,
    spec: &ExportSpec,
    most: Vec2,
    output: &mut UiOutput<'_>,
) -> PreviewSlot {
    let logical = |px: u32| px as f32 / spec.scale.max(0.1);
    let size = vec2(logical(spec.width_px), logical(spec.height_px)).max(Vec2::splat(1.0));
    let scale = (most.x / size.x).min(most.y / size.y);
    let room = vec2(ui.available_width().min(most.x), most.y);
    let (room, response) = ui.allocate_exact_size(room, Sense::drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Image,
            true,
            "What the picture will look like",
        )
    });
    let response = response.on_hover_cursor(CursorIcon::Grab);
    let rect = Rect::from_center_size(room.center(), size * scale);
    reframe(ui, view, &response, (rect, size), output);
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

/// Moves the map as the preview of a picture of `size` in `rect` was dragged or zoomed.
fn reframe(
    ui: &Ui,
    view: View<'_>,
    response: &Response,
    (rect, size): (Rect, Vec2),
    output: &mut UiOutput<'_>,
) {
    let camera = view.session.view.camera;
    // The picture shows at least what the window's map does: so many pixels of the window to one of
    // the preview.
    let wider = camera.width_px / f64::from(size.x);
    let higher = camera.height_px / f64::from(size.y);
    let times = wider.max(higher) * f64::from(size.x / rect.width().max(1.0));
    // What the pointer moved before it was pressed is no part of the drag, though it came at once with it.
    let moved = if response.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin());
        let ends = from.zip(response.interact_pointer_pos());
        ends.map_or(Vec2::ZERO, |(from, to)| to - from)
    } else {
        response.drag_delta()
    };
    if response.dragged() && moved != Vec2::ZERO {
        output.act(Command::Camera(CameraCommand::PanBy {
            dx_px: f64::from(moved.x) * times,
            dy_px: f64::from(moved.y) * times,
        }));
    }
    if response.drag_stopped() {
        output.act(Command::Camera(CameraCommand::Settled));
    }
    let Some(pointer) = response.hover_pos().filter(|at| rect.contains(*at)) else {
        return;
    };
    let (wheel, pinch) = ui.input_mut(|input| {
        // The sheet does not scroll beneath.
        let wheel = std::mem::take(&mut input.smooth_scroll_delta).y;
        (wheel, input.zoom_delta())
    });
    let factor = f64::from((wheel / WHEEL_PX).exp() * pinch);
    if (factor - 1.0).abs() > 1e-4 {
        let from_middle = pointer - rect.center();
        output.act(Command::Camera(CameraCommand::ZoomAt {
            factor,
            at: ScreenPoint::new(
                camera.width_px / 2.0 + f64::from(from_middle.x) * times,
                camera.height_px / 2.0 + f64::from(from_middle.y) * times,
            ),
        }));
    }
}

/// The wheel turned so far zooms by e, logical pixels.
const WHEEL_PX: f32 = 200.0;

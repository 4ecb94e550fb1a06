//! The detail inset under the hand: its marks are picked as those of the map are, a click beside them flies to what
//! it shows, a button closes it.

use egui::{Id, Rect, Ui, vec2};

use super::super::output::UiOutput;
use super::super::{View, icons, layers};
use super::Local;
use crate::earth::ScreenPoint;
use crate::scene::DetailTarget;
use crate::session::{CameraCommand, Command};

/// Distance of the button that closes it from the inset's corner, logical pixels.
const GAP_PX: f32 = 3.0;

/// The inset at a place of the window.
pub(super) fn detail_at(view: View<'_>, at: ScreenPoint) -> Option<DetailTarget> {
    let detail = view.scene.targets.detail;
    detail.filter(|detail| detail.rect.contains(at))
}

/// Where on the map around it stands what a place of the window shows: elsewhere only in the inset.
pub(super) fn on_map(view: View<'_>, at: ScreenPoint) -> ScreenPoint {
    detail_at(view, at).map_or(at, |detail| {
        let camera = view.session.view.camera;
        camera.screen_from_map(detail.map_at(at))
    })
}

/// What a turn of the wheel at a place of the window does. Inwards over the inset the map goes on from what that
/// shows: the inset is of the whole map alone, and whatever lies beneath the pointer stays there.
pub(super) fn zoom_at(view: View<'_>, at: ScreenPoint, factor: f64) -> CameraCommand {
    let Some(detail) = detail_at(view, at).filter(|_| factor > 1.0) else {
        let at = on_map(view, at);
        return CameraCommand::ZoomAt { factor, at };
    };
    let camera = view.session.view.camera;
    let from = camera.screen_from_map(detail.map_at(at));
    let factor = factor * camera.metres_per_px / detail.camera.metres_per_px;
    // What a zoom at `fixed` moves from there to the pointer.
    let fixed = |from_px: f64, to_px: f64| (to_px - factor * from_px) / (1.0 - factor);
    CameraCommand::ZoomAt {
        factor,
        at: ScreenPoint::new(fixed(from.x_px, at.x_px), fixed(from.y_px, at.y_px)),
    }
}

/// What a click on the inset does: the map flies to what it enlarges.
pub(super) fn fly_there(detail: DetailTarget) -> Command {
    let source = detail.source;
    Command::Camera(CameraCommand::FrameBox {
        from: ScreenPoint::new(source.left, source.top),
        to: ScreenPoint::new(source.right, source.bottom),
    })
}

/// Whether a place of the window is on the button that closes the inset.
pub(super) fn on_close(detail: DetailTarget, at: ScreenPoint) -> bool {
    detail.close().contains(at)
}

/// The button in the inset's corner; View brings the inset back.
pub(super) fn close_ui(ui: &Ui, view: View<'_>, local: Local, output: &mut UiOutput<'_>) {
    let Some(detail) = view.scene.targets.detail else {
        return;
    };
    let room = detail.close();
    let from = local.pos(ScreenPoint::new(room.left, room.top)) + vec2(0.0, GAP_PX);
    let side_px = room.width() as f32 - GAP_PX;
    let rect = Rect::from_min_size(from, vec2(side_px, side_px));
    let tip = "Close the detail inset; the View menu brings it back";
    if layers::icon_ui(ui, rect, Id::unique("close detail"), icons::X, tip) {
        output.act(Command::ToggleDetail);
    }
}

//! The detail inset under the hand: a click flies to what it shows, a button closes it.

use egui::{Id, Rect, Ui, vec2};

use super::super::output::UiOutput;
use super::super::{View, icons, layers};
use super::Local;
use crate::earth::ScreenPoint;
use crate::scene::DetailTarget;
use crate::session::{CameraCommand, Command};

/// Side of the button that closes it, and its distance from the inset's corner, logical pixels.
const SIDE_PX: f32 = 20.0;
const GAP_PX: f32 = 3.0;

/// The inset at a place of the window.
pub(super) fn detail_at(view: View<'_>, at: ScreenPoint) -> Option<DetailTarget> {
    let detail = view.scene.targets.detail;
    detail.filter(|detail| detail.rect.contains(at))
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
    let reach_px = f64::from(GAP_PX + SIDE_PX);
    at.x_px >= detail.rect.right - reach_px && at.y_px <= detail.rect.top + reach_px
}

/// The button in the inset's corner; View brings the inset back.
pub(super) fn close_ui(ui: &Ui, view: View<'_>, local: Local, output: &mut UiOutput<'_>) {
    let Some(detail) = view.scene.targets.detail else {
        return;
    };
    let corner = local.pos(ScreenPoint::new(detail.rect.right, detail.rect.top));
    let from = corner + vec2(-GAP_PX - SIDE_PX, GAP_PX);
    let rect = Rect::from_min_size(from, vec2(SIDE_PX, SIDE_PX));
    let tip = "Close the detail inset; the View menu brings it back";
    if layers::icon_ui(ui, rect, Id::unique("close detail"), icons::X, tip) {
        output.act(Command::ToggleDetail);
    }
}

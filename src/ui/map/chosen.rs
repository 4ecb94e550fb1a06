//! The rows that are chosen in the table, on the map.

use egui::{Rect, Stroke, Ui};

use super::Local;
use crate::earth::MapPoint;
use crate::ui::View;
use crate::ui::theme::Ink;

/// Half the width of the ring around a feature, logical pixels.
const RING_PX: f32 = 9.0;
/// Rings that are drawn: of more, those in view would hide each other and the map.
const MOST: usize = 2_000;

/// Rings the chosen features that are in view.
pub(super) fn chosen_paint(ui: &Ui, view: View<'_>, local: Local, rect: Rect, at: &[MapPoint]) {
    let camera = view.session.view.pane_camera();
    let painter = ui.painter_at(rect);
    let ink = Ink::of(ui);
    let seen = at
        .iter()
        .map(|&point| local.pos(camera.screen_from_map(point)));
    for pos in seen.filter(|pos| rect.contains(*pos)).take(MOST) {
        painter.circle_stroke(pos, RING_PX, Stroke::new(3.5, ink.ground));
        painter.circle_stroke(pos, RING_PX, Stroke::new(1.8, ink.accent));
    }
}

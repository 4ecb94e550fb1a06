//! The rows that are chosen in the table, on the map.

use egui::{Rect, Stroke, Ui};

use super::Local;
use crate::earth::MapPoint;
use crate::ui::View;
use crate::ui::theme::Ink;

/// Half the width of the ring around a feature, logical pixels.
const RING_PX: f32 = 9.0;
/// Cells of the map, logical pixels: of the chosen features in one, the first has the ring, which holds
/// the others. So rings are no more than the map has room for.
const CELL_PX: f32 = 6.0;

/// Rings the chosen features that are in view.
pub(super) fn chosen_paint(ui: &Ui, view: View<'_>, local: Local, rect: Rect, at: &[MapPoint]) {
    if at.is_empty() {
        return;
    }
    let camera = view.session.view.pane_camera();
    let painter = ui.painter_at(rect);
    let ink = Ink::of(ui);
    let across = (rect.width() / CELL_PX).ceil().max(1.0) as usize;
    let down = (rect.height() / CELL_PX).ceil().max(1.0) as usize;
    let mut taken = vec![false; across * down];
    for &point in at {
        let pos = local.pos(camera.screen_from_map(point));
        if !rect.contains(pos) {
            continue;
        }
        let cell = (pos - rect.min) / CELL_PX;
        let cell = cell.y as usize * across + cell.x as usize;
        if taken.get(cell) != Some(&false) {
            continue;
        }
        taken[cell] = true;
        painter.circle_stroke(pos, RING_PX, Stroke::new(3.5, ink.ground));
        painter.circle_stroke(pos, RING_PX, Stroke::new(1.8, ink.accent));
    }
}

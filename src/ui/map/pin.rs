//! The place that was gone to by its coordinates: a ring with a cross, and the coordinates beside it.

use egui::{Id, Pos2, Rect, RichText, Stroke, Ui, Vec2, vec2};

use super::super::View;
use super::super::coordinates::coordinates;
use super::super::theme::Ink;
use super::{Local, clear, pos_of};

/// Radius of the ring, and how far the four strokes of the cross reach from its middle, logical pixels.
const RING_PX: f32 = 8.0;
const STROKES_PX: std::ops::RangeInclusive<f32> = 4.0..=13.0;
/// Distance of the coordinates from the middle of the ring, to the side and down, logical pixels.
const WORDS_PX: f32 = 12.0;
/// Margins around the coordinates, logical pixels.
const MARGIN_PX: Vec2 = vec2(6.0, 2.0);

/// Marks the place, while it is in view. The middle stays free, so that what lies there is seen.
pub(super) fn pin_ui(ui: &Ui, view: View<'_>, local: Local, rect: Rect) {
    let Some(place) = view.session.navigation.pin() else {
        return;
    };
    let pos = pos_of(view.session, local, place).filter(|pos| rect.contains(*pos));
    let Some(pos) = pos else { return };
    let ink = Ink::of(ui);
    let painter = ui.painter_at(rect);
    for stroke in [Stroke::new(3.5, ink.ground), Stroke::new(1.5, ink.accent)] {
        painter.circle_stroke(pos, RING_PX, stroke);
        for away in [
            vec2(1.0, 0.0),
            vec2(0.0, 1.0),
            vec2(-1.0, 0.0),
            vec2(0.0, -1.0),
        ] {
            let ends = [*STROKES_PX.start(), *STROKES_PX.end()];
            painter.line_segment(ends.map(|px| pos + px * away), stroke);
        }
    }
    words_ui(ui, view, local, pos, &coordinates(view.session, place));
}

/// The coordinates, where they cover the fewest marks and names.
fn words_ui(ui: &Ui, view: View<'_>, local: Local, pos: Pos2, words: &str) {
    let ink = Ink::of(ui);
    let font = egui::TextStyle::Small.resolve(ui.style());
    let text = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, ink.text);
    let size = text.size() + 2.0 * MARGIN_PX;
    let corner = clear::beside(view, local, pos, size, Vec2::splat(WORDS_PX)).min;
    egui::Area::new(Id::unique("pin"))
        .order(egui::Order::Middle)
        .interactable(false)
        .fixed_pos(corner)
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            let frame = egui::Frame::NONE
                .fill(ink.raised)
                .corner_radius(4)
                .inner_margin(egui::Margin::symmetric(
                    MARGIN_PX.x as i8,
                    MARGIN_PX.y as i8,
                ));
            frame.show(ui, |ui| {
                ui.label(RichText::new(words).small().color(ink.text));
            });
        });
}

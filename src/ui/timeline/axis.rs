//! The axis: its ticks, the days that are shown, and the day of the dossier.

use egui::{Align2, Color32, Id, Rangef, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::View;
use super::super::theme::{self, Ink};
use super::axis_labels::labels_clear_of;
use super::brush::{Brush, HANDLE_PX};
use super::scale::{TimeScale, ticks};
use crate::atlas::date::{day_in_short, day_in_words};
use crate::session::viewpoint::{Side, TimeWindow};

/// Size of the axis's type.
const TYPE_PX: f32 = 11.0;
/// Half of the width in which the dossier's day answers to the pointer.
const AS_OF_PX: f32 = 4.0;

/// Paints the axis over `axis` with its marks going down through `body`, and the brush on it. Ticks have no
/// name where one of the `numbers` stands.
pub(super) fn axis_ui(
    ui: &Ui,
    view: View<'_>,
    scale: TimeScale,
    axis: Rect,
    body: Rect,
    (brush, numbers): (&Brush, &[Rect]),
) {
    super::edge_paint(ui, ui.max_rect());
    let both = Rect::from_min_max(axis.min, body.max).expand2(vec2(HANDLE_PX, 0.0));
    if let Some(window) = view.session.brushed() {
        window_paint(ui, scale, axis, both, window);
    }
    let mut named = sides_paint(ui, view, scale, axis, both);
    named.extend_from_slice(numbers);
    ticks_paint(ui, scale, axis, &named);
    as_of_ui(ui, view, scale, axis, body);
    if let Some(focused) = brush.focused() {
        let stroke = Stroke::new(2.0, Ink::of(ui).accent);
        ui.painter()
            .rect_stroke(focused.expand(1.0), 2.0, stroke, StrokeKind::Outside);
    }
}

/// Ticks, and their names where nothing else is `named`.
fn ticks_paint(ui: &Ui, scale: TimeScale, axis: Rect, named: &[Rect]) {
    let ink = Ink::of(ui);
    let painter = ui.painter_at(axis.expand2(vec2(24.0, 0.0)));
    painter.hline(
        axis.x_range(),
        axis.bottom(),
        Stroke::new(1.0, ink.hairline),
    );
    let ticks = ticks(scale);
    for tick in &ticks {
        let x = tick.x_px.round() + 0.5;
        let (height, color) = if tick.label.is_some() {
            (7.0, ink.muted)
        } else {
            (3.0, ink.hairline)
        };
        painter.vline(
            x,
            axis.bottom() - height..=axis.bottom(),
            Stroke::new(1.0, color),
        );
    }
    let laid_out =
        |words: &str| painter.layout_no_wrap(words.to_owned(), theme::sans(TYPE_PX), ink.muted);
    let baseline = axis.bottom() - 3.0;
    let line = Rangef::new(baseline - TYPE_PX, baseline);
    let taken: Vec<Rangef> = named
        .iter()
        .filter(|rect| rect.y_range().intersection(line).span() > 0.0)
        .map(Rect::x_range)
        .collect();
    for label in labels_clear_of(&ticks, &taken, |words| laid_out(words).size().x) {
        let galley = laid_out(&label.words);
        let at = pos2(label.left_px, baseline);
        let place = Align2::LEFT_BOTTOM.anchor_size(at, galley.size());
        painter.galley(place.min, galley, ink.muted);
    }
}

/// Days that are not shown fade; the window has edges, and handles on the axis.
fn window_paint(ui: &Ui, scale: TimeScale, axis: Rect, both: Rect, window: TimeWindow) {
    let ink = Ink::of(ui);
    let painter = ui.painter_at(both);
    let (left, right) = (scale.x_of(window.from()), scale.x_after(window.to()));
    let veil = ink.ground.gamma_multiply(0.4);
    let across = |from: f32, to: f32, top: f32, bottom: f32| {
        Rect::from_min_max(pos2(from, top), pos2(to.max(from), bottom))
    };
    let bottom = both.bottom();
    painter.rect_filled(across(both.left(), left, axis.bottom(), bottom), 0.0, veil);
    painter.rect_filled(
        across(right, both.right(), axis.bottom(), bottom),
        0.0,
        veil,
    );
    painter.rect_filled(
        across(left, right, axis.top(), axis.bottom()),
        0.0,
        ink.deep_wash,
    );
    for x in [left, right] {
        painter.vline(x, axis.top()..=bottom, Stroke::new(1.0, ink.text));
    }
    let middle = axis.center().y;
    for (from, to) in [
        (left - HANDLE_PX + 3.0, left),
        (right, right + HANDLE_PX - 3.0),
    ] {
        let grip = Rect::from_min_max(pos2(from, middle - 7.0), pos2(to, middle + 7.0));
        painter.rect_filled(grip, 2.0, ink.text);
        let grooves = Stroke::new(1.0, ink.ground);
        painter.vline(grip.center().x, middle - 3.0..=middle + 3.0, grooves);
    }
}

/// While two windows are compared: the days of the other side, and which is which; where that is said.
fn sides_paint(ui: &Ui, view: View<'_>, scale: TimeScale, axis: Rect, both: Rect) -> Vec<Rect> {
    let mut named = Vec::new();
    let Some(compare) = view.session.view.compare else {
        return named;
    };
    let ink = Ink::of(ui);
    let painter = ui.painter_at(both);
    for side in Side::BOTH {
        let window = compare.window(side);
        let (left, right) = (scale.x_of(window.from()), scale.x_after(window.to()));
        let taken = view.session.timeline.side == side;
        let color = if taken { ink.text } else { ink.muted };
        let bar = Rect::from_min_max(pos2(left, axis.top()), pos2(right, axis.top() + 3.0));
        painter.rect_filled(bar, 0.0, color);
        if !taken {
            for x in [left, right] {
                let stroke = Stroke::new(1.0, color);
                painter.extend(egui::Shape::dashed_line(
                    &[pos2(x, axis.top()), pos2(x, both.bottom())],
                    stroke,
                    2.0,
                    2.0,
                ));
            }
        }
        let galley = painter.layout_no_wrap(side.words().to_owned(), theme::sans(TYPE_PX), color);
        if galley.size().x + 6.0 <= right - left {
            let at = pos2(f32::midpoint(left, right), axis.top() + 2.0);
            let place = Align2::CENTER_TOP.anchor_size(at, galley.size());
            painter.galley(place.min, galley, color);
            named.push(place.expand2(vec2(4.0, 0.0)));
        }
    }
    named
}

/// A line at the day of which the dossier tells.
fn as_of_ui(ui: &Ui, view: View<'_>, scale: TimeScale, axis: Rect, body: Rect) {
    let Some(day) = view.session.atlas.dossier.as_of else {
        return;
    };
    // The evening of that day: what happened on it is told.
    let x = scale.x_after(day);
    if x < axis.left() || x > axis.right() {
        return;
    }
    let ink = Ink::of(ui);
    let color: Color32 = ink.muted;
    let line = [pos2(x, axis.bottom()), pos2(x, body.bottom())];
    let dashes = egui::Shape::dashed_line(&line, Stroke::new(1.0, color), 3.0, 2.0);
    ui.painter().extend(dashes);
    let tip = vec![
        pos2(x - 3.5, axis.bottom() - 5.0),
        pos2(x + 3.5, axis.bottom() - 5.0),
        pos2(x, axis.bottom()),
    ];
    ui.painter()
        .add(egui::Shape::convex_polygon(tip, color, Stroke::NONE));
    let hit = Rect::from_min_max(
        pos2(x - AS_OF_PX, axis.bottom() - 6.0),
        pos2(x + AS_OF_PX, body.bottom()),
    );
    let response = ui.interact(hit, Id::unique("day of the dossier"), Sense::hover());
    let words = format!("The dossier tells what was so on {}", day_in_words(day));
    response.widget_info(|| {
        let name = format!("As of {}", day_in_short(day));
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, name)
    });
    response.on_hover_text(words);
}

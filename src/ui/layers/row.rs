//! One layer in the list.

use egui::{Align2, Color32, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, icons, subject};
use super::count::LayerCount;
use super::{RowsInHand, menu};
use crate::session::viewpoint::LayerState;
use crate::session::{Command, LayersCommand};

/// Height of a row, logical pixels.
const ROW_PX: f32 = 28.0;
/// Width of the handle at the left, logical pixels.
const HANDLE_PX: f32 = 14.0;
/// Side of an icon's box, logical pixels.
const ICON_PX: f32 = 22.0;
/// Least room between a name and the count behind it, logical pixels.
const BEFORE_COUNT_PX: f32 = 6.0;

/// Draws the row of one layer; its place.
pub(super) fn row_ui(
    ui: &mut Ui,
    view: View<'_>,
    position: usize,
    state: LayerState,
    rows: &mut RowsInHand,
    output: &mut UiOutput<'_>,
) -> Rect {
    let layer = view.session.atlas.layer(state.layer);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    let id = Id::unique(("layer", &layer.id));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::selected(
            egui::accesskit::Role::CheckBox,
            true,
            state.visible,
            &layer.name,
        )
    });
    let hovered =
        ui.rect_contains_pointer(rect) || response.has_focus() || menu::is_in_use(ui, state.layer);
    if response.drag_started() {
        rows.dragged = Some(state.layer);
    }
    let count = LayerCount::of(view.session, state.layer);
    row_paint(ui, view, rect, (state, count), hovered, output);
    if hovered {
        let middle = pos2(rect.right() - 1.5 * ICON_PX, rect.center().y);
        let button = Rect::from_center_size(middle, vec2(ICON_PX, ICON_PX));
        menu::menu_ui(ui, view, button, state, output);
    }
    eye_paint(ui, rect, state, hovered);
    if response.secondary_clicked() {
        menu::open(ui, state.layer);
    }
    let alone = ui.input(|input| input.modifiers.alt);
    if response.clicked() {
        let action = if alone {
            LayersCommand::ShowAlone(state.layer)
        } else {
            LayersCommand::Toggle(state.layer)
        };
        output.act(Command::Layers(action));
    }
    if !menu::is_in_use(ui, state.layer) {
        let count = count.map(|count| format!("\nFeatures: {}.", count.words()));
        let said = format!("{}{}", layer.summary, count.unwrap_or_default());
        tip(response, view, position, &said);
    }
    rect
}

fn tip(response: egui::Response, view: View<'_>, position: usize, summary: &str) {
    let offer = view
        .offers
        .iter()
        .filter(|offer| offer.id.starts_with("layer-toggle-"))
        .nth(position);
    let key = offer
        .and_then(|offer| offer.keys.first())
        .map(|keys| response.ctx.format_shortcut(keys));
    let key = key
        .map(|key| format!("\nKey {key}; Alt and {key}, or Alt and a click, shows it alone."))
        .unwrap_or_default();
    response.on_hover_text(format!("{summary}{key}"));
}

fn row_paint(
    ui: &Ui,
    view: View<'_>,
    rect: Rect,
    (state, count): (LayerState, Option<LayerCount>),
    hovered: bool,
    output: &mut UiOutput<'_>,
) {
    let ink = Ink::of(ui);
    let y = rect.center().y;
    if hovered {
        ui.painter().rect_filled(rect, 4.0, ink.wash);
        let at = pos2(rect.left() + HANDLE_PX / 2.0, y);
        ui.painter().text(
            at,
            Align2::CENTER_CENTER,
            icons::DOTS_SIX_VERTICAL,
            theme::sans(12.0),
            ink.muted,
        );
    }
    let symbol = Rect::from_center_size(
        pos2(rect.left() + HANDLE_PX + 8.0, y),
        vec2(subject::SYMBOL_PX, subject::SYMBOL_PX),
    );
    subject::symbol_ui(ui, view.session, state.layer, symbol, output);
    let color = if state.visible { ink.text } else { ink.muted };
    let name = &view.session.atlas.layer(state.layer).name;
    let left = symbol.right() + 8.0;
    // The count stands to the right; under the pointer the menu does, and a name that is in its way is
    // cut only then.
    let right = rect.right() - ICON_PX - 4.0;
    let name_px = text_px(ui, name, theme::size::BODY);
    let fits = |count: &String| {
        left + name_px + BEFORE_COUNT_PX + text_px(ui, count, theme::size::SMALL) <= right
    };
    let count = count.map(|count| {
        Some(count.words())
            .filter(fits)
            .unwrap_or_else(|| count.short())
    });
    let count_px = count.as_ref().map_or(0.0, |count| {
        text_px(ui, count, theme::size::SMALL) + BEFORE_COUNT_PX
    });
    let menu_px = if hovered { ICON_PX } else { 0.0 };
    let galley = egui::WidgetText::from(name.as_str()).into_galley(
        ui,
        Some(egui::TextWrapMode::Truncate),
        (right - count_px.max(menu_px) - left).max(24.0),
        theme::sans(theme::size::BODY),
    );
    let at = pos2(left, y - galley.size().y / 2.0);
    ui.painter()
        .galley_with_override_text_color(at, galley, color);
    if let Some(count) = count.filter(|_| !hovered) {
        let at = pos2(right, y);
        let font = theme::sans(theme::size::SMALL);
        ui.painter()
            .text(at, Align2::RIGHT_CENTER, count, font, ink.muted);
    }
    if !state.visible {
        // What is off fades, its symbol too.
        ui.painter().rect_filled(
            symbol,
            0.0,
            if hovered { ink.wash } else { ink.ground }.gamma_multiply(0.65),
        );
    }
}

/// How wide a text is on one line, logical pixels.
fn text_px(ui: &Ui, text: &str, size: f32) -> f32 {
    let font = theme::sans(size);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x
}

/// The eye, at the right.
fn eye_paint(ui: &Ui, rect: Rect, state: LayerState, hovered: bool) {
    let ink = Ink::of(ui);
    let y = rect.center().y;
    let eye = if state.visible {
        icons::EYE
    } else {
        icons::EYE_SLASH
    };
    let eye_color = if state.visible && !hovered {
        ink.muted
    } else {
        ink.text
    };
    let eye_at = pos2(rect.right() - ICON_PX / 2.0, y);
    ui.painter().text(
        eye_at,
        Align2::CENTER_CENTER,
        eye,
        theme::sans(15.0),
        eye_color,
    );
}

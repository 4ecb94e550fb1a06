//! The layers, which are the legend; beneath them the filter and what is not on the map.

mod count;
mod filter;
mod legend;
mod menu;
mod row;
mod style;
mod unplaced;

use egui::{Id, Rect, RichText, ScrollArea, Ui};

use super::output::UiOutput;
use super::theme::{self, Ink};
use super::{View, icons, roles};
use crate::atlas::LayerIx;
use crate::session::{Command, LayersCommand, Panel, ShellCommand};

pub(super) use unplaced::list_id as unplaced_id;

/// What the hand is doing among the rows.
#[derive(Debug, Default)]
pub(super) struct RowsInHand {
    /// The row that is dragged.
    dragged: Option<LayerIx>,
    /// What the filter counts.
    filter: filter::FilterState,
}

/// What has the keyboard while the panel has it.
pub(super) fn focus_id() -> Id {
    Id::unique("fold layers")
}

pub(super) fn panel_ui(
    ui: &mut Ui,
    view: View<'_>,
    rows: &mut RowsInHand,
    output: &mut UiOutput<'_>,
) {
    roles::region(ui, "Layers");
    if head_ui(ui, "Layers", focus_id(), "Fold the layers away") {
        output.act(Command::Shell(ShellCommand::TogglePanel(Panel::Layers)));
    }
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 8.0).max(0.0));
            ui.spacing_mut().item_spacing.y = 0.0;
            rows_ui(ui, view, rows, output);
            filter::filter_ui(ui, view, &mut rows.filter, output);
            legend::legend_ui(ui, view, output);
            unplaced::unplaced_ui(ui, view, output);
            ui.add_space(16.0);
        });
}

/// The head of a panel: its name, and at the right what folds it; whether that was clicked.
pub(super) fn head_ui(ui: &mut Ui, name: &str, id: Id, tip: &str) -> bool {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, 28.0), egui::Sense::hover());
    let ink = Ink::of(ui);
    ui.painter().text(
        rect.left_center(),
        egui::Align2::LEFT_CENTER,
        name,
        theme::semibold(theme::size::BODY),
        ink.text,
    );
    let fold = Rect::from_center_size(
        egui::pos2(rect.right() - 16.0, rect.center().y),
        egui::vec2(24.0, 24.0),
    );
    icon_ui(ui, fold, id, icons::SIDEBAR_SIMPLE, tip)
}

/// A bare icon that can be clicked; whether it was.
pub(super) fn icon_ui(ui: &Ui, rect: Rect, id: Id, icon: &str, tip: &str) -> bool {
    icon_response(ui, rect, id, icon, tip).clicked()
}

/// The same, with all that happened to it.
fn icon_response(ui: &Ui, rect: Rect, id: Id, icon: &str, tip: &str) -> egui::Response {
    let response = ui.interact(rect, id, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, tip));
    let ink = Ink::of(ui);
    let lit = response.hovered() || response.has_focus();
    if lit {
        ui.painter().rect_filled(rect, 4.0, ink.deep_wash);
    }
    let color = if lit { ink.text } else { ink.muted };
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icon,
        theme::sans(15.0),
        color,
    );
    response.on_hover_text(tip)
}

/// A heading within a panel.
pub(super) fn section_ui(ui: &mut Ui, text: &str) {
    ui.add_space(16.0);
    ui.label(RichText::new(text).small().color(Ink::of(ui).muted));
    ui.add_space(4.0);
}

fn rows_ui(ui: &mut Ui, view: View<'_>, rows: &mut RowsInHand, output: &mut UiOutput<'_>) {
    let mut places = Vec::new();
    roles::list(ui, "Layers, topmost first", |ui| {
        for (position, state) in view.session.view.layers.iter().enumerate() {
            let rect = roles::item(ui, |ui| {
                row::row_ui(ui, view, position, *state, rows, output)
            });
            places.push((state.layer, rect));
        }
    });
    drag_ui(ui, &places, rows, output);
}

/// Shows where the dragged row would go, and puts it there on release.
fn drag_ui(ui: &Ui, places: &[(LayerIx, Rect)], rows: &mut RowsInHand, output: &mut UiOutput<'_>) {
    let Some(layer) = rows.dragged else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else {
        return;
    };
    let before = places
        .iter()
        .take_while(|(_, rect)| rect.center().y < pointer.y)
        .count();
    let line_y = places.get(before).map_or_else(
        || places.last().map_or(0.0, |(_, rect)| rect.bottom()),
        |(_, rect)| rect.top(),
    );
    let from = places
        .iter()
        .position(|(other, _)| *other == layer)
        .unwrap_or(0);
    // Taking the row out moves those below it up by one.
    let position = if before > from { before - 1 } else { before };
    if let Some((_, rect)) = places.first() {
        let stroke = egui::Stroke::new(2.0, Ink::of(ui).text);
        ui.painter().hline(rect.x_range(), line_y, stroke);
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    if !ui.input(|input| input.pointer.any_down()) {
        rows.dragged = None;
        if position != from {
            output.act(Command::Layers(LayersCommand::MoveTo { layer, position }));
        }
    }
}

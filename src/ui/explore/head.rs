//! The line above a chart: the column's name, what is to be said of it, and its switches.

use egui::accesskit::Role;
use egui::{RichText, Ui, WidgetInfo};

use super::super::theme::{self, Ink};
use super::super::{UiOutput, View, icons};
use super::bars::Bars;
use super::icon::icon_ui;
use super::narrow::narrow;
use super::zoom;
use crate::atlas::profile::{Distribution, Division};
use crate::session::{Command, ExploreCommand};

/// The head of the chart of `column`, which has a condition of its own where it is `narrowed`.
pub(super) fn head_ui(
    ui: &mut Ui,
    view: View<'_>,
    (column, narrowed): (&Distribution, bool),
    bars: &Bars<'_>,
    rect: egui::Rect,
    output: &mut UiOutput<'_>,
) {
    let lit = bars.lit.map(|bar| bars.said(bar));
    let note = lit.unwrap_or_else(|| column.note.clone());
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    row.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(&column.key).family(theme::semibold(13.0).family));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let key = &column.key;
            if icon_ui(
                ui,
                icons::BOOKMARK_SIMPLE,
                &format!("Keep {key} in Figures"),
            ) {
                let keep = ExploreCommand::Keep(vec![key.clone()]);
                output.act(Command::Explore(keep));
            }
            if narrowed && icon_ui(ui, icons::FUNNEL_X, &format!("Show all of {key}")) {
                narrow(view, column, &[], None, output);
            }
            match column.division {
                Division::Numbers { log, can_log: true } => log_ui(ui, key, log, output),
                Division::Days => zoom::buttons_ui(ui, view, column, output),
                Division::Numbers { .. } | Division::Words => {}
            }
            let note = RichText::new(note).small().color(Ink::of(ui).muted);
            ui.add(egui::Label::new(note).truncate());
        });
    });
}

fn log_ui(ui: &mut Ui, key: &str, log: bool, output: &mut UiOutput<'_>) {
    let switch = ui.selectable_label(log, RichText::new("log").small());
    let name = format!("Divide {key} by factors");
    switch.widget_info(|| WidgetInfo::selected(Role::Button, true, log, &name));
    let switch = switch.on_hover_text("Divide by factors: 1, 2, 5, 10, and so on");
    if switch.clicked() {
        let column = key.to_owned();
        let log = !log;
        output.act(Command::Explore(ExploreCommand::SetLog { column, log }));
    }
}

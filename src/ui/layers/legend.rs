//! What the map's symbols mean: rows drawn by the code that draws the map.

use egui::{Id, Rect, RichText, Sense, Ui, vec2};

use super::super::View;
use super::super::output::UiOutput;
use super::super::subject;
use super::super::theme::Ink;
use super::section_ui;
use crate::atlas::Subject;
use crate::scene::{self, LegendSection};
use crate::session::{Command, SelectCommand};

pub(super) fn legend_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let mut viewpoint = view.session.view.clone();
    viewpoint.theme = subject::map_theme(ui);
    let in_view = view.scene.layers_in_view();
    for mut section in scene::whole_legend(&view.session.atlas, &viewpoint, in_view) {
        for row in &mut section.rows {
            scene::items_seen_with(&mut row.items, viewpoint.vision);
        }
        if !names_layers(view, &section) {
            rows_ui(ui, view, &section, output);
        }
    }
}

/// Whether a section says what the rows of layers say already.
fn names_layers(view: View<'_>, section: &LegendSection) -> bool {
    let layers = &view.session.atlas.layers;
    section
        .rows
        .iter()
        .all(|row| layers.iter().any(|layer| layer.name == row.label))
}

fn rows_ui(ui: &mut Ui, view: View<'_>, section: &LegendSection, output: &mut UiOutput<'_>) {
    section_ui(ui, &section.title);
    let swatch = vec2(scene::SWATCH_PX[0] as f32, scene::SWATCH_PX[1] as f32);
    for row in &section.rows {
        let line = ui.horizontal(|ui| {
            ui.add_space(10.0);
            let (rect, _) = ui.allocate_exact_size(vec2(swatch.x, 22.0), Sense::hover());
            let at = Rect::from_center_size(rect.center(), swatch);
            output.paint(ui, &row.items, at.min);
            ui.add(egui::Label::new(RichText::new(&row.label).small()).wrap());
        });
        if let Some(bloc) = row.bloc {
            members_ui(ui, view, bloc, line.response.rect, output);
        }
    }
}

/// A click on a bloc lists its states, and each leads to its card.
fn members_ui(ui: &Ui, view: View<'_>, bloc: usize, rect: Rect, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let Some(bloc) = atlas.dossier.blocs.get(bloc) else {
        return;
    };
    let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), rect.y_range());
    let response = ui.interact(row, Id::unique(("bloc", &bloc.id)), Sense::click());
    response.widget_info(|| {
        let name = format!("States of {}", bloc.short);
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name)
    });
    if response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(1.0, Ink::of(ui).hairline);
        ui.painter()
            .rect_stroke(row, 4.0, stroke, egui::StrokeKind::Inside);
    }
    let response = response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(format!("{}. Click for its states.", bloc.name));
    egui::Popup::menu(&response).show(|ui| {
        let mut told = Vec::new();
        for membership in &bloc.members {
            let Some(country) = atlas.basemap.country(membership.country) else {
                continue;
            };
            let name = atlas.country_name(membership.country);
            let role = Some(membership.role_words()).filter(|role| *role != "member");
            let text = role.map_or(name.clone(), |role| format!("{name} ({role})"));
            // A state that joined twice is named once.
            if told.contains(&text) {
                continue;
            }
            told.push(text.clone());
            if ui.button(text).clicked() {
                output.act(Command::Select(SelectCommand::Jump(Subject::Country(
                    country,
                ))));
                ui.close();
            }
        }
    });
}

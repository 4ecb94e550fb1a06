//! What stands above the rows: which features, which words, how many, and what to do with them.

use egui::{ComboBox, RichText, TextEdit, Ui};

use super::super::choices::choices_ui;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::{View, icons};
use super::rows::TableRows;
use super::rows_wanted::TableScope;
use super::{TableState, copied, focus_id};
use crate::atlas::{FeatureId, Subject, group_thousands};
use crate::session::{Command, ExploreCommand, FileCommand, SelectCommand, ShellCommand};

/// Room that the count of rows and the buttons beside it need, logical pixels.
const COUNT_PX: f32 = 240.0;
/// Room that the buttons need, logical pixels.
const BUTTONS_PX: f32 = 140.0;
/// Width of the field of words where there is room, logical pixels.
const FIELD_PX: f32 = 180.0;
/// Most rows that are copied at once: more would hold up whatever they are pasted into.
const MOST_COPIED: usize = 100_000;

impl TableState {
    /// Which features, which words, how many, and what to do with them.
    pub(super) fn head_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        rows: &TableRows,
        output: &mut UiOutput<'_>,
    ) {
        let (atlas, ids) = (&view.session.atlas, rows.ids());
        ui.horizontal(|ui| {
            let scope = ComboBox::from_id_salt("table scope")
                .selected_text(self.scope.words(atlas))
                .show_ui(ui, |ui| {
                    let layers = view.session.view.layers.iter().map(|state| state.layer);
                    let layers = layers.filter(|&ix| atlas.layer(ix).kind.is_of_marks());
                    let scopes = [
                        TableScope::All,
                        TableScope::Passing,
                        TableScope::InView,
                        TableScope::OffMap,
                    ];
                    for scope in scopes.into_iter().chain(layers.map(TableScope::Layer)) {
                        ui.selectable_value(&mut self.scope, scope, scope.words(atlas));
                    }
                });
            scope.response.on_hover_text("Which features are listed");
            let field = TextEdit::singleline(&mut self.filter)
                .id(focus_id())
                .hint_text("words in any column")
                .desired_width((ui.available_width() - BUTTONS_PX).clamp(48.0, FIELD_PX));
            ui.add(field).accessible_name("Words in the table");
            if !self.filter.is_empty() && atlas.lacks_properties() {
                output.act(Command::Explore(ExploreCommand::ReadColumns));
            }
            let count = match self.chosen.len() {
                _ if rows.are_awaited() => "looking through the rows\u{2026}".to_owned(),
                0 => format!("{} rows", group_thousands(ids.len() as f64)),
                chosen => format!(
                    "{} of {} rows chosen",
                    group_thousands(chosen as f64),
                    group_thousands(ids.len() as f64)
                ),
            };
            let count = match view.session.view.attributes.conditions.len() {
                _ if rows.are_awaited() => count,
                0 => count,
                1 => format!("{count}, by 1 condition"),
                conditions => format!("{count}, by {conditions} conditions"),
            };
            let count = RichText::new(count).small().color(Ink::of(ui).muted);
            if ui.available_width() > COUNT_PX {
                ui.label(count);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_ui(ui, icons::X, "Close the table") {
                    output.act(Command::Shell(ShellCommand::ToggleTable));
                }
                // What is copied or saved is what the field beside says.
                if rows.are_awaited() {
                    ui.disable();
                }
                let save = if self.chosen.is_empty() {
                    "Save all rows as a file\u{2026}"
                } else {
                    "Save the chosen rows as a file\u{2026}"
                };
                if icon_ui(ui, icons::FLOPPY_DISK, save) {
                    output.act(Command::File(FileCommand::SaveRows(self.wanted_rows(ids))));
                }
                self.copy_ui(ui, view, ids, output);
                self.columns_ui(ui, view, output);
                let on_map = !self.chosen.is_empty();
                let zoom = egui::Button::new(icons::FRAME_CORNERS).frame(false);
                let name = "Zoom to the chosen rows";
                let zoom = ui.add_enabled(on_map, zoom).on_hover_text(name);
                zoom.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::accesskit::Role::Button, on_map, name)
                });
                if zoom.clicked() {
                    let chosen = self.chosen.iter().map(Subject::Feature);
                    output.act(Command::Select(SelectCommand::Frame(chosen.collect())));
                }
            });
        });
    }

    /// The chosen rows, or all that are listed, in the order of the table.
    fn wanted_rows(&self, ids: &[FeatureId]) -> Vec<FeatureId> {
        let all = self.chosen.is_empty();
        let rows = ids.iter().filter(|&&id| all || self.chosen.contains(id));
        rows.copied().collect()
    }

    /// Copies the chosen rows, or all that are listed.
    fn copy_ui(&self, ui: &mut Ui, view: View<'_>, ids: &[FeatureId], output: &mut UiOutput<'_>) {
        let all = self.chosen.is_empty();
        let rows = || self.wanted_rows(ids);
        let count = if all { ids.len() } else { self.chosen.len() };
        let name = if all {
            "Copy all rows"
        } else {
            "Copy the chosen rows"
        };
        let atlas = &view.session.atlas;
        let button = egui::Button::new(icons::COPY).frame(false);
        let menu = choices_ui(ui, button, |ui| {
            if count > MOST_COPIED {
                ui.weak(format!(
                    "The clipboard takes {} rows. Choose fewer, or save them to a file.",
                    group_thousands(MOST_COPIED as f64)
                ));
            } else if ui.button("As comma-separated values").clicked() {
                let text = copied::csv(atlas, &self.copied_columns(), &rows());
                output.act(Command::Shell(ShellCommand::CopyText(text)));
                ui.close();
            } else if ui.button("As GeoJSON").clicked() {
                output.act(Command::File(FileCommand::CopyFeatures(rows())));
                ui.close();
            }
        });
        menu.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        menu.on_hover_text(name);
    }
}

fn icon_ui(ui: &mut Ui, icon: &str, name: &str) -> bool {
    let button = egui::Button::new(icon).frame(false);
    let button = ui.add(button).on_hover_text(name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    button.clicked()
}

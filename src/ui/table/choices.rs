//! Which columns the table shows, in a menu of ticks.

use egui::Ui;

use super::super::output::UiOutput;
use super::super::{View, icons, ticks};
use super::TableState;
use super::column::ShownColumn;
use crate::session::{Command, ExploreCommand};

/// Height of the list of properties at most, logical pixels.
const PROPERTIES_PX: f32 = 200.0;

impl TableState {
    /// Chooses the columns that are shown; one stays.
    pub(super) fn columns_ui(&mut self, ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let name = "Columns of the table";
        let button = egui::Button::new(icons::SLIDERS_HORIZONTAL).frame(false);
        let menu = super::super::choices::choices_ui(ui, button, |ui| {
            for column in ShownColumn::ALL {
                let mut shown = !self.hidden.contains(&column);
                let last = shown && self.hidden.len() + 1 == ShownColumn::ALL.len();
                let tick = egui::Checkbox::new(&mut shown, column.name());
                if ticks::ringed(ui, |ui| ui.add_enabled(!last, tick)).changed() {
                    self.hidden.retain(|hidden| *hidden != column);
                    if !shown {
                        self.hidden.push(column);
                    }
                }
            }
            self.properties_ui(ui, view, output);
        });
        let menu = menu.on_hover_text(name);
        menu.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    }

    /// Chooses which properties of the sources are columns, too.
    fn properties_ui(&mut self, ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let atlas = &view.session.atlas;
        if atlas.lacks_properties() {
            output.act(Command::Explore(ExploreCommand::ReadColumns));
        }
        let properties = ShownColumn::properties(atlas);
        if properties.is_empty() {
            return;
        }
        ui.separator();
        let scroll = egui::ScrollArea::vertical()
            .max_height(PROPERTIES_PX)
            .min_scrolled_height(PROPERTIES_PX);
        scroll.show(ui, |ui| {
            for column in properties {
                let mut shown = self.properties.contains(&column);
                let name = column.name().to_owned();
                if ticks::tick(ui, &mut shown, name).changed() {
                    self.properties.retain(|other| *other != column);
                    if shown {
                        self.properties.push(column);
                    }
                }
            }
        });
    }
}

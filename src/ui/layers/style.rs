//! What a layer is coloured and labelled by: lists of its columns.

use egui::{RichText, ScrollArea, Ui, WidgetInfo};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::atlas::LayerIx;
use crate::atlas::classes::{Classing, ColourBy};
use crate::atlas::profile::ProfileScope;
use crate::session::{Command, ExploreCommand, LayersCommand};

/// Height of the list of columns at most, logical pixels.
const LIST_PX: f32 = 220.0;

/// The columns that a layer can be coloured and labelled by.
pub(super) fn columns_ui(ui: &mut Ui, view: View<'_>, layer: LayerIx, output: &mut UiOutput<'_>) {
    let session = view.session;
    let atlas = &session.atlas;
    let styles = &session.view.styles;
    if !atlas.has_properties(ProfileScope::of_layer(atlas, layer).table) {
        ui.label(RichText::new("Reading the columns\u{2026}").color(Ink::of(ui).muted));
        output.act(Command::Explore(ExploreCommand::ReadColumns));
    }
    let colour = styles.colours.get(&layer);
    let now = colour.map(|by| by.column.as_str());
    // The layer is the same for all of them.
    let columns = atlas.columns_to_colour_by(layer);
    let columns: Vec<&str> = columns.filter(|&key| key != "layer").collect();
    if let Some(chosen) = list_ui(ui, "Colour by", "Actor or kind", now, &columns) {
        let classing = colour.map(|by| by.classing).unwrap_or_default();
        let by = chosen.column().map(|column| ColourBy { column, classing });
        output.act(Command::Layers(LayersCommand::ColourBy { layer, by }));
    }
    if let Some(by) = colour.filter(|by| atlas.is_of_numbers(layer, &by.column)) {
        classing_ui(ui, layer, by, output);
    }
    ui.separator();
    let label = styles.labels.get(&layer).map(String::as_str);
    // The name stands first in the list already.
    let all = atlas.columns_of(layer);
    let all: Vec<&str> = all.filter(|key| !["layer", "name"].contains(key)).collect();
    if let Some(chosen) = list_ui(ui, "Label by", "Name", label, &all) {
        let column = chosen.column();
        output.act(Command::Layers(LayersCommand::LabelBy { layer, column }));
    }
}

/// How numbers are divided into classes.
fn classing_ui(ui: &mut Ui, layer: LayerIx, by: &ColourBy, output: &mut UiOutput<'_>) {
    for (classing, name) in [
        (Classing::Quantiles, "Equally many in each class"),
        (Classing::NaturalBreaks, "Classes where numbers leave gaps"),
    ] {
        if choice_ui(ui, "Classes", name, by.classing == classing) {
            let by = Some(ColourBy {
                classing,
                ..by.clone()
            });
            output.act(Command::Layers(LayersCommand::ColourBy { layer, by }));
        }
    }
}

/// What was chosen in a list of columns.
enum Choice {
    /// What a layer has without a column.
    Usual,
    /// A column.
    Column(String),
}

impl Choice {
    fn column(self) -> Option<String> {
        match self {
            Self::Usual => None,
            Self::Column(column) => Some(column),
        }
    }
}

/// A list of columns, the usual first; what was chosen now.
fn list_ui(
    ui: &mut Ui,
    title: &str,
    usual: &str,
    now: Option<&str>,
    columns: &[&str],
) -> Option<Choice> {
    ui.label(RichText::new(title).small().color(Ink::of(ui).muted));
    let mut chosen = None;
    ui.push_id(title, |ui| {
        let scroll = ScrollArea::vertical()
            .max_height(LIST_PX)
            .min_scrolled_height(LIST_PX);
        scroll.show(ui, |ui| {
            if choice_ui(ui, title, usual, now.is_none()) {
                chosen = Some(Choice::Usual);
            }
            for &column in columns {
                if choice_ui(ui, title, column, now == Some(column)) {
                    chosen = Some(Choice::Column(column.to_owned()));
                }
            }
        });
    });
    chosen
}

/// One line; whether it was chosen anew.
fn choice_ui(ui: &mut Ui, title: &str, name: &str, now: bool) -> bool {
    let response = ui.selectable_label(now, name);
    response.widget_info(|| {
        let said = format!("{title}: {name}");
        WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, now, said)
    });
    response.clicked() && !now
}

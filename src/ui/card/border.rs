//! The card of a border.

use egui::Ui;

use super::super::View;
use super::super::output::UiOutput;
use super::parts::{lines_ui, sources_ui, text_ui, value_ui};
use super::words;
use crate::atlas::{BorderIx, Subject};

pub(super) fn border_ui(ui: &mut Ui, view: View<'_>, ix: BorderIx, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let border = atlas.border(ix);
    if let Some(note) = &border.note {
        text_ui(ui, note);
        ui.add_space(8.0);
    }
    value_ui(
        ui,
        "Name",
        border.label.as_deref().unwrap_or_default(),
        None,
    );
    let length = border
        .length_km
        .map(|km| words::length(view.session.view.units, km * 1000.0));
    let length = length.unwrap_or_else(|| "Not published".to_owned());
    value_ui(ui, "Length", &length, border.length_basis.as_deref());
    let state = border
        .state
        .as_deref()
        .map(words::capitalised)
        .unwrap_or_default();
    value_ui(ui, "State", &state, None);
    let basis = border
        .note_basis
        .as_deref()
        .map(words::basis)
        .unwrap_or_default();
    value_ui(ui, "Basis", &words::capitalised(&basis), None);
    let countries = border
        .pair
        .iter()
        .filter_map(|&iso3| atlas.basemap.country(iso3));
    let countries: Vec<Subject> = countries.map(Subject::Country).collect();
    lines_ui(ui, view, "Between", &countries, output);
    sources_ui(ui, &border.sources, output);
}

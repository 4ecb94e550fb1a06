//! The card of a country: what the dossier has in it, drawn together.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::{View, icons};
use super::names::names_ui;
use super::parts::{heading_ui, lines_ui, remark_ui, text_ui, value_ui};
use super::words;
use crate::atlas::basemap::CountryIx;
use crate::atlas::{Atlas, FeatureId, Iso3, LayerIx, LayerKind, Subject, Symbol, boundary_month};
use crate::session::{Command, ReadCommand};

pub(super) fn country_ui(ui: &mut Ui, view: View<'_>, ix: CountryIx, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let iso3 = atlas.country(ix).iso3;
    facts_ui(ui, view, ix);
    if let Some(names) = atlas.dossier.names.get(iso3.as_str()) {
        names_ui(ui, &[], names);
    }
    blocs_ui(ui, atlas, iso3);
    features_ui(ui, view, iso3, output);
    let abroad = atlas.features_abroad(iso3);
    let abroad: Vec<Subject> = abroad.map(|(ix, _)| Subject::Feature(ix)).collect();
    lines_ui(ui, view, "Takes part elsewhere", &abroad, output);
    let borders: Vec<Subject> = atlas.borders_of(iso3).map(Subject::Border).collect();
    lines_ui(ui, view, "Borders", &borders, output);
    passages_ui(ui, view, iso3, output);
    outline_ui(ui, atlas, ix);
}

fn facts_ui(ui: &mut Ui, view: View<'_>, ix: CountryIx) {
    let atlas = &view.session.atlas;
    let capital = atlas.capital(atlas.country(ix).iso3);
    let capital = capital.map(|place| place.name.as_str()).unwrap_or_default();
    value_ui(ui, "Capital", capital, None);
    if let Some(area_m2) = atlas.country_area_m2(ix) {
        let basis = "Computed on the ellipsoid within the outline as it is drawn, lakes included.";
        value_ui(
            ui,
            "Area",
            &words::area(view.session.view.units, area_m2),
            Some(basis),
        );
    }
}

fn blocs_ui(ui: &mut Ui, atlas: &Atlas, iso3: Iso3) {
    let mut memberships = atlas.memberships(iso3).peekable();
    let unaligned = atlas.unaligned(iso3);
    if memberships.peek().is_none() && unaligned.is_none() {
        return;
    }
    heading_ui(ui, "Blocs");
    for (bloc, membership) in memberships {
        let note = membership.note.clone();
        let verify = membership
            .verify
            .then(|| "Dates to be verified.".to_owned());
        let remarks: Vec<String> = [note, verify].into_iter().flatten().collect();
        let remark = (!remarks.is_empty()).then(|| remarks.join("\n"));
        let words = words::membership(membership);
        value_ui(ui, &bloc.short, &words, remark.as_deref());
    }
    if let Some(unaligned) = unaligned {
        value_ui(ui, "None", "Keeps out of blocs", unaligned.note.as_deref());
    }
}

/// What lies in it, layer by layer; bases by who leads them.
fn features_ui(ui: &mut Ui, view: View<'_>, iso3: Iso3, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let mut by_layer: BTreeMap<LayerIx, Vec<FeatureId>> = BTreeMap::new();
    for (ix, feature) in atlas.features_in(iso3) {
        by_layer.entry(feature.layer).or_default().push(ix);
    }
    for (layer, features) in by_layer {
        let layer = atlas.layer(layer);
        if layer.kind == LayerKind::Features(Symbol::Square) {
            for (lead, features) in by_lead(atlas, &features) {
                let heading = format!("{}: {lead}", layer.name);
                lines_ui(ui, view, &heading, &features, output);
            }
        } else {
            let features: Vec<Subject> = features.into_iter().map(Subject::Feature).collect();
            lines_ui(ui, view, &layer.name, &features, output);
        }
    }
}

/// Features by the name of their leading actor.
fn by_lead(atlas: &Atlas, features: &[FeatureId]) -> BTreeMap<String, Vec<Subject>> {
    let mut groups: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
    for &ix in features {
        let lead = atlas.feature(ix).actors.first();
        let lead = lead.map_or_else(|| "nobody named".to_owned(), |lead| atlas.actor_name(lead));
        groups.entry(lead).or_default().push(Subject::Feature(ix));
    }
    groups
}

/// The passages on what lies in it, by their first words.
fn passages_ui(ui: &mut Ui, view: View<'_>, iso3: Iso3, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let passages = atlas.passages_on(iso3);
    if !passages.is_empty() {
        heading_ui(ui, "In the article");
    }
    for passage in passages {
        let text = atlas.passage(passage).text();
        let line = RichText::new(format!("{}  {text}", icons::ARTICLE)).small();
        let button = egui::Button::new(line.color(Ink::of(ui).text));
        let response = ui.add(button.frame(false).truncate());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &text));
        if response.clicked() {
            output.act(Command::Read(ReadCommand::GoTo(passage)));
        }
    }
}

/// Whose view the outline is, where some of it is not agreed.
fn outline_ui(ui: &mut Ui, atlas: &Atlas, ix: CountryIx) {
    let disputes = atlas.disputes_of(ix);
    let neighbours = atlas.disputed_with(ix);
    if disputes.is_empty() && neighbours.is_empty() {
        return;
    }
    heading_ui(ui, "Its outline");
    remark_ui(
        ui,
        &format!(
            "Drawn de facto as of {}, as Natural Earth has it; not every state accepts it.",
            boundary_month()
        ),
    );
    if !neighbours.is_empty() {
        let names: Vec<String> = neighbours
            .iter()
            .map(|&iso3| atlas.country_name(iso3))
            .collect();
        text_ui(
            ui,
            &format!("Not agreed in part with {}.", names.join(", ")),
        );
    }
    for dispute in &disputes {
        text_ui(ui, &format!("{}.", words::dispute(dispute)));
    }
}

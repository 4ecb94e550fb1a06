//! The card of a feature.

use egui::Ui;

use super::super::View;
use super::super::coordinates::coordinates;
use super::super::output::UiOutput;
use super::super::theme;
use super::figures;
use super::names::names_ui;
use super::parts::{
    heading_ui, link_value_ui, properties_ui, related_ui, remark_ui, source_ui, sources_ui,
    text_ui, value_ui,
};
use super::words::{self, Measured};
use crate::atlas::table::Days;
use crate::atlas::{Anchor, Conflict, Feature, FeatureId, Subject, When, date};
use crate::session::viewpoint::condition_words;
use crate::session::{Command, Details, ExploreCommand, FilterCommand, SelectCommand};

pub(super) fn feature_ui(ui: &mut Ui, view: View<'_>, id: FeatureId, output: &mut UiOutput<'_>) {
    match view.session.details(id) {
        Details::Known(feature) => details_ui(ui, view, id, feature, output),
        Details::Awaited => {
            columns_ui(ui, view, id);
            remark_ui(ui, "Reading what the file says of it\u{2026}");
        }
        Details::Failed(error) => {
            columns_ui(ui, view, id);
            remark_ui(ui, &words::capitalised(error));
        }
    }
}

/// What is known of a feature while its details are not.
fn columns_ui(ui: &mut Ui, view: View<'_>, id: FeatureId) {
    let atlas = &view.session.atlas;
    value_ui(ui, "When", &when(atlas.days(id)), None);
    let place = atlas.anchor(Subject::Feature(id)).map_or_else(
        || "No place: it is not on the map".to_owned(),
        |place| coordinates(view.session, place),
    );
    value_ui(ui, "Coordinates", &place, None);
}

/// Days in words.
fn when(days: Days) -> String {
    let words = match (days.first_date(), days.last_date()) {
        (Some(first), Some(last)) => date::span_of_days(first, last),
        (Some(first), None) => format!("since {}", date::day_in_words(first)),
        (None, Some(last)) => format!("until {}", date::day_in_words(last)),
        (None, None) => "undated".to_owned(),
    };
    words::capitalised(&words)
}

fn details_ui(
    ui: &mut Ui,
    view: View<'_>,
    ix: FeatureId,
    feature: &Feature,
    output: &mut UiOutput<'_>,
) {
    filtered_ui(ui, view, feature, output);
    narrowed_ui(ui, view, ix, output);
    if !feature.summary.is_empty() {
        text_ui(ui, &feature.summary);
        ui.add_space(8.0);
    }
    facts_ui(ui, view, feature);
    figures::figures_ui(ui, view, feature);
    place_ui(ui, view, ix, feature);
    country_ui(ui, view, feature, output);
    trust_ui(ui, view, feature);
    for conflict in view.session.atlas.conflicts(feature) {
        conflict_ui(ui, conflict, output);
    }
    names_ui(ui, &feature.alt_names, &feature.names);
    properties_ui(ui, &feature.other);
    sources_ui(ui, &feature.sources, output);
    related_ui(ui, view, &feature.related, output);
    file_ui(ui, view, ix);
}

/// The file that the feature comes from, where that is known.
fn file_ui(ui: &mut Ui, view: View<'_>, id: FeatureId) {
    let (table, _) = view.session.atlas.locate(id);
    value_ui(ui, "File", &view.session.atlas.table(table).file, None);
}

/// That the filter hides it: it stands on the map only while it is selected.
fn filtered_ui(ui: &mut Ui, view: View<'_>, feature: &Feature, output: &mut UiOutput<'_>) {
    let session = view.session;
    let hides = session.view.evidence.hides_by(&session.atlas, feature);
    if hides.is_empty() {
        return;
    }
    let text = format!("Hidden by the filter: {}", hides.join("; "));
    remark_ui(ui, &text);
    let button = ui.button(egui::RichText::new("Clear the filter").small());
    if button.clicked() {
        output.act(Command::Filter(FilterCommand::Clear));
    }
    ui.add_space(8.0);
}

/// Which conditions on columns hide it, each with a way to take it away.
fn narrowed_ui(ui: &mut Ui, view: View<'_>, id: FeatureId, output: &mut UiOutput<'_>) {
    let session = view.session;
    let conditions = session.view.attributes.conditions.iter().enumerate();
    let hides = conditions.filter(|(_, condition)| !session.atlas.holds(id, condition));
    for (at, condition) in hides {
        let words = condition_words(&session.atlas, condition);
        remark_ui(ui, &format!("Hidden by the condition {words}"));
        let text = egui::RichText::new("Take the condition away").small();
        if ui.button(text).clicked() {
            let take = ExploreCommand::Replace { at, by: None };
            output.act(Command::Explore(take));
        }
        ui.add_space(8.0);
    }
}

/// The country that it lies in, as a link to that country's card.
fn country_ui(ui: &mut Ui, view: View<'_>, feature: &Feature, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let country = feature.country.and_then(|iso3| atlas.basemap.country(iso3));
    let Some(country) = country.map(Subject::Country) else {
        return;
    };
    if link_value_ui(ui, "Country", &atlas.name(country)) {
        output.act(Command::Select(SelectCommand::Jump(country)));
    }
}

/// The day that the map shows, in words, where the feature begins after it.
fn later_than(view: View<'_>, feature: &Feature) -> Option<String> {
    let as_of = view.session.atlas.dossier.as_of?;
    let begins = feature.when.as_ref().and_then(When::earliest)?;
    (begins > as_of).then(|| as_of.strftime("%-d %B %Y").to_string())
}

fn facts_ui(ui: &mut Ui, view: View<'_>, feature: &Feature) {
    let when = feature
        .when
        .as_ref()
        .map_or_else(|| "undated".to_owned(), When::words);
    value_ui(
        ui,
        "When",
        &words::capitalised(&when),
        feature.notes.when.as_deref(),
    );
    if let Some(as_of) = later_than(view, feature) {
        let remark = format!("Later than the day that the map shows, {as_of}.");
        value_ui(ui, "", "", Some(&remark));
    }
    if let Some(status) = feature.status {
        value_ui(ui, "Status", &words::capitalised(status.id()), None);
    }
    let actors: Vec<String> = feature
        .actors
        .iter()
        .map(|actor| view.session.atlas.actor_name(actor))
        .collect();
    value_ui(ui, "Who", &actors.join(", "), None);
    value_ui(
        ui,
        "Run by",
        feature.operator.as_deref().unwrap_or_default(),
        None,
    );
}

fn place_ui(ui: &mut Ui, view: View<'_>, ix: FeatureId, feature: &Feature) {
    let (atlas, unit) = (&view.session.atlas, view.session.view.units);
    let Some(at) = feature.shape.as_ref().and_then(crate::atlas::Shape::anchor) else {
        value_ui(
            ui,
            "Place",
            "No place: it is not on the map",
            feature.notes.position.as_deref(),
        );
        return;
    };
    value_ui(
        ui,
        "Place",
        &words::capitalised(&words::precision(unit, feature.precision)),
        feature.notes.position.as_deref(),
    );
    let carried =
        (feature.anchor == Anchor::LabelPoint).then_some("This point only carries the label.");
    value_ui(
        ui,
        "Coordinates",
        &coordinates(view.session, at),
        carried.or(feature.trust.coord_basis.as_deref()),
    );
    value_ui(ui, "", "", feature.notes.country.as_deref());
    let reference = atlas.reference_distance(ix);
    let mut said = Vec::new();
    if let (Some(found), Some(iso3)) = (reference, atlas.dossier.map.reference_border) {
        said.push(words::distance(
            (atlas, unit),
            feature,
            found,
            Measured::Reference(iso3),
        ));
    }
    if let Some(found) = atlas
        .nearest_border(ix)
        .filter(|found| Some(*found) != reference)
    {
        said.push(words::distance(
            (atlas, unit),
            feature,
            found,
            Measured::Nearest,
        ));
    }
    said.dedup();
    if said.is_empty() {
        said.push("not known".to_owned());
    }
    value_ui(
        ui,
        "Distance",
        &said.join("\n"),
        feature.notes.distance.as_deref(),
    );
}

fn trust_ui(ui: &mut Ui, view: View<'_>, feature: &Feature) {
    let article = !view.session.atlas.article().passages.is_empty();
    value_ui(ui, "Basis", &words::rests_on(feature, article), None);
    let confidence = feature
        .trust
        .confidence
        .as_deref()
        .map(words::capitalised)
        .unwrap_or_default();
    value_ui(
        ui,
        "Confidence",
        &confidence,
        feature.trust.confidence_reason.as_deref(),
    );
    value_ui(
        ui,
        "To be verified",
        &words::capitalised(&feature.trust.verify.join(", ")),
        None,
    );
}

fn conflict_ui(ui: &mut Ui, conflict: &Conflict, output: &mut UiOutput<'_>) {
    heading_ui(ui, "Article and record differ");
    if !conflict.subject.is_empty() {
        remark_ui(ui, &conflict.subject);
        ui.add_space(theme::size::SMALL / 4.0);
    }
    value_ui(ui, "Article", &conflict.article, None);
    value_ui(ui, "Public record", &conflict.record, None);
    value_ui(ui, "Shown here", &conflict.advice, None);
    for source in &conflict.sources {
        ui.push_id(("conflict", &source.title), |ui| {
            source_ui(ui, source, output);
        });
    }
}

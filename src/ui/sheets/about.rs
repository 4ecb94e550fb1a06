//! What this program is, and whose data and fonts it uses.

use egui::{Label, RichText, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::web::web_ui;
use crate::atlas::basemap::GROUND_CREDITS;
use crate::atlas::boundary_month;

/// Fonts and icons, with their licences.
const FACES: [(&str, &str); 3] = [
    (
        "Steppe Sans, made from Source Sans 3",
        "SIL Open Font License 1.1",
    ),
    (
        "Steppe Serif, made from Source Serif 4",
        "SIL Open Font License 1.1",
    ),
    ("Steppe Icons, made from Phosphor", "MIT"),
];

pub(super) fn about_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    ui.label(
        RichText::new(format!("Steppe {}", env!("CARGO_PKG_VERSION")))
            .font(theme::semibold(theme::size::HEADING)),
    );
    text_ui(
        ui,
        "Ties a news article to a map. Free software under MIT or Apache-2.0. It speaks to no network: a link opens in your browser, and only on a click.",
    );
    dossier_ui(ui, view);
    head_ui(ui, "Data");
    for source in &view.session.atlas.dossier.credits {
        let mut line = source.citation();
        if let Some(licence) = &source.licence {
            line = format!("{line} ({licence})");
        }
        match &source.url {
            Some(url) => ui.push_id(url, |ui| web_ui(ui, &line, url, output)).inner,
            None => text_ui(ui, &line),
        }
    }
    text_ui(
        ui,
        &format!(
            "Countries, borders, rivers and lakes: Natural Earth (public domain). Borders and claims are those of {}.",
            boundary_month()
        ),
    );
    for credit in &GROUND_CREDITS {
        let line = credit.words();
        ui.push_id(credit.url, |ui| web_ui(ui, &line, credit.url, output));
    }
    head_ui(ui, "Type");
    for (name, licence) in FACES {
        text_ui(ui, &format!("{name} ({licence})"));
    }
}

fn dossier_ui(ui: &mut Ui, view: View<'_>) {
    let dossier = &view.session.atlas.dossier;
    head_ui(ui, "This dossier");
    text_ui(ui, &dossier.title);
    let as_of = dossier.as_of.map(|date| format!("As of {date}. "));
    let summary = format!("{}{}", as_of.unwrap_or_default(), dossier.summary);
    ui.add(Label::new(RichText::new(summary).color(Ink::of(ui).muted)).wrap());
    for line in [&dossier.publication.credit, &dossier.publication.rights]
        .into_iter()
        .flatten()
    {
        ui.add(Label::new(RichText::new(line).small().color(Ink::of(ui).muted)).wrap());
    }
}

fn head_ui(ui: &mut Ui, text: &str) {
    ui.add_space(16.0);
    ui.label(RichText::new(text).font(theme::semibold(theme::size::BODY)));
    ui.add_space(4.0);
}

fn text_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap());
}

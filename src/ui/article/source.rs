//! Whose article it is, under its title.

use egui::{RichText, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::web::web_ui;

pub(super) fn source_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let publication = &view.session.atlas.dossier.publication;
    let ink = Ink::of(ui);
    let parts = [
        &publication.author,
        &publication.publisher,
        &publication.date,
    ];
    let line: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| date_in_words(part))
        .collect();
    if !line.is_empty() {
        let label = ui
            .add(egui::Label::new(RichText::new(line.join(" · ")).small().color(ink.muted)).wrap());
        if let Some(note) = &publication.date_note {
            label.on_hover_text(note);
        }
    }
    if !publication.title.is_empty() && publication.url.is_some() {
        let text = format!("Retold here. Original: {}", publication.title);
        ui.add(egui::Label::new(RichText::new(text).small().color(ink.muted)).wrap());
    }
    if let Some(url) = &publication.url {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        web_ui(ui, address(url), url, output);
        ui.style_mut().wrap_mode = None;
    }
}

/// An address without what every address begins with.
fn address(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare)
}

/// A part that is a date, in words; any other as it is.
fn date_in_words(part: &str) -> String {
    let day = part.get(..10).filter(|_| part.len() >= 10).unwrap_or(part);
    let is_date = day.starts_with(|c: char| c.is_ascii_digit());
    match day.parse::<crate::atlas::When>() {
        Ok(when) if is_date => when.words(),
        _ => part.to_owned(),
    }
}

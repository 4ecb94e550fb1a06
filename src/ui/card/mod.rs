//! The card: all that is known of what is selected, and how well.

mod border;
mod country;
mod feature;
mod figures;
mod head;
mod names;
mod parts;
mod words;

use egui::{RichText, ScrollArea, Ui};

pub(super) use figures::together;
pub(super) use words::capitalised;

use super::View;
use super::output::UiOutput;
use super::theme::Ink;
use crate::atlas::Subject;

/// The line where the card would be, while nothing is selected.
pub(super) fn nothing_ui(ui: &mut Ui) {
    ui.horizontal_centered(|ui| {
        let text = "Choose a mark or a link to see what is known of it.";
        ui.add(egui::Label::new(RichText::new(text).small().color(Ink::of(ui).muted)).truncate());
    });
}

/// The card of the selection.
pub(super) fn card_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let Some(what) = view.session.selected() else {
        return;
    };
    ui.add_space(8.0);
    head::head_ui(ui, view, what, output);
    let salt = ("card text", view.session.atlas.id(what));
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 16.0).max(0.0));
            ui.spacing_mut().item_spacing.y = 2.0;
            match what {
                Subject::Feature(ix) => feature::feature_ui(ui, view, ix, output),
                Subject::Border(ix) => border::border_ui(ui, view, ix, output),
                Subject::Country(ix) => country::country_ui(ui, view, ix, output),
            }
            ui.add_space(16.0);
        });
}

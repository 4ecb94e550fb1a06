//! The sheet of keys: the table of commands, and what the hand does on the map.

use egui::{Grid, RichText, Ui};

use super::super::View;
use super::super::commands::{Menu, Offer, keys_in_words};
use super::super::theme::{self, Ink};

/// Gestures, as INTERACTION.md has them.
const GESTURES: [(&str, &str); 11] = [
    ("Drag, middle drag, Space and drag", "Pan"),
    ("Wheel, pinch", "Zoom at the pointer"),
    ("Ctrl and wheel", "Zoom in quarter steps"),
    ("Double click", "Zoom in at the pointer"),
    ("Shift and drag", "Zoom to the box"),
    ("Click", "Select; again, the mark below"),
    ("Click on empty map", "Clear the selection"),
    ("Right click", "Menu of the place"),
    ("Back and forward buttons", "Previous and next view"),
    (
        "Tab into the map, Alt and arrows, Enter",
        "Step over the marks and select",
    ),
    ("Alt and click on a layer", "Show it alone"),
];

pub(super) fn keys_ui(ui: &mut Ui, view: View<'_>) {
    for menu in Menu::ALL {
        let keyed: Vec<&Offer> = view
            .offers
            .iter()
            .filter(|offer| offer.menu == menu && !offer.keys.is_empty())
            .collect();
        if keyed.is_empty() {
            continue;
        }
        head_ui(ui, menu.name());
        let lines = keyed.into_iter().map(|offer| {
            let keys: Vec<String> = offer
                .keys
                .iter()
                .map(|keys| keys_in_words(ui.ctx(), *keys))
                .collect();
            (keys.join("  or  "), offer.name.clone())
        });
        let lines: Vec<(String, String)> = lines.collect();
        grid_ui(ui, menu.name(), &lines);
    }
    head_ui(ui, "On the map");
    let gestures: Vec<(String, String)> = GESTURES
        .iter()
        .map(|(keys, name)| ((*keys).to_owned(), (*name).to_owned()))
        .collect();
    grid_ui(ui, "gestures", &gestures);
}

fn head_ui(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(theme::semibold(theme::size::BODY)));
    ui.add_space(4.0);
}

fn grid_ui(ui: &mut Ui, salt: &str, lines: &[(String, String)]) {
    let muted = Ink::of(ui).muted;
    Grid::new(salt)
        .num_columns(2)
        .min_col_width(248.0)
        .spacing([16.0, 4.0])
        .show(ui, |ui| {
            for (keys, name) in lines {
                ui.label(RichText::new(keys).color(muted));
                ui.label(name);
                ui.end_row();
            }
        });
}

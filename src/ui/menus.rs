//! The menu bar, with the find field at its right end.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, Button, Layout, MenuBar, PopupCloseBehavior, Response, RichText, Ui};

use super::View;
use super::commands::{Menu, Offer, keys_in_words};
use super::find::FindBox;
use super::output::UiOutput;

/// As wide as a tick.
const NO_TICK: &str = "\u{2003}";

pub(super) fn menus_ui(ui: &mut Ui, view: View<'_>, find: &mut FindBox, output: &mut UiOutput<'_>) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(248.0);
                // A window lower than its longest menu scrolls it.
                let height = ui.ctx().content_rect().height() - 64.0;
                let scroll = egui::ScrollArea::vertical().max_height(height);
                scroll.show(ui, |ui| menu_ui(ui, view.offers, menu, output));
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            find.field_ui(ui, view);
        });
    });
}

/// A button with choices that stay in sight until a click beside them: several can be made.
pub(super) fn choices_ui(
    ui: &mut Ui,
    button: Button<'_>,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    MenuButton::from_button(button)
        .config(stays)
        .ui(ui, content)
        .0
}

fn menu_ui(ui: &mut Ui, offers: &[Offer], menu: Menu, output: &mut UiOutput<'_>) {
    let listed: Vec<&Offer> = offers
        .iter()
        .filter(|offer| offer.menu == menu && offer.listed)
        .collect();
    let mut group = None;
    // Neighbours of one submenu stand in it together.
    for run in listed.chunk_by(|a, b| a.submenu.is_some() && a.submenu == b.submenu) {
        let [first, ..] = run else { continue };
        if group.is_some_and(|group| group != first.group) {
            ui.separator();
        }
        group = Some(first.group);
        if let Some(submenu) = first.submenu {
            let name = (RichText::new(NO_TICK).size(12.0), submenu);
            ui.menu_button(name, |ui| {
                ui.set_min_width(248.0);
                offers_ui(ui, run, output);
            });
        } else {
            offers_ui(ui, run, output);
        }
    }
}

fn offers_ui(ui: &mut Ui, offers: &[&Offer], output: &mut UiOutput<'_>) {
    for offer in offers {
        if offer_ui(ui, offer) {
            output.chosen.push(offer.chosen.clone());
            ui.close();
        }
    }
}

/// One line of a menu: tick, name, keys; whether it was chosen.
fn offer_ui(ui: &mut Ui, offer: &Offer) -> bool {
    let tick = match offer.checked {
        Some(true) => super::icons::CHECK,
        _ => NO_TICK,
    };
    let mut button = Button::new((RichText::new(tick).size(12.0), offer.name.as_str()));
    if let Some(shortcut) = offer.keys.first() {
        button = button.shortcut_text(keys_in_words(ui.ctx(), *shortcut));
    }
    let response = ui.add_enabled(offer.enabled, button);
    response.widget_info(|| match offer.checked {
        Some(checked) => egui::WidgetInfo::selected(
            egui::accesskit::Role::MenuItem,
            offer.enabled,
            checked,
            &offer.name,
        ),
        None => {
            egui::WidgetInfo::labeled(egui::accesskit::Role::MenuItem, offer.enabled, &offer.name)
        }
    });
    response.clicked()
}

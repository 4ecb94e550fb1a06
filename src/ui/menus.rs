//! The menu bar, with the find field at its right end, and beside it what opens folded panels.

use egui::{
    Align, Button, Key, Layout, MenuBar, Modifiers, Popup, RichText, Sense, Ui, Vec2, vec2,
};

use super::commands::{Menu, Offer, keys_in_words};
use super::find::FindBox;
use super::output::UiOutput;
use super::{View, article, icons, layers, presses};
use crate::session::{Command, Panel, ShellCommand};

/// As wide as a tick.
const NO_TICK: &str = "\u{2003}";

/// Size of the button that opens a folded panel, logical pixels.
const FOLDED_PX: Vec2 = vec2(28.0, 24.0);

/// Width that a menu's scroll bar takes beside its lines, logical pixels.
const SCROLL_BAR_PX: f32 = 14.0;

/// Which menu is open, and which one a key has asked for.
#[derive(Debug, Default)]
pub(super) struct MenusState {
    /// The menu that a key has opened, until its first line has the keyboard.
    opened: Option<Menu>,
    /// The menu that was open in the frame before.
    shown: Option<Menu>,
}

impl MenusState {
    /// Opens a menu with the keyboard on its first line.
    pub(super) fn open(&mut self, menu: Menu) {
        self.opened = Some(menu);
    }

    /// Opens the menu beside the open one, where an arrow says so.
    fn step(&mut self, ui: &Ui, open: Menu) {
        let count = Menu::ALL.len();
        let right = presses(ui, Modifiers::NONE, Key::ArrowRight) % count;
        let left = presses(ui, Modifiers::NONE, Key::ArrowLeft) % count;
        if left == right {
            return;
        }
        let here = Menu::ALL.iter().position(|&menu| menu == open);
        self.opened = here.map(|here| Menu::ALL[(here + count + right - left) % count]);
    }
}

pub(super) fn menus_ui(
    ui: &mut Ui,
    view: View<'_>,
    menus: &mut MenusState,
    find: &mut FindBox,
    output: &mut UiOutput<'_>,
) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            let first = menus.opened == Some(menu);
            let shown = ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(248.0);
                // A window lower than its longest menu scrolls it.
                let height = ui.ctx().content_rect().height() - 64.0;
                // Otherwise the bar would lie over the keys at the right.
                ui.spacing_mut().scroll.floating_allocated_width = SCROLL_BAR_PX;
                let mut scroll = egui::ScrollArea::vertical()
                    .max_height(height)
                    .min_scrolled_height(height);
                if menus.shown != Some(menu) {
                    scroll = scroll.vertical_scroll_offset(0.0);
                }
                scroll.show(ui, |ui| menu_ui(ui, view.offers, menu, first, output));
            });
            if shown.inner.is_some() {
                menus.shown = Some(menu);
            } else if menus.shown == Some(menu) {
                menus.shown = None;
            }
            let popup = Popup::default_response_id(&shown.response);
            let open = Popup::is_id_open(ui.ctx(), popup);
            if first && open && shown.inner.is_some() {
                menus.opened = None;
            } else if first {
                Popup::open_id(ui.ctx(), popup);
                ui.ctx().request_repaint();
            } else if open && menus.opened.is_none() {
                menus.step(ui, menu);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            find.field_ui(ui, view);
            folded_ui(ui, view, output);
        });
    });
}

/// For each panel beside the map that is folded, the button that opens it; from the right.
fn folded_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let panels = [
        (
            Panel::Article,
            article::focus_id(),
            icons::ARTICLE,
            "Show the article",
        ),
        (
            Panel::Layers,
            layers::focus_id(),
            icons::STACK,
            "Show the layers",
        ),
    ];
    for (panel, id, icon, tip) in panels {
        if view.session.shell.open(panel) {
            continue;
        }
        let (rect, _) = ui.allocate_exact_size(FOLDED_PX, Sense::hover());
        // While a panel is folded, this is where F6 brings the keyboard.
        if layers::icon_ui(ui, rect, id, icon, tip) {
            output.act(Command::Shell(ShellCommand::TogglePanel(panel)));
        }
    }
}

/// The lines of a menu; the keyboard goes to the first one where `first` says so.
fn menu_ui(ui: &mut Ui, offers: &[Offer], menu: Menu, mut first: bool, output: &mut UiOutput<'_>) {
    let listed: Vec<&Offer> = offers
        .iter()
        .filter(|offer| offer.menu == menu && offer.listed)
        .collect();
    let mut group = None;
    // Neighbours of one submenu stand in it together.
    for run in listed.chunk_by(|a, b| a.submenu.is_some() && a.submenu == b.submenu) {
        let [head, ..] = run else { continue };
        if group.is_some_and(|group| group != head.group) {
            ui.separator();
        }
        group = Some(head.group);
        if let Some(submenu) = head.submenu {
            let name = (RichText::new(NO_TICK).size(12.0), submenu);
            ui.menu_button(name, |ui| {
                ui.set_min_width(248.0);
                offers_ui(ui, run, false, output);
            });
        } else {
            let focus = std::mem::take(&mut first);
            offers_ui(ui, run, focus, output);
        }
    }
}

fn offers_ui(ui: &mut Ui, offers: &[&Offer], mut first: bool, output: &mut UiOutput<'_>) {
    for offer in offers {
        let focus = offer.enabled && std::mem::take(&mut first);
        if offer_ui(ui, offer, focus) {
            output.chosen.push(offer.chosen.clone());
            ui.close();
        }
    }
}

/// One line of a menu: tick, name, keys; whether it was chosen. It takes the keyboard where `focus`
/// says so.
fn offer_ui(ui: &mut Ui, offer: &Offer, focus: bool) -> bool {
    let tick = match offer.checked {
        Some(true) => icons::CHECK,
        _ => NO_TICK,
    };
    let mut button = Button::new((RichText::new(tick).size(12.0), offer.name.as_str()));
    if let Some(shortcut) = offer.keys.first() {
        button = button.shortcut_text(keys_in_words(ui.ctx(), *shortcut));
    }
    let response = ui.add_enabled(offer.enabled, button);
    let response = match offer.why_disabled() {
        Some(why) => response.on_disabled_hover_text(why),
        None => response,
    };
    if focus {
        response.request_focus();
    }
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

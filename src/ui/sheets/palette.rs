//! The palette: every command, found by its name.

use egui::{Align2, Button, Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::super::commands::{Offer, keys_in_words};
use super::super::find::best;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::{View, presses};
use crate::session::{Command, Sheet, ShellCommand};

/// What was written, and where the keyboard stands in the list.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    line: usize,
    shown: bool,
}

/// The palette; it takes keys where it is `foremost`.
pub(super) fn palette_ui(
    ui: &Ui,
    view: View<'_>,
    draft: &mut Draft,
    foremost: bool,
    output: &mut UiOutput<'_>,
) {
    let found = matching(view.offers, &draft.text);
    let pressed = |key| {
        if foremost {
            presses(ui, Modifiers::NONE, key)
        } else {
            0
        }
    };
    let mut close = pressed(Key::Escape) > 0;
    draft.line = (draft.line + pressed(Key::ArrowDown)).min(found.len().saturating_sub(1));
    draft.line = draft.line.saturating_sub(pressed(Key::ArrowUp));
    let mut chosen = (pressed(Key::Enter) > 0).then_some(draft.line);
    let screen = ui.ctx().content_rect();
    let area = egui::Area::new(Id::unique("palette"))
        .order(egui::Order::Foreground)
        .pivot(Align2::CENTER_TOP);
    let shown = area
        .fixed_pos(screen.center_top() + vec2(0.0, 64.0))
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style())
                .inner_margin(12)
                .show(ui, |ui| {
                    ui.set_width(480.0_f32.min(screen.width() - 64.0).max(0.0));
                    field_ui(ui, draft, foremost);
                    ui.add_space(8.0);
                    let list = ScrollArea::vertical()
                        .max_height(screen.height() * 0.5)
                        .min_scrolled_height(screen.height() * 0.5)
                        .auto_shrink([false, true]);
                    chosen = chosen.or(list.show(ui, |ui| list_ui(ui, &found, draft.line)).inner);
                });
        });
    let elsewhere = draft.shown
        && ui.input(|input| input.pointer.any_pressed())
        && !shown.response.contains_pointer();
    draft.shown = true;
    if let Some(offer) = chosen
        .and_then(|line| found.get(line))
        .filter(|offer| offer.enabled)
    {
        // The palette goes first: the command may open a sheet of its own.
        output.act(Command::Shell(ShellCommand::ToggleSheet(Sheet::Palette)));
        if offer.id != "palette" {
            output.chosen.push(offer.chosen.clone());
        }
        return;
    }
    close |= elsewhere;
    if close {
        output.act(Command::Shell(ShellCommand::ToggleSheet(Sheet::Palette)));
    }
}

fn field_ui(ui: &mut Ui, draft: &mut Draft, foremost: bool) {
    let field = TextEdit::singleline(&mut draft.text)
        .hint_text("Name of a command")
        .desired_width(f32::INFINITY)
        .id(Id::unique("palette field"));
    let response = ui.add(field).accessible_name("Name of a command");
    if foremost {
        response.request_focus();
    }
    if response.changed() {
        draft.line = 0;
    }
}

/// The offers whose names match, best first; all of them for an empty text.
fn matching<'a>(offers: &'a [Offer], text: &str) -> Vec<&'a Offer> {
    if text.trim().is_empty() {
        return offers.iter().collect();
    }
    let named = offers
        .iter()
        .map(|offer| (offer, offer.name_in_menus().replace(':', "")));
    best(text, named)
}

fn list_ui(ui: &mut Ui, found: &[&Offer], line: usize) -> Option<usize> {
    if found.is_empty() {
        ui.weak("No command is called that.");
        return None;
    }
    let moved =
        ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp));
    let mut chosen = None;
    for (index, offer) in found.iter().enumerate() {
        let ink = Ink::of(ui);
        let fill = if index == line {
            ink.wash
        } else {
            egui::Color32::TRANSPARENT
        };
        let text = RichText::new(offer.name_in_menus());
        let mut button = Button::new(text)
            .fill(fill)
            .min_size(vec2(ui.available_width(), 24.0));
        let keys = offer
            .keys
            .first()
            .map(|keys| keys_in_words(ui.ctx(), *keys))
            .unwrap_or_default();
        button = button.shortcut_text(keys);
        let response = ui.add_enabled(offer.enabled, button);
        let response = match offer.why_disabled() {
            Some(why) => response.on_disabled_hover_text(why),
            None => response,
        };
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::accesskit::Role::Button,
                offer.enabled,
                index == line,
                &offer.name,
            )
        });
        if index == line && moved {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            chosen = Some(index);
        }
    }
    chosen
}

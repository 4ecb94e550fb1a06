//! A button that opens a list of choices.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, PopupCloseBehavior, Response, Ui};

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

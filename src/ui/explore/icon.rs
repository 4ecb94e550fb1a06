//! A small icon beside a chart.

use egui::accesskit::Role;
use egui::{Button, RichText, Ui, WidgetInfo};

use super::super::theme::Ink;

/// A small bare icon with a name; whether it was clicked.
pub(super) fn icon_ui(ui: &mut Ui, icon: &str, name: &str) -> bool {
    let color = Ink::of(ui).muted;
    let button = Button::new(RichText::new(icon).small().color(color)).frame(false);
    let button = ui.add(button).on_hover_text(name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    button.clicked()
}

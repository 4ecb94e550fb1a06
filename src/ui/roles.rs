//! What a screen reader is told of parts that look like what they are: regions of the window, headings.

use egui::accesskit::Role;
use egui::{Response, Ui, WidgetInfo};

/// Says that `ui` is a region of the window, called so.
pub(super) fn region(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}

/// Says that a text is a heading.
pub(super) fn heading(label: &Response, text: &str) {
    label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
}

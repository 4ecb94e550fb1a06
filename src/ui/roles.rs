//! What a screen reader is told of parts that look like what they are: the window and its regions,
//! headings, lists.

use egui::accesskit::Role;
use egui::{Context, Response, Ui, WidgetInfo};

/// Says what the window is called that shows a dossier of this title.
pub(super) fn window(ctx: &Context, title: &str) {
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
        node.set_label(if title.is_empty() {
            "Steppe".to_owned()
        } else {
            format!("{title} \u{2013} Steppe")
        });
    });
}

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

/// Lays out a list that is called so.
pub(super) fn list<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    within(ui, Role::List, Some(name), content)
}

/// Lays out one thing of a list.
pub(super) fn item<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    within(ui, Role::ListItem, None, content)
}

fn within<R>(ui: &mut Ui, role: Role, name: Option<&str>, content: impl FnOnce(&mut Ui) -> R) -> R {
    let scope = ui.scope(|ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(role);
            if let Some(name) = name {
                node.set_label(name);
            }
        });
        content(ui)
    });
    scope.inner
}

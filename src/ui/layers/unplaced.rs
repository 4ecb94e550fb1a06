//! What has no place: listed with its count, so that silence is not read as absence.

use egui::{Id, RichText, Ui};

use super::super::reply::Reply;
use super::super::theme::Ink;
use super::super::{View, icons, status, subject};
use crate::atlas::{Subject, group_thousands};
use crate::session::{Action, SelectAction};

/// Where the request to open the list and bring it into sight is kept.
pub(in crate::ui) fn list_id() -> Id {
    Id::unique("show what is not on the map")
}

pub(super) fn unplaced_ui(ui: &mut Ui, view: View<'_>, reply: &mut Reply<'_>) {
    let count = status::unplaced(view.session);
    if count == 0 {
        return;
    }
    let asked = ui
        .data_mut(|data| data.remove_temp::<bool>(list_id()))
        .unwrap_or(false);
    let open_id = Id::unique("not on the map is open");
    let mut open = ui
        .data(|data| data.get_temp::<bool>(open_id))
        .unwrap_or(false)
        || asked;
    ui.add_space(16.0);
    let caret = if open {
        icons::CARET_DOWN
    } else {
        icons::CARET_RIGHT
    };
    let text = RichText::new(format!("{caret}  Not on the map  {count}"))
        .small()
        .color(Ink::of(ui).muted);
    let head = ui.add(egui::Button::new(text).frame(false));
    head.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::Button,
            true,
            open,
            format!("Not on the map, {count}"),
        )
    });
    if head.clicked() {
        open = !open;
    }
    ui.data_mut(|data| data.insert_temp(open_id, open));
    if open {
        list_ui(ui, view, reply);
    }
    if asked {
        ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
    }
}

fn list_ui(ui: &mut Ui, view: View<'_>, reply: &mut Reply<'_>) {
    let rows = status::unplaced_rows(view.session);
    if rows > 0 {
        let words = format!(
            "{} of large layers, which are not listed one by one",
            group_thousands(rows as f64)
        );
        ui.label(RichText::new(words).small().color(Ink::of(ui).muted));
    }
    for (ix, _) in view
        .session
        .atlas
        .features()
        .filter(|(_, feature)| feature.shape.is_none())
    {
        let what = Subject::Feature(ix);
        let response =
            subject::line_ui(ui, view, what, view.session.selected() == Some(what), reply);
        if response.hovered() {
            reply.hover(what);
        }
        if response.clicked() {
            reply.act(Action::Select(SelectAction::Jump(what)));
        }
    }
}

//! What has no place or no date: listed with its count, so that silence is not read as absence.

use egui::{Id, RichText, Ui};

use super::super::reply::Reply;
use super::super::theme::Ink;
use super::super::{View, icons, status, subject};
use crate::atlas::{FeatureIx, Subject};
use crate::session::{Action, SelectAction};

/// Lines of a list that are shown at most: a dossier of a million points has more than anyone reads.
const MOST: usize = 300;

/// Where the request to open the list and bring it into sight is kept.
pub(in crate::ui) fn list_id() -> Id {
    Id::unique("show what is not on the map")
}

/// What is not on the map, and what is not on the timeline.
pub(super) fn unplaced_ui(ui: &mut Ui, view: View<'_>, reply: &mut Reply<'_>) {
    let off_map: Vec<FeatureIx> = status::off_map(view.session).collect();
    let asked = ui
        .data_mut(|data| data.remove_temp::<bool>(list_id()))
        .unwrap_or(false);
    ui.add_space(16.0);
    fold_ui(ui, view, "Not on the map", &off_map, asked, reply);
    if asked {
        ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
    }
    let undated: Vec<FeatureIx> = status::undated(view.session).collect();
    fold_ui(ui, view, "Without a date", &undated, false, reply);
}

/// A list under its name and count, folded until it is clicked or `asked` for.
fn fold_ui(
    ui: &mut Ui,
    view: View<'_>,
    name: &str,
    features: &[FeatureIx],
    asked: bool,
    reply: &mut Reply<'_>,
) {
    let count = features.len();
    if count == 0 {
        return;
    }
    let open_id = Id::unique((name, "is open"));
    let mut open = ui
        .data(|data| data.get_temp::<bool>(open_id))
        .unwrap_or(false)
        || asked;
    let caret = if open {
        icons::CARET_DOWN
    } else {
        icons::CARET_RIGHT
    };
    let text = RichText::new(format!("{caret}  {name}  {count}"))
        .small()
        .color(Ink::of(ui).muted);
    let head = ui.add(egui::Button::new(text).frame(false));
    head.widget_info(|| {
        let name = format!("{name}, {count}");
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, open, name)
    });
    if head.clicked() {
        open = !open;
    }
    ui.data_mut(|data| data.insert_temp(open_id, open));
    if !open {
        return;
    }
    for &ix in features.iter().take(MOST) {
        line_ui(ui, view, ix, reply);
    }
    if count > MOST {
        ui.weak(RichText::new(format!("and {} more", count - MOST)).small());
    }
}

fn line_ui(ui: &mut Ui, view: View<'_>, ix: FeatureIx, reply: &mut Reply<'_>) {
    let what = Subject::Feature(ix);
    let response = subject::line_ui(ui, view, what, view.session.selected() == Some(what), reply);
    if response.hovered() {
        reply.hover(what);
    }
    if response.clicked() {
        reply.act(Action::Select(SelectAction::Jump(what)));
    }
}

//! What has no place or no date: listed with its count, so that silence is not read as absence.

use egui::{Id, RichText, Ui};

use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::{View, icons, off_map, subject};
use crate::atlas::{FeatureId, Subject, group_thousands};
use crate::session::{Command, SelectCommand};

/// Lines of a list that are shown at most: a dossier of a million points has more than anyone reads.
const MOST: usize = 300;

/// Where the request to open the list and bring it into sight is kept.
pub(in crate::ui) fn list_id() -> Id {
    Id::unique("show what is not on the map")
}

/// What is not on the map, and what is not on the timeline.
pub(super) fn unplaced_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let off_map: Vec<FeatureId> = off_map::off_map(view.session).collect();
    let asked = ui
        .data_mut(|data| data.remove_temp::<bool>(list_id()))
        .unwrap_or(false);
    ui.add_space(16.0);
    let rows = off_map::rows_off_map(view.session);
    fold_ui(ui, view, "Not on the map", (&off_map, rows), asked, output);
    if asked {
        ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
    }
    let undated: Vec<FeatureId> = off_map::undated(view.session).collect();
    let rows = off_map::undated_rows(view.session);
    fold_ui(ui, view, "Without a date", (&undated, rows), false, output);
}

/// A list under its name and count, with so many rows of large layers beside, folded until it is clicked or `asked` for.
fn fold_ui(
    ui: &mut Ui,
    view: View<'_>,
    name: &str,
    (features, rows): (&[FeatureId], usize),
    asked: bool,
    output: &mut UiOutput<'_>,
) {
    let count = features.len() + rows;
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
    let text = RichText::new(format!("{caret}  {name}  {}", number(count)))
        .small()
        .color(Ink::of(ui).muted);
    let head = ui.add(egui::Button::new(text).frame(false));
    head.widget_info(|| {
        let name = format!("{name}, {}", number(count));
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
        line_ui(ui, view, ix, output);
    }
    let more = features.len().saturating_sub(MOST);
    if more > 0 {
        ui.weak(RichText::new(format!("and {} more", number(more))).small());
    }
    if rows > 0 {
        let words = format!("{} of large layers, not listed one by one", number(rows));
        ui.weak(RichText::new(words).small());
    }
}

fn number(count: usize) -> String {
    group_thousands(count as f64)
}

fn line_ui(ui: &mut Ui, view: View<'_>, ix: FeatureId, output: &mut UiOutput<'_>) {
    let what = Subject::Feature(ix);
    let response = subject::line_ui(
        ui,
        view,
        what,
        view.session.selected() == Some(what),
        output,
    );
    if response.hovered() {
        output.hover(what);
    }
    if response.clicked() {
        output.act(Command::Select(SelectCommand::Jump(what)));
    }
}

//! Notices over the map's foot.

use egui::{Align2, Color32, Id, Label, Margin, Rect, RichText, Ui};

use super::View;
use super::icons;
use super::output::UiOutput;
use super::theme::Ink;
use crate::session::{Command, FileCommand, Notice, NoticeKind, ShellCommand, SourceId};

/// Widest notice, and the narrowest, however little of the map there is, logical pixels.
const WIDTH_PX: f32 = 560.0;
const LEAST_PX: f32 = 160.0;
/// Room that the close button needs.
const CLOSE_PX: f32 = 32.0;

/// The notices over the map; without the first hint where it stands `elsewhere`.
pub(super) fn notices_ui(
    ui: &Ui,
    view: View<'_>,
    map: Rect,
    elsewhere: bool,
    output: &mut UiOutput<'_>,
) {
    let notices = view.session.shell.notices.iter().enumerate();
    let over_map = |(_, notice): &(usize, &Notice)| !elsewhere || notice.kind != NoticeKind::Hint;
    let mut notices = notices.filter(over_map).peekable();
    if notices.peek().is_none() {
        return;
    }
    egui::Area::new(Id::unique("notices"))
        .order(egui::Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(map.center_bottom() - egui::vec2(0.0, 40.0))
        .show(ui.ctx(), |ui| {
            ui.set_max_width(WIDTH_PX.min(map.width() - 32.0).max(LEAST_PX));
            for (index, notice) in notices {
                ui.push_id(index, |ui| notice_ui(ui, index, notice, output));
                ui.add_space(4.0);
            }
        });
}

/// The first hint, beside what it is about.
pub(super) fn hint_ui(ui: &mut Ui, index: usize, hint: &Notice, output: &mut UiOutput<'_>) {
    ui.add_space(12.0);
    said_ui(ui, index, hint, output, |ui, _| {
        for line in hint.text.lines() {
            ui.add(Label::new(RichText::new(line).small()).wrap());
        }
    });
    ui.add_space(4.0);
}

fn notice_ui(ui: &mut Ui, index: usize, notice: &Notice, output: &mut UiOutput<'_>) {
    let frame = egui::Frame::popup(ui.style()).inner_margin(Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        said_ui(ui, index, notice, output, |ui, output| {
            ui.add(Label::new(&notice.text).wrap());
            match &notice.kind {
                NoticeKind::Saved(path) => {
                    ui.horizontal(|ui| saved_ui(ui, path, output));
                }
                NoticeKind::Added(paths) => {
                    ui.horizontal(|ui| added_ui(ui, index, paths, output));
                }
                NoticeKind::Info | NoticeKind::Hint | NoticeKind::Error => {}
            }
        });
    });
}

/// What a notice says, between its icon and what closes it.
fn said_ui<'a>(
    ui: &mut Ui,
    index: usize,
    notice: &Notice,
    output: &mut UiOutput<'a>,
    said: impl FnOnce(&mut Ui, &mut UiOutput<'a>),
) {
    ui.horizontal_top(|ui| {
        let (icon, color) = face(ui, &notice.kind);
        ui.label(RichText::new(icon).color(color).size(16.0));
        ui.vertical(|ui| {
            // The close button keeps its place at the right, however long the text.
            ui.set_max_width((ui.available_width() - CLOSE_PX).max(0.0));
            said(ui, output);
        });
        if close_ui(ui) {
            output.act(Command::Shell(ShellCommand::CloseNotice(index)));
        }
    });
}

fn face(ui: &Ui, kind: &NoticeKind) -> (&'static str, Color32) {
    let ink = Ink::of(ui);
    match kind {
        NoticeKind::Saved(_) => (icons::CHECK_CIRCLE, ink.text),
        NoticeKind::Added(_) | NoticeKind::Info | NoticeKind::Hint => (icons::INFO, ink.text),
        NoticeKind::Error => (icons::WARNING_CIRCLE, ink.error),
    }
}

fn close_ui(ui: &mut Ui) -> bool {
    let close = ui
        .add(egui::Button::new(icons::X).frame(false))
        .on_hover_text("Close");
    close.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Close the notice")
    });
    close.clicked()
}

/// What else can be done with files that were added as layers.
fn added_ui(ui: &mut Ui, index: usize, paths: &[SourceId], output: &mut UiOutput<'_>) {
    let actions = [
        (
            "Open instead",
            Command::File(FileCommand::Open(paths.to_vec())),
        ),
        ("Undo", Command::Undo),
    ];
    for (name, action) in actions {
        if ui.button(name).clicked() {
            output.act(action);
            output.act(Command::Shell(ShellCommand::CloseNotice(index)));
        }
    }
}

fn saved_ui(ui: &mut Ui, path: &SourceId, output: &mut UiOutput<'_>) {
    let actions = [
        ("Open", ShellCommand::OpenPath(path.clone())),
        ("Show in folder", ShellCommand::ShowInFolder(path.clone())),
        (
            "Copy path",
            ShellCommand::CopyText(path.text().into_owned()),
        ),
    ];
    for (name, action) in actions {
        if ui.button(name).clicked() {
            output.act(Command::Shell(action));
        }
    }
}

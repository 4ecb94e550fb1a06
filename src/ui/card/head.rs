//! The card's head: symbol, name, kind, and what can be done.

use egui::{Id, Label, Rect, RichText, Sense, Ui, vec2};

use super::super::citation::citation;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, icons, layers, roles, subject};
use super::words;
use crate::atlas::Subject;
use crate::session::{CameraCommand, Command, ReadCommand, SelectCommand, ShellCommand};

/// Side of a button with an icon, logical pixels.
const BUTTON_PX: f32 = 24.0;

pub(super) fn head_ui(ui: &mut Ui, view: View<'_>, what: Subject, output: &mut UiOutput<'_>) {
    let ink = Ink::of(ui);
    let top = ui.cursor().top();
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(subject::SYMBOL_PX, 26.0), Sense::hover());
        let symbol =
            Rect::from_center_size(rect.center(), vec2(subject::SYMBOL_PX, subject::SYMBOL_PX));
        if let Some(layer) = subject::layer_of(&view.session.atlas, what) {
            subject::symbol_ui(ui, view.session, layer, symbol, output);
        }
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - BUTTON_PX - 12.0).max(0.0));
            let name = view.session.atlas.name(what);
            let font = theme::semibold(theme::size::HEADING);
            let text = RichText::new(&name).font(font).line_height(Some(24.0));
            let label = ui.add(Label::new(text).wrap().selectable(true));
            roles::heading(&label, &name);
            ui.label(RichText::new(kind(view, what)).small().color(ink.muted));
        });
    });
    let right = ui.max_rect().right() - 12.0;
    let close = Rect::from_min_size(
        egui::pos2(right - BUTTON_PX, top),
        vec2(BUTTON_PX, BUTTON_PX),
    );
    if layers::icon_ui(
        ui,
        close,
        Id::unique("close card"),
        icons::X,
        "Clear the selection",
    ) {
        output.act(Command::Select(SelectCommand::Click {
            at: view.session.view.camera.middle(),
            stack: Vec::new(),
        }));
    }
    buttons_ui(ui, view, what, output);
    ui.add_space(4.0);
}

/// What kind of thing it is, and of which layer.
fn kind(view: View<'_>, what: Subject) -> String {
    let group = subject::group_name(view.session, what);
    match what {
        Subject::Feature(ix) => {
            let kind = words::capitalised(view.session.atlas.kind(ix).unwrap_or_default());
            if kind.is_empty() {
                group
            } else {
                format!("{kind} · {group}")
            }
        }
        Subject::Border(_) => group,
        Subject::Country(_) => "Country".to_owned(),
    }
}

fn buttons_ui(ui: &mut Ui, view: View<'_>, what: Subject, output: &mut UiOutput<'_>) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let placed = view.session.atlas.anchor(what).is_some();
        let small = |text: String| egui::Button::new(RichText::new(text).small());
        let zoom = ui.add_enabled(
            placed,
            small(format!("{}  Zoom here", icons::MAGNIFYING_GLASS_PLUS)),
        );
        zoom.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, placed, "Zoom here")
        });
        if zoom
            .on_disabled_hover_text("It has no place on the map")
            .clicked()
        {
            output.act(Command::Camera(CameraCommand::FlyTo(what)));
        }
        let copy = ui.add(small(format!("{}  Copy citation", icons::COPY)));
        copy.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Copy citation")
        });
        if copy.clicked() {
            output.act(Command::Shell(ShellCommand::CopyText(citation(
                &view.session.atlas,
                what,
            ))));
        }
        passages_ui(ui, view, what, output);
    });
}

/// "2 of 5" passages, with arrows.
fn passages_ui(ui: &mut Ui, view: View<'_>, what: Subject, output: &mut UiOutput<'_>) {
    let count = view.session.atlas.links.passages(what).len();
    if count == 0 {
        return;
    }
    let ink = Ink::of(ui);
    let text = match view.session.passage_count() {
        _ if count == 1 => "1 passage".to_owned(),
        Some((at, of)) => format!("{at} of {of} passages"),
        None => format!("{count} passages"),
    };
    ui.add_space(4.0);
    if count > 1
        && step_ui(
            ui,
            "previous passage",
            icons::CARET_LEFT,
            "Previous passage on this",
        )
    {
        output.act(Command::Read(ReadCommand::PreviousPassage));
    }
    ui.label(RichText::new(text).small().color(ink.muted));
    if count > 1
        && step_ui(
            ui,
            "next passage",
            icons::CARET_RIGHT,
            "Next passage on this",
        )
    {
        output.act(Command::Read(ReadCommand::NextPassage));
    }
}

fn step_ui(ui: &mut Ui, id: &str, icon: &str, tip: &str) -> bool {
    let (rect, _) = ui.allocate_exact_size(vec2(18.0, BUTTON_PX), Sense::hover());
    layers::icon_ui(ui, rect, Id::unique(id), icon, tip)
}

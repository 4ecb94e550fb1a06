//! Pieces that every card is made of.

use egui::{Label, RichText, Ui, vec2};

use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::web::web_ui;
use super::super::{View, subject};
use super::words;
use crate::atlas::{Source, Subject};
use crate::session::{Command, SelectCommand};

/// Width of the names at the left, logical pixels.
const NAME_PX: f32 = 92.0;

/// One value with its name, and a remark below it; nothing where there is no value.
pub(super) fn value_ui(ui: &mut Ui, name: &str, value: &str, remark: Option<&str>) {
    if value.is_empty() && remark.is_none() {
        return;
    }
    let ink = Ink::of(ui);
    ui.horizontal_top(|ui| {
        let rect = name_ui(ui, name);
        let galley = ui.painter().layout(
            name.to_owned(),
            egui::TextStyle::Small.resolve(ui.style()),
            ink.muted,
            NAME_PX,
        );
        ui.painter()
            .galley(rect.min + vec2(0.0, 1.0), galley, ink.muted);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 1.0;
            if !value.is_empty() {
                text_ui(ui, value);
            }
            if let Some(remark) = remark {
                remark_ui(ui, remark);
            }
        });
    });
    ui.add_space(4.0);
}

/// Room for the name of a value, which a screen reader says, too.
fn name_ui(ui: &mut Ui, name: &str) -> egui::Rect {
    let (rect, response) = ui.allocate_exact_size(vec2(NAME_PX, 18.0), egui::Sense::hover());
    if !name.is_empty() {
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, name));
    }
    rect
}

/// One value that leads somewhere, with its name; whether it was clicked.
pub(super) fn link_value_ui(ui: &mut Ui, name: &str, value: &str) -> bool {
    let ink = Ink::of(ui);
    let clicked = ui.horizontal_top(|ui| {
        let rect = name_ui(ui, name);
        ui.painter().text(
            rect.min + vec2(0.0, 1.0),
            egui::Align2::LEFT_TOP,
            name,
            egui::TextStyle::Small.resolve(ui.style()),
            ink.muted,
        );
        ui.link(value).clicked()
    });
    ui.add_space(4.0);
    clicked.inner
}

/// What the file says beside what this program knows, as it says it.
pub(super) fn properties_ui(ui: &mut Ui, properties: &serde_json::Map<String, serde_json::Value>) {
    let said: Vec<(&String, String)> = properties
        .iter()
        .map(|(name, value)| (name, words::property(value)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    if said.is_empty() {
        return;
    }
    heading_ui(ui, "In the file");
    for (name, value) in said {
        value_ui(ui, name, &value, None);
    }
}

/// A text that wraps and can be copied.
pub(super) fn text_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap().selectable(true));
}

/// A remark: smaller, and muted.
pub(super) fn remark_ui(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).small().color(Ink::of(ui).muted);
    ui.add(Label::new(text).wrap().selectable(true));
}

/// A heading within the card.
pub(super) fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(12.0);
    let font = super::super::theme::semibold(super::super::theme::size::BODY);
    let label = ui.label(RichText::new(text).font(font));
    super::super::roles::heading(&label, text);
    ui.add_space(2.0);
}

/// What the card rests on.
pub(super) fn sources_ui(ui: &mut Ui, sources: &[Source], output: &mut UiOutput<'_>) {
    if sources.is_empty() {
        return;
    }
    heading_ui(
        ui,
        if sources.len() == 1 {
            "Source"
        } else {
            "Sources"
        },
    );
    for source in sources {
        ui.push_id(&source.title, |ui| source_ui(ui, source, output));
    }
}

pub(super) fn source_ui(ui: &mut Ui, source: &Source, output: &mut UiOutput<'_>) {
    let text = words::source(source);
    match &source.url {
        Some(url) => web_ui(ui, &text, url, output),
        None => {
            ui.add(Label::new(RichText::new(text).small()).wrap());
        }
    }
    if let Some(note) = &source.note {
        remark_ui(ui, note);
    }
    ui.add_space(4.0);
}

/// What belongs to it, as lines that lead there.
pub(super) fn related_ui(
    ui: &mut Ui,
    view: View<'_>,
    related: &[String],
    output: &mut UiOutput<'_>,
) {
    let found: Vec<Subject> = related
        .iter()
        .filter_map(|id| view.session.atlas.find(id))
        .collect();
    lines_ui(ui, view, "Related", &found, output);
}

/// Things under a heading, as lines that lead there; nothing where there is none.
pub(super) fn lines_ui(
    ui: &mut Ui,
    view: View<'_>,
    heading: &str,
    found: &[Subject],
    output: &mut UiOutput<'_>,
) {
    if !found.is_empty() {
        heading_ui(ui, heading);
    }
    for &what in found {
        let response = subject::line_ui(ui, view, what, false, output);
        if response.hovered() {
            output.hover(what);
        }
        if response.clicked() {
            output.act(Command::Select(SelectCommand::Jump(what)));
        }
    }
}

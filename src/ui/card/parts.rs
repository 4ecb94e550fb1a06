//! Pieces that every card is made of.

use egui::{Label, RichText, Ui, vec2};

use super::super::article::web_ui;
use super::super::reply::Reply;
use super::super::theme::Ink;
use super::super::{View, subject};
use super::words;
use crate::atlas::{Source, Subject};
use crate::session::{Action, SelectAction};

/// Width of the names at the left, logical pixels.
const NAME_PX: f32 = 92.0;

/// One value with its name, and a remark below it; nothing where there is no value.
pub(super) fn value_ui(ui: &mut Ui, name: &str, value: &str, remark: Option<&str>) {
    if value.is_empty() && remark.is_none() {
        return;
    }
    let ink = Ink::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAME_PX, 18.0), egui::Sense::hover());
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
    ui.label(RichText::new(text).font(font));
    ui.add_space(2.0);
}

/// What the card rests on.
pub(super) fn sources_ui(ui: &mut Ui, sources: &[Source], reply: &mut Reply<'_>) {
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
        ui.push_id(&source.title, |ui| source_ui(ui, source, reply));
    }
}

pub(super) fn source_ui(ui: &mut Ui, source: &Source, reply: &mut Reply<'_>) {
    let text = words::source(source);
    match &source.url {
        Some(url) => web_ui(ui, &text, url, reply),
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
pub(super) fn related_ui(ui: &mut Ui, view: View<'_>, related: &[String], reply: &mut Reply<'_>) {
    let found: Vec<Subject> = related
        .iter()
        .filter_map(|id| view.session.atlas.find(id))
        .collect();
    if found.is_empty() {
        return;
    }
    heading_ui(ui, "Related");
    for what in found {
        let response = subject::line_ui(ui, view, what, false, reply);
        if response.hovered() {
            reply.hover(what);
        }
        if response.clicked() {
            reply.act(Action::Select(SelectAction::Jump(what)));
        }
    }
}

//! One passage: its words, its links, its mark and its frame.

use egui::text_selection::LabelSelectionState;
use egui::{Id, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, icons, layers};
use super::links;
use super::paragraph::{ParagraphSet, job};
use crate::atlas::{Passage, PassageIx, Role, Setting};
use crate::session::{Command, ReadCommand};

/// Where the bar of a marked passage stands, left of the text, logical pixels.
const BAR_PX: f32 = 12.0;
/// Indent of a list's depth, logical pixels.
const INDENT_PX: f32 = 20.0;

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PassagePlace {
    pub(super) ix: PassageIx,
    pub(super) rect: Rect,
    /// Where in it the first link to what is selected stands.
    pub(super) link: Option<Rect>,
}

/// Draws one passage; its place.
pub(super) fn passage_ui(
    ui: &mut Ui,
    view: View<'_>,
    ix: PassageIx,
    output: &mut UiOutput<'_>,
) -> PassagePlace {
    let passage = view.session.atlas.passage(ix);
    let ink = Ink::of(ui);
    ui.add_space(space_above(passage));
    let set = ParagraphSet::of(passage.role, &ink);
    let indent = indent(passage);
    let left = ui.cursor().left();
    let width = (ui.available_width() - indent).max(0.0);
    let job = job(&passage.spans, set, width, |span| {
        links::look(ui, view, span).behind
    });
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(
        vec2(ui.available_width(), galley.size().y),
        Sense::CLICK | Sense::DRAG,
    );
    let at = rect.min + vec2(indent, 0.0);
    response.widget_info(|| {
        WidgetInfo::labeled(egui::accesskit::Role::Paragraph, true, passage.text())
    });
    let chosen = links::to_selected(view, &passage.spans, &galley, at);
    if ui.is_rect_visible(rect) {
        marks_paint(ui, view, ix, rect, left);
        lead_paint(ui, passage, set, rect);
        LabelSelectionState::label_text_selection(
            ui,
            &response,
            at,
            galley.clone(),
            set.color,
            Stroke::NONE,
        );
        links::links_ui(ui, view, ix, &passage.spans, &galley, at, output);
        frame_ui(ui, passage, ix, rect, output);
    }
    PassagePlace {
        ix,
        rect,
        link: chosen,
    }
}

fn space_above(passage: &Passage) -> f32 {
    match (passage.role, &passage.setting) {
        (Role::Caption | Role::Related, _) => 16.0,
        (_, Setting::Item { .. }) => 6.0,
        _ => 12.0,
    }
}

fn indent(passage: &Passage) -> f32 {
    let of_role = match passage.role {
        Role::Caption | Role::Related => INDENT_PX,
        Role::Body | Role::Standfirst => 0.0,
    };
    of_role
        + match &passage.setting {
            Setting::Item { depth, .. } => INDENT_PX * (f32::from(*depth) + 1.0),
            Setting::Quote => INDENT_PX,
            Setting::Paragraph | Setting::Code => 0.0,
        }
}

/// The bar at the left of a passage that speaks of the selection; the current one's is solid.
fn marks_paint(ui: &Ui, view: View<'_>, ix: PassageIx, rect: Rect, left: f32) {
    let ink = Ink::of(ui);
    let speaks_of = |what| view.session.atlas.links.passages(what).contains(&ix);
    let bar = |width: f32| {
        Rect::from_min_max(
            pos2(left - BAR_PX, rect.top() + 2.0),
            pos2(left - BAR_PX + width, rect.bottom() - 2.0),
        )
    };
    if view.session.selected().is_some_and(speaks_of) {
        let current = view.session.reading.passage == Some(ix);
        let (width, alpha) = if current { (3.0, 1.0) } else { (3.0, 0.35) };
        ui.painter()
            .rect_filled(bar(width), 1.0, ink.accent.gamma_multiply(alpha));
    } else if view.session.view.hovered.is_some_and(speaks_of) {
        ui.painter().rect_filled(bar(2.0), 1.0, ink.deep_wash);
    }
}

/// What stands before the words: a picture's icon, a list's marker, a quotation's line.
fn lead_paint(ui: &Ui, passage: &Passage, set: ParagraphSet, rect: Rect) {
    let ink = Ink::of(ui);
    let first_line = pos2(rect.left(), rect.top() + set.leading / 2.0);
    let icon = |icon: &str| {
        ui.painter().text(
            first_line,
            egui::Align2::LEFT_CENTER,
            icon,
            theme::sans(14.0),
            ink.muted,
        );
    };
    match passage.role {
        Role::Caption => icon(icons::IMAGE),
        Role::Related => icon(icons::ARROW_RIGHT),
        Role::Body | Role::Standfirst => {}
    }
    match &passage.setting {
        Setting::Item { marker, depth } => {
            let at = first_line + vec2(INDENT_PX * (f32::from(*depth) + 1.0) - 8.0, 0.0);
            let font = egui::FontId::new(
                set.size,
                crate::render::to_egui::family(crate::scene::fonts::Face::Serif),
            );
            ui.painter()
                .text(at, egui::Align2::RIGHT_CENTER, marker, font, set.color);
        }
        Setting::Quote => {
            ui.painter().vline(
                rect.left() + 4.0,
                rect.y_range(),
                Stroke::new(2.0, ink.hairline),
            );
        }
        Setting::Paragraph | Setting::Code => {}
    }
}

/// In the margin of a passage that names several marks: what frames them all.
fn frame_ui(ui: &Ui, passage: &Passage, ix: PassageIx, rect: Rect, output: &mut UiOutput<'_>) {
    let subjects = passage.subjects();
    if subjects.len() < 2 {
        return;
    }
    let at = Rect::from_center_size(
        Pos2::new(rect.right() + 10.0, rect.top() + 11.0),
        vec2(18.0, 20.0),
    );
    let id = Id::unique(("frame", ix));
    let near = ui.rect_contains_pointer(rect.union(at).expand(4.0))
        || ui.memory(|memory| memory.has_focus(id));
    let tip = format!("Show all {} places of this passage", subjects.len());
    if near {
        if layers::icon_ui(ui, at, id, icons::FRAME_CORNERS, &tip) {
            output.act(Command::Read(ReadCommand::Frame(ix)));
        }
    } else {
        let response = ui.interact(at, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &tip));
        if response.clicked() {
            output.act(Command::Read(ReadCommand::Frame(ix)));
        }
    }
}

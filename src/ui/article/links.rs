//! Links inside a paragraph: where they stand, and what a click does.

use egui::text::CharIndex;
use egui::{Galley, Id, Pos2, Rect, Sense, Ui, WidgetInfo};

use super::super::View;
use super::super::reply::Reply;
use crate::atlas::{Link, PassageIx, Span};
use crate::session::{Action, CameraAction, ReadAction, SelectAction, ShellAction};

/// The boxes of the characters `from..to` of a galley at `at`, one a line.
pub(super) fn boxes(galley: &Galley, at: Pos2, from: usize, to: usize) -> Vec<Rect> {
    let mut boxes = Vec::new();
    let mut start = 0;
    for row in &galley.rows {
        let count = row.row.char_count_excluding_newline().0;
        let (first, last) = (from.max(start), to.min(start + count));
        if first < last {
            let x = |index: usize| row.pos.x + row.row.x_offset(CharIndex(index - start));
            let rect = row.rect();
            boxes.push(Rect::from_min_max(at + egui::vec2(x(first), rect.top()), at + egui::vec2(x(last), rect.bottom())));
        }
        start += count + usize::from(row.ends_with_newline);
    }
    boxes
}

/// Makes every link of a passage hover, click and speak.
pub(super) fn links_ui(ui: &Ui, view: View<'_>, passage: PassageIx, spans: &[Span], galley: &Galley, at: Pos2, reply: &mut Reply<'_, '_>) {
    let mut start = 0;
    for (number, span) in spans.iter().enumerate() {
        let end = start + span.text.chars().count();
        if let Some(link) = &span.link {
            let id = Id::unique(("link", passage, number));
            link_ui(ui, view, passage, span, link, &boxes(galley, at, start, end), id, reply);
        }
        start = end;
    }
}

#[expect(clippy::too_many_arguments, reason = "a link is its span, its place and its passage; a struct for one call would only rename them")]
fn link_ui(ui: &Ui, view: View<'_>, passage: PassageIx, span: &Span, link: &Link, boxes: &[Rect], id: Id, reply: &mut Reply<'_, '_>) {
    let mut whole: Option<egui::Response> = None;
    for (line, rect) in boxes.iter().enumerate() {
        // The first line is the stop for the keyboard and speaks; the others only hover and click.
        let (id, sense) = if line == 0 { (id, Sense::click()) } else { (id.with(line), Sense::CLICK) };
        let part = ui.interact(*rect, id, sense);
        if line == 0 {
            part.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Link, true, span.text.trim()));
        }
        whole = Some(whole.map_or_else(|| part.clone(), |whole| whole.union(part.clone())));
    }
    let Some(response) = whole else { return };
    if response.has_focus() {
        ui.painter().rect_stroke(boxes[0].expand(2.0), 2.0, egui::Stroke::new(1.5, super::Ink::of(ui).text), egui::StrokeKind::Outside);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if let Link::Subject(subject) = link
        && (response.hovered() || response.has_focus())
    {
        reply.hover(*subject);
    }
    let clicked = response.clicked();
    tip(response, view, link);
    if clicked && let Some(action) = follow(link, passage) {
        reply.act(action);
    }
}

fn tip(response: egui::Response, view: View<'_>, link: &Link) {
    match link {
        Link::Subject(subject) => {
            response.on_hover_text(view.session.atlas.name(*subject));
        }
        Link::Place(place) => {
            response.on_hover_text(super::super::status::coordinates(view.session, *place));
        }
        Link::Passage(_) => {
            response.on_hover_text("Another passage of this article");
        }
        Link::Web(url) => {
            response.on_hover_text(format!("Opens in your browser:\n{url}"));
        }
        Link::Nowhere(target) => {
            response.on_hover_text(format!("Leads nowhere: this dossier has no “{target}”"));
        }
    }
}

/// What a click on `link` does.
fn follow(link: &Link, passage: PassageIx) -> Option<Action> {
    Some(match link {
        Link::Subject(subject) => Action::Select(SelectAction::FromText { subject: *subject, passage }),
        Link::Place(place) => Action::Camera(CameraAction::GoTo(*place)),
        Link::Passage(passage) => Action::Read(ReadAction::GoTo(*passage)),
        Link::Web(url) => Action::Shell(ShellAction::OpenUrl(url.clone())),
        Link::Nowhere(_) => return None,
    })
}

//! Links inside a paragraph: where they stand, and what a click does.

use egui::text::CharIndex;
use egui::{Color32, Galley, Id, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo};

use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::{View, subject};
use crate::atlas::{Link, PassageIx, Span, Subject};
use crate::session::{CameraCommand, Command, ReadCommand, SelectCommand, ShellCommand};

/// Space between the baseline and a link's underline, logical pixels.
const UNDER_PX: f32 = 3.0;

/// How a link looks: its underline, and what lies behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    pub(super) underline: Stroke,
    pub(super) behind: Color32,
}

/// A link is underlined in the colour of its mark; what is hovered or selected brightens.
pub(super) fn look(ui: &Ui, view: View<'_>, span: &Span) -> Look {
    let ink = Ink::of(ui);
    let lined = |width_px, color| Look {
        underline: Stroke::new(width_px, color),
        behind: Color32::TRANSPARENT,
    };
    let under = |color| lined(1.0, color);
    match &span.link {
        None => Look::default(),
        Some(Link::Nowhere(_)) => under(ink.error),
        Some(Link::Place(_) | Link::Passage(_) | Link::Web(_)) => under(ink.muted),
        Some(Link::Subject(what)) => {
            let color = subject::colour(ui, &view.session.atlas, *what);
            if view.session.selected() == Some(*what) {
                Look {
                    underline: Stroke::new(2.0, ink.accent),
                    behind: ink.accent.gamma_multiply(0.18),
                }
            } else if view.session.view.hovered == Some(*what) {
                Look {
                    underline: Stroke::new(2.0, color),
                    behind: color.gamma_multiply(0.2),
                }
            } else {
                // What is not shown on the map has no colour here either.
                lined(1.5, if shown(view, *what) { color } else { ink.muted })
            }
        }
    }
}

/// Whether layers, days and filter show the mark of a link; what is no feature always is.
fn shown(view: View<'_>, what: Subject) -> bool {
    let session = view.session;
    match what {
        Subject::Feature(ix) => session.view.passes(&session.atlas, ix),
        Subject::Border(_) | Subject::Country(_) => true,
    }
}

/// The part of a link that stands on one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LineBox {
    rect: Rect,
    baseline: f32,
}

/// The boxes of the characters `from..to` of a galley at `at`, one a line.
pub(super) fn boxes(galley: &Galley, at: Pos2, from: usize, to: usize) -> Vec<LineBox> {
    let mut boxes = Vec::new();
    let mut start = 0;
    for row in &galley.rows {
        let count = row.row.char_count_excluding_newline().0;
        let (first, mut last) = (from.max(start), to.min(start + count));
        // The space at which a line was broken belongs to no link.
        while last > first
            && row
                .row
                .glyphs
                .get(last - 1 - start)
                .is_some_and(|glyph| glyph.chr.is_whitespace())
        {
            last -= 1;
        }
        if first < last {
            let x = |index: usize| row.pos.x + row.row.x_offset(CharIndex(index - start));
            let rect = row.rect();
            let baseline = row
                .row
                .glyphs
                .get(first - start)
                .map_or(rect.bottom(), |glyph| row.pos.y + glyph.pos.y);
            let rect = Rect::from_min_max(
                at + egui::vec2(x(first), rect.top()),
                at + egui::vec2(x(last), rect.bottom()),
            );
            boxes.push(LineBox {
                rect,
                baseline: at.y + baseline,
            });
        }
        start += count + usize::from(row.ends_with_newline);
    }
    boxes
}

/// Where the first link to what is selected stands in a passage laid out at `at`.
pub(super) fn to_selected(
    view: View<'_>,
    spans: &[Span],
    galley: &Galley,
    at: Pos2,
) -> Option<Rect> {
    let selected = view.session.selected()?;
    let mut start = 0;
    for span in spans {
        let end = start + span.text.chars().count();
        if span.link == Some(Link::Subject(selected)) {
            let lines = boxes(galley, at, start, end).into_iter();
            return lines.map(|line| line.rect).reduce(Rect::union);
        }
        start = end;
    }
    None
}

/// Makes every link of a passage hover, click and speak.
pub(super) fn links_ui(
    ui: &Ui,
    view: View<'_>,
    passage: PassageIx,
    spans: &[Span],
    galley: &Galley,
    at: Pos2,
    output: &mut UiOutput<'_>,
) {
    let mut start = 0;
    for (number, span) in spans.iter().enumerate() {
        let end = start + span.text.chars().count();
        if let Some(link) = &span.link {
            let id = Id::unique(("link", passage, number));
            let boxes = boxes(galley, at, start, end);
            let underline = look(ui, view, span).underline;
            for line in &boxes {
                ui.painter()
                    .hline(line.rect.x_range(), line.baseline + UNDER_PX, underline);
            }
            link_ui(ui, view, passage, span, link, &boxes, id, output);
        }
        start = end;
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "a link is its span, its place and its passage; a struct for one call would only rename them"
)]
fn link_ui(
    ui: &Ui,
    view: View<'_>,
    passage: PassageIx,
    span: &Span,
    link: &Link,
    boxes: &[LineBox],
    id: Id,
    output: &mut UiOutput<'_>,
) {
    let mut whole: Option<egui::Response> = None;
    for (line, part) in boxes.iter().enumerate() {
        // The first line is the stop for the keyboard and speaks; the others only hover and click.
        let (id, sense) = if line == 0 {
            (id, Sense::click())
        } else {
            (id.with(line), Sense::CLICK)
        };
        let part = ui.interact(part.rect, id, sense);
        if line == 0 {
            part.widget_info(|| {
                WidgetInfo::labeled(egui::accesskit::Role::Link, true, span.text.trim())
            });
        }
        whole = Some(whole.map_or_else(|| part.clone(), |whole| whole.union(part.clone())));
    }
    let Some(response) = whole else { return };
    if response.has_focus() {
        ui.painter().rect_stroke(
            boxes[0].rect.expand(2.0),
            2.0,
            egui::Stroke::new(1.5, Ink::of(ui).text),
            egui::StrokeKind::Outside,
        );
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if let Link::Subject(subject) = link
        && (response.hovered() || response.has_focus())
    {
        output.hover(*subject);
    }
    let clicked = response.clicked();
    tip(response, view, link);
    if clicked && let Some(action) = follow(link, passage) {
        output.act(action);
    }
}

fn tip(response: egui::Response, view: View<'_>, link: &Link) {
    match link {
        Link::Subject(subject) => {
            response.on_hover_text(view.session.atlas.name(*subject));
        }
        Link::Place(place) => {
            response.on_hover_text(super::super::coordinates::coordinates(view.session, *place));
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
fn follow(link: &Link, passage: PassageIx) -> Option<Command> {
    Some(match link {
        Link::Subject(subject) => Command::Select(SelectCommand::FromText {
            subject: *subject,
            passage,
        }),
        Link::Place(place) => Command::Camera(CameraCommand::GoTo(*place)),
        Link::Passage(passage) => Command::Read(ReadCommand::GoTo(*passage)),
        Link::Web(url) => Command::Shell(ShellCommand::OpenUrl(url.clone())),
        Link::Nowhere(_) => return None,
    })
}

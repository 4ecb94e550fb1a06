//! What the panel shows above the card: the article, or the figures.

use egui::{Align2, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::View;
use super::super::reply::Reply;
use super::super::theme::{self, Ink};
use crate::session::{Action, Reader, ShellAction};

/// Space between the two.
const BETWEEN_PX: f32 = 14.0;

/// The two tabs at the left of the panel's head.
pub(super) fn tabs_ui(ui: &Ui, view: View<'_>, row: Rect, reply: &mut Reply<'_>) {
    let mut left = row.left();
    for (reader, name, tip) in [
        (Reader::Article, "Article", "The article (Ctrl+T)"),
        (
            Reader::Figures,
            "Figures",
            "The dossier's numbers as charts (Ctrl+G)",
        ),
    ] {
        left += tab_ui(ui, view, pos2(left, row.top()), (reader, name, tip), reply) + BETWEEN_PX;
    }
}

/// One tab; how wide it is.
fn tab_ui(
    ui: &Ui,
    view: View<'_>,
    at: egui::Pos2,
    (reader, name, tip): (Reader, &str, &str),
    reply: &mut Reply<'_>,
) -> f32 {
    const HEIGHT_PX: f32 = 28.0;
    let ink = Ink::of(ui);
    let shown = view.session.shell.reader == reader;
    let font = theme::semibold(theme::size::BODY);
    let galley = ui
        .painter()
        .layout_no_wrap(name.to_owned(), font.clone(), ink.text);
    let width = galley.size().x;
    let rect = Rect::from_min_size(at, vec2(width, HEIGHT_PX));
    let response = ui.interact(
        rect.expand2(vec2(4.0, 0.0)),
        Id::unique(("reader", name)),
        Sense::click(),
    );
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Tab, true, shown, name));
    let lit = shown || response.hovered() || response.has_focus();
    let color = if lit { ink.text } else { ink.muted };
    ui.painter()
        .text(rect.left_center(), Align2::LEFT_CENTER, name, font, color);
    if shown {
        let line = egui::Stroke::new(2.0, ink.text);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 1.0, line);
    }
    let response = response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(tip);
    if response.clicked() && !shown {
        reply.act(Action::Shell(ShellAction::Read(reader)));
    }
    width
}

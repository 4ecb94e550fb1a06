//! What the panel shows above the card: the article, or the figures, or what changed between two
//! windows of days.

use egui::{Align2, Id, Pos2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::View;
use super::super::compare;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use crate::session::{Command, PanelTab, ShellCommand};

/// Space between two.
const BETWEEN_PX: f32 = 14.0;

/// A tab as it is drawn.
struct Tab {
    name: &'static str,
    tip: &'static str,
    shown: bool,
}

/// The tabs at the left of the panel's head; where they end.
pub(super) fn tabs_ui(
    ui: &Ui,
    view: View<'_>,
    row: Rect,
    hand: &mut compare::CompareState,
    output: &mut UiOutput<'_>,
) -> f32 {
    let mut left = row.left();
    let mut tab = |tab: Tab| {
        let (right, clicked) = tab_ui(ui, pos2(left, row.top()), &tab);
        left = right + BETWEEN_PX;
        clicked && !tab.shown
    };
    let changes = hand.changes(view).is_some();
    if view.session.view.compare.is_some()
        && tab(Tab {
            name: "Changes",
            tip: "What began, ended, moved or changed status from before to after",
            shown: changes,
        })
    {
        hand.show_changes(true);
    }
    for (reader, name, tip) in [
        (PanelTab::Article, "Article", "The article (Ctrl+R)"),
        (
            PanelTab::Figures,
            "Figures",
            "The dossier's numbers as charts (Ctrl+G)",
        ),
        (
            PanelTab::Explore,
            "Explore",
            "How the features are spread over their columns (Ctrl+I)",
        ),
    ] {
        let shown = !changes && view.session.shell.reader == reader;
        if tab(Tab { name, tip, shown }) {
            hand.show_changes(false);
            output.act(Command::Shell(ShellCommand::Read(reader)));
        }
    }
    left
}

/// One tab; where it ends, and whether it was clicked.
fn tab_ui(ui: &Ui, at: Pos2, tab: &Tab) -> (f32, bool) {
    const HEIGHT_PX: f32 = 28.0;
    let Tab { name, tip, shown } = *tab;
    let ink = Ink::of(ui);
    let font = theme::semibold(theme::size::BODY);
    let galley = ui
        .painter()
        .layout_no_wrap(name.to_owned(), font.clone(), ink.text);
    let rect = Rect::from_min_size(at, vec2(galley.size().x, HEIGHT_PX));
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
    (rect.right(), response.clicked())
}

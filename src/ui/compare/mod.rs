//! Before and after: the divider on the map, and the panel with both windows of days and what
//! changed between them.

mod days;
mod divider;
mod list;

use egui::{Frame, Id, Margin, Rect, RichText, ScrollArea, Ui, vec2};

use super::output::UiOutput;
use super::theme::{self, Ink};
use super::ticks;
use super::timeline::Drafts;
use super::{View, icons, layers};
use crate::session::viewpoint::{Compare, CompareMode};
use crate::session::{Command, CompareCommand, PanelTab, comparisons};

pub(super) use divider::Divider;

/// What the panel beside the map shows while two windows are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Changes,
    /// What it shows else.
    Reading,
}

/// What the hand is doing in the panel.
#[derive(Debug, Default)]
pub(super) struct CompareState {
    tab: Tab,
    /// What was asked for last, other than the changes.
    asked: Option<(PanelTab, u32)>,
    drafts: [Drafts; 2],
    kept: list::ListState,
}

impl CompareState {
    /// The two windows whose changes are to be shown, if they are: when a comparison begins, and
    /// until something else is asked for.
    pub(super) fn changes(&mut self, view: View<'_>) -> Option<Compare> {
        let shell = &view.session.shell;
        let asked = (
            shell.reader,
            shell.sought.as_ref().map_or(0, |(_, serial)| *serial),
        );
        let before = self.asked.replace(asked);
        let Some(compare) = view.session.view.compare else {
            self.tab = Tab::Changes;
            return None;
        };
        if before.is_some_and(|before| before != asked) {
            self.tab = Tab::Reading;
        }
        Some(compare).filter(|_| self.tab == Tab::Changes)
    }

    /// Shows the changes, or else article and figures.
    pub(super) fn show_changes(&mut self, shown: bool) {
        self.tab = if shown { Tab::Changes } else { Tab::Reading };
    }
}

/// What has the keyboard while the panel has it.
fn focus_id() -> Id {
    Id::unique("end before and after")
}

/// Both windows of days, and what changed between them.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: View<'_>,
    compare: Compare,
    hand: &mut CompareState,
    output: &mut UiOutput<'_>,
) {
    let margin = Margin {
        left: 20,
        right: 4,
        top: 0,
        bottom: 6,
    };
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        head_ui(ui, output);
        ui.spacing_mut().item_spacing.y = 4.0;
        days::days_ui(ui, view, compare, &mut hand.drafts, output);
        tools_ui(ui, view, compare, output);
    });
    let width = ui.available_rect_before_wrap();
    let stroke = egui::Stroke::new(1.0, Ink::of(ui).hairline);
    ui.painter().hline(width.x_range(), width.top(), stroke);
    ScrollArea::vertical()
        .id_salt("changes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let inside = Margin {
                left: 16,
                right: 12,
                ..Margin::ZERO
            };
            Frame::NONE.inner_margin(inside).show(ui, |ui| {
                list::list_ui(ui, view, compare, &mut hand.kept, output);
                ui.add_space(24.0);
            });
        });
}

fn head_ui(ui: &mut Ui, output: &mut UiOutput<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), egui::Sense::hover());
    let ink = Ink::of(ui);
    ui.painter().text(
        rect.left_center(),
        egui::Align2::LEFT_CENTER,
        "Before and after",
        theme::semibold(theme::size::BODY),
        ink.text,
    );
    let close = Rect::from_center_size(
        egui::pos2(rect.right() - 16.0, rect.center().y),
        vec2(24.0, 24.0),
    );
    if layers::icon_ui(ui, close, focus_id(), icons::X, "End before and after (C)") {
        output.act(Command::Compare(CompareCommand::Show(None)));
    }
}

/// How the two stand, their exchange, and pairs of days by name.
fn tools_ui(ui: &mut Ui, view: View<'_>, compare: Compare, output: &mut UiOutput<'_>) {
    ui.horizontal(|ui| {
        ui.style_mut().override_text_style = Some(egui::TextStyle::Small);
        ui.spacing_mut().item_spacing.x = 4.0;
        for (mode, name, tip) in [
            (CompareMode::Swipe, "Divider", "One map with a divider"),
            (CompareMode::Split, "Two maps", "Two maps beside each other"),
        ] {
            let response = ui.selectable_label(compare.mode == mode, name);
            if response.on_hover_text(tip).clicked() {
                output.act(Command::Compare(CompareCommand::SetMode(mode)));
            }
        }
        ui.add_space(6.0);
        if ui.button("Exchange").clicked() {
            output.act(Command::Compare(CompareCommand::Swap));
        }
        let text = RichText::new("Days by name");
        ui.menu_button(text, |ui| {
            for pair in comparisons(&view.session.atlas) {
                let now = (compare.before, compare.after) == (pair.before, pair.after);
                if ticks::choice(ui, now, &pair.name).clicked() {
                    let action = CompareCommand::pair(view.session, &pair);
                    output.act(Command::Compare(action));
                    ui.close();
                }
            }
        });
    });
}

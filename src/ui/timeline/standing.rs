//! The row of what lasts all of what is seen, such as bases that stood before and stand still.

use egui::{Rect, Stroke, Ui, pos2};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::bar::bar_ui;
use super::layout::Lane;
use super::names::TYPE_PX;

/// What lasts all of what is seen: a square for each, how many they are, and a line on which nothing begins
/// or ends.
pub(super) fn standing_ui(
    ui: &Ui,
    view: View<'_>,
    lane: &Lane,
    body: Rect,
    output: &mut UiOutput<'_>,
) {
    let Some(last) = lane.standing.last() else {
        return;
    };
    let top = body.top() + lane.standing_top_px();
    let middle = top + (lane.row_px - 1.0) / 2.0;
    for bar in &lane.standing {
        let rect = Rect::from_min_max(
            pos2(bar.left_px, top),
            pos2(bar.right_px, top + lane.row_px - 1.0),
        );
        bar_ui(ui, view, bar, rect, output);
    }
    let ink = Ink::of(ui);
    let words = format!("{} throughout", lane.standing.len());
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(words, theme::sans(TYPE_PX), ink.muted);
    let left = last.right_px + 6.0;
    let right = left + galley.size().x + 6.0;
    if right < body.right() {
        let at = pos2(left, middle - galley.size().y / 2.0);
        painter.galley(at, galley, ink.muted);
        let stroke = Stroke::new(1.0, ink.muted.gamma_multiply(0.4));
        painter.hline(right..=body.right(), middle.round() + 0.5, stroke);
    }
}

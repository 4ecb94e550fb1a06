//! The days of both sides, in fields to type in.

use egui::Ui;

use super::super::View;
use super::super::output::UiOutput;
use super::super::timeline::Drafts;
use crate::session::viewpoint::{Compare, Side};
use crate::session::{Command, CompareCommand};

/// Width of a side's name, logical pixels.
const NAME_PX: f32 = 56.0;

/// A row for each side: its name, which gives the timeline's brush to it, and its days.
pub(super) fn days_ui(
    ui: &mut Ui,
    view: View<'_>,
    compare: Compare,
    drafts: &mut [Drafts; 2],
    output: &mut UiOutput<'_>,
) {
    for (side, drafts) in Side::BOTH.into_iter().zip(drafts) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let taken = view.session.timeline.side == side;
            let name = egui::Button::selectable(taken, side.words());
            let name = ui.add_sized([NAME_PX, 22.0], name);
            let tip = "Click to move these days with the timeline under the map";
            if name.on_hover_text(tip).clicked() {
                output.act(Command::Compare(CompareCommand::Take(side)));
            }
            let window = compare.window(side);
            let whole = view.session.timeline.whole;
            let typed = drafts.dates_ui(ui, side.words(), Some(window), whole);
            if let Some(window) = typed {
                output.act(Command::Compare(CompareCommand::SetDays { side, window }));
            }
        });
    }
}

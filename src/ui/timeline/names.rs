//! Names beside the bars of a lane, where they fit.

use egui::{Rect, Ui, pos2};

use super::super::View;
use super::super::theme::{self, Ink};
use super::layout::{Bar, Lane};

/// Size of the names.
pub(super) const TYPE_PX: f32 = 10.0;
/// Room between a bar and its name, and between the name and the next bar.
const CLEAR_PX: f32 = 4.0;

/// Paints the name of each bar of a lane to its right, where no other bar of its row is in the way.
pub(super) fn names_paint(ui: &Ui, view: View<'_>, lane: &Lane, body: Rect) {
    let atlas = &view.session.atlas;
    let painter = ui.painter_at(body);
    for (bar, next) in with_next_in_row(&lane.bars) {
        let left = bar.right_px + CLEAR_PX;
        let room = next.unwrap_or(body.right()) - CLEAR_PX - left;
        // No name is as short as this.
        if room < TYPE_PX {
            continue;
        }
        let ink = Ink::of(ui);
        let color = if bar.within {
            ink.text
        } else {
            ink.muted.gamma_multiply(0.6)
        };
        let name = atlas.short_name_in(bar.ix, view.session.view.names);
        let galley = painter.layout_no_wrap(name, theme::sans(TYPE_PX), color);
        if galley.size().x <= room {
            let middle = body.top() + lane.row_top_px(bar.row) + (lane.row_px - 1.0) / 2.0;
            painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
        }
    }
}

/// Each bar, with where the next of its row begins.
fn with_next_in_row(bars: &[Bar]) -> Vec<(&Bar, Option<f32>)> {
    let mut ordered: Vec<&Bar> = bars.iter().collect();
    ordered.sort_by(|a, b| a.row.cmp(&b.row).then(a.left_px.total_cmp(&b.left_px)));
    let next = |at: usize, bar: &Bar| {
        let of_row = ordered[at + 1..]
            .iter()
            .take_while(|other| other.row == bar.row);
        let mut later = of_row.filter(|other| other.left_px > bar.left_px);
        later.next().map(|other| other.left_px)
    };
    let bars = ordered.iter().enumerate();
    bars.map(|(at, &bar)| (bar, next(at, bar))).collect()
}

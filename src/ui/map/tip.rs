//! The name beside a mark that the pointer rests on.

use egui::{Id, Pos2, Ui};

use super::super::View;
use super::super::theme::Ink;
use super::{Local, target_at};
use crate::atlas::Subject;
use crate::scene::TargetKind;

/// How long the pointer rests before the name stands, seconds.
const REST_S: f64 = 0.15;
/// Space between mark and name, logical pixels.
const GAP_PX: f32 = 10.0;

/// Since when the pointer rests on what.
#[derive(Debug, Default)]
pub(super) struct Tip {
    resting: Option<(Subject, f64)>,
}

impl Tip {
    pub(super) fn tip_ui(&mut self, ui: &Ui, view: View<'_>, local: Local, pos: Option<Pos2>) {
        let now = ui.input(|input| input.time);
        let target = pos.and_then(|pos| target_at(view, local.point(pos)));
        let Some(target) = target else {
            self.resting = None;
            return;
        };
        let since = match self.resting {
            Some((subject, since)) if subject == target.subject => since,
            _ => now,
        };
        self.resting = Some((target.subject, since));
        if now - since < REST_S {
            ui.ctx()
                .request_repaint_after_secs((REST_S - (now - since)) as f32);
            return;
        }
        let line = matches!(target.kind, TargetKind::Line | TargetKind::Area);
        let beside = if line {
            pos.unwrap_or_default()
        } else {
            local.pos(target.at)
        };
        let gap = if line {
            GAP_PX
        } else {
            target.radius_px as f32 + GAP_PX
        };
        name_ui(ui, &target.name, beside + egui::vec2(gap, 0.0));
    }
}

fn name_ui(ui: &Ui, name: &str, at: Pos2) {
    let ink = Ink::of(ui);
    egui::Area::new(Id::unique("name tip"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .pivot(egui::Align2::LEFT_CENTER)
        .fixed_pos(at)
        .fade_in(false)
        .constrain(true)
        .show(ui.ctx(), |ui| {
            let frame = egui::Frame::NONE
                .fill(ink.raised)
                .corner_radius(4)
                .inner_margin(egui::Margin::symmetric(8, 4));
            frame
                .stroke(egui::Stroke::new(1.0, ink.hairline))
                .show(ui, |ui| {
                    ui.set_max_width(280.0);
                    ui.label(name);
                });
        });
}

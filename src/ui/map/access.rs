//! The marks for those who use the keyboard or a screen reader.

use std::collections::BTreeSet;

use egui::accesskit::{self, Role};
use egui::{Id, Key, Rect, Response, Sense, Ui, WidgetInfo, vec2};

use super::super::output::UiOutput;
use super::super::{View, presses};
use super::Local;
use crate::atlas::Subject;
use crate::earth::ScreenPoint;
use crate::scene::Target;
use crate::session::{Command, SelectCommand};

/// More marks than this are not told one by one: a listener would be lost in them.
const MOST: usize = 200;
/// Smallest side of a mark's box, logical pixels.
const SMALLEST_PX: f32 = 16.0;

/// Where the keyboard stands among the marks.
#[derive(Debug, Default)]
pub(super) struct Steps {
    at: Option<Subject>,
}

impl Steps {
    pub(super) fn access_ui(
        &mut self,
        ui: &Ui,
        map: &Response,
        view: View<'_>,
        local: Local,
        output: &mut UiOutput<'_>,
    ) {
        let mut told = BTreeSet::new();
        for target in view.scene.targets.all.iter().take(MOST) {
            // A border of several pieces is told once.
            if !told.insert(target.subject) {
                continue;
            }
            let response = node_ui(
                ui,
                target,
                local,
                view.session.selected() == Some(target.subject),
            );
            if ui.input(|input| {
                input.has_accesskit_action_request(response.id, accesskit::Action::Click)
            }) {
                output.act(Command::Select(SelectCommand::Click {
                    at: target.at,
                    stack: vec![target.subject],
                }));
            }
        }
        if !map.has_focus() {
            self.at = None;
            return;
        }
        self.keys(ui, view, output);
        if let Some(subject) = self.at {
            output.hover(subject);
        }
    }

    fn keys(&mut self, ui: &Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..egui::EventFilter::default()
            };
            memory.set_focus_lock_filter(super::focus_id(), filter);
        });
        let directions = [
            (Key::ArrowLeft, (-1.0, 0.0)),
            (Key::ArrowRight, (1.0, 0.0)),
            (Key::ArrowUp, (0.0, -1.0)),
            (Key::ArrowDown, (0.0, 1.0)),
        ];
        for (key, direction) in directions {
            for _ in 0..presses(ui, egui::Modifiers::ALT, key) {
                let targets = &view.scene.targets.all;
                let here = self
                    .at
                    .and_then(|subject| targets.iter().find(|target| target.subject == subject));
                let from =
                    here.map_or_else(|| view.session.view.camera.middle(), |target| target.at);
                self.at = towards(targets, self.at, from, direction).or(self.at);
            }
        }
        let Some(subject) = self.at else { return };
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter)) {
            let at = view
                .scene
                .targets
                .all
                .iter()
                .find(|target| target.subject == subject)
                .map(|target| target.at);
            let at = at.unwrap_or_else(|| view.session.view.camera.middle());
            output.act(Command::Select(SelectCommand::Click {
                at,
                stack: vec![subject],
            }));
        }
    }
}

fn node_ui(ui: &Ui, target: &Target, local: Local, selected: bool) -> Response {
    let side = (target.radius_px as f32 * 2.0).clamp(SMALLEST_PX, SMALLEST_PX * 2.0);
    let rect = Rect::from_center_size(local.pos(target.at), vec2(side, side));
    let response = ui.interact(rect, Id::unique(("mark", target.subject)), Sense::hover());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &target.name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(accesskit::Action::Click);
    });
    response
}

/// The nearest target in a direction: what lies aside counts double.
fn towards(
    targets: &[Target],
    here: Option<Subject>,
    from: ScreenPoint,
    (dx, dy): (f64, f64),
) -> Option<Subject> {
    let cost = |target: &Target| {
        let (x, y) = (target.at.x_px - from.x_px, target.at.y_px - from.y_px);
        let (along, aside) = (x * dx + y * dy, (x * dy - y * dx).abs());
        (along > 0.5 && aside <= 2.0 * along).then_some(along + 2.0 * aside)
    };
    let others = targets.iter().filter(|target| Some(target.subject) != here);
    let costs = others.filter_map(|target| Some((cost(target)?, target.subject)));
    costs
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, subject)| subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::FeatureId;
    use crate::scene::TargetKind;

    fn target(number: u32, x_px: f64, y_px: f64) -> Target {
        Target {
            subject: Subject::Feature(FeatureId(number)),
            kind: TargetKind::Mark,
            at: ScreenPoint::new(x_px, y_px),
            radius_px: 6.0,
            name: String::new(),
            line: Vec::new(),
        }
    }

    #[test]
    fn an_arrow_goes_to_the_nearest_mark_in_its_direction() {
        let targets = [
            target(0, 0.0, 0.0),
            target(1, 50.0, 5.0),
            target(2, 20.0, -60.0),
            target(3, 10.0, 100.0),
        ];
        let here = Some(targets[0].subject);
        let from = targets[0].at;
        assert_eq!(
            towards(&targets, here, from, (1.0, 0.0)),
            Some(targets[1].subject)
        );
        assert_eq!(
            towards(&targets, here, from, (0.0, -1.0)),
            Some(targets[2].subject)
        );
        assert_eq!(
            towards(&targets, here, from, (0.0, 1.0)),
            Some(targets[3].subject)
        );
        assert_eq!(towards(&targets, here, from, (-1.0, 0.0)), None);
    }
}

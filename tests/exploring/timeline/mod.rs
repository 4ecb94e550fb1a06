//! The timeline as a reader uses it, with no display; and its layout as lines.

mod brush;
mod controls;
mod lanes;

use std::sync::Arc;

use egui::{Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::civil::Date;
use steppe::app::Viewer;
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::builtin;
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{Command, Panel, Session, ShellCommand, TimeCommand};
use steppe::ui::timeline::scale::TimeScale;

use crate::raster;

fn atlas() -> Arc<Atlas> {
    Arc::new(Atlas::new(builtin().dossier, Arc::new(BaseMap::default())))
}

/// The window on the built-in dossier with the lanes open.
fn window<'a>() -> Harness<'a, Viewer> {
    window_of(vec2(1280.0, 800.0))
}

/// The same in a window of this size, logical pixels.
fn window_of<'a>(size: Vec2) -> Harness<'a, Viewer> {
    let mut viewer = Viewer::new(Session::new(atlas(), None, Vec::new()));
    viewer.apply(Command::Shell(ShellCommand::SetReducedMotion(true)));
    viewer.apply(Command::Shell(ShellCommand::TogglePanel(Panel::Timeline)));
    let frame = |ui: &mut egui::Ui, viewer: &mut Viewer| {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        viewer.frame(&mut root);
    };
    let mut harness = raster::harness(size, 1.0).build_ui_state(frame, viewer);
    harness.run_steps(6);
    harness
}

fn shown(harness: &Harness<'_, Viewer>) -> Option<TimeWindow> {
    harness.state().session().view.time.window
}

fn act(harness: &mut Harness<'_, Viewer>, action: TimeCommand) {
    harness.state_mut().apply(Command::Time(action));
    harness.run_steps(3);
}

fn rect_of(harness: &Harness<'_, Viewer>, starts: &str) -> Rect {
    let node = harness.get_by(|node| {
        let label = node.label().or_else(|| node.value());
        label.is_some_and(|label| label.starts_with(starts))
    });
    node.rect()
}

/// Where a day begins on the axis.
fn x_of(harness: &Harness<'_, Viewer>, day: Date) -> f32 {
    let axis = rect_of(harness, "Axis of the timeline");
    let scale = TimeScale {
        stretch: harness.state().session().timeline.shown,
        left_px: axis.left(),
        right_px: axis.right(),
    };
    scale.x_of(day)
}

fn drag(harness: &mut Harness<'_, Viewer>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for part in 1..=4 {
        harness.hover_at(from + (to - from) * (part as f32 / 4.0));
        harness.step();
    }
    harness.drop_at(to);
    harness.run_steps(3);
}

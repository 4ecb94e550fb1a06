//! Whole frames of the window over a million rows: bars brushed in Explore, the table scrolled and
//! sorted. A frame is the interface, the scene, its shapes and their triangles; what the graphics
//! driver does with them comes on top.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use egui::{
    Context, Event, Id, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput,
    Rect, TouchPhase, pos2, vec2,
};
use steppe::app::Viewer;
use steppe::atlas::Atlas;
use steppe::atlas::profile::Profile;
use steppe::render::to_egui::install_fonts;
use steppe::scene::Patience;
use steppe::session::{
    Command, Effect, ExploreCommand, PanelTab, ProfileRead, Session, ShellCommand, TableSorting,
};

const SIZE: egui::Vec2 = vec2(1600.0, 1000.0);
const FRAMES: usize = 240;
/// Time from frame to frame, seconds: 60 of them a second.
const FRAME_S: f64 = 1.0 / 60.0;

/// A window without a screen.
struct Window {
    ctx: Context,
    viewer: Viewer,
    time_s: f64,
}

impl Window {
    fn of(atlas: &Arc<Atlas>) -> Self {
        let session = Session::new(Arc::clone(atlas), None, Vec::new());
        let ctx = Context::default();
        install_fonts(&ctx);
        let mut window = Self {
            ctx,
            viewer: Viewer::with_patience(session, Patience::BestReady),
            time_s: 0.0,
        };
        window.settle();
        window
    }

    /// Does what the worker does, until nothing is left to do.
    fn settle(&mut self) {
        for _ in 0..12 {
            self.frame(Vec::new());
            let prepared = self.viewer.prepared();
            if let Some(level) = self.viewer.level_wanted() {
                prepared.prepare_for_window(level);
            }
            if self.viewer.tables_wanted() {
                prepared.prepare_tables(&self.viewer.session().view);
            }
        }
    }

    /// One frame; how long it took, milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time_s += FRAME_S;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time_s),
            events,
            ..RawInput::default()
        };
        let began = Instant::now();
        let mut effects = Vec::new();
        let output = self.ctx.run_ui(input, |ui| effects = self.viewer.frame(ui));
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        let took_ms = began.elapsed().as_secs_f64() * 1e3;
        self.perform(effects);
        took_ms
    }

    /// The longest frame until the rows are found that the table wants after `events`, and how long the
    /// worker looks for them, milliseconds.
    fn listed(&mut self, events: Vec<Event>) -> [f64; 2] {
        let mut frame_ms = self.frame(events);
        let mut found_ms = 0.0;
        for _ in 0..2 {
            frame_ms = frame_ms.max(self.frame(Vec::new()));
            if let Some(job) = self.viewer.take_rows_wanted() {
                let began = Instant::now();
                job.run();
                found_ms += began.elapsed().as_secs_f64() * 1e3;
            }
        }
        [frame_ms, found_ms]
    }

    fn apply(&mut self, command: Command) {
        let effects = self.viewer.apply(command);
        self.perform(effects);
    }

    /// Answers what the worker is asked for.
    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Profile(request) = effect {
                let before = self.viewer.session().explore.profile.clone();
                let atlas = &self.viewer.session().atlas;
                let profile = Profile::of(atlas, &request, before.as_deref());
                let read = ProfileRead {
                    request,
                    profile: Some(Arc::new(profile)),
                };
                let more = self.viewer.receive(steppe::session::Event::Profiled(read));
                self.perform(more);
            }
        }
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::default(),
    }
}

/// Drags over the bars of the days in the window, with two other conditions on.
pub(crate) fn brushed(atlas: &Arc<Atlas>) -> Vec<f64> {
    let mut window = Window::of(atlas);
    window.apply(Command::Shell(ShellCommand::Read(PanelTab::Explore)));
    for (column, condition) in [
        ("fatalities", "fatalities >= 1"),
        ("actor1", "actor1 <> 'Group 3'"),
    ] {
        window.apply(Command::Explore(ExploreCommand::Narrow {
            layer: None,
            column: column.to_owned(),
            condition: Some(condition.parse().expect("a condition")),
            drag: None,
        }));
    }
    window.settle();
    let chart = window.ctx.read_response(Id::unique(("explore", "when")));
    let chart = chart.expect("the chart of the days").rect;
    let at = |part: f32| pos2(chart.left() + part * chart.width(), chart.center().y);
    window.frame(vec![Event::PointerMoved(at(0.1))]);
    window.frame(vec![button(at(0.1), true)]);
    let times = (0..FRAMES).map(|frame| {
        let part = 0.15 + 0.8 * ((frame as f32 / 20.0).sin() * 0.5 + 0.5);
        window.frame(vec![Event::PointerMoved(at(part))])
    });
    let times = times.collect();
    window.frame(vec![button(at(0.5), false)]);
    times
}

/// Scrolls the table with the wheel, the pointer over its rows.
pub(crate) fn scrolled(atlas: &Arc<Atlas>) -> Vec<f64> {
    let mut window = Window::of(atlas);
    window.apply(Command::Shell(ShellCommand::ToggleTable));
    window.settle();
    let at = pos2(700.0, 900.0);
    window.frame(vec![Event::PointerMoved(at)]);
    let wheel = |lines: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::default(),
    };
    let times = (0..FRAMES).map(|frame| window.frame(vec![wheel(-1.0 - (frame % 40) as f32)]));
    times.collect()
}

/// Sorts the table by some of its columns: how long the longest frame takes, and how long the worker
/// looks for the rows, milliseconds.
pub(crate) fn sorted(atlas: &Arc<Atlas>) -> Vec<(&'static str, [f64; 2])> {
    let mut window = Window::of(atlas);
    window.apply(Command::Shell(ShellCommand::ToggleTable));
    window.settle();
    let by = ["when", "fatalities", "actor1", "lat", "name"].map(|column| {
        window.apply(Command::SortTable(Some(TableSorting {
            column: column.to_owned(),
            ascending: true,
        })));
        (column, window.listed(Vec::new()))
    });
    by.into()
}

/// Writes a word into the table's field, letter by letter; the same of each letter.
pub(crate) fn looked_for(atlas: &Arc<Atlas>, word: &str) -> Vec<[f64; 2]> {
    let mut window = Window::of(atlas);
    window.apply(Command::Shell(ShellCommand::ToggleTable));
    window.settle();
    let field = Id::unique("table filter");
    window.ctx.memory_mut(|memory| memory.request_focus(field));
    window.frame(Vec::new());
    let letters = word.chars();
    let letters = letters.map(|letter| window.listed(vec![Event::Text(letter.to_string())]));
    letters.collect()
}

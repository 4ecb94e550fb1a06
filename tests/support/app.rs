//! The window driven with no display, by the program's own frames, and what its reader told it.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{Pos2, Vec2};
use egui_kittest::{Harness, HarnessBuilder};
use steppe::app::Viewer;
use steppe::atlas::profile::Profile;
use steppe::atlas::{Atlas, Subject};
use steppe::scene::{Patience, Prepared, Scene};
use steppe::session::{Command, Effect, Event, ProfileRead, Reprojected, Session};

use super::raster;

/// What is prepared of the base map serves all tests that show the same projection of it.
static PREPARED: Mutex<Vec<Arc<Prepared>>> = Mutex::new(Vec::new());

/// A viewer of a session; of the base map it prepares what no test before it has.
fn viewer(session: Session) -> Viewer {
    let atlas = &session.atlas;
    let mut known = PREPARED.lock().unwrap_or_else(PoisonError::into_inner);
    let same_map = |known: &&Arc<Prepared>| {
        let of = known.atlas();
        of.projection == atlas.projection
            && of.dossier.map.focus == atlas.dossier.map.focus
            && Arc::ptr_eq(&of.basemap, &atlas.basemap)
    };
    let prepared = if let Some(before) = known.iter().find(same_map) {
        Arc::new(Prepared::revised(Arc::clone(atlas), before))
    } else {
        let first = Arc::new(Prepared::new(Arc::clone(atlas)));
        known.push(Arc::clone(&first));
        first
    };
    drop(known);
    Viewer::of_prepared(session, prepared, Patience::Wait)
}

/// A window, and what its reader did in it.
pub(crate) struct Window {
    viewer: Viewer,
    /// What the reader did, hovers left out.
    pub(crate) told: Vec<Command>,
    /// Where the map stands.
    pub(crate) map: egui::Rect,
}

impl Window {
    fn new(session: Session) -> Self {
        Self {
            viewer: viewer(session),
            told: Vec::new(),
            map: egui::Rect::NOTHING,
        }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        let told = &mut self.told;
        let effects = self.viewer.frame_heard(&mut root, |action| {
            if !matches!(action, Command::Hover(_)) {
                told.push(action.clone());
            }
        });
        self.map = self.viewer.map_rect();
        self.work_out(effects);
    }

    /// Does what the worker does for Explore and for the projection, at once.
    fn work_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let atlas = &self.viewer.session().atlas;
            match effect {
                Effect::Profile(request) => {
                    let profile = Some(Arc::new(Profile::of(atlas, &request, None)));
                    let read = ProfileRead { request, profile };
                    self.viewer.receive(Event::Profiled(read));
                }
                Effect::Reproject(extent) => {
                    let atlas = Some(atlas.serving(extent));
                    self.viewer
                        .receive(Event::Reprojected(Reprojected { atlas }));
                }
                _ => {}
            }
        }
    }

    /// What it shows.
    pub(crate) fn session(&self) -> &Session {
        self.viewer.session()
    }

    /// The scene last composed.
    pub(crate) fn scene(&self) -> &Scene {
        self.viewer.scene()
    }

    /// Where the mark of a subject stands in the window.
    pub(crate) fn pos_of(&self, subject: Subject) -> Pos2 {
        let target = self.scene().targets.of(subject).expect("it is in view");
        self.map.min + egui::vec2(target.at.x_px as f32, target.at.y_px as f32)
    }

    /// Tells what has happened outside.
    pub(crate) fn receive(&mut self, event: Event) {
        let effects = self.viewer.receive(event);
        self.work_out(effects);
    }

    /// Does what a reader did elsewhere.
    pub(crate) fn apply(&mut self, action: Command) {
        let effects = self.viewer.apply(action);
        self.work_out(effects);
    }
}

/// A window of this size on `atlas` with its first frame, at sixty frames a second.
pub(crate) fn begun<'a>(size: Vec2, atlas: Arc<Atlas>) -> Harness<'a, Window> {
    let builder = raster::harness(size, 1.0).with_step_dt(1.0 / 60.0);
    builder.build_ui_state(
        |ui, window: &mut Window| window.frame(ui),
        Window::new(Session::new(atlas, None, Vec::new())),
    )
}

/// A window of this size on `atlas`, laid out and at rest, with nothing told yet.
pub(crate) fn window<'a>(size: Vec2, atlas: Arc<Atlas>) -> Harness<'a, Window> {
    window_on(size, Session::new(atlas, None, Vec::new()))
}

/// The same on a session.
pub(crate) fn window_on<'a>(size: Vec2, session: Session) -> Harness<'a, Window> {
    at_rest(raster::harness(size, 1.0), session)
}

/// The same on a session that says what no font of the program has letters for: the window draws boxes there, or
/// the letters of the system.
pub(crate) fn window_of_any_script<'a>(size: Vec2, session: Session) -> Harness<'a, Window> {
    at_rest(raster::harness(size, 1.0).allow_missing_glyphs(), session)
}

fn at_rest<'a>(builder: HarnessBuilder<Window>, session: Session) -> Harness<'a, Window> {
    let builder = builder.with_max_steps(16);
    let mut harness = builder.build_ui_state(
        |ui, window: &mut Window| window.frame(ui),
        Window::new(session),
    );
    harness.run_ok();
    harness.state_mut().told.clear();
    harness
}

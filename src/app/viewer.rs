//! One frame: show, apply, compose, paint. The window and the tests run the same one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::composed::Composed;
use super::preview::Preview;
use super::thumbnails::Thumbnails;
use crate::atlas::Atlas;
use crate::fault::{caught, sentence};
use crate::render::to_egui::Painter;
use crate::scene::shaping::lacking;
use crate::scene::{Composer, Patience, Prepared, Scene};
use crate::session::{
    Command, Effect, Event, LoadedDossier, NoticeKind, Reprojected, Session, ShellCommand,
};
use crate::ui::{self, RowsJob};

/// Longest step of time that a frame takes at once, seconds: after a pause, a flight does not leap.
const LONGEST_TICK_S: f64 = 0.1;

/// A session with what it takes to show it.
pub struct Viewer {
    session: Session,
    prepared: Arc<Prepared>,
    patience: Patience,
    composer: Composer,
    painter: Painter,
    preview: Preview,
    thumbnails: Thumbnails,
    scene: Scene,
    composed: Composed,
    map_rect: egui::Rect,
    last_time_s: Option<f64>,
    /// The map that is about to be shown.
    incoming: Option<Arc<Prepared>>,
    /// The map in the dossier's own projection, while another is shown.
    as_written: Option<Arc<Prepared>>,
    /// Whether the reader was told of a fault in drawing this dossier: once is enough.
    told_of_fault: bool,
    /// Rows that the table waits for.
    rows_wanted: Option<RowsJob>,
    /// Letters on the map that no font has, for which fonts are still to be looked for.
    letters_wanted: BTreeSet<char>,
    /// Those for which they were.
    letters_asked_for: BTreeSet<char>,
}

/// What composes the window's scenes.
fn composer(prepared: &Arc<Prepared>, patience: Patience) -> Composer {
    Composer::new(Arc::clone(prepared), patience)
}

impl Viewer {
    /// A viewer for `session`.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self::with_patience(session, Patience::BestReady)
    }

    /// A viewer whose scenes wait for the level that they deserve, or do not.
    #[must_use]
    pub fn with_patience(session: Session, patience: Patience) -> Self {
        let prepared = Arc::new(Prepared::new(Arc::clone(&session.atlas)));
        Self::of_prepared(session, prepared, patience)
    }

    /// The same whose map is prepared, for the session's atlas.
    #[must_use]
    pub fn of_prepared(session: Session, prepared: Arc<Prepared>, patience: Patience) -> Self {
        let mut composer = composer(&prepared, patience);
        let preview = Preview::new(Arc::clone(&prepared), patience);
        let thumbnails = Thumbnails::new(Arc::clone(&prepared), patience);
        let scene = composer.compose(&session.view);
        let of = Composed::of(&session.view, &prepared);
        Self {
            session,
            prepared,
            patience,
            composer,
            painter: Painter::default(),
            preview,
            thumbnails,
            scene,
            composed: of,
            map_rect: egui::Rect::NOTHING,
            last_time_s: None,
            incoming: None,
            as_written: None,
            told_of_fault: false,
            rows_wanted: None,
            letters_wanted: BTreeSet::new(),
            letters_asked_for: BTreeSet::new(),
        }
    }

    /// What it shows.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The scene last composed.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Where the map stood in the last frame, logical pixels of the window.
    #[must_use]
    pub fn map_rect(&self) -> egui::Rect {
        self.map_rect
    }

    /// The atlas in map metres, for whoever prepares the levels that are wanted.
    #[must_use]
    pub fn prepared(&self) -> Arc<Prepared> {
        Arc::clone(&self.prepared)
    }

    /// The level of detail that the view asks for and does not have yet.
    #[must_use]
    pub fn level_wanted(&self) -> Option<usize> {
        let level = self
            .prepared
            .level_for(self.session.view.camera.metres_per_px);
        (!self.prepared.is_ready(level)).then_some(level)
    }

    /// Whether the scene waits for something of large layers to be prepared.
    #[must_use]
    pub fn tables_wanted(&self) -> bool {
        self.composer.waits()
    }

    /// The rows that the table waits for, once; a frame after they are found it shows them.
    pub fn take_rows_wanted(&mut self) -> Option<RowsJob> {
        self.rows_wanted.take()
    }

    /// Letters on the map that no font has, each once.
    pub(super) fn take_letters_wanted(&mut self) -> Option<BTreeSet<char>> {
        let wanted = std::mem::take(&mut self.letters_wanted);
        self.letters_asked_for.extend(&wanted);
        (!wanted.is_empty()).then_some(wanted)
    }

    /// Lays the map out anew, since there are more fonts than before.
    pub(super) fn set_anew(&mut self) {
        self.begin_drawing();
        self.compose_anew();
    }

    /// Changes the session; what must happen outside comes back.
    pub fn apply(&mut self, action: Command) -> Vec<Effect> {
        let before = Arc::as_ptr(&self.session.atlas);
        let effects = self.session.apply(action);
        if before != Arc::as_ptr(&self.session.atlas) {
            self.change_atlas();
        }
        effects
    }

    /// Tells the session what has happened outside; what must happen there next comes back.
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        let before = Arc::as_ptr(&self.session.atlas);
        let effects = self.session.receive(event);
        if before != Arc::as_ptr(&self.session.atlas) {
            self.change_atlas();
        }
        effects
    }

    /// Changes the session to a dossier whose map is prepared already.
    pub fn open(&mut self, loaded: LoadedDossier, prepared: Option<Arc<Prepared>>) -> Vec<Effect> {
        self.incoming = prepared;
        let effects = self.receive(Event::Opened(loaded));
        self.incoming = None;
        effects
    }

    /// Shows the map in another projection.
    pub(super) fn reproject(&mut self, prepared: Arc<Prepared>) -> Vec<Effect> {
        let atlas = Some(Arc::clone(prepared.atlas()));
        self.incoming = Some(prepared);
        let effects = self.receive(Event::Reprojected(Reprojected { atlas }));
        self.incoming = None;
        effects
    }

    /// The map in the dossier's own projection, where another is shown.
    pub(super) fn prepared_as_written(&self) -> Option<Arc<Prepared>> {
        self.as_written.clone()
    }

    fn change_atlas(&mut self) {
        let atlas: Arc<Atlas> = Arc::clone(&self.session.atlas);
        let of_atlas = |prepared: &Arc<Prepared>| Arc::ptr_eq(prepared.atlas(), &atlas);
        let incoming = self.incoming.take().filter(of_atlas);
        let as_written = self.as_written.take();
        let there = incoming.or_else(|| as_written.clone().filter(of_atlas));
        let of_same = |map: &Arc<Prepared>| Arc::ptr_eq(map.atlas(), atlas.own());
        let before = [Some(Arc::clone(&self.prepared)), as_written];
        self.as_written = before.into_iter().flatten().find(of_same);
        let revised = || Arc::new(Prepared::revised(Arc::clone(&atlas), &self.prepared));
        self.prepared = there.unwrap_or_else(revised);
        self.told_of_fault = false;
        self.begin_drawing();
        // Where the next scene fails, this one stays, and the new atlas does not have its features.
        self.scene.forget_features();
        self.compose_anew();
    }

    /// Begins with a composer and a preview that keep nothing of before.
    fn begin_drawing(&mut self) {
        self.composer = composer(&self.prepared, self.patience);
        self.preview = Preview::new(Arc::clone(&self.prepared), self.patience);
        self.thumbnails = Thumbnails::new(Arc::clone(&self.prepared), self.patience);
    }

    /// Shows one frame, applies what the reader did, and paints the map as
    /// it is after that: a drag never lags a frame behind the hand.
    pub fn frame(&mut self, ui: &mut egui::Ui) -> Vec<Effect> {
        self.frame_heard(ui, |_| {})
    }

    /// The same; `hear` is told of each thing that the reader did, before it is applied.
    pub fn frame_heard(
        &mut self,
        ui: &mut egui::Ui,
        mut hear: impl FnMut(&Command),
    ) -> Vec<Effect> {
        let mut effects = self.tick(ui.input(|input| input.time));
        let shown = ui::show(ui, &self.session, &self.scene, &mut self.painter);
        for action in shown.actions {
            hear(&action);
            effects.extend(self.apply(action));
        }
        if let Some(job) = shown.rows {
            self.find_rows(job, ui.ctx());
        }
        self.compose();
        self.map_rect = shown.map.rect;
        let origin = shown.map.origin();
        let shapes = self.painter.clipped(&self.scene, origin, ui.ctx());
        shown.map.fill(shapes);
        if self.painter.take_left_out() > 0 {
            self.tell_of_fault("A part of the map is left out", "see the log");
        }
        if let Some(slot) = shown.preview
            && let Err(why) = caught(|| self.preview.fill(slot, &self.session, ui.ctx()))
        {
            self.begin_drawing();
            self.tell_of_fault("The preview cannot be drawn", &why);
        }
        let thumbnails = shown.thumbnails;
        if let Err(why) = caught(|| self.thumbnails.fill(thumbnails, &self.session, ui.ctx())) {
            self.begin_drawing();
            self.tell_of_fault("A bookmark cannot be drawn", &why);
        }
        self.ask_for_next_frame(ui.ctx());
        effects
    }

    fn find_rows(&mut self, job: RowsJob, ctx: &egui::Context) {
        match self.patience {
            Patience::BestReady => self.rows_wanted = Some(job),
            Patience::Wait => {
                job.run();
                ctx.request_repaint();
            }
        }
    }

    fn tick(&mut self, time_s: f64) -> Vec<Effect> {
        let last_s = self.last_time_s.replace(time_s);
        if !self.session.in_motion() {
            return Vec::new();
        }
        let dt_s = last_s.map_or(0.0, |last_s| time_s - last_s);
        let dt_s = if self.session.navigation.flying() {
            dt_s.min(LONGEST_TICK_S)
        } else {
            dt_s
        };
        self.apply(Command::Tick { dt_s })
    }

    fn compose(&mut self) {
        if !self.composed.still(&self.session.view, &self.prepared) {
            self.preview.forget();
            self.compose_anew();
        }
    }

    /// Composes the view as it is now.
    fn compose_anew(&mut self) {
        self.composed = Composed::of(&self.session.view, &self.prepared);
        let composed = caught(|| self.composer.compose(&self.session.view));
        self.show(composed);
    }

    /// Shows what was composed. Where that panicked, the scene before stays.
    fn show(&mut self, composed: Result<Scene, String>) {
        match composed {
            Ok(scene) => {
                let lacking = lacking(&scene).into_iter();
                let new = lacking.filter(|letter| !self.letters_asked_for.contains(letter));
                self.letters_wanted.extend(new);
                self.scene = scene;
            }
            Err(why) => {
                self.begin_drawing();
                self.tell_of_fault("The map cannot be drawn anew", &why);
            }
        }
    }

    fn tell_of_fault(&mut self, what: &str, why: &str) {
        if !std::mem::replace(&mut self.told_of_fault, true) {
            let text = format!("{what}. {}", sentence(why));
            let kind = NoticeKind::Error;
            self.apply(Command::Shell(ShellCommand::Notify { text, kind }));
        }
    }

    /// Repaint on change only: a window at rest uses no processor time.
    fn ask_for_next_frame(&self, ctx: &egui::Context) {
        if self.session.navigation.flying() {
            ctx.request_repaint();
            return;
        }
        // Play is drawn at the speed of its steps, not at that of the screen.
        let next_step_s = self.session.timeline.play.next_step_s();
        let notice_ends_s = self.session.shell.next_notice_ends_s();
        if let Some(remaining_s) = [next_step_s, notice_ends_s]
            .into_iter()
            .flatten()
            .reduce(f64::min)
        {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(remaining_s.max(0.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::BaseMap;
    use crate::dossier::builtin;

    #[test]
    fn a_fault_in_composing_is_told_and_the_map_of_before_stays() {
        let basemap = Arc::new(BaseMap::embedded().unwrap());
        let atlas = Arc::new(Atlas::new(builtin().dossier, basemap));
        let mut viewer = Viewer::new(Session::new(atlas, None, Vec::new()));
        let before = viewer.scene().groups.len();
        viewer.show(Err("index out of bounds".to_owned()));
        viewer.show(Err("index out of bounds".to_owned()));
        let notices = &viewer.session.shell.notices;
        let told = notices.iter().filter(|it| it.text.contains("fault"));
        assert_eq!(told.count(), 1, "{notices:?}");
        assert_eq!(viewer.scene().groups.len(), before);
        viewer.compose_anew();
        assert_eq!(viewer.scene().groups.len(), before);
    }
}

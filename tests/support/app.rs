//! The window driven with no display: it shows, applies, composes and paints as the program does.

use std::sync::Arc;

use egui::{Pos2, Vec2};
use egui_kittest::Harness;
use steppe::atlas::{Atlas, Subject};
use steppe::render::to_egui::Painter;
use steppe::scene::{Composer, Patience, Prepared, Scene};
use steppe::session::{Action, Session};

use super::raster;

/// A window, and what its reader did in it.
pub(crate) struct Window {
    pub(crate) session: Session,
    /// What the reader did, hovers left out.
    pub(crate) told: Vec<Action>,
    /// Where the map stands.
    pub(crate) map: egui::Rect,
    composer: Composer,
    painter: Painter,
    scene: Scene,
}

impl Window {
    fn new(session: Session) -> Self {
        let prepared = Arc::new(Prepared::new(Arc::clone(&session.atlas)));
        let mut composer = Composer::new(prepared, Patience::Wait);
        let scene = composer.compose(&session.view);
        Self {
            session,
            told: Vec::new(),
            map: egui::Rect::NOTHING,
            composer,
            painter: Painter::new(),
            scene,
        }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        let shown = steppe::ui::show(&mut root, &self.session, &self.scene, &mut self.painter);
        for action in shown.actions {
            self.session.apply(action.clone());
            if !matches!(action, Action::Hover(_)) {
                self.told.push(action);
            }
        }
        self.scene = self.composer.compose(&self.session.view);
        self.map = shown.map.rect;
        let shapes = self
            .painter
            .shapes(&self.scene, shown.map.origin(), root.ctx());
        shown.map.fill(shapes);
    }

    /// Where the mark of a subject stands in the window.
    pub(crate) fn pos_of(&self, subject: Subject) -> Pos2 {
        let target = self.scene.targets.of(subject).expect("it is in view");
        self.map.min + egui::vec2(target.at.x_px as f32, target.at.y_px as f32)
    }

    /// Does what a reader did elsewhere.
    pub(crate) fn apply(&mut self, action: Action) {
        self.session.apply(action);
    }
}

/// A window of this size on `atlas`, laid out and at rest, with nothing told yet.
pub(crate) fn window<'a>(size: Vec2, atlas: Arc<Atlas>) -> Harness<'a, Window> {
    window_on(size, Session::new(atlas, None, Vec::new()))
}

/// The same on a session.
pub(crate) fn window_on<'a>(size: Vec2, session: Session) -> Harness<'a, Window> {
    let builder = raster::harness(size, 1.0).with_max_steps(16);
    let mut harness = builder.build_ui_state(
        |ui, window: &mut Window| window.frame(ui),
        Window::new(session),
    );
    harness.run_ok();
    harness.state_mut().told.clear();
    harness
}

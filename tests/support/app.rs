//! The window driven with no display: it shows, applies and paints as the program does.

use std::sync::Arc;

use egui::{Pos2, Vec2};
use egui_kittest::Harness;
use steppe::atlas::{Atlas, Subject};
use steppe::earth::ScreenPoint;
use steppe::render::to_egui::Painter;
use steppe::scene::{Color, Scene, Target, TargetKind, Targets};
use steppe::session::{Action, Session};

use super::raster;

/// A window with what it was told.
pub(crate) struct Window {
    pub(crate) session: Session,
    /// What the reader did, ticks and hovers left out.
    pub(crate) told: Vec<Action>,
    /// Where the map stands.
    pub(crate) map: egui::Rect,
    painter: Painter,
    scene: Scene,
}

impl Window {
    fn new(session: Session) -> Self {
        let scene = scene_of(&session);
        Self { session, told: Vec::new(), map: egui::Rect::NOTHING, painter: Painter::new(), scene }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        let ui = &mut root;
        let shown = steppe::ui::show(ui, &self.session, &self.scene, &mut self.painter);
        for action in shown.actions {
            self.session.apply(action.clone());
            if !matches!(action, Action::Hover(_)) {
                self.told.push(action);
            }
        }
        self.scene = scene_of(&self.session);
        self.map = shown.map.rect;
        let shapes = self.painter.shapes(&self.scene, shown.map.origin(), ui.ctx());
        shown.map.fill(shapes);
    }

    /// Where a place of the map stands in the window.
    pub(crate) fn pos_of(&self, subject: Subject) -> Pos2 {
        let target = self.scene.targets.all.iter().find(|target| target.subject == subject).expect("it is in view");
        self.map.min + egui::vec2(target.at.x_px as f32, target.at.y_px as f32)
    }
}

/// The marks of a session where their places are: what is picked, without what is painted.
fn scene_of(session: &Session) -> Scene {
    let camera = session.view.camera;
    let atlas = &session.atlas;
    let target = |ix| {
        let subject = Subject::Feature(ix);
        let at = camera.screen_from_map(atlas.projection.project(atlas.anchor(subject)?)?);
        let inside = (0.0..camera.width_px).contains(&at.x_px) && (0.0..camera.height_px).contains(&at.y_px);
        let (kind, at) = if inside { (TargetKind::Mark, at) } else { (TargetKind::EdgeMark, ScreenPoint::new(at.x_px.clamp(8.0, camera.width_px - 8.0), at.y_px.clamp(8.0, camera.height_px - 8.0))) };
        Some(Target { subject, kind, at, radius_px: 6.0, name: atlas.name(subject), line: Vec::new() })
    };
    let all = session.view.visible_features(atlas).filter_map(target).collect();
    Scene { camera, background: Color::hex(0x00D3_E0E8), groups: Vec::new(), targets: Targets { all }, description: "A map".into() }
}

/// A window of this size on `atlas`, laid out and at rest.
pub(crate) fn window<'a>(size: Vec2, atlas: Arc<Atlas>) -> Harness<'a, Window> {
    window_on(size, Session::new(atlas, None, Vec::new()))
}

/// A window of this size on `session`, laid out and at rest.
pub(crate) fn window_on<'a>(size: Vec2, session: Session) -> Harness<'a, Window> {
    let builder = raster::harness(size, 1.0).with_max_steps(16);
    let mut harness = builder.build_ui_state(|ui, window: &mut Window| window.frame(ui), Window::new(session));
    harness.run_ok();
    harness.state_mut().told.clear();
    harness
}

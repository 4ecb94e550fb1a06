//! The picture that the export sheet would give, small: composed anew on change only.

use std::sync::Arc;

use egui::{Context, Pos2, Shape};

use super::pictures::framed;
use crate::render::to_egui::Painter;
use crate::scene::{Composer, Patience, Prepared, Scene};
use crate::session::{Session, Viewpoint};
use crate::ui::PreviewSlot;

/// Smallest scale of a picture: what the sheet offers.
const LEAST_SCALE: f32 = 0.25;

/// What the export sheet shows, and what it was made of.
pub(super) struct Preview {
    composer: Composer,
    painter: Painter,
    made: Option<(Viewpoint, Scene)>,
}

impl Preview {
    pub(super) fn new(prepared: Arc<Prepared>, patience: Patience) -> Self {
        Self {
            composer: Composer::new(prepared, patience),
            painter: Painter::new(),
            made: None,
        }
    }

    /// Fills `slot` with the picture that the sheet asks for now.
    pub(super) fn fill(&mut self, slot: PreviewSlot, session: &Session, ctx: &Context) {
        let mut spec = session.files.export;
        spec.scale = spec.scale.max(LEAST_SCALE);
        let view = framed(&session.view, spec);
        let still = self.made.as_ref().is_some_and(|(of, _)| *of == view);
        if !still {
            let scene = self.composer.compose(&view);
            self.made = Some((view, scene));
        }
        let shapes: Vec<Shape> = self
            .made
            .iter()
            .flat_map(|(_, scene)| self.painter.shapes(scene, Pos2::ZERO, ctx))
            .collect();
        slot.fill(shapes);
    }

    /// Composes anew the next time: a finer level is there.
    pub(super) fn forget(&mut self) {
        self.made = None;
    }
}

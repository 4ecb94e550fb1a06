//! Bookmarks as small pictures: composed when they come into sight, one a frame, and kept.

use std::sync::Arc;

use egui::Context;

use super::preview::small;
use crate::render::to_egui::Painter;
use crate::scene::{Composer, Patience, Prepared, Scene};
use crate::session::viewpoint::{Furniture, MapTheme};
use crate::session::{SavedView, Session};
use crate::ui::PreviewSlot;

/// The small pictures of the bookmarks that were in sight.
pub(super) struct Thumbnails {
    composer: Composer,
    painter: Painter,
    made: Vec<Made>,
}

struct Made {
    view: SavedView,
    theme: MapTheme,
    scale: f32,
    scene: Scene,
}

impl Thumbnails {
    pub(super) fn new(prepared: Arc<Prepared>, patience: Patience) -> Self {
        Self {
            composer: Composer::new(prepared, patience),
            painter: Painter::new(),
            made: Vec::new(),
        }
    }

    /// Fills the slots of bookmarks, each with its number in the list.
    pub(super) fn fill(
        &mut self,
        slots: Vec<(usize, PreviewSlot)>,
        session: &Session,
        ctx: &Context,
    ) {
        if slots.is_empty() {
            self.made.clear();
            return;
        }
        let mut composed = false;
        for (at, slot) in slots {
            let Some(bookmark) = session.bookmarks.get(at) else {
                continue;
            };
            let (view, theme, scale) = (&bookmark.view, session.view.theme, slot.scale);
            let is = |made: &Made| {
                made.view == *view && made.theme == theme && made.scale.to_bits() == scale.to_bits()
            };
            let known = self.made.iter().position(is);
            let known = match known {
                Some(known) => known,
                // The sheet opens at once, and the pictures come one after the other.
                None if composed => {
                    ctx.request_repaint();
                    continue;
                }
                None => {
                    composed = true;
                    let scene = self.compose(session, view, scale);
                    self.made.push(Made {
                        scene,
                        view: view.clone(),
                        theme,
                        scale,
                    });
                    self.made.len() - 1
                }
            };
            let scene = &self.made[known].scene;
            let shapes = self.painter.clipped(scene, slot.origin(), ctx);
            slot.fill(shapes);
        }
    }

    /// A view as it would be shown, the map alone.
    fn compose(&mut self, session: &Session, view: &SavedView, scale: f32) -> Scene {
        let mut shown = session.viewpoint_of(view);
        shown.furniture = Furniture::BARE;
        small(self.composer.compose(&shown), scale)
    }
}

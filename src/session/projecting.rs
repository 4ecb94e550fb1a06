//! The projection in which the window sees the earth: the dossier's own, and where that does not serve what
//! is in view, one that does.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::earth::{Camera, Extent, MapPoint, ShownExtent};
use crate::session::viewpoint::is_home;
use crate::session::{Effect, NoticeKind, Session};

/// The atlas in another projection. It is not written down.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reprojected {
    /// In that projection; `None` where this was read back from writing.
    #[serde(skip)]
    pub atlas: Option<Arc<Atlas>>,
}

impl PartialEq for Reprojected {
    fn eq(&self, other: &Self) -> bool {
        let ptr = |reprojected: &Self| reprojected.atlas.as_ref().map(Arc::as_ptr);
        ptr(self) == ptr(other)
    }
}

/// What a reader is told whose map turns for the first time.
const TURNED: &str = "The map is projected anew for what is in view, which the projection of before would \
                      distort; Home brings that back";

impl Session {
    /// Asks for another projection, once for a view at rest, where the one that the atlas has does not serve
    /// what is seen, or where the dossier's own does again.
    pub(super) fn ask_for_projection(&mut self) -> Option<Effect> {
        let camera = self.view.camera;
        if self.navigation.flying() || self.projection_asked_for == Some(camera) {
            return None;
        }
        self.projection_asked_for = Some(camera);
        let own = self.atlas.own();
        if !self.atlas.is_reprojected() && is_home(own, &camera) {
            // The frame that the dossier starts with is its author's.
            return None;
        }
        let projection = &self.atlas.projection;
        let shown = ShownExtent::of(projection, &camera)?;
        let extent = match projection.unproject(camera.center) {
            // A reader who sees all of it sees it around the place where she was.
            Some(middle) if shown.beyond_edge => Extent::world_around(middle.lon_deg),
            _ => shown.extent,
        };
        let stays = if self.atlas.is_reprojected() {
            self.atlas.projection.serves(extent) && !own.projection.suits(extent)
        } else {
            own.projection.serves(extent)
        };
        (!stays).then_some(Effect::Reproject(extent))
    }

    /// Takes the projection that serves what is seen, at once: for a picture, which is drawn while one waits.
    pub fn project_for_view(&mut self) {
        if let Some(Effect::Reproject(extent)) = self.ask_for_projection() {
            self.project_by(self.atlas.serving(extent));
        }
    }

    /// Shows the atlas in another projection, if that is the same atlas, and seen as when it was asked for.
    pub(super) fn reprojected(&mut self, reprojected: Reprojected) {
        let Some(atlas) = reprojected.atlas else {
            return;
        };
        let is_awaited = self.projection_asked_for == Some(self.view.camera);
        if is_awaited && !self.navigation.flying() && Arc::ptr_eq(atlas.own(), self.atlas.own()) {
            if atlas.is_reprojected() && !std::mem::replace(&mut self.told_of_projection, true) {
                self.shell.notify(TURNED.to_owned(), NoticeKind::Info);
            }
            self.project_by(atlas);
        }
    }

    /// Shows the atlas in the dossier's own projection.
    pub(super) fn project_as_written(&mut self) {
        if self.atlas.is_reprojected() {
            self.project_by(Arc::clone(self.atlas.own()));
        }
    }

    /// Shows `atlas`, the same in another projection. What is in the middle stays there, and so does the scale;
    /// views to go back to and steps to undo are those of before.
    fn project_by(&mut self, atlas: Arc<Atlas>) {
        let before = std::mem::replace(&mut self.atlas, atlas);
        let after = Arc::clone(&self.atlas);
        let carried = |at: MapPoint| after.projection.project(before.projection.unproject(at)?);
        let camera = self.view.camera;
        if let Some(center) = carried(camera.center) {
            self.view.camera = Camera { center, ..camera };
        }
        self.navigation.carry(carried);
        self.history.follow(&before, &after, self.files.generation);
        self.picks = None;
        self.projection_asked_for = Some(self.view.camera);
    }
}

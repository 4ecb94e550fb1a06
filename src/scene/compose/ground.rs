//! The level of the base map that a view is drawn with.

use std::sync::Arc;

use super::MapComposer;
use crate::earth::Camera;
use crate::scene::Patience;
use crate::scene::prepare::BaseMapLevel;
use crate::session::viewpoint::Viewpoint;

/// What one camera sees of a level of the base map.
#[derive(Debug)]
pub(super) struct PartOfGround {
    camera: Camera,
    level: usize,
    ground: Arc<BaseMapLevel>,
}

impl MapComposer {
    /// The level that `view` is drawn with, and what it has.
    pub(super) fn ground(&mut self, view: &Viewpoint) -> Option<(usize, Arc<BaseMapLevel>)> {
        let level = self.prepared.level_for(view.camera.metres_per_px);
        if self.is_inset && self.patience == Patience::Wait && self.prepared.is_for_picture() {
            return Some((level, self.part(level, view.camera)?));
        }
        if self.patience == Patience::Wait {
            self.prepared.prepare(level);
        }
        let (level, ground) = self.prepared.best_ready(level)?;
        Some((level, Arc::clone(ground)))
    }

    fn part(&mut self, level: usize, camera: Camera) -> Option<Arc<BaseMapLevel>> {
        let still = |part: &&PartOfGround| part.level == level && part.camera == camera;
        if let Some(part) = self.part.as_ref().filter(still) {
            return Some(Arc::clone(&part.ground));
        }
        let ground = self.prepared.part(level, &camera)?;
        self.part = Some(PartOfGround {
            camera,
            level,
            ground: Arc::clone(&ground),
        });
        Some(ground)
    }
}

/// A level and what it has.
pub(super) fn borrowed(
    ground: Option<&(usize, Arc<BaseMapLevel>)>,
) -> Option<(usize, &BaseMapLevel)> {
    ground.map(|(level, ground)| (*level, ground.as_ref()))
}

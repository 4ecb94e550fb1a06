//! The projection in which the window sees the earth: the dossier's own, and where that does not serve what
//! is in view, one that does.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::earth::{Camera, Extent, MapPoint, ShownExtent};
use crate::session::viewpoint::is_home;
use crate::session::{CameraCommand, Command, Effect, Session};

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

/// Whether the map is in the reader's hand while this is applied: it is not projected anew under it.
pub(in crate::session) fn is_mid_gesture(command: &Command) -> bool {
    matches!(
        command,
        Command::Camera(CameraCommand::PanBy { .. } | CameraCommand::ZoomAt { .. })
    )
}

impl Session {
    /// Asks for another projection, once for a view at rest, where the one that the atlas has does not serve
    /// what is seen, or where the dossier's own does again.
    pub(in crate::session) fn ask_for_projection(&mut self) -> Option<Effect> {
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
    pub(in crate::session) fn reprojected(&mut self, reprojected: Reprojected) {
        let Some(atlas) = reprojected.atlas else {
            return;
        };
        let is_awaited = self.projection_asked_for == Some(self.view.camera);
        if is_awaited && !self.navigation.flying() && Arc::ptr_eq(atlas.own(), self.atlas.own()) {
            self.project_by(atlas);
        }
    }

    /// Shows the atlas in the dossier's own projection.
    pub(in crate::session) fn project_as_written(&mut self) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{BaseMap, Dossier};
    use crate::earth::{LonLat, distance_m};
    use crate::session::{Event, ShellCommand};

    const SUVA: LonLat = LonLat::new(178.44, -18.14);

    /// A session at rest over Central Asia, in a cone of its own.
    fn session() -> Session {
        let mut dossier = Dossier::default();
        dossier.map.projection =
            Some("+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84".into());
        dossier.map.extent = Some([46.0, 34.0, 88.0, 56.0].into());
        let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
        let mut session = Session::new(Arc::new(atlas), None, Vec::new());
        session.apply(Command::Shell(ShellCommand::SetReducedMotion(true)));
        session.apply(Command::Camera(CameraCommand::Resize {
            width_px: 1000.0,
            height_px: 600.0,
        }));
        session
    }

    fn go(session: &mut Session, command: CameraCommand) {
        let effects = session.apply(Command::Camera(command));
        for effect in effects {
            if let Effect::Reproject(extent) = effect {
                let atlas = Some(session.atlas.serving(extent));
                session.receive(Event::Reprojected(Reprojected { atlas }));
            }
        }
    }

    fn middle(session: &Session) -> LonLat {
        let center = session.view.camera.center;
        let middle = session.atlas.projection.unproject(center);
        middle.expect("the view is on the earth")
    }

    #[test]
    fn far_away_the_map_is_projected_anew_and_the_place_stays_where_it_is() {
        let mut session = session();
        go(&mut session, CameraCommand::GoTo(SUVA));
        assert!(session.atlas.is_reprojected());
        assert!(distance_m(middle(&session), SUVA) < 1.0);
        let north = session.atlas.projection.distortion_at(SUVA);
        assert!(
            north.is_some_and(|seen| seen.north_rad.abs() < 0.1),
            "north is up"
        );
        go(&mut session, CameraCommand::ZoomBy { factor: 2.0 });
        assert!(session.atlas.is_reprojected());
        let kept = session.atlas.dossier.map.projection.clone();
        assert!(
            kept.is_some_and(|kept| kept.contains("+lon_0=68")),
            "what is saved is the dossier's"
        );
    }

    #[test]
    fn back_home_the_projection_is_the_dossiers_and_each_step_can_be_undone() {
        let mut session = session();
        let own = Arc::clone(&session.atlas);
        let home = session.view.camera;
        go(&mut session, CameraCommand::GoTo(SUVA));
        go(&mut session, CameraCommand::Home);
        assert!(Arc::ptr_eq(&session.atlas, &own));
        assert_eq!(session.view.camera, home);
        session.apply(Command::Undo);
        assert!(distance_m(middle(&session), SUVA) < 1.0);
        session.apply(Command::Undo);
        assert!(session.view.camera.center.plane_distance_m(home.center) < 1.0);
    }

    #[test]
    fn where_the_dossiers_projection_serves_it_stays() {
        let mut session = session();
        for place in [
            LonLat::new(37.6, 55.75),
            LonLat::new(116.4, 39.9),
            LonLat::new(69.2, 34.5),
        ] {
            go(&mut session, CameraCommand::GoTo(place));
            assert!(!session.atlas.is_reprojected(), "{place:?}");
        }
        go(&mut session, CameraCommand::Home);
        go(&mut session, CameraCommand::ZoomBy { factor: 0.05 });
        assert!(session.atlas.is_reprojected(), "the world is no cone");
    }

    #[test]
    fn a_map_in_the_hand_is_not_projected_anew() {
        let mut session = session();
        let pan = Command::Camera(CameraCommand::PanBy {
            dx_px: -2_500.0,
            dy_px: 0.0,
        });
        assert!(session.apply(pan).is_empty());
        let settled = session.apply(Command::Camera(CameraCommand::Settled));
        assert!(matches!(settled[..], [Effect::Reproject(_)]), "{settled:?}");
        let again = session.apply(Command::Camera(CameraCommand::Settled));
        assert!(again.is_empty(), "it is asked for once");
    }
}

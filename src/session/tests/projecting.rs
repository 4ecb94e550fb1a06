//! Another projection where the dossier's own does not serve what is in view.

use std::sync::Arc;

use crate::atlas::{Atlas, BaseMap, Dossier};
use crate::earth::{LonLat, distance_m};
use crate::session::{CameraCommand, Command, Effect, Event, Reprojected, Session, ShellCommand};

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
    let told = session.shell.notices.iter();
    let told = told.filter(|notice| notice.text.contains("projected anew"));
    assert_eq!(told.count(), 1, "a map that turns is explained, once");
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
    assert!(session.apply(Command::Hover(None)).is_empty());
    let settled = session.apply(Command::Camera(CameraCommand::Settled));
    assert!(matches!(settled[..], [Effect::Reproject(_)]), "{settled:?}");
    let again = session.apply(Command::Camera(CameraCommand::Settled));
    assert!(again.is_empty(), "it is asked for once");
}

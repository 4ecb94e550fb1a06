//! Where the map goes, and who may stop it.

use super::*;
use crate::session::viewpoint::is_home;

#[test]
fn a_flight_goes_no_nearer_than_the_precision_deserves() {
    let mut session = session();
    session.apply(Command::Camera(CameraCommand::FlyTo(KANT)));
    land(&mut session);
    assert!(session.view.camera.metres_per_px >= 500.0);
    session.apply(Command::Select(SelectCommand::Jump(NOWHERE)));
    land(&mut session);
    assert_eq!(
        session.selected(),
        Some(NOWHERE),
        "what has no place can be selected, and the map stays"
    );
}

#[test]
fn views_can_be_stepped_back_and_on() {
    let mut session = session();
    let home = session.view.camera;
    session.apply(Command::Camera(CameraCommand::FlyTo(KANT)));
    land(&mut session);
    let kant = session.view.camera;
    session.apply(Command::Camera(CameraCommand::PreviousView));
    land(&mut session);
    assert_eq!(session.view.camera.center, home.center);
    session.apply(Command::Camera(CameraCommand::NextView));
    land(&mut session);
    assert_eq!(session.view.camera.center, kant.center);
    assert!(!session.navigation.has_next());
}

#[test]
fn a_drag_interrupts_a_flight() {
    let mut session = session();
    session.apply(Command::Camera(CameraCommand::FlyTo(KANT)));
    session.apply(Command::Tick { dt_s: 0.05 });
    session.apply(Command::Camera(CameraCommand::PanBy {
        dx_px: 1.0,
        dy_px: 0.0,
    }));
    assert!(!session.in_motion());
}

#[test]
fn with_reduced_motion_the_map_is_there_at_once() {
    let mut session = session();
    session.apply(Command::Shell(ShellCommand::SetReducedMotion(true)));
    session.apply(Command::Camera(CameraCommand::FlyTo(KANT)));
    assert!(!session.in_motion());
    assert!((centre(&session).lat_deg - 42.853).abs() < 1e-6);
}

#[test]
fn the_whole_map_stays_framed_while_the_window_is_resized_until_the_reader_moves() {
    let mut session = session();
    session.apply(Command::Camera(CameraCommand::Resize {
        width_px: 500.0,
        height_px: 300.0,
    }));
    let small = session.view.camera.metres_per_px;
    session.apply(Command::Camera(CameraCommand::Resize {
        width_px: 1000.0,
        height_px: 600.0,
    }));
    assert!(is_home(&session.atlas, &session.view.camera));
    assert!(session.view.camera.metres_per_px < small / 1.9);
    session.apply(Command::Camera(CameraCommand::PanBy {
        dx_px: 10.0,
        dy_px: 0.0,
    }));
    let scale = session.view.camera.metres_per_px;
    session.apply(Command::Camera(CameraCommand::Resize {
        width_px: 500.0,
        height_px: 300.0,
    }));
    assert!((session.view.camera.metres_per_px - scale).abs() < 1e-9);
}

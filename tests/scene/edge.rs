//! Marks beyond the frame, on its edge.

use steppe::atlas::{Shape, Subject};
use steppe::earth::{Camera, MapPoint, ScreenPoint};
use steppe::scene::{Path, Scene, ScreenRect, TargetKind, covers};
use steppe::session::viewpoint::Furniture;

use crate::support::{atlas, composed, feature, group, home, home_views, looking_at, paths, texts};

#[test]
fn names_on_the_edge_keep_clear_of_marks_and_names() {
    for view in home_views() {
        let scene = composed(&view);
        let names: Vec<_> = texts(group(&scene, "edge"))
            .into_iter()
            .filter(|text| text.text.ends_with(" km"))
            .collect();
        assert!(names.len() > 2, "{names:?}");
        let labels = texts(group(&scene, "labels"));
        for name in names {
            let covered = covers(name);
            for target in &scene.targets.all {
                let mark = ScreenRect::around(target.at, target.radius_px);
                let over = target.kind != TargetKind::Line && covered.overlaps(&mark);
                assert!(!over, "{} over {}", name.text, target.name);
            }
            for label in &labels {
                assert!(
                    !covered.overlaps(&covers(label)),
                    "{} over {}",
                    name.text,
                    label.text
                );
            }
        }
    }
}

#[test]
fn a_mark_outside_the_frame_stands_on_its_edge_with_its_distance() {
    let scene = composed(&home());
    let target = scene
        .targets
        .of(Subject::Feature(feature("dip-sco-hq")))
        .unwrap();
    assert_eq!(target.kind, TargetKind::EdgeMark);
    assert!(
        target.at.x_px > 1240.0,
        "Beijing lies to the east: {:?}",
        target.at
    );
    let words = texts(group(&scene, "edge"));
    assert!(
        words
            .iter()
            .any(|text| text.text.starts_with("Beijing \u{b7} 4,0"))
    );
}

/// What the small globe covers.
fn globe(scene: &Scene) -> Option<ScreenRect> {
    let round = |path: &&Path| path.contours.iter().any(|ring| ring.points.len() > 30);
    let ring = paths(group(scene, "furniture")).into_iter().find(round)?;
    let points = || ring.contours.iter().flat_map(|ring| &ring.points);
    let least = |of: fn(&ScreenPoint) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&ScreenPoint) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (least(|point| point.x_px), least(|point| point.y_px));
    let (right, bottom) = (most(|point| point.x_px), most(|point| point.y_px));
    Some(ScreenRect::new(left, top, right - left, bottom - top))
}

#[test]
fn a_mark_on_the_edge_gives_way_to_the_globe_at_whatever_size_of_the_window() {
    let mut met = 0;
    for step in 0..24 {
        let mut view = home();
        let away_px = 0.25 * f64::from(step);
        view.camera = Camera {
            center: MapPoint::new(92_579.371 + 500.0 * away_px, -841_502.226),
            metres_per_px: 500.0,
            width_px: 717.75,
            height_px: 708.75 + away_px,
        };
        view.furniture = Furniture::WINDOW;
        let scene = composed(&view);
        let Some(globe) = globe(&scene) else {
            continue;
        };
        let marks = scene.targets.all.iter();
        for mark in marks.filter(|target| target.kind == TargetKind::EdgeMark) {
            met += 1;
            let covers = ScreenRect::around(mark.at, 6.0);
            assert!(!covers.overlaps(&globe), "{} at {:?}", mark.name, mark.at);
        }
    }
    assert!(met > 24, "{met}");
}

#[test]
fn zoomed_in_the_edge_is_left_to_what_lies_beyond_the_dossiers_own_frame() {
    let scene = composed(&looking_at(69.0, 38.5, 150.0));
    let edges = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind == TargetKind::EdgeMark);
    for target in edges {
        let Subject::Feature(ix) = target.subject else {
            panic!("a border stands on the edge");
        };
        let place = atlas()
            .feature(ix)
            .shape
            .as_ref()
            .and_then(Shape::anchor)
            .unwrap();
        assert!(!atlas().home.contains(place), "{}", target.name);
    }
}

//! The chips that say what lies beyond the frame.

use steppe::atlas::{FeatureId, PrecisionClass, Subject};
use steppe::earth::{Camera, MapPoint, ScreenPoint};
use steppe::scene::{Path, Scene, ScreenRect, TargetKind, covers};
use steppe::session::viewpoint::Furniture;

use crate::story::{SIZES, home_scene};
use crate::support::{
    atlas, composed, drawn_marks, feature, group, has_pin, home, home_views, looking_at, on_screen,
    paths, selected, shown, texts, window,
};

/// The grounds of the chips on the frame's edge.
fn chips(scene: &Scene) -> Vec<ScreenRect> {
    let ground = |path: &Path| match path.contours.as_slice() {
        [contour] if contour.points.len() == 4 => {
            let (from, to) = (contour.points[0], contour.points[2]);
            let (width, height) = (to.x_px - from.x_px, to.y_px - from.y_px);
            Some(ScreenRect::new(from.x_px, from.y_px, width, height))
        }
        _ => None,
    };
    let paths = paths(group(scene, "edge")).into_iter();
    paths.filter_map(ground).collect()
}

#[test]
fn one_chip_on_each_edge_says_what_lies_beyond_and_no_distance() {
    for view in home_views() {
        let scene = composed(&view);
        let words = texts(group(&scene, "edge"));
        assert!((2..=4).contains(&words.len()), "{words:?}");
        for text in &words {
            assert!(!text.text.ends_with(" km"), "{}", text.text);
        }
        assert!(words.iter().any(|text| text.text.contains(" beyond")));
        let beyond = scene.targets.all.iter();
        let beyond = beyond.filter(|target| target.kind == TargetKind::EdgeMark);
        assert!(beyond.count() > 3);
    }
}

#[test]
fn chips_keep_clear_of_marks_and_names() {
    for view in home_views() {
        let scene = composed(&view);
        let chips = chips(&scene);
        assert!(chips.len() > 1);
        for chip in chips {
            for mark in drawn_marks(&scene) {
                let covers = ScreenRect::around(mark.at, mark.radius_px);
                assert!(!chip.overlaps(&covers), "a chip over {}", mark.name);
                // There is room elsewhere: beside a mark it would be read as the mark's name.
                let beside = covers.widened([20.0; 2]);
                assert!(!chip.overlaps(&beside), "a chip beside {}", mark.name);
            }
            for label in texts(group(&scene, "labels")) {
                assert!(!chip.overlaps(&covers(label)), "a chip over {}", label.text);
            }
        }
    }
}

/// Whether the ring in which a feature lies runs through a rectangle of the window.
fn is_crossed_by_ring(scene: &Scene, ix: FeatureId, rect: &ScreenRect) -> bool {
    let Some(at) = on_screen(&scene.camera, ix) else {
        return false;
    };
    let radius_m = atlas().feature(ix).precision.radius_m.unwrap_or(0.0);
    let radius_px = radius_m / scene.camera.metres_per_px;
    let corners = [
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.left, rect.bottom),
        (rect.right, rect.bottom),
    ];
    let away_px = corners.map(|(x_px, y_px)| ScreenPoint::new(x_px, y_px).distance_px(at));
    let farthest_px = away_px.into_iter().fold(0.0, f64::max);
    rect.nearest(at).distance_px(at) < radius_px && radius_px < farthest_px
}

#[test]
fn chips_keep_off_the_rings_that_are_all_there_is_of_a_mark() {
    let mut rings = 0;
    for size in SIZES {
        let scene = home_scene(size);
        for chip in chips(scene) {
            for (ix, feature) in atlas().features() {
                let is_somewhere = feature.precision.class != PrecisionClass::Country;
                if has_pin(ix) || !is_somewhere || !scene.features.contains(&ix) {
                    continue;
                }
                rings += 1;
                let crossed = is_crossed_by_ring(scene, ix, &chip.inflated(2.0));
                assert!(!crossed, "a chip over the ring of {}", feature.name);
            }
        }
    }
    assert!(rings > 20, "{rings}");
}

#[test]
fn the_selected_mark_beyond_the_frame_has_a_chip_of_its_own_on_its_edge() {
    let scene = composed(&selected(home(), "dip-sco-hq"));
    let target = scene
        .targets
        .of(Subject::Feature(feature("dip-sco-hq")))
        .unwrap();
    assert_eq!(target.kind, TargetKind::EdgeMark);
    assert!(
        target.line.iter().all(|end| end.x_px > 1100.0),
        "Beijing lies to the east: {:?}",
        target.at
    );
    let words = texts(group(&scene, "edge"));
    let short = atlas().short_name(feature("dip-sco-hq"));
    assert!(words.iter().any(|text| text.text == short), "{words:?}");
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
fn zoomed_in_every_mark_is_in_the_frame_or_told_on_its_edge() {
    for view in [
        looking_at(69.0, 38.5, 150.0),
        looking_at(69.0, 38.5, 500.0),
        looking_at(75.0, 42.5, 1000.0),
    ] {
        let scene = composed(&view);
        let features = (0..atlas().dossier.features.len()).map(|ix| FeatureId(ix as u32));
        let mut told = 0;
        for ix in features.filter(|&ix| has_pin(ix) && shown(&view, ix)) {
            let Some(at) = on_screen(&scene.camera, ix) else {
                continue;
            };
            let target = scene.targets.of(Subject::Feature(ix));
            let name = &atlas().feature(ix).name;
            let target = target.unwrap_or_else(|| panic!("nothing tells of {name}"));
            let is_in = window(&scene.camera).inflated(-20.0).contains(at);
            if target.kind == TargetKind::EdgeMark {
                told += 1;
                assert!(!is_in, "{name} is in the frame");
            } else {
                assert!(
                    window(&scene.camera).inflated(20.0).contains(at),
                    "{name} is not"
                );
            }
        }
        assert!(told > 40, "{told}");
        let counts = texts(group(&scene, "edge")).into_iter().filter_map(|text| {
            let (count, _) = text.text.split_once(" beyond")?;
            count.parse::<usize>().ok()
        });
        assert!(counts.sum::<usize>() + 3 >= told, "of {told}");
    }
}

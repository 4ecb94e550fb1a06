//! The scene as a whole: the same for the same view, bounded, its groups in order.

use std::sync::Arc;

use proptest::prelude::*;
use steppe::atlas::LayerKind;
use steppe::earth::MapPoint;
use steppe::scene::style::Style;
use steppe::scene::{Composer, CurvedText, Item, Patience, Prepared};
use steppe::session::viewpoint::{MapTheme, Viewpoint};

use crate::support::{atlas, composed, composer, group, home, looking_at, only, texts, views};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_view_gives_the_same_scene_whatever_came_before(view in views(), before in views()) {
        let mut used = composer();
        used.compose(&before);
        used.compose(&Viewpoint { camera: view.camera.panned(40.0, -25.0), ..view.clone() });
        let after = used.compose(&view);
        let fresh = composer().compose(&view);
        prop_assert_eq!(&after.targets, &fresh.targets);
        prop_assert_eq!(format!("{:?}", group(&after, "labels").items), format!("{:?}", group(&fresh, "labels").items));
        prop_assert_eq!(format!("{:?}", group(&after, "furniture").items), format!("{:?}", group(&fresh, "furniture").items));
    }
}

#[test]
fn what_lies_in_the_frame_is_bounded_by_the_screen() {
    for step in 0..44 {
        let mut view = looking_at(67.0, 45.0, 60.0 * 1.17_f64.powi(step));
        view.camera = view.camera.resized(1600.0, 1000.0);
        let scene = composed(&view);
        let seen = view.camera.view_rect();
        let within =
            |points: &[MapPoint]| points.iter().filter(|&&point| seen.contains(point)).count();
        let vertices = |item: &Item| match item {
            Item::Area(area) => area.geometry.rings.iter().map(|ring| within(ring)).sum(),
            Item::Line(line) => within(&line.geometry.points),
            Item::Path(path) => path
                .contours
                .iter()
                .map(|contour| contour.points.len())
                .sum(),
            Item::Text(text) | Item::CurvedText(CurvedText { text, .. }) => text.text.len(),
            Item::Lines(_) | Item::Image(_) | Item::Dots(_) => 0,
        };
        let items = scene.groups.iter().flat_map(|group| &group.items);
        let count: usize = items.map(vertices).sum();
        let scale = view.camera.metres_per_px;
        assert!(count < 60_000, "{count} at {scale} metres a pixel");
    }
}

#[test]
fn groups_stand_in_their_order_and_bear_the_layers_names() {
    let scene = composed(&home());
    let ids: Vec<&str> = scene.groups.iter().map(|group| group.id.as_str()).collect();
    let at = |id: &str| ids.iter().position(|&other| other == id).unwrap();
    assert!(at("countries") < at("graticule") && at("graticule") < at("borders"));
    assert!(at("borders") < at("bases") && at("bases") < at("exercises"));
    assert_eq!(
        ids[ids.len() - 6..],
        [
            "selection",
            "edge",
            "labels",
            "detail",
            "callouts",
            "furniture"
        ]
    );
    assert!(!ids.contains(&"alliances"), "a hidden layer is drawn");
}

#[test]
fn without_the_countries_there_is_no_land() {
    let scene = composed(&only(home(), &[LayerKind::Water]));
    assert!(scene.group("countries").is_none());
    assert_eq!(scene.background, Style::of(MapTheme::Light).water);
}

#[test]
fn far_from_everything_a_view_is_still_composed() {
    for (x_m, y_m, metres_per_px) in [(0.0, 0.0, 60_000.0), (9e6, 9e6, 500.0), (-2e7, 0.0, 0.5)] {
        let mut view = home();
        view.camera.center = MapPoint::new(x_m, y_m);
        view.camera.metres_per_px = metres_per_px;
        let scene = composed(&view);
        let finite = texts(group(&scene, "furniture"))
            .iter()
            .all(|text| text.at.x_px.is_finite() && text.at.y_px.is_finite());
        assert!(finite);
    }
}

#[test]
fn the_window_shows_the_best_level_that_is_ready_and_a_picture_the_right_one() {
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas())));
    // The coarsest that has to be prepared: finer ones take long.
    let unready = |scale: &f64| !prepared.is_ready(prepared.level_for(*scale));
    let mut scales = [3000.0, 2000.0, 1000.0, 500.0, 100.0].into_iter();
    let scale = scales.find(unready).expect("a finer level");
    let view = looking_at(69.0, 38.5, scale);
    let finer = prepared.level_for(scale);
    Composer::new(Arc::clone(&prepared), Patience::BestReady).compose(&view);
    assert!(!prepared.is_ready(finer));
    Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
    assert!(prepared.is_ready(finer));
}

//! Marks: each as its place, precision and status ask for.

use steppe::atlas::{LayerKind, PrecisionClass, Shape, Status, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::fonts::Face;
use steppe::scene::style::Style;
use steppe::scene::{Contour, Item, Path, Scene, TargetKind};
use steppe::session::viewpoint::MapTheme;

use crate::support::{
    atlas, composed, feature, group, holds, looking_at, only, paths, selected, texts,
};

#[test]
fn rings_are_to_scale_and_have_no_fill() {
    for (id, metres_per_px) in [
        ("base-baikonur", 900.0),
        ("ex-csto-oct-2021-momirak", 300.0),
    ] {
        let ix = feature(id);
        let place = atlas()
            .feature(ix)
            .shape
            .as_ref()
            .and_then(Shape::anchor)
            .unwrap();
        let radius_m = atlas().feature(ix).precision.radius_m.unwrap();
        let view = selected(looking_at(place.lon_deg, place.lat_deg, metres_per_px), id);
        let scene = composed(&view);
        let rings = paths(group(&scene, "selection")).into_iter();
        let ring = |path: &Path| {
            let points = &path.contours[0].points;
            let xs = || points.iter().map(|point| point.x_px);
            let width = xs().fold(f64::MIN, f64::max) - xs().fold(f64::MAX, f64::min);
            (points.len() > 90 && path.fill.is_none()).then_some(width)
        };
        let rings: Vec<f64> = rings.filter_map(ring).collect();
        assert_eq!(rings.len(), 1, "{id}");
        let scale = atlas().projection.scale_at(place).unwrap();
        let width_px = rings[0] / scale;
        let expected_px = 2.0 * radius_m / metres_per_px;
        assert!(
            (width_px / expected_px - 1.0).abs() < 0.01,
            "{id}: {width_px} px, not {expected_px}"
        );
    }
}

#[test]
fn former_bases_are_hollow_and_active_ones_solid() {
    let style = Style::of(MapTheme::Light);
    for (id, hollow) in [("base-k2-former", true), ("base-kant", false)] {
        let ix = feature(id);
        let feature = atlas().feature(ix);
        assert_eq!(feature.status == Some(Status::Former), hollow, "{id}");
        let place = feature.shape.as_ref().and_then(Shape::anchor).unwrap();
        let view = selected(looking_at(place.lon_deg, place.lat_deg, 400.0), id);
        let scene = composed(&view);
        let middle = view.camera.middle();
        let fills: Vec<_> = paths(group(&scene, "selection"))
            .into_iter()
            .filter(|path| encloses(&path.contours, middle))
            .filter_map(|path| path.fill)
            .collect();
        assert_eq!(fills.last() == Some(&style.land), hollow, "{id}: {fills:?}");
    }
}

fn encloses(contours: &[Contour], at: ScreenPoint) -> bool {
    contours.iter().any(|contour| {
        let reach = |point: &ScreenPoint| point.distance_px(at);
        contour.closed && contour.points.iter().all(|point| reach(point) < 30.0)
    })
}

#[test]
fn what_is_reported_or_announced_has_a_lighter_fill_and_says_so_in_its_label() {
    let style = Style::of(MapTheme::Light);
    for (id, word) in [
        ("base-shaymak-outpost", "(reported)"),
        ("base-vakhon-ishkashim", "(planned)"),
    ] {
        let ix = feature(id);
        let place = atlas().feature(ix).shape.as_ref().and_then(Shape::anchor);
        let place = place.unwrap();
        let view = selected(looking_at(place.lon_deg, place.lat_deg, 400.0), id);
        let scene = composed(&view);
        let middle = view.camera.middle();
        let filled = paths(group(&scene, "selection"))
            .into_iter()
            .filter(|path| path.fill.is_some() && encloses(&path.contours, middle))
            .collect::<Vec<_>>();
        let [.., symbol] = filled.as_slice() else {
            panic!("{id} has no symbol");
        };
        let edge = symbol.stroke.unwrap().color;
        assert!(
            symbol.fill != Some(style.land) && symbol.fill != Some(edge),
            "{id}"
        );
        let labels = texts(group(&scene, "labels"));
        assert!(
            labels.iter().any(|text| text.text.ends_with(word)),
            "{id}: {labels:?}"
        );
    }
}

#[test]
fn what_is_known_to_the_country_only_has_an_italic_label_and_no_symbol() {
    let ix = feature("inc-militant-spillover-risk");
    let scene = composed(&looking_at(70.6, 36.9, 900.0));
    let label = texts(group(&scene, "labels")).into_iter();
    let label = label.filter(|text| text.text.starts_with(&atlas().short_name(ix)));
    let faces: Vec<Face> = label.map(|text| text.face).collect();
    assert_eq!(faces, [Face::SansItalic]);
    let target = scene.targets.of(Subject::Feature(ix)).unwrap();
    assert!(!target.line.is_empty(), "it is picked by its label");
}

#[test]
fn what_is_known_to_a_country_is_hatched_only_while_it_is_chosen() {
    let id = "pl-host-tajikistan";
    assert_eq!(
        atlas().feature(feature(id)).precision.class,
        PrecisionClass::Country
    );
    let lines = |scene: &Scene| {
        let open = |path: &&Path| path.contours.len() > 20 && !path.contours[0].closed;
        paths(group(scene, "selection"))
            .iter()
            .filter(|path| open(path))
            .count()
    };
    let view = looking_at(71.0, 38.9, 900.0);
    assert_eq!(lines(&composed(&view)), 0);
    assert_eq!(lines(&composed(&selected(view, id))), 1);
}

#[test]
fn a_member_of_two_blocs_has_the_tints_of_both_and_turkmenistan_none() {
    let tints_at = |lon: f64, lat: f64| {
        let mut view = only(
            looking_at(lon, lat, 200.0),
            &[LayerKind::Countries, LayerKind::Alliances],
        );
        view.camera = view.camera.resized(200.0, 150.0);
        let at = view.camera.center;
        let scene = composed(&view);
        let items = group(&scene, "alliances").items.iter();
        let tints =
            items.filter(|item| matches!(item, Item::Area(area) if holds(&area.geometry, at)));
        tints.count()
    };
    assert_eq!(tints_at(68.5, 38.4), 2, "Tajikistan: CSTO and SCO");
    assert_eq!(tints_at(67.0, 48.5), 3, "Kazakhstan: CSTO, SCO and EAEU");
    assert_eq!(tints_at(64.0, 41.5), 1, "Uzbekistan: SCO");
    assert_eq!(tints_at(58.5, 39.0), 0, "Turkmenistan: none");
}

#[test]
fn a_selected_mark_shows_even_where_its_layer_is_hidden() {
    let view = only(looking_at(74.8, 42.8, 600.0), &[LayerKind::Countries]);
    let scene = composed(&selected(view, "base-kant"));
    let marks = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind == TargetKind::Mark);
    assert_eq!(marks.count(), 1);
    let names = texts(group(&scene, "labels"));
    assert!(
        names
            .iter()
            .any(|text| text.text.starts_with("Kant air base"))
    );
}

#[test]
fn while_one_mark_is_selected_the_others_are_faint() {
    let faintest = |scene: &Scene| {
        let fills = paths(group(scene, "bases"))
            .into_iter()
            .filter_map(|path| path.fill);
        fills.map(|fill| fill.a).min().unwrap()
    };
    let mut view = looking_at(72.0, 41.0, 1500.0);
    assert_eq!(faintest(&composed(&view)), 255);
    let printed = composed(&selected(view.clone(), "base-kant"));
    assert_eq!(
        faintest(&printed),
        255,
        "a picture prints nothing faint unasked"
    );
    view.furniture.dims = true;
    let other = composed(&selected(view, "base-kant"));
    assert_eq!(faintest(&other), (255.0_f32 * 0.45).round() as u8);
}

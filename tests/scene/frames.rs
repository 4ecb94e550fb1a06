//! Frames anywhere on earth, whatever projection the dossier names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use steppe::atlas::{Atlas, Dossier};
use steppe::earth::{Camera, Extent};
use steppe::scene::{Composer, Item, Patience, Prepared, Scene, Text};
use steppe::session::viewpoint::{Furniture, MapTheme, Viewpoint, projected};

use super::story::home_scene;
use super::support::{atlas, group, texts};

const FRAMES: [(&str, [f64; 4]); 8] = [
    ("the world", [-180.0, -90.0, 180.0, 90.0]),
    ("the north pole", [-180.0, 60.0, 180.0, 90.0]),
    ("the south pole", [-180.0, -90.0, 180.0, -60.0]),
    ("Fiji", [177.0, -19.5, -179.0, -16.0]),
    ("Bering Strait", [165.0, 60.0, -160.0, 70.0]),
    ("Svalbard", [10.0, 76.0, 30.0, 81.0]),
    ("1 km", [68.77, 38.55, 68.78, 38.56]),
    ("20,000 km", [-90.0, -80.0, 90.0, 80.0]),
];

const PROJECTIONS: [&str; 5] = [
    "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
    "+proj=merc +datum=WGS84",
    "+proj=laea +lat_0=90 +lon_0=0 +datum=WGS84",
    "+proj=eqearth +lon_0=0 +datum=WGS84",
    "+proj=utm +zone=42 +datum=WGS84",
];

fn named(projection: &str) -> Arc<Atlas> {
    let mut dossier = Dossier::default();
    dossier.map.projection = Some(projection.to_owned());
    Arc::new(Atlas::new(dossier, Arc::clone(&atlas().basemap)))
}

/// The map of a frame, with no margins of its own and so much room around it.
fn bare_map(
    atlas: &Arc<Atlas>,
    frame: [f64; 4],
    [width_px, height_px]: [f64; 2],
    room_px: f64,
) -> Scene {
    let mut view = Viewpoint::home(atlas);
    let rect = projected(&atlas.projection, Extent::from(frame));
    view.camera = Camera::fitted(rect, width_px, height_px, room_px);
    view.furniture = Furniture::BARE;
    let prepared = Arc::new(Prepared::for_picture(Arc::clone(atlas), &view.camera));
    Composer::new(prepared, Patience::Wait).compose(&view)
}

#[test]
fn no_frame_is_sheared_whatever_projection_the_dossier_names() {
    for (place, frame) in FRAMES {
        let frame = Extent::from(frame);
        for definition in PROJECTIONS {
            let suited = named(definition).suited_to(frame);
            let error = suited.projection.scale_error(frame);
            assert!(error.is_finite(), "{place} in {definition}");
            // What spans half the earth cannot be true to scale everywhere.
            if frame.height_deg() < 90.0 {
                assert!(error <= 0.1, "{place} in {definition}: {error}");
            }
        }
    }
}

#[test]
fn no_frame_with_land_is_empty() {
    let mut drawn: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let frames = FRAMES.into_iter().flat_map(|(place, frame)| {
        let suited = PROJECTIONS.map(|own| named(own).suited_to(Extent::from(frame)));
        // Those that were chosen for the frame are one.
        let mut seen = BTreeSet::new();
        let different = suited
            .into_iter()
            .filter(move |suited| seen.insert(suited.projection.definition().to_owned()));
        different.map(move |suited| (place, frame, suited))
    });
    for (place, frame, suited) in frames {
        let scene = bare_map(&suited, frame, [500.0, 320.0], 0.0);
        let land = group(&scene, "countries").items.iter();
        let land = land.filter(|item| matches!(item, Item::Area(_))).count();
        assert!(land > 0, "{place} is empty");
        drawn
            .entry(suited.projection.name().to_owned())
            .or_default()
            .push(place);
    }
    assert!(drawn.len() > 2, "{drawn:?}");
}

#[test]
fn a_frame_that_suits_the_dossiers_projection_keeps_it() {
    let central_asia = Extent::from([46.0, 34.0, 88.0, 56.0]);
    assert!(Arc::ptr_eq(&atlas().suited_to(central_asia), atlas()));
    let fiji = atlas().suited_to(Extent::from(FRAMES[3].1));
    assert!(fiji.is_reprojected());
    assert!(
        Arc::ptr_eq(&fiji.suited_to(central_asia), atlas()),
        "and back"
    );
}

#[test]
fn a_map_of_the_world_ends_where_the_earth_does_and_no_other_map_has_an_end() {
    for (frame, ends) in [
        ([-180.0, -90.0, 180.0, 90.0], true),
        ([46.0, 34.0, 88.0, 56.0], false),
        ([176.0, -20.0, -178.0, -15.0], false),
    ] {
        let suited = named(PROJECTIONS[0]).suited_to(Extent::from(frame));
        let scene = bare_map(&suited, frame, [640.0, 400.0], 20.0);
        let earth = scene.groups.first().filter(|first| first.id == "earth");
        assert_eq!(earth.is_some(), ends, "{frame:?}");
        let sea = earth.map(|earth| match &earth.items[..] {
            [Item::Path(earth)] => earth.fill,
            other => panic!("{other:?}"),
        });
        assert!(
            sea != Some(Some(scene.background)),
            "what lies beyond is no sea"
        );
    }
}

/// Claimed areas that are narrow in the frame around them.
const CLAIMED: [(&str, [f64; 4]); 9] = [
    ("Transnistria", [26.0, 44.5, 33.0, 49.0]),
    ("Golan Heights", [34.0, 31.0, 38.0, 34.5]),
    ("West Bank", [34.0, 31.0, 38.0, 34.5]),
    ("Abkhazia", [38.0, 39.0, 50.0, 45.0]),
    ("South Ossetia", [38.0, 39.0, 50.0, 45.0]),
    ("Nagorno-Karabakh", [38.0, 39.0, 50.0, 45.0]),
    ("Aksai Chin", [70.0, 30.0, 82.0, 38.0]),
    ("Spratly Islands", [104.0, 2.0, 124.0, 24.0]),
    ("Paracel Islands", [104.0, 2.0, 124.0, 24.0]),
];

/// What the frame's map says of the area that is called so: the words of its label, one after another.
fn said_of(area: &str, frame: [f64; 4]) -> String {
    let suited = named(PROJECTIONS[0]).suited_to(Extent::from(frame));
    let scene = bare_map(&suited, frame, [1280.0, 800.0], 0.0);
    let names = texts(group(&scene, "labels"));
    let name = names.iter().find(|text| text.text.starts_with(area));
    let name = name.unwrap_or_else(|| panic!("{area} has no name"));
    let holders = scene.group("holders").map(texts).unwrap_or_default();
    let beneath = |text: &&&Text| {
        let down_px = text.at.y_px - name.at.y_px;
        (text.at.x_px - name.at.x_px).abs() < 0.1 && (0.0..100.0).contains(&down_px)
    };
    let lines = holders
        .iter()
        .filter(beneath)
        .map(|text| text.text.as_str());
    let lines: Vec<&str> = [name.text.as_str()].into_iter().chain(lines).collect();
    lines.join(" ")
}

#[test]
fn a_claimed_area_says_who_holds_and_who_claims_it_however_narrow_it_is() {
    for (area, frame) in CLAIMED {
        let said = said_of(area, frame);
        let tells = said.contains("held by") && said.contains("claimed by");
        assert!(tells, "{said}");
    }
}

#[test]
fn claimed_land_in_the_corner_of_a_picture_says_who_holds_and_who_claims_it() {
    for size in [
        [1280.0, 800.0],
        [1920.0, 1080.0],
        [600.0, 900.0],
        [1080.0, 1080.0],
    ] {
        let scene = home_scene(size);
        let groups = ["labels", "holders"].into_iter();
        let groups = groups.filter_map(|id| scene.group(id));
        let said: Vec<&str> = groups
            .flat_map(texts)
            .map(|text| text.text.as_str())
            .collect();
        for words in ["held by", "claimed by"] {
            let is_said = said.iter().any(|said| said.contains(words));
            assert!(is_said, "{size:?} does not say {words}");
        }
    }
}

#[test]
fn mountains_are_shaded_at_first_but_not_in_print_and_a_pan_does_not_shade_them_anew() {
    let mut view = super::support::home();
    view.furniture = Furniture::BARE;
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas())));
    let mut composer = Composer::new(prepared, Patience::Wait);
    let mut shaded = |view: &Viewpoint| {
        let scene = composer.compose(view);
        let relief = scene.groups.iter().find(|group| group.id == "relief");
        let item = relief.and_then(|group| group.items.first().cloned());
        item.map(|item| match item {
            Item::Image(image) => image,
            other => panic!("{other:?}"),
        })
    };
    let first = shaded(&view).expect("mountains");
    assert!(first.smooth);
    let seen = view.camera.view_rect();
    assert_eq!(
        first.bounds.union(&seen),
        first.bounds,
        "it covers the view"
    );
    // The window's middle may lie at a block's edge: of two small ways one at least stays within it.
    let stays = [-3.0, 3.0].map(|by_px| {
        let mut panned = view.clone();
        panned.camera = view.camera.panned(by_px, by_px);
        let before = shaded(&view).expect("mountains");
        let again = shaded(&panned).expect("mountains");
        Arc::ptr_eq(&before.pixels, &again.pixels)
    });
    assert!(stays[0] || stays[1]);
    view.theme = MapTheme::Print;
    assert!(shaded(&view).is_none());
}

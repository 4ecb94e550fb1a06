//! What a picture of the home view must tell at every size: its countries, capitals and lead, each
//! name once, and nothing under its margins.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use proptest::prelude::*;
use steppe::atlas::{Anchor, PrecisionClass, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::fonts::Face;
use steppe::scene::{Scene, ScreenRect, TargetKind, Text, covers};
use steppe::session::viewpoint::{MapTheme, Viewpoint, home_camera};

use crate::notes::has_number_of_lead;
use crate::support::{
    THEMES, atlas, composed, drawn_marks, group, home, looking_at, names, texts, views,
};

/// Sizes that a picture leaves the program in, logical pixels: screens, phones and their stories, squares, a
/// social card, and sheets of A4 and A3 both ways.
pub(crate) const SIZES: [[f64; 2]; 13] = [
    [640.0, 480.0],
    [1280.0, 800.0],
    [1920.0, 1080.0],
    [3840.0, 2160.0],
    [600.0, 900.0],
    [700.0, 900.0],
    [480.0, 853.0],
    [1080.0, 1080.0],
    [1200.0, 675.0],
    [794.0, 1123.0],
    [1123.0, 794.0],
    [1123.0, 1587.0],
    [1587.0, 1123.0],
];

pub(crate) fn home_of([width_px, height_px]: [f64; 2], theme: MapTheme) -> Viewpoint {
    let mut view = home();
    view.camera = home_camera(atlas(), width_px, height_px);
    view.theme = theme;
    view
}

/// Every text that names something on the map, the inset's among them.
fn said(scene: &Scene) -> Vec<&Text> {
    let groups = ["labels", "detail"].into_iter();
    let groups = groups.filter_map(|id| scene.group(id));
    groups.flat_map(texts).collect()
}

/// The picture of the home view of one of the sizes, in one of the themes: they take turns.
pub(crate) fn home_scene(size: [f64; 2]) -> &'static Scene {
    static SCENES: [OnceLock<Scene>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let number = SIZES
        .iter()
        .position(|other| (other[0] - size[0]).abs() + (other[1] - size[1]).abs() < 0.5)
        .expect("one of the sizes");
    SCENES[number].get_or_init(|| composed(&home_of(size, THEMES[number % THEMES.len()])))
}

#[test]
fn themes_have_their_names_in_the_same_places() {
    let size = [1280.0, 800.0];
    let places = |theme| -> Vec<(String, ScreenPoint)> {
        let scene = composed(&home_of(size, theme));
        let texts = texts(group(&scene, "labels")).into_iter();
        texts.map(|text| (text.text.clone(), text.at)).collect()
    };
    let light = places(MapTheme::Light);
    assert_eq!(light, places(MapTheme::Dark));
    assert_eq!(light, places(MapTheme::Print));
}

/// What a picture of the home view should name and does not.
fn unnamed(scene: &Scene) -> Vec<String> {
    let said: Vec<String> = said(scene).iter().map(|text| text.text.clone()).collect();
    let names = |name: &str| {
        said.iter().any(|text| {
            let rest = text.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\u{b7}']))
        })
    };
    let mut wanted = Vec::new();
    for &iso3 in &atlas().dossier.map.focus {
        let country = atlas().country_name(iso3);
        if !names(&country.to_uppercase()) {
            wanted.push(country);
        }
        let mut places = atlas().dossier.places.iter();
        let capital = places.find(|place| place.kind == "capital" && place.country == Some(iso3));
        wanted.extend(capital.map(|capital| capital.name.clone()));
    }
    // On a phone the words of its note below the map name it.
    if !has_number_of_lead(scene) {
        wanted.push(atlas().short_name(atlas().lead().expect("it has a lead")));
    }
    wanted.retain(|name| !names(name));
    wanted
}

#[test]
fn every_focus_country_its_capital_and_the_lead_are_named_at_every_size() {
    let mut missing = Vec::new();
    for size in SIZES {
        let unnamed = unnamed(home_scene(size));
        if !unnamed.is_empty() {
            missing.push(format!("{size:?}: {}", unnamed.join(", ")));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_label_without_a_symbol_stands_no_farther_from_its_place_than_is_known() {
    let mut looked_at = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let labels = names(group(scene, "labels"));
        for (id, feature) in atlas().features() {
            let radius_m = feature.precision.radius_m;
            let (Some(radius_m), Some(place)) = (radius_m, atlas().anchor(Subject::Feature(id)))
            else {
                continue;
            };
            let pinned = feature.anchor == Anchor::Location;
            if pinned || feature.precision.class == PrecisionClass::Country {
                continue;
            }
            let own = atlas().short_name(id);
            let Some((_, covered)) = labels.iter().find(|(said, _)| said.starts_with(&own)) else {
                continue;
            };
            looked_at += 1;
            let at = atlas().projection.project(place).expect("on the map");
            let at = scene.camera.screen_from_map(at);
            let away_px = covered[0].center().distance_px(at);
            let most_px = (radius_m / scene.camera.metres_per_px).max(30.0) + 8.0;
            assert!(away_px <= most_px, "{own} {away_px} px away at {size:?}");
        }
    }
    assert!(looked_at >= 10, "{looked_at}");
}

#[test]
fn a_stack_at_a_capital_goes_by_its_name_and_no_sign_of_a_place_stands_off_its_place() {
    let scene = composed(&home_of([1280.0, 800.0], MapTheme::Light));
    let said: Vec<&Text> = texts(group(&scene, "labels"));
    let tashkent = said
        .iter()
        .find(|text| text.text.starts_with("Tashkent \u{b7} "));
    assert_eq!(tashkent.map(|text| text.face), Some(Face::SansSemiBold));
    assert!(!said.iter().any(|text| text.text.contains('\u{25c9}')));
}

#[test]
fn letters_are_as_large_as_is_asked_for() {
    let mut view = home_of([1280.0, 800.0], MapTheme::Light);
    view.furniture.label_percent = 150;
    let scene = composed(&view);
    let name = said(&scene)
        .into_iter()
        .find(|text| text.text.contains("Baikonur"))
        .expect("Baikonur is named");
    assert!((name.size_px - 18.0).abs() < 1e-3, "{}", name.size_px);
}

#[test]
fn a_picture_cuts_no_symbol_at_its_edge() {
    for size in SIZES {
        let scene = home_scene(size);
        for mark in drawn_marks(scene) {
            let covered = ScreenRect::around(mark.at, mark.radius_px);
            assert!(
                scene.window.inflated(0.1).holds(&covered),
                "{} is cut at {size:?}",
                mark.name
            );
        }
    }
}

#[test]
fn a_picture_names_no_mark_that_lies_beyond_its_edge() {
    let mut named = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let said = names(group(scene, "labels"));
        for (id, feature) in atlas().features() {
            let name = atlas().short_name(id);
            if said.iter().any(|(said, _)| *said == name) {
                let target = scene.targets.of(Subject::Feature(id));
                let is_mark = target.is_some_and(|target| target.kind == TargetKind::Mark);
                assert!(is_mark, "{} at {size:?}", feature.name);
                named += 1;
            }
        }
    }
    assert!(named > 100, "{named} names are few");
}

/// Whether a label is the count of a stack, which says no name.
fn is_count(text: &str) -> bool {
    text.parse::<usize>().is_ok()
}

fn no_two_names_say_the_same(scene: &Scene) -> Result<(), TestCaseError> {
    let mut known = BTreeSet::new();
    for text in texts(group(scene, "labels")) {
        prop_assert!(!text.text.ends_with('\u{2026}'), "{} is cut", text.text);
        let once = is_count(&text.text) || known.insert(text.text.to_lowercase());
        prop_assert!(once, "{} is said twice", text.text);
    }
    Ok(())
}

/// Whether the name of each country in focus stands on that country's own land.
fn names_of_countries_stand_on_their_own_land(scene: &Scene) -> Result<(), TestCaseError> {
    for text in texts(group(scene, "labels")) {
        let countries = (0..).zip(&atlas().basemap.countries);
        let mut called = countries.filter(|(_, country)| country.name.to_uppercase() == text.text);
        let Some((number, country)) = called.next() else {
            continue;
        };
        if !atlas().dossier.map.focus.contains(&country.iso3) {
            continue;
        }
        let covered = covers(text);
        let (middle, by) = (covered.center(), 0.35 * covered.width());
        for x_px in [middle.x_px - by, middle.x_px, middle.x_px + by] {
            let y_px = middle.y_px;
            let at = scene.camera.map_from_screen(ScreenPoint::new(x_px, y_px));
            let place = atlas().projection.unproject(at).expect("it is on the map");
            let found = atlas().basemap.country_at(place).map(|ix| ix.0);
            prop_assert_eq!(found, Some(number), "{} stands elsewhere", country.name);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_frame_names_are_whole_said_once_and_on_their_own_land(view in views()) {
        let scene = composed(&view);
        no_two_names_say_the_same(&scene)?;
        names_of_countries_stand_on_their_own_land(&scene)?;
    }
}

#[test]
fn a_stack_wears_the_symbol_of_its_heaviest_mark() {
    let view = looking_at(68.78, 38.54, 2600.0);
    let scene = composed(&view);
    let marks = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind == TargetKind::Mark);
    let marks: Vec<_> = marks.filter(|target| target.line.is_empty()).collect();
    for drawn in drawn_marks(&scene) {
        let weight = |subject: Subject| match subject {
            Subject::Feature(id) => atlas().weight(id),
            Subject::Border(_) | Subject::Country(_) => 0,
        };
        let below = marks
            .iter()
            .filter(|mark| mark.at.distance_px(drawn.at) < 1.0);
        for mark in below {
            assert!(
                weight(mark.subject) <= weight(drawn.subject),
                "{} over {}",
                drawn.name,
                mark.name
            );
        }
    }
}

#[test]
fn a_seas_name_stands_on_its_own_water_whatever_lies_over_its_middle() {
    for size in [[1280.0, 800.0], [1920.0, 1080.0], [1200.0, 675.0]] {
        let scene = home_scene(size);
        let named = names(group(scene, "labels"));
        let sea = named.iter().find(|(name, _)| *name == "Caspian Sea");
        let (_, covers) = sea.unwrap_or_else(|| panic!("no Caspian Sea at {size:?}"));
        let place = atlas()
            .projection
            .unproject(scene.camera.map_from_screen(covers[0].center()));
        let place = place.expect("it is on the earth");
        assert!(
            (49.0..54.5).contains(&place.lon_deg) && (36.5..47.0).contains(&place.lat_deg),
            "{place:?} at {size:?}"
        );
    }
}

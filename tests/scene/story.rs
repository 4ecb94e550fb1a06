//! What a picture of the home view must tell at every size: its countries, capitals and lead, each
//! name once, and nothing under its margins.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use proptest::prelude::*;
use steppe::atlas::{Anchor, PrecisionClass, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::fonts::Face;
use steppe::scene::{Item, Path, Scene, ScreenRect, TargetKind, Text, covers};
use steppe::session::viewpoint::{Detail, Furniture, MapTheme, Viewpoint, home_camera};

use crate::support::{
    THEMES, atlas, composed, drawn_marks, group, home, looking_at, names, paths, texts, views,
};

/// Sizes that a picture leaves the program in, logical pixels: screens, a phone, squares, a social
/// card, and sheets of A4 and A3 both ways.
const SIZES: [[f64; 2]; 11] = [
    [640.0, 480.0],
    [1280.0, 800.0],
    [1920.0, 1080.0],
    [3840.0, 2160.0],
    [600.0, 900.0],
    [1080.0, 1080.0],
    [1200.0, 675.0],
    [794.0, 1123.0],
    [1123.0, 794.0],
    [1123.0, 1587.0],
    [1587.0, 1123.0],
];

fn home_of([width_px, height_px]: [f64; 2], theme: MapTheme) -> Viewpoint {
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
fn home_scene(size: [f64; 2]) -> &'static Scene {
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
    wanted.push(atlas().short_name(atlas().lead().expect("it has a lead")));
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
fn what_an_inset_names_the_map_beside_it_does_not_name_again() {
    let capitals: Vec<&str> = atlas()
        .dossier
        .places
        .iter()
        .filter(|place| place.kind == "capital")
        .map(|place| place.name.as_str())
        .collect();
    for size in SIZES {
        let scene = home_scene(size);
        let Some(detail) = scene.group("detail") else {
            continue;
        };
        let there: BTreeSet<&str> = texts(detail)
            .iter()
            .map(|text| text.text.as_str())
            .collect();
        let marks: BTreeSet<String> = atlas()
            .features()
            .map(|(id, _)| atlas().short_name(id))
            .collect();
        for text in texts(group(scene, "labels")) {
            let said = text.text.as_str();
            let twice = there.contains(said) && marks.contains(said) && !capitals.contains(&said);
            assert!(!twice, "{said} is said twice at {size:?}");
        }
    }
}

#[test]
fn in_an_inset_no_two_texts_lie_on_each_other() {
    for size in SIZES {
        let scene = home_scene(size);
        let Some(detail) = scene.group("detail") else {
            continue;
        };
        let texts = texts(detail);
        for (number, text) in texts.iter().enumerate() {
            for other in &texts[..number] {
                let over = covers(text)
                    .inflated(-1.0)
                    .overlaps(&covers(other).inflated(-1.0));
                assert!(!over, "{} over {} at {size:?}", text.text, other.text);
            }
        }
    }
}

#[test]
fn the_scale_bar_of_an_inset_covers_no_mark() {
    let window = {
        let mut view = home_of([719.0, 716.0], MapTheme::Light);
        view.furniture = Furniture::WINDOW;
        composed(&view)
    };
    let scenes = SIZES.iter().map(|&size| home_scene(size)).chain([&window]);
    let mut looked_at = 0;
    for scene in scenes {
        let (Some(group), Some(detail)) = (scene.group("detail"), scene.targets.detail) else {
            continue;
        };
        let texts = texts(group).into_iter();
        let mut bars = texts.filter(|text| text.text.contains(" km at "));
        let bar = covers(bars.next().expect("a scale bar"));
        // The line lies beneath the words.
        let bar = ScreenRect {
            bottom: bar.bottom + 8.0,
            ..bar
        };
        let times = detail.rect.width() / detail.source.width();
        let marks = drawn_marks(scene).into_iter();
        for mark in marks.filter(|mark| detail.source.contains(mark.at)) {
            let at = ScreenPoint::new(
                detail.rect.left + times * (mark.at.x_px - detail.source.left),
                detail.rect.top + times * (mark.at.y_px - detail.source.top),
            );
            let covered = ScreenRect::around(at, mark.radius_px);
            assert!(!covered.overlaps(&bar), "{} under the bar", mark.name);
            looked_at += 1;
        }
    }
    assert!(looked_at > 20, "{looked_at} marks are few");
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

/// The upright rectangles that a group's filled paths are.
fn grounds(scene: &Scene, id: &str) -> Vec<ScreenRect> {
    let rect = |path: &Path| {
        let [contour] = path.contours.as_slice() else {
            return None;
        };
        let [from, _, to, _] = contour.points.as_slice() else {
            return None;
        };
        let (width, height) = (to.x_px - from.x_px, to.y_px - from.y_px);
        path.fill?;
        Some(ScreenRect::new(from.x_px, from.y_px, width, height))
    };
    let group = scene.group(id);
    let paths = group.map(paths).unwrap_or_default().into_iter();
    paths.filter_map(rect).collect()
}

#[test]
fn the_margins_take_little_of_the_map() {
    for (size, most) in [
        ([1280.0, 800.0], 0.081),
        ([1920.0, 1080.0], 0.06),
        ([1200.0, 675.0], 0.11),
        ([1587.0, 1123.0], 0.06),
    ] {
        let scene = home_scene(size);
        let panels = grounds(scene, "furniture");
        let taken: f64 = panels.iter().map(|rect| rect.width() * rect.height()).sum();
        let share = taken / (size[0] * size[1]);
        assert!(share <= most, "{size:?}: {share:.3} of the map");
    }
}

#[test]
fn the_detail_inset_covers_no_mark_and_no_name_and_at_most_a_quarter() {
    for size in SIZES {
        let scene = home_scene(size);
        // Its ground is the first filled rectangle.
        let Some(&inset) = grounds(scene, "detail").first() else {
            assert!(size[0] < 1000.0, "no inset at {size:?}");
            continue;
        };
        assert!(
            inset.width() * inset.height() <= 0.25 * size[0] * size[1],
            "{size:?}"
        );
        assert!(scene.window.holds(&inset));
        for mark in drawn_marks(scene) {
            let covered = ScreenRect::around(mark.at, mark.radius_px);
            assert!(!covered.overlaps(&inset), "{} at {size:?}", mark.name);
        }
        for (name, covered) in names(group(scene, "labels")) {
            let over = covered.iter().any(|rect| rect.overlaps(&inset));
            assert!(!over, "{name} under the inset at {size:?}");
        }
        let says = |words: &str| {
            texts(group(scene, "detail"))
                .iter()
                .any(|text| text.text.contains(words))
        };
        assert!(says(" km at "), "a scale bar of its own at {size:?}");
    }
}

#[test]
fn an_inset_is_drawn_where_it_is_asked_for_and_not_where_it_is_not() {
    let with = |detail| {
        let mut view = home_of([1280.0, 800.0], MapTheme::Light);
        view.furniture = Furniture {
            detail,
            ..view.furniture
        };
        composed(&view)
    };
    assert!(with(Detail::None).group("detail").is_none());
    let extent = steppe::earth::Extent {
        west_deg: 66.0,
        south_deg: 36.5,
        east_deg: 72.0,
        north_deg: 39.5,
    };
    let scene = with(Detail::At(extent));
    let areas = group(&scene, "detail").items.iter();
    let areas = areas.filter(|item| matches!(item, Item::Area(_)));
    assert!(areas.count() > 1, "it has land");
}

#[test]
fn notes_stand_clear_of_marks_names_and_margins() {
    let mut shown = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let notes = grounds(scene, "callouts");
        shown += notes.len();
        for note in notes.iter().filter(|note| note.width() > 60.0) {
            for mark in drawn_marks(scene) {
                let covered = ScreenRect::around(mark.at, mark.radius_px);
                assert!(
                    !covered.overlaps(note),
                    "a note over {} at {size:?}",
                    mark.name
                );
            }
            for (name, covered) in names(group(scene, "labels")) {
                let over = covered.iter().any(|rect| rect.overlaps(note));
                assert!(!over, "a note over {name} at {size:?}");
            }
            for other in grounds(scene, "furniture") {
                assert!(!other.overlaps(note), "a note over the margins at {size:?}");
            }
        }
    }
    assert!(shown > 12, "{shown} notes are few");
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

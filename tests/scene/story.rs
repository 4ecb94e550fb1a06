//! What a picture of the home view must tell at every size: its countries, capitals and lead, each
//! name once, and nothing under its margins.

use std::collections::BTreeSet;

use proptest::prelude::*;
use steppe::atlas::Subject;
use steppe::earth::ScreenPoint;
use steppe::scene::{Item, Path, Scene, ScreenRect, TargetKind, Text, covers};
use steppe::session::viewpoint::{Detail, Furniture, MapTheme, Viewpoint, home_camera};

use crate::support::{
    atlas, composed, drawn_marks, group, home, looking_at, names, paths, texts, views, window,
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

/// What a picture of the home view should name and does not.
fn unnamed(size: [f64; 2], theme: MapTheme) -> Vec<String> {
    let scene = composed(&home_of(size, theme));
    let said: Vec<String> = said(&scene).iter().map(|text| text.text.clone()).collect();
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
fn few_countries_and_capitals_give_way_at_any_size() {
    let themes = [MapTheme::Light, MapTheme::Dark, MapTheme::Print];
    let mut missing = Vec::new();
    for (size, theme) in SIZES.into_iter().zip(themes.into_iter().cycle()) {
        let unnamed = unnamed(size, theme);
        // On a phone-sized picture there is room for fewer of the thirteen names.
        let most = if size[0].min(size[1]) < 650.0 { 3 } else { 2 };
        if unnamed.len() > most {
            missing.push((size, unnamed));
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
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
fn names_of_countries_stand_on_their_own_land(
    view: &Viewpoint,
    scene: &Scene,
) -> Result<(), TestCaseError> {
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
            let at = view.camera.map_from_screen(ScreenPoint::new(x_px, y_px));
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
        names_of_countries_stand_on_their_own_land(&view, &scene)?;
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
        let view = home_of(size, MapTheme::Light);
        let scene = composed(&view);
        let panels = grounds(&scene, "furniture");
        let taken: f64 = panels.iter().map(|rect| rect.width() * rect.height()).sum();
        let share = taken / (size[0] * size[1]);
        assert!(share <= most, "{size:?}: {share:.3} of the map");
    }
}

#[test]
fn the_detail_inset_covers_no_mark_and_no_name_and_at_most_a_quarter() {
    for size in SIZES {
        let view = home_of(size, MapTheme::Light);
        let scene = composed(&view);
        // Its ground is the first filled rectangle.
        let Some(&inset) = grounds(&scene, "detail").first() else {
            assert!(size[0] < 1000.0, "no inset at {size:?}");
            continue;
        };
        assert!(
            inset.width() * inset.height() <= 0.25 * size[0] * size[1],
            "{size:?}"
        );
        assert!(window(&view.camera).holds(&inset));
        for mark in drawn_marks(&scene) {
            let covered = ScreenRect::around(mark.at, mark.radius_px);
            assert!(!covered.overlaps(&inset), "{} at {size:?}", mark.name);
        }
        for (name, covered) in names(group(&scene, "labels")) {
            let over = covered.iter().any(|rect| rect.overlaps(&inset));
            assert!(!over, "{name} under the inset at {size:?}");
        }
        let says = |words: &str| {
            texts(group(&scene, "detail"))
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
        let scene = composed(&home_of(size, MapTheme::Light));
        let notes = grounds(&scene, "callouts");
        shown += notes.len();
        for note in notes.iter().filter(|note| note.width() > 60.0) {
            for mark in drawn_marks(&scene) {
                let covered = ScreenRect::around(mark.at, mark.radius_px);
                assert!(
                    !covered.overlaps(note),
                    "a note over {} at {size:?}",
                    mark.name
                );
            }
            for (name, covered) in names(group(&scene, "labels")) {
                let over = covered.iter().any(|rect| rect.overlaps(note));
                assert!(!over, "a note over {name} at {size:?}");
            }
            for other in grounds(&scene, "furniture") {
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

//! What stands over the map of a picture: margins and detail insets.

use std::collections::BTreeSet;

use steppe::earth::ScreenPoint;
use steppe::scene::fonts::Face;
use steppe::scene::{Item, Path, Scene, ScreenRect, covers};
use steppe::session::viewpoint::{Detail, Furniture, MapTheme};

use crate::notes::has_number_of_lead;
use crate::story::{SIZES, home_of, home_scene};
use crate::support::{atlas, composed, drawn_marks, group, names, paths, texts};

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
fn an_inset_names_its_capital_and_the_lead_is_named_in_it_or_beside_it() {
    let sizes = SIZES.iter().map(|&size| (size, Furniture::PICTURE));
    let windows = [[719.0, 716.0], [760.0, 640.0], [1_361.0, 996.0]];
    let windows = windows.map(|size| (size, Furniture::WINDOW));
    for (size, furniture) in sizes.chain(windows) {
        let mut view = home_of(size, MapTheme::Light);
        view.furniture = furniture;
        let scene = composed(&view);
        let Some(detail) = scene.group("detail") else {
            continue;
        };
        let says = |group, name: &str| texts(group).iter().any(|text| text.text.starts_with(name));
        assert!(says(detail, "Dushanbe"), "{size:?}: {:?}", names(detail));
        let named = says(detail, "CSTO drills") || says(group(&scene, "labels"), "CSTO drills");
        assert!(
            named || has_number_of_lead(&scene),
            "no lead at {size:?}: {:?}",
            names(detail)
        );
    }
}

#[test]
fn an_upright_small_picture_has_its_inset_between_map_and_words() {
    for size in [[600.0, 900.0], [700.0, 900.0], [540.0, 960.0]] {
        let scene = composed(&home_of(size, MapTheme::Light));
        let inset = scene.targets.detail.expect("marks crowd around Dushanbe");
        let map = scene.window;
        let beside = [inset.rect.left - map.left, inset.rect.right - map.right];
        let below = inset.rect.top - map.bottom;
        assert!(beside.into_iter().chain([below]).all(|px| px.abs() < 1e-6));
        let margins = texts(group(&scene, "margins"));
        let covered = margins
            .iter()
            .find(|text| covers(text).overlaps(&inset.rect));
        assert!(covered.is_none(), "{covered:?} at {size:?}");
        // It has room for what it is there for.
        let detail = names(group(&scene, "detail"));
        assert!(detail.len() > 16, "at {size:?}: {detail:?}");
    }
}

#[test]
fn a_mark_without_room_for_its_name_is_counted_with_the_one_that_it_touches() {
    let (mut named, mut counted) = (0, 0);
    for size in SIZES {
        let Some(detail) = home_scene(size).group("detail") else {
            continue;
        };
        let said = texts(detail);
        let says = |name: &str| said.iter().any(|text| text.text == name);
        // The diamond of two aircraft seen at Bokhtar lies on the edge of the base's square.
        let by_itself = says("2 aircraft at Bokhtar (reported)");
        let with_base = says("201st base, Bokhtar +1 more");
        assert!(
            !(by_itself && with_base),
            "counted though named at {size:?}"
        );
        if says("201st base, Bokhtar") {
            assert!(by_itself, "neither named nor counted at {size:?}");
        }
        named += u32::from(by_itself);
        counted += u32::from(with_base);
    }
    assert!(named > 0 && counted > 0, "{named} named, {counted} counted");
}

#[test]
fn an_inset_names_all_its_countries_in_capitals() {
    let countries: Vec<&str> = atlas()
        .basemap
        .countries
        .iter()
        .map(|country| country.name.as_str())
        .collect();
    let mut in_capitals = 0;
    for size in SIZES {
        let Some(detail) = home_scene(size).group("detail") else {
            continue;
        };
        for text in texts(detail) {
            let said = text.text.as_str();
            assert!(!countries.contains(&said), "{said} at {size:?}");
            in_capitals += usize::from(countries.iter().any(|name| name.to_uppercase() == said));
        }
    }
    assert!(in_capitals > 5, "{in_capitals} are few");
}

#[test]
fn the_name_of_a_mark_or_a_capital_lies_on_no_outline_of_what_an_inset_shows() {
    let marks = atlas().features().map(|(id, _)| atlas().short_name(id));
    let capitals = atlas().dossier.places.iter();
    let capitals = capitals.filter(|place| place.kind == "capital");
    let of_points: BTreeSet<String> = marks
        .chain(capitals.map(|place| place.name.clone()))
        .collect();
    let mut looked_at = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let Some(detail) = scene.targets.detail else {
            continue;
        };
        let (within, around) = (detail.source.inflated(-1.0), detail.source.inflated(1.0));
        let labels = texts(group(scene, "labels")).into_iter();
        // In italics are the names of what has no symbol.
        let labels = labels
            .filter(|text| text.face != Face::SansItalic && of_points.contains(text.text.as_str()));
        for text in labels {
            let covered = covers(text);
            let apart = within.holds(&covered) || !around.overlaps(&covered);
            assert!(
                apart,
                "{} at {size:?}: {covered:?} {:?}",
                text.text, detail.source
            );
            looked_at += 1;
        }
    }
    assert!(looked_at > 50, "{looked_at} are few");
}

#[test]
fn marks_of_an_inset_are_picked_where_it_shows_them() {
    let mut insets = 0;
    for size in [[760.0, 640.0], [1_361.0, 996.0], [600.0, 900.0]] {
        let scene = composed(&home_of(size, MapTheme::Light));
        let targets = &scene.targets;
        let Some(detail) = targets.detail else {
            continue;
        };
        insets += 1;
        let mut in_place = 0;
        for target in &targets.in_detail {
            let place = atlas().anchor(target.subject).expect("a place");
            let on_map = atlas().projection.project(place).expect("on the map");
            // A label without a symbol stands where the inset has room for it.
            in_place += usize::from(on_map.plane_distance_m(detail.map_at(target.at)) < 1.0);
            let picked = targets.pick(target.at, 2.0);
            let is_picked = picked.iter().any(|other| other.subject == target.subject);
            assert!(is_picked, "{} at {size:?}", target.name);
        }
        assert!(in_place > 8, "{in_place} marks in their places at {size:?}");
    }
    assert!(insets > 1, "{insets} insets are few");
}

#[test]
fn no_name_stands_where_a_window_has_the_button_that_closes_an_inset() {
    let mut insets = 0;
    for size in [
        [719.0, 716.0],
        [760.0, 640.0],
        [960.0, 446.0],
        [1_361.0, 996.0],
    ] {
        let mut view = home_of(size, MapTheme::Light);
        view.furniture = Furniture::WINDOW;
        let scene = composed(&view);
        let Some(detail) = scene.targets.detail else {
            continue;
        };
        insets += 1;
        for (name, covered) in names(group(&scene, "detail")) {
            let under = covered.iter().any(|rect| rect.overlaps(&detail.close()));
            assert!(!under, "{name} at {size:?}");
        }
    }
    assert!(insets > 1, "{insets} insets are few");
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

/// The upright rectangles that a group's filled paths are.
pub(crate) fn grounds(scene: &Scene, id: &str) -> Vec<ScreenRect> {
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
        ([1280.0, 800.0], 0.08),
        ([1920.0, 1080.0], 0.06),
        ([1200.0, 675.0], 0.11),
        ([1587.0, 1123.0], 0.06),
    ] {
        let scene = home_scene(size);
        let panels = grounds(scene, "furniture");
        let taken: f64 = panels.iter().map(|rect| rect.width() * rect.height()).sum();
        let share = taken / (size[0] * size[1]);
        assert!(share <= most, "{size:?}: {share:.4} of the map {panels:?}");
    }
}

#[test]
fn the_detail_inset_covers_no_mark_and_no_name_and_at_most_a_quarter() {
    for size in SIZES {
        let scene = home_scene(size);
        let Some(inset) = scene.targets.detail.map(|detail| detail.rect) else {
            assert!(size[0] < 1000.0, "no inset at {size:?}");
            continue;
        };
        assert!(
            inset.width() * inset.height() <= 0.25 * size[0] * size[1],
            "{size:?}"
        );
        let is_below = inset.top > scene.window.bottom - 1e-6;
        assert!(is_below || scene.window.holds(&inset), "{size:?}");
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
fn the_name_of_a_wide_country_gives_way_to_the_inset_of_a_tall_picture() {
    for size in [
        [600.0, 900.0],
        [640.0, 960.0],
        [794.0, 1123.0],
        [800.0, 1200.0],
    ] {
        let scene = composed(&home_of(size, MapTheme::Light));
        let detail = scene.group("detail");
        assert!(detail.is_some(), "the marks crowd at {size:?}");
        // An inset below the map names what the map beside it has no room for.
        let below = detail.filter(|_| size[0] < 760.0).into_iter();
        let said: BTreeSet<String> = below
            .chain([group(&scene, "labels")])
            .flat_map(texts)
            .map(|text| text.text.to_uppercase())
            .collect();
        for country in ["KAZAKHSTAN", "UZBEKISTAN", "TAJIKISTAN", "AFGHANISTAN"] {
            assert!(said.contains(country), "{country} at {size:?}: {said:?}");
        }
    }
}

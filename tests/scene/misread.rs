//! Names that nobody takes for another mark's, and lines that can be followed between them.

use steppe::atlas::{FeatureId, LayerKind, Shape, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::fonts::Face;
use steppe::scene::{Item, ScreenRect, Target, Text, covers};
use steppe::session::viewpoint::{Furniture, MapTheme};

use crate::labels::crosses;
use crate::story::{SIZES, home_of, home_scene};
use crate::support::{
    atlas, composed, drawn_marks, group, looking_at, names, on_screen, only, texts,
};

/// A name within this distance of another mark's symbol is read as that mark's, logical pixels.
const MISREAD_PX: f64 = 5.0;

#[test]
fn no_capitals_name_stands_at_the_symbol_of_another_mark_at_any_size() {
    for size in SIZES {
        let scene = home_scene(size);
        for (name, covered) in names(group(scene, "labels")) {
            let town = name.split(" \u{b7} ").next().expect("a first part");
            let mut places = atlas().dossier.places.iter();
            let capital = places.find(|place| place.name == town && place.kind == "capital");
            let focus = &atlas().dossier.map.focus;
            let of_focus = |iso3| focus.contains(&iso3);
            let Some(capital) = capital.filter(|place| place.country.is_some_and(of_focus)) else {
                continue;
            };
            let at = atlas().projection.project(capital.at).expect("on the map");
            let at = scene.camera.screen_from_map(at);
            let others = drawn_marks(scene).into_iter();
            // A stack stands up to so far from the town whose name it has.
            for mark in others.filter(|mark| mark.at.distance_px(at) > 12.0) {
                let symbol = ScreenRect::around(mark.at, mark.radius_px).inflated(MISREAD_PX - 0.5);
                let near = covered.iter().any(|rect| rect.overlaps(&symbol));
                assert!(!near, "{name} is read as {} at {size:?}", mark.name);
            }
        }
    }
}

#[test]
fn no_name_stands_where_the_name_of_the_mark_beside_it_would() {
    for size in SIZES {
        let scene = home_scene(size);
        let marks = drawn_marks(scene);
        for text in texts(group(scene, "labels")) {
            let own = |mark: &&&Target| mark.name.starts_with(&text.text);
            let Some(own) = marks.iter().find(own) else {
                continue;
            };
            let name = covers(text);
            let on_line = |at: ScreenPoint| name.top < at.y_px && at.y_px < name.bottom;
            let apart_px = name.center().distance_px(own.at) - name.width() / 2.0;
            if on_line(own.at) || apart_px > 24.0 {
                continue;
            }
            for mark in marks.iter().filter(|mark| on_line(mark.at)) {
                let left_px = name.left - mark.at.x_px - mark.radius_px;
                let right_px = mark.at.x_px - mark.radius_px - name.right;
                let gap_px = left_px.max(right_px);
                let taken = gap_px < 18.0;
                assert!(!taken, "{} is read as {} at {size:?}", text.text, mark.name);
            }
        }
    }
}

#[test]
fn a_count_without_a_name_stands_beside_its_own_mark_and_no_other() {
    for size in SIZES {
        let scene = home_scene(size);
        let marks = drawn_marks(scene);
        for text in texts(group(scene, "labels")) {
            let count = text.text.strip_prefix('+');
            if count.is_none_or(|count| count.parse::<usize>().is_err()) {
                continue;
            }
            let name = covers(text);
            let near = |mark: &&&Target| {
                let symbol = ScreenRect::around(mark.at, mark.radius_px);
                symbol.inflated(MISREAD_PX).overlaps(&name)
            };
            let beside = marks.iter().filter(near).count();
            assert_eq!(beside, 1, "{} at {size:?}", text.text);
        }
    }
}

#[test]
fn a_picture_with_margins_of_its_own_leads_to_the_names_of_light_marks() {
    for size in [[640.0, 480.0], [540.0, 960.0]] {
        let scene = composed(&home_of(size, MapTheme::Light));
        let labels = texts(group(&scene, "labels"));
        let is_led = |mark: &&Target| {
            let Subject::Feature(ix) = mark.subject else {
                return false;
            };
            let own = labels
                .iter()
                .find(|label| label.text.starts_with(&atlas().short_name(ix)));
            let away_px = |label: &&Text| covers(label).nearest(mark.at).distance_px(mark.at);
            atlas().weight(ix) < 40 && own.map(away_px).is_some_and(|away_px| away_px > 18.0)
        };
        let led = drawn_marks(&scene).into_iter().filter(is_led).count();
        assert!(led > 0, "{size:?}");
    }
}

/// Whether a piece of a line runs through a rectangle.
fn is_crossed(rect: &ScreenRect, line: &[ScreenPoint]) -> bool {
    line.windows(2)
        .any(|piece| crosses([piece[0], piece[1]], rect))
}

#[test]
fn most_names_near_a_border_stand_clear_of_it() {
    let kinds = [LayerKind::Borders, LayerKind::Countries];
    let (mut near, mut clear) = (0, 0);
    for (number, feature) in atlas().dossier.features.iter().enumerate() {
        let ix = FeatureId(number as u32);
        let Some(at) = feature.shape.as_ref().and_then(Shape::anchor) else {
            continue;
        };
        let mut view = only(looking_at(at.lon_deg, at.lat_deg, 1500.0), &kinds);
        view.furniture = Furniture::WINDOW;
        for state in &mut view.layers {
            state.visible |= state.layer == feature.layer;
        }
        let scene = composed(&view);
        let camera = scene.camera;
        let lines: Vec<Vec<ScreenPoint>> = group(&scene, "borders")
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Line(line) => Some(&line.geometry.points),
                _ => None,
            })
            .map(|points| {
                points
                    .iter()
                    .map(|at| camera.screen_from_map(*at))
                    .collect()
            })
            .collect();
        let short = atlas().short_name(ix);
        let labels = texts(group(&scene, "labels"));
        let Some(name) = labels.iter().find(|text| text.text == short) else {
            continue;
        };
        let name = covers(name).inflated(-1.0);
        let at = on_screen(&camera, ix).expect("in view");
        // Where it would stand without a thought for borders: at the right of its mark.
        let right = ScreenRect::new(
            at.x_px + 9.0,
            at.y_px - name.height() / 2.0,
            name.width(),
            name.height(),
        );
        if lines.iter().any(|line| is_crossed(&right, line)) {
            near += 1;
            clear += u32::from(!lines.iter().any(|line| is_crossed(&name, line)));
        }
    }
    assert!(near >= 8, "only {near} names are near a border");
    // Some have no room elsewhere.
    assert!(
        3 * clear >= 2 * near,
        "{clear} of {near} names stand clear of borders"
    );
}

#[test]
fn no_label_without_a_symbol_stands_at_a_symbol_without_a_name() {
    let mut nameless = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let labels = texts(group(scene, "labels"));
        let is_named = |mark: &Target| {
            let Subject::Feature(ix) = mark.subject else {
                return true;
            };
            let own = atlas().short_name(ix);
            labels.iter().any(|label| {
                let counts = label.text.contains(" \u{b7} ")
                    || label.text.contains('+')
                    || label.text.ends_with("marks");
                let near = covers(label).inflated(140.0).contains(mark.at);
                label.text.starts_with(&own) || (counts && near)
            })
        };
        for mark in drawn_marks(scene) {
            if is_named(mark) {
                continue;
            }
            nameless += 1;
            for label in labels.iter().filter(|label| label.face == Face::SansItalic) {
                let is_mark = atlas().features().any(|(ix, feature)| {
                    feature.shape.is_some() && label.text.starts_with(&atlas().short_name(ix))
                });
                let symbol = ScreenRect::around(mark.at, mark.radius_px).inflated(7.5);
                let read = is_mark && covers(label).overlaps(&symbol);
                assert!(!read, "{} is read as {} at {size:?}", label.text, mark.name);
            }
        }
    }
    assert!(nameless > 0, "every mark has its name");
}

//! The numbered notes of a picture, and the lines to what they are about.

use std::sync::Arc;

use proptest::prelude::*;
use steppe::atlas::{Atlas, Callout, FeatureId, PrecisionClass, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::{Composer, Patience, Prepared, Scene, ScreenRect, Target};
use steppe::session::viewpoint::{Furniture, Viewpoint, home_camera};

use crate::insets::grounds;
use crate::story::{SIZES, home_scene};
use crate::support::{
    atlas, composed, drawn_marks, group, home, names, on_screen, paths, texts, views,
};

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

/// The lines of the notes: where each begins and ends, without its halo.
fn note_lines(scene: &Scene) -> Vec<[ScreenPoint; 2]> {
    let group = scene.group("callouts");
    let paths = group.map(paths).unwrap_or_default().into_iter();
    let lines = paths.filter(|path| path.stroke.is_some_and(|stroke| stroke.width_px < 1.0));
    lines
        .filter_map(|path| match path.contours.as_slice() {
            [contour] if !contour.closed => contour.points.as_slice().try_into().ok(),
            _ => None,
        })
        .collect()
}

/// A symbol that the line of a note runs through, the one at which it ends left out.
fn run_through(scene: &Scene) -> Option<String> {
    let lines = note_lines(scene);
    let through = |mark: &&Target| {
        // A line ends on the edge of its own symbol.
        let reaches = |end: ScreenPoint| mark.at.distance_px(end) <= mark.radius_px + 0.5;
        let mut others = lines.iter().filter(|[_, end]| !reaches(*end));
        others.any(|&[from, to]| {
            (0..=200).any(|step| {
                let part = f64::from(step) / 200.0;
                let x_px = from.x_px + part * (to.x_px - from.x_px);
                let y_px = from.y_px + part * (to.y_px - from.y_px);
                mark.at.distance_px(ScreenPoint::new(x_px, y_px)) < mark.radius_px
            })
        })
    };
    let marks = drawn_marks(scene).into_iter();
    let mark = marks.into_iter().find(through)?;
    Some(mark.name.clone())
}

/// The number of a note that the line of another one runs through.
fn noted_over(scene: &Scene) -> Option<usize> {
    let notes = grounds(scene, "callouts");
    let lines = note_lines(scene);
    notes.iter().position(|note| {
        // A line begins on the edge of its own note.
        let mut others = lines
            .iter()
            .filter(|[from, _]| !note.inflated(1.0).contains(*from));
        others.any(|&[from, to]| {
            (0..=200).any(|step| {
                let part = f64::from(step) / 200.0;
                let x_px = from.x_px + part * (to.x_px - from.x_px);
                let y_px = from.y_px + part * (to.y_px - from.y_px);
                note.contains(ScreenPoint::new(x_px, y_px))
            })
        })
    })
}

#[test]
fn the_line_of_a_note_runs_under_no_other_note() {
    for size in SIZES {
        assert_eq!(noted_over(home_scene(size)), None, "at {size:?}");
    }
    for metres_per_px in [5_000.0, 7_800.0] {
        let mut view = home();
        view.camera.metres_per_px = metres_per_px;
        assert_eq!(noted_over(&composed(&view)), None, "{metres_per_px}");
    }
}

/// What the notes of a picture say, and the numbers of those that stand in its inset.
fn texts_of_notes(scene: &Scene) -> Vec<String> {
    let notes = scene.group("callouts").map(texts).unwrap_or_default();
    let enlarged = scene.group("detail").map(texts).unwrap_or_default();
    let numbers = enlarged.into_iter();
    let numbers = numbers.filter(|text| text.text.chars().all(|c| c.is_ascii_digit()));
    let all = notes.into_iter().chain(numbers);
    all.map(|text| text.text.clone()).collect()
}

/// What the note of the lead is numbered.
fn number_of_lead() -> String {
    let mut callouts = atlas().callouts().into_iter();
    let lead = callouts.position(|callout| Some(callout.feature) == atlas().lead());
    lead.map(|at| (at + 1).to_string())
        .expect("a note of the lead")
}

/// Whether the number of the lead's note stands on the map, and its words below.
pub(crate) fn has_number_of_lead(scene: &Scene) -> bool {
    let number = number_of_lead();
    texts_of_margins(scene).contains(&number) && texts_of_notes(scene).contains(&number)
}

#[test]
fn the_line_of_a_note_runs_through_no_symbol_and_the_lead_has_its_note() {
    let mut lines = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let notes = texts_of_notes(scene);
        assert!(
            notes.is_empty() || notes.contains(&number_of_lead()),
            "no note of the lead at {size:?}"
        );
        lines += note_lines(scene).len();
        assert_eq!(run_through(scene), None, "at {size:?}");
    }
    assert!(lines > 8, "{lines} lines are few");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_frame_the_line_of_a_note_runs_through_no_symbol(view in views()) {
        let furniture = Furniture { callouts: true, ..view.furniture };
        let view = Viewpoint { furniture, selected: None, ..view };
        prop_assert_eq!(run_through(&composed(&view)), None);
    }
}

/// Whether a place lies on the edge of what a name covers.
fn is_at_name(scene: &Scene, name: &str, at: ScreenPoint) -> bool {
    let names = names(group(scene, "labels")).into_iter();
    let mut of_name =
        names.filter(|(said, _)| said.to_lowercase().starts_with(&name.to_lowercase()));
    of_name.any(|(_, covered)| covered.iter().any(|rect| rect.inflated(3.0).contains(at)))
}

/// Whether a line ends at the frame and points at a feature beyond it.
fn points_at(scene: &Scene, feature: FeatureId, [from, end]: [ScreenPoint; 2]) -> bool {
    let Some(lies) = on_screen(&scene.camera, feature) else {
        return false;
    };
    let at_frame = !scene.window.inflated(-15.0).contains(end);
    let (ahead, all) = (end.distance_px(lies), from.distance_px(lies));
    let is_straight = (from.distance_px(end) + ahead - all).abs() < 0.01;
    at_frame && !scene.window.contains(lies) && is_straight
}

#[test]
fn a_note_of_what_lies_beyond_the_frame_is_shown_where_most_others_are_in_view() {
    let beyond = "Russia and China drill together";
    let says = |scene: &Scene| {
        let said = texts_of_notes(scene);
        said.iter().any(|text| text.starts_with(beyond))
    };
    let with_it = SIZES.iter().filter(|&&size| says(home_scene(size))).count();
    assert!(with_it > 3, "{with_it} pictures are few");
    let mut view = home();
    view.furniture.callouts = true;
    view.camera.metres_per_px /= 12.0;
    let scene = composed(&view);
    assert!(!says(&scene), "{:?}", texts_of_notes(&scene));
}

#[test]
fn the_line_of_a_note_ends_at_its_mark_at_a_name_where_the_country_alone_is_known_or_at_the_frame()
{
    let callouts = atlas().callouts();
    let (mut to_marks, mut to_names, mut to_frame) = (0, 0, 0);
    for size in SIZES {
        let scene = home_scene(size);
        for [from, end] in note_lines(scene) {
            let ends_at_mark = callouts.iter().any(|callout| {
                let mut marks = drawn_marks(scene).into_iter();
                let is_own = |mark: &Target| mark.subject == Subject::Feature(callout.feature);
                marks.any(|mark| is_own(mark) && mark.at.distance_px(end) <= mark.radius_px + 0.5)
            });
            let ends_at_name = callouts.iter().any(|callout| {
                let feature = atlas().feature(callout.feature);
                let country = feature
                    .country
                    .and_then(|iso3| atlas().basemap.country(iso3));
                let country = country.map(|ix| atlas().country(ix).name.clone());
                let is_alone = feature.precision.class == PrecisionClass::Country;
                let short = atlas().short_name(callout.feature);
                let is_at = |name: &str| is_at_name(scene, name, end);
                is_alone && (is_at(&short) || country.is_some_and(|name| is_at(&name)))
            });
            let ends_at_frame = callouts
                .iter()
                .any(|callout| points_at(scene, callout.feature, [from, end]));
            assert!(
                ends_at_mark || ends_at_name || ends_at_frame,
                "a line at {size:?} ends at {end:?}, at no mark, no name and not at the frame"
            );
            to_frame += usize::from(ends_at_frame);
            to_marks += usize::from(ends_at_mark);
            to_names += usize::from(ends_at_name);
        }
    }
    assert!(
        to_marks > 8 && to_names > 4 && to_frame > 3,
        "{to_marks}, {to_names} and {to_frame} lines are few"
    );
}

#[test]
fn the_line_of_a_note_ends_in_its_area() {
    let mut dossier = atlas().dossier.clone();
    let feature = atlas().lead().expect("a lead");
    dossier.features[feature.index()].precision.class = PrecisionClass::Zone;
    dossier.callouts = vec![Callout {
        feature,
        text: "What happens in this area".to_owned(),
        when: None,
        source: None,
    }];
    let basemap = Arc::clone(&atlas().basemap);
    let atlas = Arc::new(Atlas::new(dossier, basemap));
    let prepared = Arc::new(Prepared::new(atlas));
    let scene = Composer::new(prepared, Patience::Wait).compose(&home());
    assert!(texts_of_notes(&scene).contains(&"What happens in this area".to_owned()));
    assert_eq!(note_lines(&scene).len(), 1);
}

#[test]
fn a_note_of_a_whole_country_names_it() {
    let mut named = 0;
    for size in SIZES {
        let said = texts_of_notes(home_scene(size));
        let noted = said.iter().any(|text| text.starts_with("The US looks for"));
        let country = said
            .iter()
            .any(|text| text.starts_with("Uzbekistan \u{b7} "));
        assert_eq!(noted, country, "{said:?}");
        named += usize::from(noted);
    }
    assert!(named > 2, "{named} notes are few");
}

/// What stands in the margins of a picture.
fn texts_of_margins(scene: &Scene) -> Vec<String> {
    let margins = scene.group("margins").map(texts).unwrap_or_default();
    margins.into_iter().map(|text| text.text.clone()).collect()
}

#[test]
fn a_small_picture_lists_its_notes_below_the_map_and_numbers_them_on_it() {
    for [width_px, height_px] in [[600.0, 900.0], [700.0, 900.0], [540.0, 960.0]] {
        let mut view = home();
        view.camera = home_camera(atlas(), width_px, height_px);
        let scene = composed(&view);
        let (on_map, below) = (texts_of_notes(&scene), texts_of_margins(&scene));
        let said = below.join(" ");
        for (number, callout) in (1..).zip(atlas().callouts()) {
            let number = number.to_string();
            assert!(
                below.contains(&number) && said.contains(&callout.text),
                "{} at {width_px}x{height_px}: {below:?}",
                callout.text
            );
            assert!(
                on_map.contains(&number),
                "no {number} on the map of {width_px}x{height_px}: {on_map:?}"
            );
        }
        assert!(
            on_map.iter().all(|text| text.len() == 1),
            "words on the map: {on_map:?}"
        );
    }
}

#[test]
fn a_note_that_is_not_listed_has_no_number_on_the_map() {
    let mut view = home();
    view.camera = home_camera(atlas(), 600.0, 900.0);
    view.camera.metres_per_px /= 6.0;
    let scene = composed(&view);
    let below = texts_of_margins(&scene);
    for number in texts_of_notes(&scene) {
        assert!(below.contains(&number), "{number} is on the map alone");
    }
    view.furniture.callouts = false;
    let scene = composed(&view);
    assert!(scene.group("callouts").is_none());
    assert!(!texts_of_margins(&scene).contains(&"1".to_owned()));
}

//! Names: where they stand, of which there is room, and that they stay there.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use steppe::atlas::{Anchor, LayerKind, Subject};
use steppe::earth::{LonLat, ScreenPoint};
use steppe::scene::fonts::Face;
use steppe::scene::style::Style;
use steppe::scene::{Group, Path, Scene, ScreenRect, TargetKind, Text, covers, covers_along};
use steppe::session::viewpoint::{Detail, Furniture, Viewpoint};

use crate::story::{SIZES, home_scene};
use crate::support::{
    atlas, composed, curved, drawn_marks, group, home_views, looking_at, names, only, paths, texts,
    views, window,
};

/// The lines from names to what stands apart from them.
fn leaders(group: &Group) -> Vec<[ScreenPoint; 2]> {
    let ends = |path: &Path| match path.contours.as_slice() {
        [line] if !line.closed => Some([line.points[0], line.points[1]]),
        _ => None,
    };
    paths(group).into_iter().filter_map(ends).collect()
}

/// The same but for the selected mark's, which has to reach it whatever lies between.
fn other_leaders(view: &Viewpoint, group: &Group) -> Vec<[ScreenPoint; 2]> {
    let accent = Style::of(view.theme).accent.seen_with(view.vision);
    let lines = paths(group);
    let chosen = lines
        .iter()
        .find(|path| path.stroke.is_some_and(|stroke| stroke.color == accent));
    let chosen = chosen.map(|path| path.contours[0].points[0]);
    leaders(group)
        .into_iter()
        .filter(|[from, _]| Some(*from) != chosen)
        .collect()
}

/// Whether a line runs through a rectangle.
pub(crate) fn crosses([from, to]: [ScreenPoint; 2], rect: &ScreenRect) -> bool {
    let around = ScreenRect::around(from, 0.0).with(&ScreenRect::around(to, 0.0));
    if !around.inflated(1.0).overlaps(rect) {
        return false;
    }
    (0..=200).any(|step| {
        let part = f64::from(step) / 200.0;
        let x = from.x_px + part * (to.x_px - from.x_px);
        let y = from.y_px + part * (to.y_px - from.y_px);
        rect.contains(ScreenPoint::new(x, y))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_two_names_overlap_and_none_leaves_the_frame(view in views()) {
        let scene = composed(&view);
        let names = names(group(&scene, "labels"));
        let leaders = leaders(group(&scene, "labels"));
        for (number, (name, covered)) in names.iter().enumerate() {
            for one in covered {
                prop_assert!(window(&view.camera).holds(one), "{name} leaves the frame");
                for (other_name, others) in &names[number + 1..] {
                    prop_assert!(!others.iter().any(|other| one.overlaps(other)), "{name} over {other_name}");
                }
                for &line in &leaders {
                    prop_assert!(!crosses(line, one), "a line to a mark runs through {name}");
                }
            }
        }
    }

    #[test]
    fn no_name_lies_over_a_mark(view in views()) {
        let scene = composed(&view);
        let labels = group(&scene, "labels");
        let names = names(labels);
        for target in drawn_marks(&scene) {
            let mark = ScreenRect::around(target.at, target.radius_px);
            for (name, covered) in &names {
                prop_assert!(!covered.iter().any(|covered| covered.overlaps(&mark)), "{name} over {}", target.name);
            }
        }
        prop_assert_eq!(run_through(&view, &scene), None);
    }
}

/// A mark that the line to another runs through, but for the line's first pixels: beside its own symbol
/// it may touch one that overlaps that.
fn run_through(view: &Viewpoint, scene: &Scene) -> Option<String> {
    const BESIDE_PX: f64 = 4.0;
    let leaders = other_leaders(view, group(scene, "labels")).into_iter();
    let leaders = leaders.filter_map(|[from, to]| {
        let part = BESIDE_PX / from.distance_px(to);
        let begin = ScreenPoint::new(
            from.x_px + part * (to.x_px - from.x_px),
            from.y_px + part * (to.y_px - from.y_px),
        );
        (part < 1.0).then_some([begin, to])
    });
    let leaders: Vec<_> = leaders.collect();
    let run_through = |rect: &ScreenRect| leaders.iter().any(|&line| crosses(line, rect));
    let mut marks = drawn_marks(scene).into_iter();
    let mark = marks
        .find(|mark| run_through(&ScreenRect::around(mark.at, mark.radius_px).inflated(-0.5)))?;
    Some(mark.name.clone())
}

/// The names of marks and cities, by what they say, and where each stands; none that stands there
/// twice.
fn stands(scene: &Scene) -> std::collections::BTreeMap<String, (ScreenPoint, ScreenRect)> {
    let mut stands = std::collections::BTreeMap::new();
    let mut twice = BTreeSet::new();
    let within_an_area =
        |text: &Text| text.text.to_uppercase() == text.text || text.face == Face::SansItalic;
    let names = texts(group(scene, "labels")).into_iter();
    for text in names.filter(|text| !within_an_area(text)) {
        if stands
            .insert(text.text.clone(), (text.at, covers(text)))
            .is_some()
        {
            twice.insert(text.text.clone());
        }
    }
    // The world's towns fill what room the dossier's names leave.
    let dossier = &atlas().dossier;
    let of_dossier = |name: &str| {
        let mut places = dossier.places.iter();
        let mut features = atlas().features();
        places.any(|place| place.name == name)
            || features.any(|(ix, _)| name.starts_with(&atlas().short_name(ix)))
    };
    stands.retain(|name, _| !twice.contains(name) && of_dossier(name));
    stands
}

/// What stands in the way of a name: the frame's edge, its furniture, marks, other names.
fn in_the_way(scene: &Scene, view: &Viewpoint, name: &str, covered: &ScreenRect) -> bool {
    let clear = covered.inflated(1.0);
    let of_marks = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind != TargetKind::Line);
    let marks = of_marks.map(|target| ScreenRect::around(target.at, target.radius_px));
    let others = names(group(scene, "labels"))
        .into_iter()
        .filter(|(other, _)| *other != name);
    let badges = scene
        .groups
        .iter()
        .filter(|group| group.id != "labels")
        .flat_map(|group| texts(group));
    let panels = ["furniture", "edge", "detail", "callouts", "cities"];
    let panels = panels.into_iter().filter_map(|id| scene.group(id));
    let panels = panels.flat_map(paths).flat_map(|path| &path.contours);
    let panels = panels.filter_map(|contour| {
        let xs = || contour.points.iter().map(|point| point.x_px);
        let ys = || contour.points.iter().map(|point| point.y_px);
        let (left, right) = (xs().reduce(f64::min)?, xs().reduce(f64::max)?);
        let (top, bottom) = (ys().reduce(f64::min)?, ys().reduce(f64::max)?);
        Some(ScreenRect::new(left, top, right - left, bottom - top))
    });
    // Names in one line stand farther apart than others.
    let others = others
        .flat_map(|(_, covered)| covered)
        .map(|covered| ScreenRect {
            left: covered.left - 5.0,
            right: covered.right + 5.0,
            ..covered
        });
    let mut taken = marks
        .chain(others)
        .chain(badges.map(|text| covers(text).inflated(3.0)))
        .chain(panels)
        .chain(leaders(group(scene, "labels")).into_iter().map(|[a, b]| {
            let (left, top) = (a.x_px.min(b.x_px), a.y_px.min(b.y_px));
            ScreenRect::new(left, top, (a.x_px - b.x_px).abs(), (a.y_px - b.y_px).abs())
                .inflated(3.0)
        }));
    !window(&view.camera).holds(covered) || taken.any(|rect| rect.overlaps(&clear))
}

/// Names that left their place under a small pan though nothing took it, of how many.
fn moved_without_cause(view: &Viewpoint, right: f64, down: f64) -> (Vec<String>, usize) {
    let camera = view.camera.panned(right, down);
    let moved = Viewpoint {
        camera,
        ..view.clone()
    };
    let (before, after) = (composed(view), composed(&moved));
    let (stood, stand) = (stands(&before), stands(&after));
    let all = stand.len();
    let without_cause = stand.into_iter().filter(|(name, (at, covered))| {
        // A name within an area stands where there is most room in what is seen of that.
        let Some((was, did_cover)) = stood.get(name) else {
            return false;
        };
        let kept = at.distance_px(ScreenPoint::new(was.x_px + right, was.y_px + down)) < 0.01;
        // Either it had to leave its old place, or it could not have its own before.
        let had_to = || in_the_way(&after, &moved, name, &did_cover.shifted(right, down));
        let could_not = || in_the_way(&before, view, name, &covered.shifted(-right, -down));
        !kept && !had_to() && !could_not()
    });
    (without_cause.map(|(name, _)| name).collect(), all)
}

/// The names that the map owes its reader are placed together, so that now and then another moves with
/// them.
#[test]
fn under_a_small_pan_of_a_hundred_names_ninety_nine_keep_their_side_while_their_place_is_free() {
    let pans = (views(), -12.0..12.0_f64, -12.0..12.0_f64);
    let mut runner = TestRunner::deterministic();
    let (mut moved, mut all) = (Vec::new(), 0);
    for _ in 0..60 {
        let pan = pans.new_tree(&mut runner).expect("a view and a pan");
        let (view, right, down) = pan.current();
        let (names, of) = moved_without_cause(&view, right, down);
        moved.extend(names);
        all += of;
    }
    assert!(all > 200, "{all} names are few");
    assert!(moved.len() * 100 <= all, "{moved:?} of {all}");
}

#[test]
fn a_small_pan_keeps_names_in_their_place() {
    let (mut kept, mut all) = (0, 0);
    for step in 0..60 {
        let mut view = looking_at(60.0 + 0.3 * f64::from(step), 41.0, 1400.0);
        // A picture is not panned: its legend may stand elsewhere at once.
        view.furniture = Furniture::WINDOW;
        let before = composed(&view);
        let camera = view.camera.panned(3.0, -2.0);
        let after = composed(&Viewpoint { camera, ..view });
        let names = |scene: &Scene, dx: f64, dy: f64| -> BTreeSet<String> {
            let place = |text: &&Text| {
                let (x, y) = (text.at.x_px + dx, text.at.y_px + dy);
                format!("{} {x:.1} {y:.1}", text.text)
            };
            texts(group(scene, "labels")).iter().map(place).collect()
        };
        let (before, after) = (names(&before, 3.0, -2.0), names(&after, 0.0, 0.0));
        kept += before.intersection(&after).count();
        all += before.len();
    }
    assert!(all > 600, "{all} names are few");
    assert!(
        kept * 100 >= all * 94,
        "{kept} of {all} names kept their place"
    );
}

#[test]
fn a_selected_mark_has_its_name_wherever_it_stands() {
    for mut view in home_views() {
        let mut named = 0;
        for (ix, feature) in atlas().features() {
            let subject = Subject::Feature(ix);
            view.selected = Some(subject);
            let scene = composed(&view);
            let Some(target) = scene.targets.of(subject) else {
                assert!(feature.shape.is_none(), "{} has no mark", feature.name);
                continue;
            };
            let id = match target.kind {
                TargetKind::EdgeMark => "edge",
                TargetKind::Mark | TargetKind::Line | TargetKind::Area => "labels",
            };
            let (name, short) = (&feature.name, atlas().short_name(ix));
            let words = texts(group(&scene, id));
            let standing = words
                .iter()
                .any(|text| text.text.starts_with(name) || text.text.starts_with(&short));
            assert!(standing, "{} at {:?}", feature.name, target.at);
            named += 1;
        }
        assert!(named > 50, "{named} marks are few");
    }
}

#[test]
fn a_stack_goes_by_the_name_of_its_town_and_says_how_many_it_is() {
    for mut view in home_views() {
        view.furniture.detail = Detail::None;
        let scene = composed(&view);
        let labels = texts(group(&scene, "labels"));
        let stack = labels.iter().find_map(|text| {
            let count = text.text.strip_prefix("Dushanbe \u{b7} ")?;
            let count = count.strip_suffix(" marks").unwrap_or(count);
            count.parse::<usize>().ok()
        });
        assert!(stack.is_some_and(|count| count > 3), "{labels:?}");
        assert!(!labels.iter().any(|text| text.text == "Dushanbe"));
    }
}

#[test]
fn a_stack_that_an_inset_enlarges_is_not_counted_beside_it() {
    for view in home_views() {
        let scene = composed(&view);
        assert!(scene.group("detail").is_some());
        let labels = texts(group(&scene, "labels"));
        let dushanbe = labels.iter().find(|text| text.text.contains("Dushanbe"));
        let dushanbe = dushanbe.map(|text| text.text.as_str());
        assert_eq!(dushanbe, Some("Dushanbe"));
    }
}

#[test]
fn ranges_and_deserts_have_their_names_spaced_along_their_axes() {
    let mut shown = 0;
    let expanses = atlas().dossier.places.iter();
    for place in expanses.filter(|place| !place.axis.is_empty()) {
        let view = only(
            looking_at(place.at.lon_deg, place.at.lat_deg, 1000.0),
            &[LayerKind::Countries, LayerKind::Cities],
        );
        let camera = view.camera;
        let on_screen =
            |&at: &LonLat| camera.screen_from_map(atlas().projection.project(at).unwrap());
        let axis: Vec<ScreenPoint> = place.axis.iter().map(on_screen).collect();
        let scene = composed(&view);
        let named = curved(group(&scene, "labels"))
            .find(|name| name.text.text == place.name.to_uppercase());
        let Some(name) = named else {
            continue;
        };
        shown += 1;
        assert!(name.text.spacing_px >= 2.0, "{}", place.name);
        for letter in covers_along(name) {
            let legs = axis
                .windows(2)
                .map(|leg| distance_px(letter.center(), leg[0], leg[1]));
            let away_px = legs.fold(f64::INFINITY, f64::min);
            assert!(
                away_px < 30.0,
                "{} stands {away_px} px off its axis",
                place.name
            );
        }
    }
    assert!(shown > 15, "{shown} names of expanses are few");
}

/// How far a point lies from the straight line between two others, both ends of it lengthened.
fn distance_px(at: ScreenPoint, from: ScreenPoint, to: ScreenPoint) -> f64 {
    let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
    let along = (at.x_px - from.x_px) * dx + (at.y_px - from.y_px) * dy;
    let part = (along / dx.hypot(dy).powi(2)).clamp(-0.5, 1.5);
    at.distance_px(ScreenPoint::new(
        from.x_px + part * dx,
        from.y_px + part * dy,
    ))
}

#[test]
fn a_ring_around_no_symbol_has_its_name_beside_it() {
    let mut rings = 0;
    for size in SIZES {
        let scene = home_scene(size);
        let said = names(group(scene, "labels"));
        for mark in scene.groups.iter().flat_map(|group| &group.marks) {
            let Some(id) = mark.id.strip_suffix("-ground") else {
                continue;
            };
            let Some(Subject::Feature(id)) = atlas().find(id) else {
                continue;
            };
            let feature = atlas().feature(id);
            if feature.anchor == Anchor::Location || feature.zone.is_some() {
                continue;
            }
            rings += 1;
            let name = atlas().short_name(id);
            assert!(
                said.iter().any(|(text, _)| text.starts_with(&name)),
                "{name} at {size:?}"
            );
        }
    }
    assert!(rings > 0, "there are some");
}

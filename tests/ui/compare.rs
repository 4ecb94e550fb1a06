//! Before and after, as a reader uses it.

use egui::{Key, Modifiers, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::session::viewpoint::{Compare, CompareMode, Side, TimeWindow};
use steppe::session::{Command, CompareCommand, Panel, SelectCommand, ShellCommand};

use crate::app::{Window, window};
use crate::hand::{click, drag};
use crate::{says, small};

const DIVIDER: &str = "Divider between before and after, at";

/// The window on the dossier with dates, at the size that the design names, as it is after a key.
fn compared<'a>() -> Harness<'a, Window> {
    let mut harness = window(vec2(1280.0, 800.0), small::dated());
    harness
        .state_mut()
        .apply(Command::Shell(ShellCommand::SetReducedMotion(true)));
    harness.key_press(Key::C);
    harness.run_ok();
    harness
}

fn compare(harness: &Harness<'_, Window>) -> Compare {
    let compare = harness.state().session().view.compare;
    compare.expect("two are compared")
}

fn window_of(text: &str) -> TimeWindow {
    text.parse().expect("a window")
}

#[test]
fn a_key_begins_and_ends_it_and_escape_does_too() {
    let mut harness = compared();
    let pair = compare(&harness);
    assert_eq!(pair.before, window_of("2021-08-01/2021-08-31"));
    assert_eq!(pair.after, window_of("2021-09-01/2021-09-30"));
    for text in [
        "Began  1",
        "Ended  1",
        "2 have no date, shown on both sides",
    ] {
        assert!(says(&harness, text), "{text}");
    }
    harness.key_press(Key::C);
    harness.run_ok();
    assert_eq!(harness.state().session().view.compare, None);
    harness.key_press(Key::C);
    harness.run_ok();
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().view.compare, None);
}

#[test]
fn it_stands_on_the_timeline_too_and_opens_the_panel_of_changes() {
    let mut harness = window(vec2(1280.0, 800.0), small::dated());
    let fold = Command::Shell(ShellCommand::TogglePanel(Panel::Article));
    harness.state_mut().apply(fold);
    harness.run_ok();
    harness
        .get_by_role_and_label(egui::accesskit::Role::Button, "Compare before and after")
        .click();
    harness.run_ok();
    assert!(harness.state().session().view.compare.is_some());
    assert!(says(&harness, "Began  1"));
    harness.get_by_label("Article").click();
    harness.run_ok();
    assert!(says(&harness, "Map follows the text"));
    harness.get_by_label("Changes").click();
    harness.run_ok();
    harness.get_by_label("End before and after (C)").click();
    harness.run_ok();
    assert_eq!(harness.state().session().view.compare, None);
}

#[test]
fn figures_that_are_asked_for_take_the_place_of_the_changes() {
    let mut harness = compared();
    assert!(says(&harness, "Began  1"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::G);
    harness.run_ok();
    let none = "There are no charts yet.";
    assert!(says(&harness, none) && !says(&harness, "Began  1"));
    // The next comparison begins with its changes again.
    for _ in 0..2 {
        harness.key_press(Key::C);
        harness.run_ok();
    }
    assert!(says(&harness, "Began  1"));
}

#[test]
fn the_divider_follows_the_hand_and_a_drag_is_one_step_to_undo() {
    let mut harness = compared();
    let map = harness.state().map;
    let at = |part: f32| pos2(map.left() + part * map.width(), map.center().y + 60.0);
    let camera = harness.state().session().view.camera;
    drag(
        &mut harness,
        &[at(0.5), at(0.45), at(0.3), at(0.25)],
        Modifiers::NONE,
    );
    let divider = compare(&harness).divider();
    assert!((divider - 0.25).abs() < 0.005, "{divider}");
    assert_eq!(harness.state().session().view.camera, camera, "no pan");
    assert!(says(&harness, &format!("{DIVIDER} 25 %")));
    let clip = harness.state().scene().panes[0].clip;
    assert!((clip.right - f64::from(map.width()) * 0.25).abs() < 3.0);
    harness.state_mut().apply(Command::Undo);
    assert!((compare(&harness).divider() - 0.5).abs() < 1e-9);
}

#[test]
fn the_arrows_move_the_divider_that_has_the_keyboard() {
    let mut harness = compared();
    let divider =
        harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(DIVIDER)));
    divider.focus();
    harness.run_ok();
    harness.key_press(Key::ArrowLeft);
    harness.run_ok();
    assert!((compare(&harness).divider() - 0.49).abs() < 1e-9);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run_ok();
    assert!((compare(&harness).divider() - 0.59).abs() < 1e-9);
    assert!(says(&harness, &format!("{DIVIDER} 59 %")));
}

#[test]
fn a_click_in_the_list_selects() {
    let mut harness = compared();
    let map = harness.state().map;
    let line = harness
        .get_all_by_label("Border drill")
        .map(|node| node.rect())
        .find(|rect| rect.left() > map.right());
    let line = line.expect("it stands in the list");
    click(&mut harness, line.center());
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), Some(small::DRILL));
}

#[test]
fn a_flight_ends_beside_the_divider_on_the_side_that_has_the_mark() {
    let mut harness = compared();
    for (subject, part, left) in [
        (small::DRILL, 0.6, false),
        (small::DUSHANBE, 0.6, true),
        (small::DRILL, 0.95, false),
    ] {
        for action in [
            Command::Compare(CompareCommand::Divide(part)),
            Command::Select(SelectCommand::Jump(subject)),
        ] {
            harness.state_mut().apply(action);
        }
        harness.run_ok();
        let divider = compare(&harness).divider();
        let view = &harness.state().session().view;
        let place = harness.state().session().atlas.anchor(subject);
        let at = place.and_then(|place| harness.state().session().atlas.projection.project(place));
        let x_px = view.camera.screen_from_map(at.expect("on the map")).x_px;
        let aside = x_px / view.camera.width_px - divider;
        assert!(
            (aside < -0.1) == left && (aside > 0.1) != left,
            "{aside} of {subject:?}"
        );
    }
    let divider = compare(&harness).divider();
    assert!((divider - 0.5).abs() < 1e-9, "it made room: {divider}");
}

#[test]
fn a_mark_is_picked_on_the_side_that_has_it() {
    let mut harness = compared();
    for (part, seen) in [(0.98, false), (0.02, true)] {
        harness
            .state_mut()
            .apply(Command::Compare(CompareCommand::Divide(part)));
        harness.run_ok();
        let drill = harness.state().scene().targets.of(small::DRILL);
        assert_eq!(drill.is_some(), seen, "the drill is of the later days");
    }
    let pos = harness.state().pos_of(small::DRILL);
    click(&mut harness, pos);
    assert_eq!(harness.state().session().selected(), Some(small::DRILL));
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Clear));
}

#[test]
fn two_maps_show_the_same_place_and_each_picks_its_own() {
    let mut harness = compared();
    harness
        .state_mut()
        .apply(Command::Compare(CompareCommand::SetMode(
            CompareMode::Split,
        )));
    harness.run_ok();
    let half = f64::from(harness.state().map.width()) / 2.0;
    let places: Vec<f64> = {
        let targets = &harness.state().scene().targets.all;
        let kant = targets
            .iter()
            .filter(|target| target.subject == small::KANT);
        kant.map(|target| target.at.x_px).collect()
    };
    assert_eq!(places.len(), 2, "it is on both");
    assert!((places[1] - places[0] - half).abs() < 1e-6, "{places:?}");
    let map = harness.state().map;
    let y = harness.state().pos_of(small::KANT).y;
    for x in places {
        let pos = pos2(map.left() + x as f32, y);
        click(&mut harness, pos);
        assert_eq!(harness.state().session().selected(), Some(small::KANT));
        harness
            .state_mut()
            .apply(Command::Select(SelectCommand::Clear));
        harness.run_ok();
    }
    // The wheel keeps the place under the pointer, on each map.
    for part in [0.2, 0.7] {
        let pos = pos2(map.left() + part * map.width(), map.center().y - 40.0);
        let at = steppe::earth::ScreenPoint::new(
            f64::from(pos.x - map.left()),
            f64::from(pos.y - map.top()),
        );
        let place = |harness: &Harness<'_, Window>| {
            let view = &harness.state().session().view;
            view.camera.map_from_screen(view.camera_point(at))
        };
        let before = place(&harness);
        crate::hand::wheel(&mut harness, pos, 1.0);
        let moved = place(&harness).plane_distance_m(before);
        assert!(moved < 1e-3, "{moved}");
    }
}

#[test]
fn typed_days_and_the_side_that_the_timeline_moves() {
    let mut harness = compared();
    let field = harness.get_by(|node| {
        node.label()
            .is_some_and(|label| label == "Before: first day")
    });
    field.focus();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("15 Aug 2021".into()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(compare(&harness).before, window_of("2021-08-15/2021-08-31"));
    assert_eq!(harness.state().session().timeline.side, Side::Before);
    harness
        .get_by_role_and_label(egui::accesskit::Role::Button, "After")
        .click();
    harness.run_ok();
    assert_eq!(harness.state().session().timeline.side, Side::After);
}

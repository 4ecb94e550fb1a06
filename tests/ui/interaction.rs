//! The rows of the tables of gestures and keys that have no test of their own elsewhere.

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::session::{CameraCommand, Command, TimeCommand};

use crate::app::{Window, begun, window};
use crate::hand::click;
use crate::small::{self, KANT};
use crate::{opened, says};

fn button(harness: &mut Harness<'_, Window>, pos: Pos2, button: PointerButton, pressed: bool) {
    harness.event(Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    });
    harness.step();
}

fn scale(harness: &Harness<'_, Window>) -> f64 {
    harness.state().session().view.camera.metres_per_px
}

/// A place on the map where nothing stands.
fn empty(harness: &Harness<'_, Window>) -> Pos2 {
    harness.state().map.center() + vec2(-90.0, 120.0)
}

#[test]
fn control_and_the_wheel_zoom_by_a_quarter_of_a_step() {
    let mut harness = opened();
    let pos = empty(&harness);
    let before = scale(&harness);
    harness.event(Event::PointerMoved(pos));
    harness.step();
    harness.event_modifiers(
        Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, 1.0),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::COMMAND,
            source: egui::MouseWheelSource::Wheel,
        },
        Modifiers::COMMAND,
    );
    harness.run_steps(60);
    let factor = before / scale(&harness);
    assert!((1.05..1.14).contains(&factor), "{factor}");
}

#[test]
fn the_middle_button_pans() {
    let mut harness = opened();
    let from = empty(&harness);
    let before = harness.state().session().view.camera;
    harness.event(Event::PointerMoved(from));
    harness.step();
    button(&mut harness, from, PointerButton::Middle, true);
    let to = from + vec2(40.0, 20.0);
    harness.event(Event::PointerMoved(to));
    harness.step();
    button(&mut harness, to, PointerButton::Middle, false);
    let after = harness.state().session().view.camera;
    assert_eq!(after, before.panned(40.0, 20.0));
}

/// What the space bar does when it goes down, when it repeats itself, and when it comes up.
fn space(harness: &mut Harness<'_, Window>, pressed: bool, repeat: bool) {
    harness.event(Event::Key {
        key: Key::Space,
        physical_key: None,
        pressed,
        repeat,
        modifiers: Modifiers::NONE,
    });
    harness.step();
}

/// Whether anything that plays was asked for.
fn played(harness: &Harness<'_, Window>) -> bool {
    let told = &harness.state().told;
    let play = Command::Time(TimeCommand::TogglePlay);
    harness.state().session().timeline.play.playing || told.contains(&play)
}

#[test]
fn space_that_is_held_pans_and_does_not_play() {
    let mut harness = window(vec2(1280.0, 800.0), small::dated());
    let from = empty(&harness);
    click(&mut harness, from);
    let before = harness.state().session().view.camera;
    space(&mut harness, true, false);
    button(&mut harness, from, PointerButton::Primary, true);
    let to = from + vec2(40.0, 20.0);
    harness.event(Event::PointerMoved(to));
    harness.step();
    space(&mut harness, true, true);
    button(&mut harness, to, PointerButton::Primary, false);
    space(&mut harness, false, false);
    let session = harness.state().session();
    assert_eq!(session.view.camera, before.panned(40.0, 20.0));
    assert!(!played(&harness), "{:?}", harness.state().told);
}

#[test]
fn space_that_is_held_and_let_go_without_a_drag_does_not_play() {
    let mut harness = window(vec2(1280.0, 800.0), small::dated());
    space(&mut harness, true, false);
    for _ in 0..6 {
        space(&mut harness, true, true);
    }
    space(&mut harness, false, false);
    assert!(!played(&harness), "{:?}", harness.state().told);
}

#[test]
fn a_double_click_zooms_in_at_the_pointer() {
    let mut harness = opened();
    let (at, before) = (empty(&harness), scale(&harness));
    harness.event(Event::PointerMoved(at));
    harness.step();
    // A click a frame: the frames of a test are a quarter of a second apart.
    let press = |pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for _ in 0..2 {
        let both = [true, false].map(press);
        harness.input_mut().events.extend(both);
        harness.step();
    }
    harness.run_steps(60);
    let factor = before / scale(&harness);
    assert!((factor - 2.0).abs() < 1e-6, "{factor}");
}

#[test]
fn the_buttons_of_a_mouse_lead_to_the_views_before_and_after() {
    let mut harness = opened();
    let at = empty(&harness);
    let first = scale(&harness);
    harness.key_press(Key::PageUp);
    harness.run_steps(60);
    let second = scale(&harness);
    assert!(second < first);
    for (side, expected) in [
        (PointerButton::Extra1, first),
        (PointerButton::Extra2, second),
    ] {
        harness.event(Event::PointerMoved(at));
        harness.step();
        button(&mut harness, at, side, true);
        button(&mut harness, at, side, false);
        harness.run_steps(60);
        assert!((scale(&harness) / expected - 1.0).abs() < 1e-6, "{side:?}");
    }
}

#[test]
fn a_right_click_offers_what_can_be_done_there() {
    let mut harness = opened();
    let at = harness.state().pos_of(KANT);
    harness.event(Event::PointerMoved(at));
    harness.step();
    for pressed in [true, false] {
        button(&mut harness, at, PointerButton::Secondary, pressed);
    }
    harness.run_ok();
    for line in [
        "Copy as GeoJSON",
        "Copy citation",
        "Zoom here",
        "Measure from here",
        "What is within",
    ] {
        assert!(says(&harness, line), "{line}");
    }
    assert!(harness.query_by_label_contains("Copy 42.8").is_some());
}

/// Presses a key with the keyboard on the map; what it told, in words.
fn told(key: Key, modifiers: Modifiers) -> String {
    let mut harness = window(vec2(1280.0, 800.0), small::dated());
    let at = empty(&harness);
    click(&mut harness, at);
    // A view to go back to, and one to go on to.
    for key in [Key::PageUp, Key::PageUp, Key::OpenBracket] {
        harness.key_press(key);
        harness.run_steps(12);
    }
    harness.state_mut().told.clear();
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
    format!("{:?}", harness.state().told)
}

#[test]
fn every_key_of_the_table_does_what_the_table_says() {
    let (bare, command) = (Modifiers::NONE, Modifiers::COMMAND);
    let shifted = Modifiers::COMMAND | Modifiers::SHIFT;
    for (key, modifiers, expected) in [
        (Key::O, command, "AskOpen"),
        (Key::N, command, "AskNew"),
        (Key::S, command, "SaveAs"),
        (Key::S, shifted, "SaveAs"),
        (Key::K, command, "Palette"),
        (Key::P, shifted, "Palette"),
        (Key::Questionmark, bare, "Keys"),
        (Key::Plus, bare, "Zoom"),
        (Key::Minus, bare, "Zoom"),
        (Key::PageUp, bare, "Zoom"),
        (Key::PageDown, bare, "Zoom"),
        (Key::ArrowLeft, bare, "Pan"),
        (Key::ArrowUp, bare, "Pan"),
        (Key::Home, bare, "Home"),
        (Key::OpenBracket, bare, "PreviousView"),
        (Key::CloseBracket, bare, "NextView"),
        (Key::N, bare, "Next"),
        (Key::P, bare, "Previous"),
        (Key::Num1, bare, "Toggle"),
        (Key::Num1, Modifiers::ALT, "ShowAlone"),
        (Key::Comma, bare, "Step"),
        (Key::Period, bare, "Step"),
        (Key::B, command, "Add"),
        (Key::T, command, "ToggleTable"),
        (Key::M, bare, "Path"),
        (Key::E, command, "Export"),
        (Key::C, shifted, "CopyMap"),
        (Key::F1, bare, "Manual"),
        (Key::F5, bare, "ReadAgain"),
        (Key::F12, bare, "Screenshot"),
        (Key::F11, bare, "ToggleFullScreen"),
    ] {
        let said = told(key, modifiers);
        assert!(said.contains(expected), "{modifiers:?} {key:?}: {said}");
    }
}

#[test]
fn each_digit_is_the_key_of_another_layer() {
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let digits = digits.map(|digit| Key::from_name(digit).expect("a key"));
    for (modifiers, expected) in [(Modifiers::NONE, "Toggle"), (Modifiers::ALT, "ShowAlone")] {
        let said = digits.map(|digit| told(digit, modifiers));
        for (digit, said) in digits.iter().zip(&said) {
            assert!(said.contains(expected), "{digit:?}: {said}");
        }
        let apart: std::collections::BTreeSet<_> = said.iter().collect();
        assert_eq!(apart.len(), digits.len(), "{said:?}");
    }
}

#[test]
fn undo_and_redo_have_their_keys() {
    let mut harness = opened();
    harness.key_press(Key::Num1);
    harness.run_ok();
    for (key, modifiers, expected) in [
        (Key::Z, Modifiers::COMMAND, Command::Undo),
        (Key::Z, Modifiers::COMMAND | Modifiers::SHIFT, Command::Redo),
        (Key::Z, Modifiers::COMMAND, Command::Undo),
        (Key::Y, Modifiers::COMMAND, Command::Redo),
    ] {
        harness.state_mut().told.clear();
        harness.key_press_modifiers(modifiers, key);
        harness.run_ok();
        assert!(harness.state().told.contains(&expected), "{expected:?}");
    }
}

#[test]
fn f6_goes_from_pane_to_pane() {
    let mut harness = opened();
    let mut met = Vec::new();
    for _ in 0..4 {
        harness.key_press(Key::F6);
        harness.run_ok();
        let focused = harness.ctx.memory(egui::Memory::focused);
        met.push(focused);
    }
    assert!(met.iter().all(Option::is_some), "{met:?}");
    met.dedup();
    assert!(met.len() >= 3, "{met:?}");
}

/// How often the tip names the mark of the base: once where it is shown.
fn tips(harness: &Harness<'_, Window>) -> usize {
    let role = egui::accesskit::Role::Label;
    harness
        .query_all_by_role_and_label(role, "Kant air base")
        .count()
}

#[test]
fn a_pointer_that_lay_over_a_mark_from_the_start_shows_no_tip() {
    let at = opened().state().pos_of(KANT);
    let mut harness = begun(vec2(1280.0, 800.0), small::atlas());
    harness.event(Event::PointerMoved(at));
    harness.run_steps(60);
    assert_eq!(tips(&harness), 0, "nobody has pointed at it");
    harness.event(Event::PointerMoved(at + vec2(1.0, 1.0)));
    harness.run_steps(60);
    assert_eq!(tips(&harness), 1);
}

#[test]
fn a_mark_that_comes_under_a_resting_pointer_shows_no_tip_until_that_moves() {
    let mut harness = opened();
    let (at, shift) = (harness.state().pos_of(KANT), vec2(150.0, 90.0));
    harness.event(Event::PointerMoved(at + shift));
    harness.run_steps(10);
    let pan = CameraCommand::PanBy {
        dx_px: f64::from(shift.x),
        dy_px: f64::from(shift.y),
    };
    harness.state_mut().apply(Command::Camera(pan));
    harness.run_steps(30);
    let now = harness.state().pos_of(KANT);
    assert!(now.distance(at + shift) < 1.0, "it is under the pointer");
    assert_eq!(tips(&harness), 0);
    harness.event(Event::PointerMoved(at + shift + vec2(1.0, 0.0)));
    harness.run_steps(30);
    assert_eq!(tips(&harness), 1);
}

#[test]
fn a_tip_goes_when_the_map_moves() {
    let mut harness = opened();
    let at = harness.state().pos_of(KANT);
    harness.event(Event::PointerMoved(at));
    harness.run_steps(30);
    let tips = |harness: &Harness<'_, Window>| {
        harness.query_all_by_label_contains("Kant air base").count()
    };
    let with_tip = tips(&harness);
    let pan = CameraCommand::PanBy {
        dx_px: 300.0,
        dy_px: 0.0,
    };
    harness.state_mut().apply(Command::Camera(pan));
    harness.run_steps(3);
    assert!(tips(&harness) < with_tip);
}

#[test]
fn a_tip_goes_when_a_sheet_opens_above_it_and_comes_back_with_the_pointer() {
    let mut harness = opened();
    let at = harness.state().pos_of(KANT);
    harness.event(Event::PointerMoved(at));
    harness.run_steps(30);
    assert_eq!(tips(&harness), 1);
    harness.key_press(Key::Questionmark);
    harness.run_steps(30);
    assert!(harness.state().session().shell.sheet.is_some());
    assert_eq!(tips(&harness), 0, "beside the sheet");
    harness.key_press(Key::Escape);
    harness.run_steps(30);
    assert_eq!(tips(&harness), 0, "nobody has moved the pointer");
    harness.event(Event::PointerMoved(at + vec2(1.0, 1.0)));
    harness.run_steps(30);
    assert_eq!(tips(&harness), 1);
}

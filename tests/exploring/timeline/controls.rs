//! The row of controls, in windows of any size.

use egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::civil::date;
use steppe::app::Viewer;
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{Command, Panel, ShellCommand, TimeCommand};

use super::{act, shown, window, window_of};

/// What stands in the row over the lanes beside transport and typed days.
fn controls(harness: &Harness<'_, Viewer>) -> Vec<Rect> {
    [
        "How it plays",
        "Days that are shown",
        "Compare before and after",
        "Marks of other days and without a date",
    ]
    .into_iter()
    .filter_map(|name| {
        let named = |label: String| label.starts_with(name);
        let node = harness.query_by(|node| node.label().is_some_and(named));
        node.map(|node| node.rect())
    })
    .collect()
}

#[test]
fn every_control_is_at_hand_in_a_small_window_too() {
    // 1920x1080 at an interface of 200 %, and the smallest window there is.
    for size in [vec2(960.0, 540.0), vec2(720.0, 480.0), vec2(1280.0, 800.0)] {
        let mut harness = window_of(size);
        let right = harness.state().map_rect().right();
        let there = controls(&harness);
        // In the smallest, how it plays is left to the menu Time.
        assert!(
            there.len() >= if size.x < 800.0 { 3 } else { 4 },
            "{size:?}"
        );
        for rect in there {
            assert!(rect.right() <= right, "{rect:?} beyond {right} of {size:?}");
        }
        let field = |harness: &Harness<'_, Viewer>| {
            let named = harness.query_by(|node| node.label().is_some_and(|it| it == "First day"));
            named.is_some()
        };
        // Where there is no room to type days beside the menu of days, there is in it.
        if !field(&harness) {
            harness
                .get_by_label("Days that are shown: All days")
                .click();
            harness.run_steps(4);
            assert!(field(&harness), "{size:?}");
        }
    }
}

#[test]
fn nothing_beside_the_days_moves_while_they_play() {
    let mut harness = window();
    let mut show = |from: [i8; 2], to: [i8; 2]| {
        let day = |[month, day]: [i8; 2]| date(2021, month, day);
        let window = TimeWindow::new(day(from), day(to));
        act(&mut harness, TimeCommand::Show(Some(window)));
        harness.run_steps(2);
        controls(&harness)
    };
    let short = show([4, 24], [4, 24]);
    assert_eq!(show([4, 29], [5, 5]), short);
    assert_eq!(show([9, 30], [10, 30]), short);
}

#[test]
fn the_map_keeps_half_of_the_window_beside_the_strip() {
    let mut harness = window();
    harness
        .state_mut()
        .apply(Command::Shell(ShellCommand::TogglePanel(Panel::Timeline)));
    harness.run_steps(4);
    let camera = harness.state().session().view.camera;
    let part = camera.width_px * camera.height_px / (1280.0 * 800.0);
    assert!(part >= 0.5, "{part}");
}

#[test]
fn dates_are_typed_as_people_write_them() {
    let mut harness = window();
    for (field, text) in [("First day", "1 Aug 2021"), ("Last day", "2021-08")] {
        let node = harness.get_by(|node| node.label().is_some_and(|label| label == field));
        node.focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(egui::Event::Text(text.into()));
        harness.step();
        harness.key_press(Key::Enter);
        harness.run_steps(3);
    }
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    assert_eq!(shown(&harness), Some(august));
}

#[test]
fn a_month_typed_while_all_days_are_shown_shows_that_month() {
    let mut harness = window();
    let node = harness.get_by(|node| node.label().is_some_and(|label| label == "First day"));
    node.focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("August 2021".into()));
    harness.step();
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    assert_eq!(shown(&harness), Some(august));
}

#[test]
fn what_is_no_day_stays_in_its_field_and_is_explained() {
    let mut harness = window();
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    act(&mut harness, TimeCommand::Show(Some(august)));
    let node = harness.get_by(|node| node.label().is_some_and(|label| label == "First day"));
    node.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("smarch".into()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(shown(&harness), Some(august));
    let said = harness.query_by_label_contains("This is no day. Write 2021-10-18");
    assert!(said.is_some());
    harness.get_by(|node| {
        let is_field = node.label().is_some_and(|label| label == "First day");
        is_field && node.value().is_some_and(|value| value == "smarch")
    });
}

#[test]
fn the_days_have_names_in_the_menu_and_the_strip_has_the_menu_too() {
    let mut harness = window();
    for label in ["All days", "Aug 2021"] {
        harness
            .get_by_label(&format!("Days that are shown: {label}"))
            .click();
        harness.run_steps(3);
        let preset = if label == "All days" {
            "Around the fall of Kabul"
        } else {
            "All days"
        };
        harness
            .get_by_role_and_label(egui::accesskit::Role::RadioButton, preset)
            .click();
        harness.run_steps(3);
        harness
            .state_mut()
            .apply(Command::Shell(ShellCommand::TogglePanel(Panel::Timeline)));
        harness.run_steps(3);
        if label == "All days" {
            assert_eq!(
                shown(&harness),
                Some(TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31)))
            );
        }
    }
    assert_eq!(shown(&harness), None);
}

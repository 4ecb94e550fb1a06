//! The find box: what it finds, where it leads, and what closes it.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use steppe::session::{CameraCommand, Command, Event, PromptPurpose, SelectCommand};

use crate::app::Window;
use crate::hand::click;
use crate::small::KANT;
use crate::{opened, says};

/// Opens the find box and types `text` into it.
fn sought(harness: &mut Harness<'_, Window>, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.step();
    harness.step();
    harness.event(egui::Event::Text(text.into()));
    harness.step();
    harness.step();
}

/// What stands in the field.
fn written(harness: &Harness<'_, Window>) -> String {
    let field = harness.get_by_label_contains("Find in article");
    field.accesskit_node().value().unwrap_or_default()
}

#[test]
fn escape_closes_the_list_and_leaves_the_selection() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(KANT)));
    harness.run_ok();
    sought(&mut harness, "kant");
    assert!(says(&harness, "Marks and borders"));
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(!says(&harness, "Marks and borders"));
    assert_eq!(harness.state().session().selected(), Some(KANT));
}

#[test]
fn no_letter_is_lost_that_is_typed_right_after_the_keys_that_open_it() {
    let mut harness = opened();
    sought(&mut harness, "old words");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.event(egui::Event::Text("ka".into()));
    harness.step();
    harness.event(egui::Event::Text("nt".into()));
    harness.run_ok();
    assert_eq!(written(&harness), "kant");
}

#[test]
fn escape_clears_the_field() {
    let mut harness = opened();
    sought(&mut harness, "kant");
    assert_eq!(written(&harness), "kant");
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(written(&harness), "");
}

/// Finds the base and goes there.
fn gone_to_kant(harness: &mut Harness<'_, Window>) {
    sought(harness, "kant");
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), Some(KANT));
    assert_eq!(written(harness), "kant");
}

#[test]
fn what_is_typed_after_a_click_into_the_field_replaces_what_was_sought() {
    let mut harness = opened();
    gone_to_kant(&mut harness);
    let field = harness.get_by_label_contains("Find in article");
    let at = field.rect().center();
    click(&mut harness, at);
    harness.event(egui::Event::Text("ish".into()));
    harness.run_ok();
    assert_eq!(written(&harness), "ish");
}

#[test]
fn a_second_click_into_the_field_sets_the_cursor() {
    let mut harness = opened();
    gone_to_kant(&mut harness);
    let field = harness.get_by_label_contains("Find in article");
    let at = field.rect().right_center() - egui::vec2(12.0, 0.0);
    click(&mut harness, at);
    harness.run_steps(60);
    click(&mut harness, at);
    harness.event(egui::Event::Text("ish".into()));
    harness.run_ok();
    assert_eq!(written(&harness), "kantish");
}

#[test]
fn escape_clears_the_field_with_the_selection_after_a_jump() {
    let mut harness = opened();
    gone_to_kant(&mut harness);
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), None);
    assert_eq!(written(&harness), "");
}

#[test]
fn the_list_closes_when_the_field_loses_the_keyboard() {
    let mut harness = opened();
    sought(&mut harness, "kant");
    let map = harness.state().map;
    click(&mut harness, map.left_bottom() + egui::vec2(20.0, -20.0));
    harness.run_ok();
    assert!(!says(&harness, "Marks and borders"));
}

#[test]
fn a_click_in_the_list_jumps_to_what_was_clicked() {
    let mut harness = opened();
    sought(&mut harness, "kant");
    let name = harness.state().session().atlas.name(KANT);
    let line = harness
        .get_all_by_role_and_label(egui::accesskit::Role::Button, &name)
        .max_by(|a, b| a.rect().width().total_cmp(&b.rect().width()))
        .expect("it is listed");
    let at = line.rect().center();
    click(&mut harness, at);
    harness.run_ok();
    let jump = Command::Select(SelectCommand::Jump(KANT));
    assert!(
        harness.state().told.contains(&jump),
        "{:?}",
        harness.state().told
    );
    assert!(!says(&harness, "Marks and borders"));
}

#[test]
fn coordinates_are_said_before_enter_and_gone_to_after_it() {
    let mut harness = opened();
    sought(&mut harness, "42S 481442 4267950");
    assert!(says(&harness, "38.5598° N, 68.7870° E, read as UTM"));
    harness.key_press(Key::Enter);
    harness.run_ok();
    let told = &harness.state().told;
    let gone = told.iter().find_map(|command| match command {
        Command::Camera(CameraCommand::GoTo(place)) => Some(*place),
        _ => None,
    });
    let place = gone.unwrap_or_else(|| panic!("{told:?}"));
    assert!((place.lat_deg - 38.5598).abs() < 1e-4 && (place.lon_deg - 68.787).abs() < 1e-4);
}

#[test]
fn a_place_that_was_gone_to_is_marked_until_escape_or_until_the_view_is_left() {
    let mut harness = opened();
    let there = "38.5598° N, 68.7870° E";
    let go = |harness: &mut Harness<'_, Window>| {
        sought(harness, "38.5598, 68.787");
        harness.key_press(Key::Enter);
        harness.run_ok();
        assert!(
            harness.query_by_label(there).is_some(),
            "a pin stands there"
        );
    };
    go(&mut harness);
    let near = CameraCommand::PanBy {
        dx_px: 40.0,
        dy_px: 0.0,
    };
    harness.state_mut().apply(Command::Camera(near));
    harness.run_ok();
    assert!(harness.query_by_label(there).is_some(), "it is in view");
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(harness.query_by_label(there).is_none(), "Escape");
    for command in [
        Command::Camera(CameraCommand::Home),
        Command::Select(SelectCommand::Jump(KANT)),
        Command::Undo,
    ] {
        go(&mut harness);
        harness.state_mut().apply(command.clone());
        harness.run_ok();
        assert!(harness.query_by_label(there).is_none(), "{command:?}");
    }
}

#[test]
fn enter_in_the_path_field_is_not_the_find_boxs() {
    let mut harness = opened();
    sought(&mut harness, "kant");
    harness.state_mut().receive(Event::NoDialog {
        purpose: PromptPurpose::Open,
        path: "/dossiers/dams".into(),
    });
    harness.run_ok();
    assert!(!says(&harness, "Marks and borders"), "the list is closed");
    harness.key_press(Key::Enter);
    harness.run_ok();
    let told = &harness.state().told;
    let jumped = told
        .iter()
        .any(|command| matches!(command, Command::Select(_)));
    assert!(!jumped, "{told:?}");
}

#[test]
fn the_list_is_as_high_as_what_was_found() {
    let mut harness = opened();
    sought(&mut harness, "zzzzqq");
    assert!(says(&harness, "Nothing is called"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.step();
    harness.event(egui::Event::Text("a".into()));
    harness.run_ok();
    let height = harness.state().map.height();
    let lines: Vec<f32> = harness
        .query_all_by_role(egui::accesskit::Role::Button)
        .map(|node| node.rect().bottom())
        .filter(|bottom| *bottom < height)
        .collect();
    assert!(lines.len() > 2, "several lines are in sight: {lines:?}");
}

#[test]
fn what_is_found_is_a_list_to_a_screen_reader_and_the_window_has_its_name() {
    use egui::accesskit::Role;
    let mut harness = opened();
    sought(&mut harness, "kant");
    let list = harness.get_by_role_and_label(Role::List, "Marks and borders");
    assert_eq!(list.query_all_by_role(Role::ListItem).count(), 1);
    let layers = harness.get_by_role_and_label(Role::List, "Layers, topmost first");
    let session = harness.state().session();
    assert_eq!(
        layers.query_all_by_role(Role::ListItem).count(),
        session.view.layers.len()
    );
    let title = &session.atlas.dossier.title;
    let window = harness.root().accesskit_node().label();
    assert_eq!(window, Some(format!("{title} \u{2013} Steppe")));
}

//! What has the keyboard: the foremost sheet, an open menu, a field, the map.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable};
use steppe::session::{Command, Event, FileCommand, Panel, Sheet, ShellCommand};

use crate::{opened, says};

#[test]
fn keys_of_the_map_do_nothing_under_a_sheet() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::Shell(ShellCommand::ToggleSheet(Sheet::Keys)));
    harness.run_ok();
    for key in [Key::N, Key::P, Key::Num1, Key::Plus, Key::Home, Key::Space] {
        harness.key_press(key);
        harness.run_ok();
    }
    assert_eq!(harness.state().told, Vec::new());
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().shell.sheet, None);
}

#[test]
fn tab_goes_round_in_the_export_sheet() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_ok();
    for _ in 0..60 {
        harness.key_press(Key::Tab);
        harness.step();
        harness.step();
        let focused = harness.ctx.memory(egui::Memory::focused);
        let at = focused.and_then(|id| harness.ctx.read_response(id));
        let inside = at.is_none_or(|at| at.layer_id.order >= egui::Order::Foreground);
        assert!(inside, "the window is behind the sheet");
    }
}

#[test]
fn a_sheet_gives_the_keyboard_back_where_it_was() {
    let mut harness = opened();
    harness.get_by_label("Scale").focus();
    harness.run_ok();
    let before = harness.ctx.memory(egui::Memory::focused);
    let keys = Command::Shell(ShellCommand::ToggleSheet(Sheet::Keys));
    harness.state_mut().apply(keys);
    harness.run_ok();
    harness.key_press(Key::Tab);
    harness.run_ok();
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().shell.sheet, None);
    assert!(before.is_some());
    assert_eq!(harness.ctx.memory(egui::Memory::focused), before);
}

#[test]
fn one_sheet_is_open_at_a_time() {
    let mut harness = opened();
    harness.key_press(Key::Questionmark);
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_ok();
    let session = harness.state().session();
    assert!(session.files.exporting && session.shell.sheet.is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_ok();
    let session = harness.state().session();
    assert!(!session.files.exporting && session.shell.sheet == Some(Sheet::Palette));
}

#[test]
fn menus_are_opened_walked_and_chosen_from_by_keys() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::ALT, Key::F);
    harness.run_ok();
    assert!(says(&harness, "Export map"));
    harness.key_press(Key::ArrowRight);
    harness.run_ok();
    assert!(
        says(&harness, "Copy citation"),
        "the Edit menu follows the File menu"
    );
    harness.key_press(Key::Escape);
    harness.run_ok();
    harness.key_press(Key::F10);
    harness.run_ok();
    let new = harness.get_by_label("New dossier…");
    assert!(new.accesskit_node().is_focused());
    harness.key_press(Key::Enter);
    harness.run_ok();
    let asked = Command::File(FileCommand::AskNew);
    assert!(
        harness.state().told.contains(&asked),
        "{:?}",
        harness.state().told
    );
}

#[test]
fn a_sheet_closes_the_menu_that_was_open() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::ALT, Key::F);
    harness.run_ok();
    assert!(harness.query_by_label("New dossier…").is_some());
    harness.key_press(Key::F1);
    harness.run_ok();
    let manual = Some(Sheet::Manual);
    assert_eq!(harness.state().session().shell.sheet, manual);
    assert!(harness.query_by_label("New dossier…").is_none());
}

#[test]
fn a_typed_scale_is_taken_by_tab_and_by_leaving() {
    let mut harness = opened();
    harness.get_by_label("Scale").click();
    harness.run_ok();
    harness.event(egui::Event::Text("1:2000000".into()));
    harness.run_ok();
    harness.key_press(Key::Tab);
    harness.run_ok();
    let scale = harness.state().session().scale_denominator();
    assert!((scale / 2e6 - 1.0).abs() < 0.05, "1:{scale}");
}

#[test]
fn the_palette_does_not_hear_enter_under_the_path_field() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_ok();
    harness.state_mut().receive(Event::NoDialog {
        purpose: steppe::session::PromptPurpose::Open,
        path: "".into(),
    });
    harness.run_ok();
    harness.state_mut().told.clear();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(harness.state().told, Vec::new());
    assert!(harness.state().session().shell.open(Panel::Layers));
}

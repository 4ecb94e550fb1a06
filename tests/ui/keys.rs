//! The keyboard.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use steppe::atlas::WrittenWords;
use steppe::session::{
    Command, FileCommand, LayersCommand, Panel, SelectCommand, Sheet, ShellCommand,
};

use crate::small::{BASES, KANT};
use crate::{opened, says};

#[test]
fn single_keys_do_nothing_while_a_text_field_has_the_focus() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.step();
    harness.step();
    for key in [
        Key::N,
        Key::Num1,
        Key::Plus,
        Key::ArrowLeft,
        Key::Home,
        Key::Questionmark,
    ] {
        harness.key_press(key);
        harness.step();
    }
    assert_eq!(harness.state().told, Vec::new());
}

#[test]
fn the_same_keys_act_where_no_text_field_has_it() {
    let mut harness = opened();
    harness.key_press(Key::N);
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), Some(KANT));
    harness.key_press(Key::Num1);
    harness.run_ok();
    assert_eq!(
        harness.state().told.last(),
        Some(&Command::Layers(LayersCommand::Toggle(BASES)))
    );
    harness.key_press_modifiers(Modifiers::ALT, Key::Num1);
    harness.run_ok();
    assert_eq!(
        harness.state().told.last(),
        Some(&Command::Layers(LayersCommand::ShowAlone(BASES)))
    );
}

#[test]
fn find_jumps_to_what_it_found() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.step();
    harness.step();
    harness.event(egui::Event::Text("kant".into()));
    harness.step();
    harness.step();
    assert!(says(&harness, "Marks and borders"));
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert!(
        harness
            .state()
            .told
            .contains(&Command::Select(SelectCommand::Jump(KANT))),
        "{:?}",
        harness.state().told
    );
}

#[test]
fn the_palette_names_a_command_so_that_it_is_understood_without_its_menu() {
    let mut harness = opened();
    let add = Command::Bookmark(steppe::session::BookmarkCommand::Add);
    harness.state_mut().apply(add);
    let offers = steppe::ui::commands::offers(harness.state().session());
    let name = |id: &str| {
        let offer = offers.iter().find(|offer| offer.id == id);
        offer.expect("it is offered").name_in_menus()
    };
    assert_eq!(name("bookmark-0"), "View: Bookmarks: View 1");
    assert_eq!(name("bookmark"), "View: Bookmark this view");
    assert_eq!(name("names-russian"), "View: Names in Russian");
    assert_eq!(name("save-features"), "File: Save all features…");
}

#[test]
fn presses_of_one_long_frame_all_count() {
    let name = |downs: usize| {
        let mut harness = opened();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run_ok();
        let press = Event::Key {
            key: Key::ArrowDown,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        harness.input_mut().events.extend(vec![press; downs]);
        harness.step();
        harness.state_mut().told.clear();
        harness.key_press(Key::Enter);
        harness.run_ok();
        format!("{:?}", harness.state().told)
    };
    assert_ne!(name(1), name(0));
    assert_ne!(name(2), name(1));
}

#[test]
fn the_palette_runs_the_command_that_is_named() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_ok();
    assert_eq!(harness.state().session().shell.sheet, Some(Sheet::Palette));
    harness.event(egui::Event::Text("layers panel".into()));
    harness.step();
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_ok();
    let shell = &harness.state().session().shell;
    assert_eq!((shell.sheet, shell.open(Panel::Layers)), (None, false));
}

#[test]
fn the_key_sheet_lists_the_keys_and_escape_closes_it() {
    let mut harness = opened();
    harness.key_press(Key::Questionmark);
    harness.run_ok();
    assert!(says(&harness, "Ctrl+Shift+Z") && says(&harness, "Shift and drag"));
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().shell.sheet, None);
}

#[test]
fn undo_by_menu_takes_a_toggle_back() {
    let mut harness = opened();
    harness.key_press(Key::Num1);
    harness.run_ok();
    assert!(!harness.state().session().view.shows(BASES));
    harness.get_by_label("Edit").click();
    harness.run_ok();
    harness.get_by_label("Undo: Hide Bases").click();
    harness.run_ok();
    assert!(harness.state().session().view.shows(BASES));
}

#[test]
fn the_interface_grows_by_its_own_keys_and_the_map_does_not_zoom() {
    let mut harness = opened();
    let scale = harness.state().session().view.camera.metres_per_px;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    harness.run_ok();
    assert!((harness.state().session().shell.ui_scale - 1.1).abs() < 1e-6);
    assert!(!harness.state().told.iter().any(|action| matches!(
        action,
        Command::Camera(steppe::session::CameraCommand::ZoomBy { .. })
    )));
    assert!(scale > 0.0 && (harness.ctx.zoom_factor() - 1.1).abs() < 1e-3);
}

#[test]
fn saving_asks_for_title_and_headline_and_enter_saves() {
    for modifiers in [Modifiers::COMMAND, Modifiers::COMMAND | Modifiers::SHIFT] {
        let mut harness = opened();
        harness.key_press_modifiers(modifiers, Key::S);
        harness.run_ok();
        harness.event(egui::Event::Text("My walk".into()));
        harness.run_ok();
        harness.key_press(Key::Tab);
        harness.run_ok();
        harness.event(egui::Event::Text("Bases ring the border".into()));
        harness.run_ok();
        harness.state_mut().told.clear();
        harness.key_press(Key::Enter);
        harness.run_ok();
        let words = WrittenWords {
            title: "My walk".into(),
            headline: "Bases ring the border".into(),
        };
        let saved = [
            Command::File(FileCommand::SetWords(words)),
            Command::File(FileCommand::SaveDossierAs),
            Command::Shell(ShellCommand::ToggleSheet(Sheet::SaveAs)),
        ];
        assert_eq!(harness.state().told, saved);
        assert_eq!(harness.state().session().shell.sheet, None);
    }
}

//! Sheets, notices, dropped files.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::session::{
    Command, Event, FileCommand, NoticeKind, Panel, PromptPurpose, SaveId, ShellCommand, SourceId,
};

use crate::hand::{drag, wheel};
use crate::{opened, says};
use steppe::session::viewpoint::MapTheme;

#[test]
fn a_preset_sets_the_size_of_the_picture() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::File(FileCommand::ToggleExport));
    harness.run_ok();
    let role = egui::accesskit::Role::ComboBox;
    let list = harness.get_all_by_role(role).next();
    list.expect("the sizes come first").click();
    harness.run_ok();
    harness.get_by_label("A4 across, 300 dpi").click();
    harness.run_ok();
    let spec = harness.state().session().files.export;
    assert_eq!((spec.width_px, spec.height_px), (3508, 2480));
    assert_eq!(spec.theme, MapTheme::Print, "a sheet is printed");
    let at = harness.get_by_label("Pixels").rect().center();
    wheel(&mut harness, at, -6.0);
    harness.get_by_label("Legend").click();
    harness.run_ok();
    assert!(!harness.state().session().files.export.furniture.legend);
}

/// The export sheet, and the middle of its preview.
fn with_preview<'a>() -> (egui_kittest::Harness<'a, crate::Window>, egui::Pos2) {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::File(FileCommand::ToggleExport));
    harness.run_ok();
    let preview = harness.get_by_label("What the picture will look like");
    let middle = preview.rect().center();
    (harness, middle)
}

#[test]
fn the_frame_of_a_picture_is_dragged_and_zoomed_in_its_preview() {
    let (mut harness, middle) = with_preview();
    let before = harness.state().session().view.camera;
    let path = [
        middle,
        middle + egui::vec2(30.0, 0.0),
        middle + egui::vec2(60.0, 20.0),
    ];
    drag(&mut harness, &path, egui::Modifiers::NONE);
    harness.run_ok();
    let dragged = harness.state().session().view.camera;
    assert!(
        dragged.center.x_m < before.center.x_m,
        "what was seen goes right"
    );
    assert!(dragged.center.y_m > before.center.y_m, "and down");
    wheel(&mut harness, middle, 2.0);
    harness.run_ok();
    let zoomed = harness.state().session().view.camera;
    assert!(
        zoomed.metres_per_px < dragged.metres_per_px,
        "the wheel zooms in"
    );
}

#[test]
fn a_press_on_the_preview_moves_no_map_wherever_the_pointer_was_before() {
    let (mut harness, middle) = with_preview();
    let before = harness.state().session().view.camera;
    harness.event(egui::Event::PointerMoved(middle + egui::vec2(250.0, 40.0)));
    harness.step();
    let button = |pressed| egui::Event::PointerButton {
        pos: middle,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    // Both in one frame.
    let at_once = [egui::Event::PointerMoved(middle), button(true)];
    harness.input_mut().events.extend(at_once);
    harness.step();
    harness.event(button(false));
    harness.run_ok();
    assert_eq!(harness.state().session().view.camera, before);
}

fn asked(harness: &mut egui_kittest::Harness<'_, crate::Window>) -> SaveId {
    let window = harness.state_mut();
    window.apply(Command::File(FileCommand::Export));
    let save = window.session().files.waiting[0].id;
    window.receive(Event::NoDialog {
        purpose: PromptPurpose::Save(save),
        path: SourceId::from("/pictures/map.png"),
    });
    save
}

#[test]
fn the_path_field_shows_what_was_wrong_and_keeps_what_was_written() {
    let mut harness = opened();
    let save = asked(&mut harness);
    harness.run_ok();
    let path = SourceId::from("/nowhere/map.png");
    harness.state_mut().receive(Event::SaveFailed {
        save,
        path,
        error: "no such folder; choose another".into(),
    });
    harness.run_ok();
    assert!(says(&harness, "no such folder; choose another"));
    assert_eq!(
        harness.get_by_label("Path").value().as_deref(),
        Some("/nowhere/map.png")
    );
    assert!(matches!(
        harness
            .state()
            .session()
            .files
            .prompt
            .as_ref()
            .map(|prompt| &prompt.purpose),
        Some(PromptPurpose::Save(_))
    ));
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_the_button_that_says_so() {
    let mut harness = opened();
    let save = asked(&mut harness);
    let path = SourceId::from("/pictures/map.png");
    harness
        .state_mut()
        .receive(Event::Exists(save, path.clone()));
    harness.run_ok();
    assert!(says(&harness, "A file of this name is there already."));
    harness.get_by_label("Replace").click();
    harness.run_ok();
    let chosen = Command::File(FileCommand::PathChosen {
        save,
        path,
        replace: true,
    });
    assert!(
        harness.state().told.contains(&chosen),
        "{:?}",
        harness.state().told
    );
}

#[test]
fn how_to_begin_lies_over_no_mark_where_the_panel_is_open() {
    let mut harness = opened();
    let hint = ShellCommand::Notify {
        text: "Choose a mark to read what reports it.\nF1: manual.".into(),
        kind: NoticeKind::Hint,
    };
    harness.state_mut().apply(Command::Shell(hint));
    harness.run_ok();
    let said =
        |harness: &Harness<'_, _>| harness.get_by_label_contains("to read what reports").rect();
    assert!(!harness.state().map.intersects(said(&harness)));
    let fold = Command::Shell(ShellCommand::TogglePanel(Panel::Article));
    harness.state_mut().apply(fold.clone());
    harness.run_ok();
    assert!(harness.state().map.contains_rect(said(&harness)));
    harness.state_mut().apply(fold);
    harness.run_ok();
    harness.get_by_label("Close the notice").click();
    harness.run_ok();
    assert!(harness.state().session().shell.notices.is_empty());
    harness.get_by_label("Choose a mark or a link to see what is known of it.");
}

#[test]
fn a_saved_picture_can_be_opened_from_its_notice() {
    let mut harness = opened();
    let path = SourceId::from("/pictures/map.png");
    let notice = ShellCommand::Notify {
        text: "Saved map.png".into(),
        kind: NoticeKind::Saved(path.clone()),
    };
    harness.state_mut().apply(Command::Shell(notice));
    harness.run_ok();
    harness.get_by_label("Show in folder").click();
    harness.run_ok();
    assert!(
        harness
            .state()
            .told
            .contains(&Command::Shell(ShellCommand::ShowInFolder(path)))
    );
    harness.get_by_label("Close the notice").click();
    harness.run_ok();
    assert!(harness.state().session().shell.notices.is_empty());
}

#[test]
fn a_view_is_kept_by_a_key_renamed_and_shown_again() {
    use egui::{Key, Modifiers};
    use steppe::session::{BookmarkCommand, CameraCommand};
    let mut harness = opened();
    let before = harness.state().session().view.camera.metres_per_px;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    harness.run_ok();
    assert!(says(&harness, "Kept as “View 1”"));
    let zoom = Command::Camera(CameraCommand::ZoomBy { factor: 3.0 });
    harness.state_mut().apply(zoom);
    let sheet = ShellCommand::ToggleSheet(steppe::session::Sheet::Bookmarks);
    harness.state_mut().apply(Command::Shell(sheet));
    harness.run_ok();
    harness.get_by_label("Name of View 1").click();
    harness.run_ok();
    harness.event(egui::Event::Text("The valley".into()));
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(harness.state().session().bookmarks[0].name, "The valley");
    harness.get_by_label("Show: The valley").click();
    harness.run_ok();
    let shown = Command::Bookmark(BookmarkCommand::Show(0));
    assert!(harness.state().told.contains(&shown));
    let now = harness.state().session().view.camera.metres_per_px;
    assert!((now / before - 1.0).abs() < 1e-3, "{now} and {before}");
}

#[test]
fn the_export_sheet_opens_at_its_top_again() {
    let mut harness = opened();
    let toggle = || Command::File(FileCommand::ToggleExport);
    let size_px = |harness: &egui_kittest::Harness<'_, crate::Window>| {
        harness.get_by_label("Pixels").rect().top()
    };
    harness.state_mut().apply(toggle());
    harness.run_ok();
    let opened_px = size_px(&harness);
    let at = harness.get_by_label("Pixels").rect().center();
    wheel(&mut harness, at, -6.0);
    assert!(size_px(&harness) < opened_px, "it is scrolled");
    for _ in 0..2 {
        harness.state_mut().apply(toggle());
        harness.run_ok();
    }
    let reopened_px = size_px(&harness);
    assert!(
        (reopened_px - opened_px).abs() < 0.5,
        "{reopened_px} is not {opened_px}"
    );
}

#[test]
fn what_a_picture_says_of_itself_is_written_in_the_export_sheet() {
    let mut harness = opened();
    let toggle = Command::File(FileCommand::ToggleExport);
    harness.state_mut().apply(toggle);
    harness.run_ok();
    let buttons_px = harness.get_by_label("Export…").rect().top();
    let role = egui::accesskit::Role::TextInput;
    for name in ["Headline", "Subhead", "Note"] {
        let field = harness.get_by_role_and_label(role, name);
        assert!(field.rect().bottom() < buttons_px, "{name} is in sight");
    }
    harness.get_by_role_and_label(role, "Headline").focus();
    harness.step();
    harness.event(egui::Event::Text("Two bases".into()));
    harness.run_ok();
    let session = harness.state().session();
    let words = &session.pictured(&session.files.export).words;
    assert_eq!(words.headline.as_deref(), Some("Two bases"));
    assert_eq!((&words.subhead, &words.note), (&None, &None));
}

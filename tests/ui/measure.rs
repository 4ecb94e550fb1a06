//! Measuring on the map, by mouse and by keys.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::session::{
    Command, FileCommand, MeasureCommand, MeasurePoint, Measurement, SelectCommand,
};

use crate::app::Window;
use crate::hand::click;
use crate::small::KANT;
use crate::{opened, says};

#[test]
fn a_distance_is_measured_from_click_to_click_and_enter_ends_it() {
    let mut harness = opened();
    harness.key_press(Key::M);
    harness.run_ok();
    assert!(says(&harness, "Click the first place on the map."));
    let map = harness.state().map;
    let places = [(0.3, 0.7), (0.5, 0.8), (0.7, 0.6)];
    for (x, y) in places {
        let at = map.min + map.size() * egui::vec2(x, y);
        click(&mut harness, at);
        // A second click at once would be a double click, which ends.
        harness.run_steps(40);
    }
    assert!(says(&harness, "Together ") && says(&harness, " nmi"));
    assert!(says(&harness, "Closed, an area of "));
    harness.key_press(Key::Backspace);
    harness.run_ok();
    assert!(!says(&harness, "Closed, an area of "));
    harness.key_press(Key::Enter);
    harness.run_ok();
    let session = harness.state().session();
    let Some(Measurement::Path { points, ended }) = &session.measure else {
        panic!("{:?}", session.measure)
    };
    assert_eq!((points.len(), *ended), (2, true));
    assert_eq!(session.selected(), None, "no click selected");
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().measure, None);
}

#[test]
fn what_is_measured_is_on_the_picture_once_the_sheet_says_so() {
    let mut harness = opened();
    let ring = MeasureCommand::Ring(MeasurePoint {
        at: steppe::earth::LonLat::new(68.787, 38.5598),
        subject: Some(KANT),
    });
    harness.state_mut().apply(Command::Measure(ring));
    harness
        .state_mut()
        .apply(Command::File(FileCommand::ToggleExport));
    harness.run_ok();
    let measured = |harness: &Harness<'_, Window>| {
        let session = harness.state().session();
        session.pictured(&session.files.export).measure.is_some()
    };
    assert!(!measured(&harness), "it was not asked for");
    let name = "The measured ring, with its radius";
    harness.get_by_label(name).scroll_to_me();
    harness.run_ok();
    harness.get_by_label(name).click();
    harness.run_ok();
    assert!(measured(&harness));
    harness
        .state_mut()
        .apply(Command::Measure(MeasureCommand::Leave));
    harness.run_ok();
    assert!(!says(&harness, name), "there is nothing to show");
}

#[test]
fn a_ring_lists_what_lies_within_and_a_click_goes_there() {
    let mut harness = opened();
    let at = harness.state().pos_of(KANT);
    harness.hover_at(at);
    harness.run_ok();
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        harness.step();
    }
    harness.run_ok();
    harness.get_by_label("What is within\u{2026}").click();
    harness.run_ok();
    assert!(says(&harness, "What is within") && says(&harness, "0 m"));
    let wide = Command::Measure(MeasureCommand::SetRadius(2_000_000.0));
    harness.state_mut().apply(wide);
    harness.run_ok();
    assert!(says(&harness, "lie in it, the nearest first."));
    harness.get_by_label("Copy what was measured").click();
    harness.run_ok();
    let name = harness.state().session().atlas.name(KANT);
    let copied = harness.state().told.iter().any(|command| {
        matches!(command, Command::Shell(steppe::session::ShellCommand::CopyText(text)) if text.contains(&name))
    });
    assert!(copied, "{:?}", harness.state().told);
    assert!(
        !harness
            .state()
            .told
            .iter()
            .any(|it| matches!(it, Command::Select(SelectCommand::Clear)))
    );
}

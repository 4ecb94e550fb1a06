//! Explore beyond one chart: dates looked closer at, two columns against each other, charts that are kept.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use steppe::session::{Command, ExploreCommand, Session};

use crate::app::{Window, window};
use crate::hand::drag;
use crate::{events, says};

fn exploring<'a>() -> Harness<'a, Window> {
    let mut harness = window(vec2(1280.0, 1800.0), events::atlas(120));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    harness.run_ok();
    harness.run_ok();
    harness
}

fn session<'a>(harness: &'a Harness<'_, Window>) -> &'a Session {
    harness.state().session()
}

fn compare(harness: &mut Harness<'_, Window>, columns: [&str; 2]) {
    let columns = columns.map(str::to_owned);
    let command = ExploreCommand::Compare(Some(columns));
    harness.state_mut().apply(Command::Explore(command));
    harness.run_ok();
    harness.run_ok();
}

fn conditions(harness: &Harness<'_, Window>) -> Vec<String> {
    session(harness).view.attributes.clone().into()
}

/// The figure whose name begins so.
fn figure(harness: &Harness<'_, Window>, begin: &str) -> egui::Rect {
    let mut figures = harness.query_all_by_role(Role::Figure);
    let named = figures.find(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with(begin)
    });
    named.expect("a figure").rect()
}

#[test]
fn dates_are_looked_closer_at_by_a_button_and_by_keys() {
    let mut harness = exploring();
    assert!(says(&harness, "by month"));
    harness.get_by_label("Look closer at when").click();
    harness.run_ok();
    harness.run_ok();
    let spans = &session(&harness).explore.divisions.spans;
    let [first, last] = spans["when"];
    assert!(last - first < 600, "half of three years");
    assert!(says(&harness, "before or after"));
    harness.get_by_label("Show the whole of when").click();
    harness.run_ok();
    assert!(session(&harness).explore.divisions.spans.is_empty());
}

#[test]
fn round_dates_stand_under_the_bars_and_do_not_crowd() {
    let harness = exploring();
    let rect = figure(&harness, "when: ");
    assert!(rect.width() > 200.0);
    // The words are painted; the figure says the axis in its name.
    let mut figures = harness.query_all_by_role(Role::Figure);
    let told = figures.any(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with("when: ") && label.contains("Plus and minus look closer")
    });
    assert!(told);
}

#[test]
fn a_rectangle_over_two_columns_narrows_both_in_one_step() {
    let mut harness = exploring();
    compare(&mut harness, ["when", "deaths"]);
    let all = session(&harness)
        .view
        .visible_features(&session(&harness).atlas)
        .count();
    let chart = figure(&harness, "when and deaths");
    let (from, to) = (chart.center(), chart.center() + vec2(90.0, 60.0));
    drag(
        &mut harness,
        &[from, from + vec2(20.0, 20.0), to],
        Modifiers::NONE,
    );
    harness.run_ok();
    let narrowed = conditions(&harness);
    assert_eq!(narrowed.len(), 2, "{narrowed:?}");
    assert!(
        narrowed
            .iter()
            .any(|it| it.starts_with("when BETWEEN DATE("))
    );
    assert!(narrowed.iter().any(|it| it.starts_with("deaths >= ")));
    let some = session(&harness)
        .view
        .visible_features(&session(&harness).atlas)
        .count();
    assert!(some < all, "{some} of {all}");
    harness.state_mut().apply(Command::Undo);
    harness.run_ok();
    assert_eq!(conditions(&harness), Vec::<String>::new());
}

#[test]
fn a_word_against_numbers_has_a_box_that_says_its_median() {
    let mut harness = exploring();
    compare(&mut harness, ["what", "deaths"]);
    assert!(says(&harness, "Battle, 40: median "));
    let row = harness.get_by_label_contains("Riot, 40: median ").rect();
    let (from, to) = (row.left_center() + vec2(4.0, 0.0), row.right_center());
    drag(
        &mut harness,
        &[from, from + vec2(20.0, 0.0), to],
        Modifiers::NONE,
    );
    harness.run_ok();
    let narrowed = conditions(&harness);
    assert!(
        narrowed.contains(&"what IN ('Riot')".to_owned()),
        "{narrowed:?}"
    );
}

#[test]
fn two_columns_are_chosen_from_lists() {
    let mut harness = exploring();
    harness.get_by_label("First column: two columns").click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, "what").click();
    harness.run_ok();
    let pair = session(&harness).explore.pair.clone().expect("a pair");
    assert_eq!(pair[0], "what");
    harness.get_by_label("End the comparison").click();
    harness.run_ok();
    assert_eq!(session(&harness).explore.pair, None);
}

#[test]
fn a_chart_that_is_kept_is_a_figure_that_can_be_renamed_saved_and_taken_out() {
    let mut harness = exploring();
    harness.get_by_label("Keep deaths in Figures").click();
    harness.run_ok();
    harness.get_by_label("Figures").click();
    harness.run_ok();
    assert!(says(&harness, "Chart: Features by deaths: "));
    harness.get_by_label("Save Features by deaths").click();
    harness.run_ok();
    harness.get_by_label("SVG drawing\u{2026}").click();
    harness.run_ok();
    let exported = |command: &Command| {
        matches!(
            command,
            Command::File(steppe::session::FileCommand::ExportChart { chart, .. })
                if chart == "features-by-deaths"
        )
    };
    assert!(harness.state().told.iter().any(exported));
    harness.key_press(Key::Escape);
    harness.run_ok();
    harness
        .get_by_label("Take Features by deaths out of Figures")
        .click();
    harness.run_ok();
    assert!(session(&harness).chart("features-by-deaths").is_none());
}

#[test]
fn keys_move_a_frame_over_two_columns_and_make_it_larger() {
    let mut harness = exploring();
    compare(&mut harness, ["when", "deaths"]);
    let figure = |harness: &Harness<'_, Window>| {
        let mut figures = harness.query_all_by_role(Role::Figure);
        let pair = figures.find(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.contains("Arrows move a frame")
        });
        pair.expect("the chart of both").focus();
    };
    figure(&harness);
    harness.run_ok();
    let press = |harness: &mut Harness<'_, Window>, modifiers, key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run_ok();
        harness.run_ok();
        conditions(harness)
    };
    let middle = press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(middle.len(), 2, "both columns are narrowed: {middle:?}");
    let right = press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_ne!(right, middle);
    let larger = press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(larger[0], right[0], "only the upper side moves");
    assert_ne!(larger[1], right[1]);
    harness.state_mut().apply(Command::Undo);
    harness.run_ok();
    assert_eq!(conditions(&harness), Vec::<String>::new(), "one step");
    harness.state_mut().apply(Command::Redo);
    harness.run_ok();
    let none = press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(none, Vec::<String>::new());
}

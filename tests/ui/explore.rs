//! Explore: the bars of its charts, what a hand and a key do with them, and the conditions above them.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::session::{Command, Session, ShellCommand};

use crate::app::{Window, window};
use crate::hand::{click, drag};
use crate::{evidence, says};

/// The window of the dossier with every kind of evidence, its columns explored and all in sight.
fn exploring<'a>() -> Harness<'a, Window> {
    let mut harness = window(vec2(1280.0, 1800.0), evidence::atlas());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    harness.run_ok();
    harness.run_ok();
    harness.state_mut().told.clear();
    harness
}

fn session<'a>(harness: &'a Harness<'_, Window>) -> &'a Session {
    harness.state().session()
}

fn shown(session: &Session) -> usize {
    session.view.visible_features(&session.atlas).count()
}

fn conditions(harness: &Harness<'_, Window>) -> Vec<String> {
    session(harness).view.attributes.clone().into()
}

/// The bar of this name, wherever its counts stand.
fn bar(harness: &Harness<'_, Window>, name: &str) -> egui::Rect {
    harness.get_by_label_contains(&format!("{name}: ")).rect()
}

#[test]
fn every_column_in_which_features_differ_is_a_chart_with_a_name() {
    let harness = exploring();
    for column in [
        "layer",
        "kind",
        "status",
        "actor",
        "origin",
        "claim",
        "precision",
    ] {
        let figure = format!("{column}: ");
        let found = harness.query_all_by_role(Role::Figure);
        let names: Vec<String> = found
            .map(|node| {
                egui_kittest::kittest::NodeT::accesskit_node(&node)
                    .label()
                    .unwrap_or_default()
            })
            .collect();
        let all_same = says(&harness, " everywhere");
        let charted = names.iter().any(|name| name.starts_with(&figure));
        assert!(charted || all_same, "{column} among {names:?}");
    }
    assert!(says(&harness, "Arrows go from bar to bar"));
}

#[test]
fn a_click_on_a_bar_narrows_the_map_and_undo_takes_it_back() {
    let mut harness = exploring();
    let all = shown(session(&harness));
    let at = bar(&harness, "status former").center();
    click(&mut harness, at);
    harness.run_ok();
    assert_eq!(conditions(&harness), ["status = 'former'"]);
    let former = shown(session(&harness));
    assert!(former > 0 && former < all);
    assert!(
        says(&harness, "status = 'former'"),
        "it is a chip and stands in the status bar"
    );
    assert!(says(&harness, &format!("{former} of ")));
    // The other charts count what is left; its own says what a click would bring.
    assert!(harness.query_by_label_contains("status active: ").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_ok();
    assert_eq!(shown(session(&harness)), all);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run_ok();
    assert_eq!(shown(session(&harness)), former);
}

#[test]
fn several_columns_narrow_together_and_a_chip_closes_one() {
    let mut harness = exploring();
    let at = bar(&harness, "status active").center();
    click(&mut harness, at);
    harness.run_ok();
    let active = shown(session(&harness));
    let at = bar(&harness, "origin background").center();
    click(&mut harness, at);
    harness.run_ok();
    assert_eq!(
        conditions(&harness),
        ["status = 'active'", "origin = 'background'"]
    );
    assert!(shown(session(&harness)) < active);
    harness
        .get_by_label("Close the condition status = 'active'")
        .click();
    harness.run_ok();
    assert_eq!(conditions(&harness), ["origin = 'background'"]);
    // A second click on a bar that stands alone shows all again.
    let at = bar(&harness, "origin background").center();
    click(&mut harness, at);
    harness.run_ok();
    assert!(conditions(&harness).is_empty());
}

#[test]
fn control_and_a_click_add_a_bar() {
    let mut harness = exploring();
    let at = bar(&harness, "status active").center();
    click(&mut harness, at);
    harness.run_ok();
    let at = bar(&harness, "status former").center();
    drag(&mut harness, &[at], Modifiers::COMMAND);
    harness.run_ok();
    assert_eq!(conditions(&harness), ["status IN ('active', 'former')"]);
}

#[test]
fn the_keys_go_from_bar_to_bar_and_choose() {
    let mut harness = exploring();
    let figure = harness.get_all_by_role(Role::Figure);
    let status = figure
        .into_iter()
        .find(|node| {
            let label = egui_kittest::kittest::NodeT::accesskit_node(node).label();
            label.is_some_and(|label| label.starts_with("status: "))
        })
        .expect("a chart of the status");
    status.focus();
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    let first = conditions(&harness);
    assert!(
        first.len() == 1 && first[0].starts_with("status "),
        "{first:?}"
    );
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run_ok();
    let both = conditions(&harness);
    assert!(both.len() == 1 && both != first, "{both:?}");
    harness.key_press(Key::Delete);
    harness.run_ok();
    assert!(conditions(&harness).is_empty());
}

#[test]
fn a_condition_is_written_as_text_and_a_mistake_stays_with_its_reason() {
    let mut harness = exploring();
    harness.get_by_label("Add a condition").click();
    harness.run_ok();
    harness.event(egui::Event::Text("statu = 'active'".into()));
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert!(says(&harness, "did you mean \"status\"?"));
    assert!(conditions(&harness).is_empty());
    harness.event(egui::Event::Text("status = 'active'".into()));
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(conditions(&harness), ["status = 'active'"]);
}

#[test]
fn a_drag_over_bars_is_one_step_of_undo() {
    let mut harness = exploring();
    let Some(first) = harness.query_all_by_label_contains("when ").next() else {
        return;
    };
    let first = first.rect();
    let from = first.center();
    let to = from + vec2(80.0, 0.0);
    drag(
        &mut harness,
        &[from, from + vec2(30.0, 0.0), to],
        Modifiers::NONE,
    );
    harness.run_ok();
    let told = &harness.state().told;
    let narrowing = told.iter().filter(|it| matches!(it, Command::Explore(_)));
    assert!(narrowing.count() >= 1, "{told:?}");
    assert!(
        conditions(&harness)[0].contains("BETWEEN DATE("),
        "{:?}",
        conditions(&harness)
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_ok();
    assert!(conditions(&harness).is_empty());
}

#[test]
fn the_status_bar_clears_conditions_with_the_rest_of_the_filter() {
    let mut harness = exploring();
    let at = bar(&harness, "status active").center();
    click(&mut harness, at);
    harness.run_ok();
    harness
        .get_by_label("Clear the filter: where status = 'active'")
        .click();
    harness.run_ok();
    assert!(conditions(&harness).is_empty());
    let closed = Command::Shell(ShellCommand::ToggleTable);
    assert!(!harness.state().told.contains(&closed));
}

//! The rows of the filter, and what the window says of it.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::atlas::{Claim, Evidence, Origin, Status};
use steppe::session::{Command, FilterCommand, Session};

use crate::app::{Window, window};
use crate::{evidence, opened, says};

/// The window of the dossier with every kind of evidence, its filter open and all of it in sight.
fn filtering<'a>() -> Harness<'a, Window> {
    let mut harness = window(vec2(1280.0, 1400.0), evidence::atlas());
    assert!(harness.query_by_label("Filter: Everything").is_some());
    assert!(!says(&harness, "origin article"), "folded at first");
    harness.get_by_label("Filter: Everything").click();
    harness.run_ok();
    harness
}

fn session<'a>(harness: &'a Harness<'_, Window>) -> &'a Session {
    harness.state().session()
}

/// What the row of a value is called.
fn row_of(harness: &Harness<'_, Window>, value: &Evidence) -> String {
    let session = session(harness);
    let counts = session.view.evidence_counts(&session.atlas);
    let word = value.word(&session.atlas);
    format!("{} {word}, {}", value.facet().id(), counts[value])
}

fn shown(session: &Session) -> usize {
    session.view.visible_features(&session.atlas).count()
}

#[test]
fn where_nothing_differs_there_is_little_to_choose() {
    let mut harness = opened();
    harness.get_by_label("Filter: Everything").click();
    harness.run_ok();
    assert!(says(&harness, "precision site") && !says(&harness, "origin article"));
}

#[test]
fn a_row_ticks_and_is_counted() {
    let mut harness = filtering();
    let all = shown(session(&harness));
    let background = Evidence::Origin(Origin::Background);
    let counts = session(&harness)
        .view
        .evidence_counts(&session(&harness).atlas);
    let row = row_of(&harness, &background);
    harness.get_by_role_and_label(Role::CheckBox, &row).click();
    harness.run_ok();
    assert_eq!(shown(session(&harness)), all - counts[&background]);
    assert_eq!(
        harness.state().told,
        [Command::Filter(FilterCommand::Tick {
            value: background,
            shown: false
        })]
    );
    assert!(says(&harness, "Filter: 1 filter"));
    // Its own facet does not change its count: it says what a tick would bring back.
    harness.get_by_role_and_label(Role::CheckBox, &row).click();
    harness.run_ok();
    assert_eq!(shown(session(&harness)), all);
    assert!(!session(&harness).view.evidence.narrows());
}

#[test]
fn alt_and_a_click_show_a_value_alone() {
    let mut harness = filtering();
    let former = Evidence::Status(Some(Status::Former));
    let row = row_of(&harness, &former);
    harness.get_by_label(&row).click_modifiers(Modifiers::ALT);
    harness.run_ok();
    assert_eq!(
        harness.state().told,
        [Command::Filter(FilterCommand::Only(former))]
    );
    assert_eq!(shown(session(&harness)), 3);
}

#[test]
fn a_row_can_be_reached_and_ticked_by_the_keyboard() {
    let mut harness = filtering();
    let stated = row_of(&harness, &Evidence::Claim(Claim::Stated));
    harness.get_by_label(&stated).focus();
    harness.run_ok();
    harness.key_press(Key::Tab);
    harness.run_ok();
    harness.key_press(Key::Space);
    harness.run_ok();
    let told = &harness.state().told;
    assert!(
        matches!(&told[..], [Command::Filter(FilterCommand::Tick { value, shown: false })] if value.id() == "attributed"),
        "{told:?}"
    );
}

#[test]
fn all_and_none_of_a_facet_are_one_click_each() {
    let mut harness = filtering();
    let all = shown(session(&harness));
    harness.get_by_label("Hide every claim").click();
    harness.run_ok();
    assert_eq!(shown(session(&harness)), 0);
    assert!(says(&harness, "None of the shown marks passes the filter."));
    harness.get_by_label("Show every claim").click();
    harness.run_ok();
    assert_eq!(shown(session(&harness)), all);
}

#[test]
fn the_status_bar_says_the_filter_and_a_click_clears_it() {
    let mut harness = filtering();
    harness
        .state_mut()
        .apply(Command::Filter(FilterCommand::Only(Evidence::Origin(
            Origin::Caption,
        ))));
    harness.run_ok();
    let passing = shown(session(&harness));
    assert!(says(&harness, &format!("{passing} of 40 marks")));
    harness
        .get_by_label("Clear the filter: only origin caption")
        .click();
    harness.run_ok();
    assert!(!session(&harness).view.evidence.narrows());
    assert!(says(&harness, "40 of 40 marks"));
}

#[test]
fn actors_are_rows_by_name_and_a_long_list_is_cut() {
    let harness = filtering();
    assert!(says(&harness, "actor Russia, ") && says(&harness, "actor Tajikistan, "));
    assert!(!says(&harness, "RUS"), "no code is shown");
}

#[test]
fn the_card_of_a_hidden_mark_says_what_hides_it() {
    let mut harness = filtering();
    let hidden = session(&harness).atlas.find("background-stated");
    let hidden = hidden.expect("the fixture has it");
    harness
        .state_mut()
        .apply(Command::Filter(FilterCommand::Only(Evidence::Origin(
            Origin::Article,
        ))));
    harness
        .state_mut()
        .apply(Command::Select(steppe::session::SelectCommand::Jump(
            hidden,
        )));
    harness.run_ok();
    assert!(says(&harness, "Hidden by the filter: origin background"));
    let buttons = harness.get_all_by_role_and_label(Role::Button, "Clear the filter");
    assert_eq!(buttons.count(), 2, "in the panel and on the card");
}

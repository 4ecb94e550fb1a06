//! Walks of a reader who has the keyboard and the tree of names alone.

use std::sync::Arc;

use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use steppe::atlas::{Atlas, Subject};
use steppe::session::{Command, FileCommand};

use crate::app::{Window, window};
use crate::base_map::base_map;
use crate::{opened, says};

/// What has the keyboard, as a screen reader says it.
fn focused(harness: &Harness<'_, Window>) -> Option<String> {
    let all = harness.root().children_recursive();
    let node = { all }.find(|node| node.accesskit_node().is_focused())?;
    node.accesskit_node().label()
}

/// All that the window says.
fn said(harness: &Harness<'_, Window>) -> Vec<String> {
    let all = harness.root().children_recursive();
    let said = all.filter_map(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    said.collect()
}

/// Goes on by Tab to what is called so; what it met where that is not among so many.
fn tab_to(harness: &mut Harness<'_, Window>, name: &str) {
    let mut met = Vec::new();
    for _ in 0..80 {
        let now = focused(harness);
        if now.as_deref() == Some(name) {
            return;
        }
        met.push(now);
        harness.key_press(Key::Tab);
        harness.step();
        harness.step();
    }
    panic!("no {name} among {met:?}");
}

#[test]
fn a_base_in_kyrgyzstan_is_found_and_its_sources_are_read() {
    let dossier = steppe::dossier::builtin().dossier;
    let atlas = Arc::new(Atlas::new(dossier, base_map()));
    let mut harness = window(vec2(1280.0, 800.0), atlas);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.step();
    harness.step();
    harness.event(egui::Event::Text("kyrgyz base kant".into()));
    harness.step();
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_steps(60);
    let session = harness.state().session();
    let Some(Subject::Feature(id)) = session.selected() else {
        panic!("{:?}", harness.state().told);
    };
    let feature = session.atlas.feature(id);
    let country = feature.country.map(|country| country.to_string());
    assert_eq!(country.as_deref(), Some("KGZ"), "{}", feature.name);
    let first = feature.sources.first().expect("it has a source");
    let (name, title) = (feature.name.clone(), first.title.clone());
    for text in [&name, &title] {
        assert!(
            says(&harness, text),
            "{text} is not in {:?}",
            said(&harness)
        );
    }
}

#[test]
fn a_picture_is_exported_by_keys_alone() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_ok();
    tab_to(&mut harness, "Export\u{2026}");
    harness.key_press(Key::Enter);
    harness.run_ok();
    let told = &harness.state().told;
    assert!(
        told.contains(&Command::File(FileCommand::Export)),
        "{told:?}"
    );
    let waiting = &harness.state().session().files.waiting;
    assert_eq!(waiting.len(), 1, "it waits for its file");
}

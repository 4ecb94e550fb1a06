//! Explore: the bars of its charts, what a hand and a key do with them, and the conditions above them.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use serde_json::{Value, json};
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, read};
use steppe::session::{Command, ExploreCommand, SelectCommand, Session, ShellCommand};

use crate::app::{Window, window};
use crate::hand::{click, drag};
use crate::{evidence, says};

/// The window of the dossier with every kind of evidence, its columns explored and all in sight.
fn exploring<'a>() -> Harness<'a, Window> {
    exploring_of(evidence::atlas())
}

/// The window of an atlas, its columns explored and all in sight.
fn exploring_of<'a>(atlas: Arc<Atlas>) -> Harness<'a, Window> {
    let mut harness = window(vec2(1280.0, 1800.0), atlas);
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
    let names: Vec<String> = harness
        .query_all_by_role(Role::Figure)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let charted: Vec<&str> = names
        .iter()
        .filter_map(|name| Some(name.split_once(": ")?.0))
        .collect();
    for column in ["layer", "status", "actor", "origin", "claim", "precision"] {
        assert!(charted.contains(&column), "{column} among {names:?}");
    }
    for name in &names {
        assert!(name.contains("Arrows go from bar to bar"), "{name}");
    }
    // Every feature of the fixture is of one kind: a chart of it would be one bar.
    assert!(!charted.contains(&"kind"), "{names:?}");
    assert!(says(&harness, "kind: sample everywhere"));
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
            let label = node.accesskit_node().label();
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
fn a_condition_of_one_layer_hides_its_other_features_and_is_said_in_words() {
    let mut harness = exploring_a_year();
    let atlas = Arc::clone(&session(&harness).atlas);
    let layer = atlas.layer_named("file-year");
    let condition = "\"when\" BETWEEN DATE('2021-03-01') AND DATE('2021-05-31')";
    harness
        .state_mut()
        .apply(Command::Explore(ExploreCommand::Show(layer)));
    harness.run_ok();
    let narrow = ExploreCommand::Narrow {
        layer: Some("file-year".into()),
        column: "when".into(),
        condition: Some(condition.parse().expect("a condition")),
        drag: None,
    };
    harness.state_mut().apply(Command::Explore(narrow));
    harness.run_ok();
    assert_eq!(shown(session(&harness)), 3);
    assert!(says(&harness, "3 of 12 features"));
    harness
        .get_by_label("Change the condition when 2021-03-01 to 2021-05-31")
        .click();
    harness.run_ok();
    harness.event(egui::Event::Text("\"when\" >= DATE('2021-11-01')".into()));
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    let expected = "layer <> 'file-year' OR when >= DATE('2021-11-01')";
    assert_eq!(conditions(&harness), [expected]);
    assert_eq!(shown(session(&harness)), 2);
}

#[test]
fn a_long_condition_leaves_the_panel_as_wide_as_it_was() {
    let mut harness = exploring_a_year();
    let before = harness.state().map.width();
    let months: Vec<String> = (1..=12).map(|month| format!("'Month {month}'")).collect();
    let condition = format!("name IN ({})", months.join(", "));
    let add = ExploreCommand::Add(condition.parse().expect("a condition"));
    harness.state_mut().apply(Command::Explore(add));
    harness.run_steps(30);
    assert!(says(&harness, "Change the condition name"));
    let after = harness.state().map.width();
    assert!((before - after).abs() < 0.5, "{before} and {after}");
}

/// The window of twelve features, one on the first day of each month of a year, explored.
fn exploring_a_year<'a>() -> Harness<'a, Window> {
    let features: Vec<Value> = (1..=12)
        .map(|month| {
            json!({
                "type": "Feature",
                "id": format!("month-{month}"),
                "geometry": { "type": "Point", "coordinates": [60 + month, 40] },
                "properties": { "name": format!("Month {month}"), "when": format!("2021-{month:02}-01") },
            })
        })
        .collect();
    let text = json!({ "type": "FeatureCollection", "features": features }).to_string();
    let mut files = Files::new();
    files
        .insert("year.geojson", text.into_bytes())
        .expect("a plain name");
    let atlas = Atlas::new(read(&files).dossier, Arc::new(BaseMap::default()));
    exploring_of(Arc::new(atlas))
}

/// The middles of the bars of days, from the left.
fn bars_of_days(harness: &Harness<'_, Window>) -> Vec<Pos2> {
    let bars = harness.query_all_by_label_contains("when ");
    let mut bars: Vec<Pos2> = bars
        .filter(|node| node.accesskit_node().role() == Role::Button)
        .map(|node| node.rect().center())
        .collect();
    bars.sort_by(|a, b| a.x.total_cmp(&b.x));
    bars
}

#[test]
fn a_drag_over_bars_is_one_step_of_undo() {
    let mut harness = exploring_a_year();
    let bars = bars_of_days(&harness);
    assert!(bars.len() >= 6, "{bars:?}");
    drag(&mut harness, &bars[1..5], Modifiers::NONE);
    harness.run_ok();
    let told = &harness.state().told;
    let (wanted, drags): (Vec<String>, Vec<Option<u64>>) = told
        .iter()
        .filter_map(|command| match command {
            Command::Explore(ExploreCommand::Narrow {
                condition, drag, ..
            }) => Some((condition.as_ref()?.to_string(), *drag)),
            _ => None,
        })
        .unzip();
    assert!(
        wanted.len() >= 3,
        "the map follows the hand bar by bar: {told:?}"
    );
    assert!(
        drags[0].is_some() && drags.iter().all(|drag| *drag == drags[0]),
        "{drags:?}"
    );
    let first = conditions(&harness);
    assert_eq!(first, wanted[wanted.len() - 1..]);
    assert!(first[0].contains("BETWEEN DATE("), "{first:?}");
    assert_ne!(first[0], wanted[0]);
    drag(&mut harness, &bars[2..4], Modifiers::NONE);
    harness.run_ok();
    let second = conditions(&harness);
    assert_ne!(second, first);
    let mut press = |modifiers| {
        harness.key_press_modifiers(modifiers, Key::Z);
        harness.run_ok();
        conditions(&harness)
    };
    assert_eq!(press(Modifiers::COMMAND), first);
    assert!(press(Modifiers::COMMAND).is_empty());
    let redo = Modifiers::COMMAND | Modifiers::SHIFT;
    assert_eq!(press(redo), first);
    assert_eq!(press(redo), second);
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

#[test]
fn the_card_of_a_hidden_mark_names_the_condition_that_hides_it() {
    let mut harness = exploring();
    let hidden = session(&harness).atlas.find("background-stated");
    let hidden = hidden.expect("the fixture has it");
    let other = "origin = 'article'".parse().expect("CQL2");
    for command in [
        Command::Explore(ExploreCommand::Add(other)),
        Command::Select(SelectCommand::Jump(hidden)),
    ] {
        harness.state_mut().apply(command);
    }
    harness.run_ok();
    assert!(says(&harness, "Hidden by the condition origin"));
}

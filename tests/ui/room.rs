//! What stands where: lists with all their rows, charts that stay in place, no axis without days.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use serde_json::{Map, Value, json};
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, read};
use steppe::session::{Command, ExploreCommand};

use crate::app::{Window, window};
use crate::says;

/// Number of columns of the fixture: more than a list of the usual height shows.
const COLUMNS: usize = 16;

/// The window of twenty features without a date, which have a number in each of many columns.
fn undated<'a>() -> Harness<'a, Window> {
    let feature = |number: usize| {
        let columns = (0..COLUMNS).map(|column| {
            let value = (number * (column + 3)) % 23;
            (format!("column {column:02}"), Value::from(value))
        });
        json!({
            "type": "Feature",
            "id": format!("feature-{number}"),
            "geometry": { "type": "Point", "coordinates": [60 + number, 40] },
            "properties": columns.collect::<Map<String, Value>>(),
        })
    };
    let features: Vec<Value> = (0..20).map(feature).collect();
    let text = json!({ "type": "FeatureCollection", "features": features }).to_string();
    let mut files = Files::new();
    files
        .insert("undated.geojson", text.into_bytes())
        .expect("a plain name");
    let atlas = Atlas::new(read(&files).dossier, Arc::new(BaseMap::default()));
    window(vec2(1280.0, 800.0), Arc::new(atlas))
}

fn exploring<'a>() -> Harness<'a, Window> {
    let mut harness = undated();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    harness.run_ok();
    harness.run_ok();
    harness
}

#[test]
fn nothing_with_a_date_has_no_axis_and_the_timeline_says_so() {
    let harness = undated();
    assert!(says(&harness, "nothing that is open has a date"));
    assert!(!says(&harness, "All days"), "there are no days to choose");
}

#[test]
fn the_list_of_columns_to_compare_shows_them_all() {
    let mut harness = exploring();
    harness
        .get_by_label_contains("First column: two columns")
        .click();
    harness.run_steps(6);
    let window = harness.ctx.content_rect();
    for column in 0..COLUMNS {
        let name = format!("column {column:02}");
        let rows = harness.query_all_by_label(&name);
        let in_list = rows
            .filter(|node| node.accesskit_node().role() == Role::Button)
            .any(|node| window.contains_rect(node.rect()));
        assert!(in_list, "{name} is cut off");
    }
}

#[test]
fn a_chart_keeps_its_place_while_conditions_take_more_lines() {
    let mut harness = exploring();
    let top = |harness: &Harness<'_, Window>| {
        let charts = harness.query_all_by_role(Role::Figure);
        let mut charts = charts.filter(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("column 03")
        });
        charts.next().expect("the chart of a column").rect().top()
    };
    let before = top(&harness);
    for column in 4..10 {
        let condition = format!("\"column {column:02}\" >= 1");
        let add = ExploreCommand::Add(condition.parse().expect("a condition"));
        harness.state_mut().apply(Command::Explore(add));
        harness.run_steps(4);
        let now = top(&harness);
        assert!(
            (now - before).abs() < 2.0,
            "{before} and {now} with {condition}"
        );
    }
}

//! The table of features: its rows, their order, and what is copied of them.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use jiff::civil::date;
use serde_json::{Value, json};
use steppe::atlas::{Atlas, BaseMap, LayerIx, Subject};
use steppe::dossier::{Files, read};
use steppe::earth::LonLat;
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{
    CameraCommand, Command, ExploreCommand, FileCommand, SelectCommand, Session, ShellCommand,
    TimeCommand,
};

use crate::app::{Window, window_on};
use crate::hand::{click, drag};
use crate::small::{DUSHANBE, KANT};
use crate::{opened, says};

/// The names of the rows in sight, from the top.
fn rows(harness: &Harness<'_, Window>) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = harness
        .query_all_by_role(Role::Row)
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            (node.rect().top(), name)
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

/// The middles of the rings of this width that are drawn on the map.
fn rings(harness: &Harness<'_, Window>, width: f32) -> Vec<egui::Pos2> {
    let shapes = harness.output().shapes.iter();
    let circles = shapes.filter_map(|clipped| match &clipped.shape {
        egui::Shape::Circle(circle) => Some(circle),
        _ => None,
    });
    let rings = circles.filter(|circle| (circle.stroke.width - width).abs() < 0.01);
    rings.map(|circle| circle.center).collect()
}

/// A place in the first cell of a row: the row itself reaches beyond what is in sight.
fn first_cell(harness: &Harness<'_, Window>, name: &str) -> egui::Pos2 {
    let row = harness.get_by_role_and_label(Role::Row, name).rect();
    row.left_center() + egui::vec2(40.0, 0.0)
}

fn table<'a>() -> Harness<'a, Window> {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run_ok();
    harness.run_ok();
    harness
}

#[test]
fn every_feature_is_a_row_and_a_head_sorts_them_both_ways() {
    let mut harness = table();
    let all = rows(&harness);
    let features = harness.state().session().atlas.feature_count();
    assert_eq!(all.len(), features, "{all:?}");
    harness.get_by_label("Sort by name").click();
    harness.run_ok();
    let upward = rows(&harness);
    assert!(
        upward.is_sorted_by_key(|name| name.to_lowercase()),
        "{upward:?}"
    );
    harness.get_by_label("Sort by name").click();
    harness.run_ok();
    let mut downward = rows(&harness);
    downward.reverse();
    assert_eq!(upward, downward);
}

#[test]
fn words_narrow_the_rows_and_what_is_copied() {
    let mut harness = table();
    harness.get_by_label("Words in the table").click();
    harness.run_ok();
    harness.event(egui::Event::Text("garrison".into()));
    harness.run_ok();
    assert_eq!(rows(&harness), ["Dushanbe garrison"]);
    harness.get_by_label("Copy all rows").click();
    harness.run_ok();
    harness.get_by_label("As comma-separated values").click();
    harness.run_ok();
    let told = &harness.state().told;
    let copied = told.iter().find_map(|command| match command {
        Command::Shell(ShellCommand::CopyText(text)) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap_or_else(|| panic!("{told:?}"));
    assert!(copied.starts_with("name,kind,layer,when,"), "{copied}");
    assert!(copied.contains("Dushanbe garrison,base,Bases") && copied.matches("\r\n").count() == 2);
}

#[test]
fn the_listed_rows_are_copied_as_geojson_in_their_order() {
    let mut harness = table();
    harness.get_by_label("Sort by name").click();
    harness.run_ok();
    harness.get_by_label("Sort by name").click();
    harness.run_ok();
    let downward = rows(&harness);
    harness.get_by_label("Copy all rows").click();
    harness.run_ok();
    harness.get_by_label("As GeoJSON").click();
    harness.run_ok();
    let window = harness.state();
    let copied = window.told.iter().find_map(|command| match command {
        Command::File(FileCommand::CopyFeatures(ids)) => Some(ids.clone()),
        _ => None,
    });
    let copied = copied.unwrap_or_else(|| panic!("{:?}", window.told));
    let atlas = &window.session().atlas;
    let names: Vec<String> = copied
        .into_iter()
        .map(|id| atlas.name(Subject::Feature(id)))
        .collect();
    assert_eq!(names, downward);
}

#[test]
fn the_rows_are_saved_as_they_stand_and_only_the_chosen_ones_where_some_are_chosen() {
    let mut harness = table();
    for _ in 0..2 {
        harness.get_by_label("Sort by name").click();
        harness.run_ok();
    }
    harness
        .get_by_label("Save all rows as a file\u{2026}")
        .click();
    harness.run_ok();
    let saved = |harness: &Harness<'_, Window>| match harness.state().told.last() {
        Some(Command::File(FileCommand::SaveRows(ids))) => ids.clone(),
        other => panic!("{other:?}"),
    };
    let ids = saved(&harness);
    let atlas = std::sync::Arc::clone(&harness.state().session().atlas);
    let names = ids.iter().map(|&id| atlas.name(Subject::Feature(id)));
    assert_eq!(names.collect::<Vec<_>>(), rows(&harness));
    let first = first_cell(&harness, &atlas.name(KANT));
    click(&mut harness, first);
    harness.run_ok();
    harness
        .get_by_label("Save the chosen rows as a file\u{2026}")
        .click();
    harness.run_ok();
    let chosen: Vec<Subject> = saved(&harness).into_iter().map(Subject::Feature).collect();
    assert_eq!(chosen, [KANT]);
}

#[test]
fn conditions_of_explore_narrow_the_table_and_columns_can_be_hidden() {
    let mut harness = table();
    let condition = "layer = 'bases'".parse().expect("a condition");
    harness
        .state_mut()
        .apply(Command::Explore(ExploreCommand::Add(condition)));
    harness.run_ok();
    harness.run_ok();
    assert_eq!(rows(&harness), ["Kant air base", "Dushanbe garrison"]);
    assert!(harness.query_by_label_contains("by 1 condition").is_some());
    harness.get_by_label("Columns of the table").click();
    harness.run_ok();
    harness
        .get_by_role_and_label(Role::CheckBox, "Country")
        .click();
    harness.run_ok();
    assert!(harness.query_by_label("Sort by country").is_none());
    assert!(harness.query_by_label("Sort by kind").is_some());
}

#[test]
fn a_row_selects_its_mark_and_several_rows_are_framed_together() {
    let mut harness = table();
    let at = first_cell(&harness, "Kant air base");
    click(&mut harness, at);
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), Some(KANT));
    let other = first_cell(&harness, "Dushanbe garrison");
    drag(&mut harness, &[other], Modifiers::COMMAND);
    harness.run_ok();
    assert_eq!(
        harness.state().session().selected(),
        Some(KANT),
        "the map keeps its selection"
    );
    let ringed = rings(&harness, 1.8);
    for chosen in [KANT, DUSHANBE] {
        let window = harness.state();
        let atlas = &window.session().atlas;
        let place = atlas.anchor(chosen).expect("placed");
        let point = atlas.projection.project(place).expect("on the map");
        let at = window.session().view.camera.screen_from_map(point);
        let at = egui::vec2(at.x_px as f32, at.y_px as f32);
        let near = ringed.iter().filter(|ring| {
            let from_map = **ring - window.map.min;
            (from_map - at).length() < 1.0
        });
        assert_eq!(near.count(), 1, "{chosen:?} at {at:?}: {ringed:?}");
    }
    harness.get_by_label("Zoom to the chosen rows").click();
    harness.run_ok();
    let told = &harness.state().told;
    let framed = told.contains(&Command::Select(SelectCommand::Frame(vec![KANT, DUSHANBE])));
    assert!(framed, "{told:?}");
}

#[test]
fn arrows_go_from_row_to_row_and_with_shift_choose_what_lies_between() {
    let mut harness = table();
    let names = rows(&harness);
    let at = first_cell(&harness, &names[0]);
    click(&mut harness, at);
    harness.run_ok();
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        harness.run_ok();
    }
    assert!(says(&harness, "3 of 4 rows chosen"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.run_ok();
    assert!(says(&harness, "2 of 4 rows chosen"));
    harness.key_press(Key::ArrowDown);
    harness.run_ok();
    assert!(says(&harness, "1 of 4 rows chosen"));
    assert!(says(&harness, &format!("at 3 of 4: {}", names[2])));
    harness.key_press(Key::Enter);
    harness.run_ok();
    let session = harness.state().session();
    let selected = session.selected().map(|what| session.atlas.name(what));
    assert_eq!(selected.as_ref(), Some(&names[2]));
}

#[test]
fn tab_goes_through_the_table_with_one_stop_for_all_its_rows() {
    let mut harness = table();
    let focused = |harness: &Harness<'_, Window>| {
        let node = harness
            .query_all_by(|node| node.is_focused() && node.label().is_some())
            .next();
        node.and_then(|node| node.accesskit_node().label())
            .unwrap_or_default()
    };
    harness.get_by_label("Words in the table").focus();
    harness.run_ok();
    let mut met = Vec::new();
    for _ in 0..24 {
        harness.key_press(Key::Tab);
        harness.run_ok();
        met.push(focused(&harness));
    }
    let stops = met.iter().filter(|label| label.starts_with("Rows, at "));
    assert_eq!(stops.count(), 1, "{met:#?}");
}

/// The same features as a small and as a large layer: of two years, in and out of a view of the west.
fn small_and_large() -> [Arc<Atlas>; 2] {
    let point = |lon: f64| json!({ "type": "Point", "coordinates": [lon, 40.0] });
    let line = json!({ "type": "LineString", "coordinates": [[60, 40], [70, 40], [80, 40]] });
    let feature = |(name, when, geometry): (&str, &str, Value)| {
        let mut properties = json!({ "name": name, "origin": "article" });
        if !when.is_empty() {
            properties["when"] = json!(when);
        }
        json!({ "type": "Feature", "properties": properties, "geometry": geometry })
    };
    let features = [
        ("long line", "2021-10-18", line),
        ("near", "2021-10-20", point(60.5)),
        ("near before", "2019-04-01", point(60.6)),
        ("far", "2021-10-19", point(75.0)),
        ("undated", "", point(60.7)),
        ("without a place", "2021-10-18", Value::Null),
    ];
    let features: Vec<Value> = features.into_iter().map(feature).collect();
    let text = json!({ "type": "FeatureCollection", "features": features }).to_string();
    let (mut small, mut large) = (Files::new(), Files::new());
    small
        .insert("posts.geojson", text.clone().into_bytes())
        .expect("a plain name");
    large
        .insert_large("posts.geojson", Arc::new(text.into_bytes()))
        .expect("a plain name");
    let atlas = |files: Files| Atlas::new(read(&files).dossier, Arc::new(BaseMap::default()));
    [small, large].map(|files| Arc::new(atlas(files)))
}

/// Chooses what the table lists, and gives its rows by their names' order.
fn listed(harness: &mut Harness<'_, Window>, scope: &str) -> Vec<String> {
    // A layer is named elsewhere, too.
    let named = harness.query_all_by_label(scope);
    let elsewhere: Vec<_> = named.map(|node| node.rect()).collect();
    harness.get_by_label("Which features are listed").click();
    harness.run_ok();
    let named: Vec<_> = harness.query_all_by_label(scope).collect();
    let choice = named.iter().find(|node| !elsewhere.contains(&node.rect()));
    choice.expect("a scope of these words").click();
    harness.run_ok();
    harness.run_ok();
    let mut rows = rows(harness);
    rows.sort();
    rows
}

const PASSING: &str = "Shown by layers, days and filters";

#[test]
fn each_scope_lists_the_same_features_small_and_large() {
    for atlas in small_and_large() {
        let layer = atlas.layer(LayerIx(0)).name.clone();
        let mut session = Session::new(atlas, None, Vec::new());
        session.shell.reduced_motion = true;
        session.shell.table = true;
        session.view.time.window = Some(TimeWindow::new(date(2021, 10, 18), date(2021, 10, 20)));
        let mut harness = window_on(egui::vec2(1280.0, 800.0), session);
        for command in [
            CameraCommand::GoTo(LonLat::new(60.6, 40.0)),
            CameraCommand::SetScale { denominator: 1e6 },
        ] {
            harness.state_mut().apply(Command::Camera(command));
            harness.run_ok();
        }
        let all = [
            "far",
            "long line",
            "near",
            "near before",
            "undated",
            "without a place",
        ];
        assert_eq!(rows(&harness).len(), all.len());
        let passing = listed(&mut harness, PASSING);
        let expected = ["far", "long line", "near", "undated", "without a place"];
        assert_eq!(passing, expected, "of the days, wherever they lie");
        let in_view = listed(&mut harness, "In view");
        assert_eq!(in_view, ["long line", "near", "undated"]);
        assert!(
            says(&harness, "3 of 5 marks"),
            "the status bar counts alike"
        );
        harness
            .state_mut()
            .apply(Command::Time(TimeCommand::SetUndated(false)));
        let off_map = listed(&mut harness, "Not on the map");
        assert_eq!(off_map, ["undated", "without a place"]);
        let passing = listed(&mut harness, PASSING);
        assert_eq!(passing, ["far", "long line", "near", "without a place"]);
        assert_eq!(listed(&mut harness, &layer), all);
    }
}

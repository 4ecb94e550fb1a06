//! The list of layers.

use egui::accesskit::Role;
use egui::{Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use steppe::session::{Command, LayersCommand, TimeCommand};

use crate::hand::drag;
use crate::small::{BASES, EXERCISES};
use crate::{opened, says};

#[test]
fn a_row_shows_and_hides_its_layer() {
    let mut harness = opened();
    harness
        .get_by_role_and_label(Role::CheckBox, "Bases")
        .click();
    harness.run_ok();
    assert!(!harness.state().session().view.shows(BASES));
    harness
        .get_by_role_and_label(Role::CheckBox, "Bases")
        .click();
    harness.run_ok();
    assert!(harness.state().session().view.shows(BASES));
}

#[test]
fn alt_and_a_click_show_a_layer_alone() {
    let mut harness = opened();
    harness
        .get_by_role_and_label(Role::CheckBox, "Bases")
        .click_modifiers(Modifiers::ALT);
    harness.run_ok();
    assert!(
        harness.state().session().view.shows(BASES)
            && !harness.state().session().view.shows(EXERCISES)
    );
}

#[test]
fn a_layer_fades_by_its_slider() {
    let mut harness = opened();
    harness
        .get_by_role_and_label(Role::CheckBox, "Bases")
        .hover();
    harness.step();
    harness.step();
    harness.get_by_label("Menu of Bases").click();
    harness.run_ok();
    harness
        .get_by_role_and_label(Role::Slider, "Opacity of Bases, percent")
        .set_value_accesskit(40.0);
    harness.run_ok();
    let opacity = harness
        .state()
        .session()
        .view
        .layer(BASES)
        .expect("a layer")
        .opacity;
    assert!((opacity - 0.4).abs() < 1e-3, "{opacity}");
}

#[test]
fn a_dragged_row_takes_its_layer_along() {
    let mut harness = opened();
    let from = harness
        .get_by_role_and_label(Role::CheckBox, "Bases")
        .rect()
        .center();
    let to = harness
        .get_by_role_and_label(Role::CheckBox, "Exercises")
        .rect()
        .center()
        + vec2(0.0, 6.0);
    drag(
        &mut harness,
        &[from, from + vec2(0.0, 10.0), to],
        Modifiers::NONE,
    );
    harness.run_ok();
    assert_eq!(
        harness.state().told,
        vec![Command::Layers(LayersCommand::MoveTo {
            layer: BASES,
            position: 1
        })]
    );
    let order: Vec<_> = harness
        .state()
        .session()
        .view
        .layers
        .iter()
        .map(|state| state.layer)
        .take(2)
        .collect();
    assert_eq!(order, [EXERCISES, BASES]);
}

#[test]
fn what_is_not_on_the_map_is_listed_with_its_count() {
    let mut harness = opened();
    assert!(says(&harness, "Not on the map, 1"));
    harness.get_by_label("1 not on the map").click();
    harness.run_ok();
    assert!(says(&harness, "Talks without a place"));
}

#[test]
fn what_has_no_date_is_listed_and_is_off_the_map_where_that_is_hidden() {
    let mut harness = crate::window(vec2(1280.0, 800.0), crate::small::dated());
    harness.get_by_label("Without a date, 2").click();
    harness.run_ok();
    assert!(says(&harness, "Not on the map, 1"));
    let lines = harness.get_all_by_label("Kant air base");
    let line = lines
        .map(|node| node.rect())
        .find(|rect| rect.right() < harness.state().map.left());
    crate::hand::click(&mut harness, line.expect("it is listed").center());
    harness.run_ok();
    assert_eq!(
        harness.state().session().selected(),
        Some(crate::small::KANT)
    );
    harness
        .state_mut()
        .apply(Command::Time(TimeCommand::SetUndated(false)));
    harness.run_ok();
    assert!(says(&harness, "Not on the map, 2"));
    assert!(says(&harness, "2 not on the map"));
}

#[test]
fn with_every_mark_off_there_are_words_and_a_way_on() {
    let mut harness = opened();
    for name in ["Bases", "Exercises"] {
        harness.get_by_role_and_label(Role::CheckBox, name).click();
        harness.run_ok();
    }
    assert!(says(&harness, "All layers of marks are off."));
    harness.get_by_label("Show them").click();
    harness.run_ok();
    assert!(
        harness.state().session().view.shows(BASES)
            && harness.state().session().view.shows(EXERCISES)
    );
}

#[test]
fn a_layer_is_coloured_and_labelled_by_a_column_and_the_legend_says_so() {
    let mut harness = opened();
    harness
        .get_by_role_and_label(Role::CheckBox, "Bases")
        .hover();
    harness.step();
    harness.step();
    harness.get_by_label("Menu of Bases").click();
    harness.run_ok();
    harness.get_by_label_contains("Colour and label by").click();
    harness.run_ok();
    let tells_nothing = ["Colour by: layer", "Label by: layer", "Label by: name"];
    for line in tells_nothing {
        assert!(harness.query_by_label(line).is_none(), "{line}");
    }
    harness.get_by_label("Colour by: kind").click();
    harness.run_ok();
    let styles = &harness.state().session().view.styles;
    let by = styles.colours.get(&BASES).expect("it is coloured");
    assert_eq!(by.column, "kind");
    assert!(says(&harness, "Bases by kind") && says(&harness, "base (2)"));
    assert_eq!(
        harness.state().session().undo_label(),
        Some("Colour Bases by kind")
    );
    harness.state_mut().apply(Command::Undo);
    harness.run_ok();
    assert!(!says(&harness, "Bases by kind"));
    harness
        .state_mut()
        .apply(Command::Layers(LayersCommand::LabelBy {
            layer: BASES,
            column: Some("precision".into()),
        }));
    harness.run_ok();
    let labels = harness.state().scene().group("labels").expect("names");
    let says_site = labels.items.iter().any(|item| match item {
        steppe::scene::Item::Text(text) => text.text.contains("site"),
        _ => false,
    });
    assert!(says_site, "marks go by how sure their place is");
}

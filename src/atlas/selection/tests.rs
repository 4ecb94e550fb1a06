use std::sync::Arc;

use super::*;
use crate::atlas::BaseMap;
use crate::atlas::query::Expression;
use crate::dossier::{Files, read};

const FEATURES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[68.7,38.5]},"properties":{"title":"Dushanbe","deaths":3,"kind_of_event":"Battle","day":"2021-10-18"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[72.8,40.5]},"properties":{"title":"Osh","deaths":12,"kind_of_event":"Protest","day":"2021-09-03"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[71.5,37.5]},"properties":{"title":"Khorog","kind_of_event":"Protest","day":"2021-11-25"}},
{"type":"Feature","geometry":null,"properties":{"title":"Nowhere","deaths":0,"kind_of_event":null}}
]}"#;

fn atlas() -> Atlas {
    let mut files = Files::new();
    files
        .insert("events.geojson", FEATURES.as_bytes())
        .expect("a name");
    Atlas::new(read(&files).dossier, Arc::new(BaseMap::default()))
}

fn rows(text: &str) -> Vec<usize> {
    let atlas = atlas();
    let expression: Expression = text
        .parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    atlas
        .check(&expression)
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    // What is written is read as the same, and holds for the same rows.
    let again: Expression = expression
        .to_string()
        .parse()
        .expect("what is written can be read");
    assert_eq!(again, expression, "{text}");
    atlas.rows_where(TableIx(0), &expression).iter().collect()
}

#[test]
fn comparisons_find_their_rows_and_rows_without_a_value_pass_neither_way() {
    assert_eq!(rows("deaths >= 10"), [1]);
    assert_eq!(rows("10 <= deaths"), [1]);
    assert_eq!(rows("deaths < 10"), [0, 3]);
    assert_eq!(rows("NOT deaths < 10"), [1]);
    assert_eq!(rows("deaths <> 3"), [1, 3]);
    assert_eq!(rows("deaths IS NULL"), [2]);
    assert_eq!(rows("deaths is not null and kind_of_event is null"), [3]);
    assert_eq!(rows("deaths BETWEEN 1 AND 12"), [0, 1]);
    assert_eq!(rows("deaths NOT BETWEEN 1 AND 5"), [1, 3]);
}

#[test]
fn texts_are_found_by_word_list_and_pattern() {
    assert_eq!(rows("kind_of_event = 'Protest'"), [1, 2]);
    assert_eq!(rows("\"kind_of_event\" IN ('Battle', 'Riot')"), [0]);
    assert_eq!(rows("kind_of_event NOT IN ('Battle')"), [1, 2]);
    assert_eq!(rows("name LIKE '%o%'"), [2, 3]);
    assert_eq!(rows("CASEI(name) LIKE CASEI('%O%')"), [1, 2, 3]);
    assert_eq!(rows("name LIKE '_sh'"), [1]);
    assert_eq!(rows("name NOT LIKE '%s%'"), [2, 3]);
    assert_eq!(
        rows("kind_of_event = 'Battle' OR (deaths > 5 AND name = 'Osh')"),
        [0, 1]
    );
}

#[test]
fn what_has_the_id_or_the_title_asked_for_is_not_unequal_to_it() {
    assert_eq!(rows("layer = 'file-events'"), [0, 1, 2, 3]);
    assert_eq!(rows("layer = 'events'"), [0, 1, 2, 3]);
    assert!(rows("layer <> 'file-events'").is_empty());
    assert!(rows("layer <> 'events'").is_empty());
    assert_eq!(rows("layer <> 'file-events' OR deaths >= 10"), [1]);
    assert_eq!(rows("layer <> 'elsewhere'"), [0, 1, 2, 3]);
}

#[test]
fn dates_are_compared_as_days() {
    assert_eq!(rows("\"when\" >= DATE('2021-10-18')"), [0, 2]);
    assert_eq!(rows("when < TIMESTAMP('2021-10-18T05:00:00Z')"), [1]);
    assert_eq!(rows("when = '2021-10'"), [0]);
    assert_eq!(
        rows("when BETWEEN DATE('2021-09-01') AND DATE('2021-10-31')"),
        [0, 1]
    );
    assert_eq!(rows("when IS NULL"), [3]);
}

#[test]
fn places_meet_a_box_and_a_geometry() {
    assert_eq!(rows("S_INTERSECTS(geom, BBOX(68, 38, 69, 39))"), [0]);
    assert_eq!(rows("NOT S_INTERSECTS(geom, BBOX(68, 38, 69, 39))"), [1, 2]);
    let polygon = "POLYGON((70 37, 74 37, 74 41, 70 41, 70 37))";
    assert_eq!(
        rows(&format!("S_INTERSECTS(geom, {polygon}) AND deaths > 1")),
        [1]
    );
}

#[test]
fn a_mistake_is_told_with_its_column() {
    let told = |text: &str| text.parse::<Expression>().expect_err(text).to_string();
    assert!(
        told("deaths >= ").starts_with("column 11: expected a value, found the end"),
        "{}",
        told("deaths >= ")
    );
    assert!(
        told("deaths => 3").starts_with("column 9: "),
        "{}",
        told("deaths => 3")
    );
    assert!(told("name = Osh").contains("column 8: ") && told("name = Osh").contains("'Osh'"));
    assert!(told("name = 'Osh").contains("does not end"));
    assert!(told("deaths # 3").starts_with("column 8: \"#\""));
    assert!(told("").contains("found the end"));
    let deep = format!("{}a = 1{}", "(".repeat(5000), ")".repeat(5000));
    assert!(told(&deep).contains("deep"));
}

#[test]
fn a_column_that_is_not_there_or_holds_something_else_is_told() {
    let atlas = atlas();
    let told = |text: &str| {
        let expression: Expression = text.parse().expect(text);
        atlas.check(&expression).expect_err(text).to_string()
    };
    assert!(
        told("death >= 10").contains("did you mean \"deaths\"?"),
        "{}",
        told("death >= 10")
    );
    assert!(told("deaths = 'many'").contains("holds numbers"));
    assert!(told("kind_of_event > 3").contains("holds texts"));
}

#[test]
fn a_filter_of_one_layer_lets_the_others_pass() {
    let filter: Expression = "deaths > 5".parse().expect("a filter");
    let bases = filter.clone().within_layer("bases");
    assert_eq!(bases.to_string(), "layer <> 'bases' OR deaths > 5");
    let again: Expression = bases.to_string().parse().expect("a filter");
    assert_eq!(again.by_layer(), (Some("bases"), &filter));
    assert_eq!(
        (bases.only_column(), filter.only_column()),
        (Some("deaths"), Some("deaths"))
    );
}

#[test]
fn a_condition_that_stands_is_not_evaluated_again_while_another_is_dragged() {
    let atlas = atlas();
    let rows = |text: &str| atlas.rows_where(TableIx(0), &text.parse().unwrap());
    let standing = rows("kind_of_event = 'Protest'");
    for step in 0..3 * MOST_KEPT {
        rows(&format!("deaths >= {step}"));
        assert!(Arc::ptr_eq(&standing, &rows("kind_of_event = 'Protest'")));
    }
}

//! What a user relies on when a dossier is read and checked.

mod builtin_facts;
mod builtin_links;
mod faults;
mod names;
mod places;
mod reading;
mod relatives;
mod silent;
mod written;

use std::collections::BTreeMap;
use std::path::Path;

use steppe::app::open::open;
use steppe::atlas::{BaseMap, Dossier, FeatureId, Iso3, Link, Links, Origin, Role, Shape, Subject};
use steppe::cli::{Outcome, check};
use steppe::dossier::{Files, Reading, builtin, read};
use steppe::earth::{LonLat, destination};

const FILES: [&str; 4] = [
    "dossier.toml",
    "article.md",
    "features.geojson",
    "places.geojson",
];

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn checked(name: &str) -> (Outcome, String) {
    let mut out = Vec::new();
    let status = check::run(&[fixture(name)], false, &mut out).expect("written");
    (status, String::from_utf8(out).expect("text"))
}

fn of(entries: &[(&str, &str)]) -> Reading {
    let mut files = Files::new();
    for (name, text) in entries {
        files
            .insert(*name, text.as_bytes().to_vec())
            .expect("a name inside");
    }
    read(&files)
}

fn whats(reading: &Reading) -> Vec<&str> {
    reading
        .problems
        .iter()
        .map(|problem| problem.what.as_str())
        .collect()
}

#[test]
fn the_built_in_dossier_has_no_problem_and_lacks_nothing() {
    let Reading {
        dossier,
        problems,
        left_out,
        ..
    } = builtin();
    assert_eq!(left_out, 0);
    assert_eq!(problems, []);
    let mut by_layer = BTreeMap::new();
    for feature in &dossier.features {
        let layer = dossier.layers[feature.layer.index()].id.as_str();
        *by_layer.entry(layer).or_insert(0) += 1;
    }
    let expected = [
        ("bases", 26),
        ("diplomacy", 25),
        ("exercises", 12),
        ("incidents", 21),
        ("places", 12),
    ];
    assert_eq!(by_layer, BTreeMap::from(expected));
    let role = |role| {
        dossier
            .article
            .passages
            .iter()
            .filter(|passage| passage.role == role)
            .count()
    };
    let roles = [Role::Body, Role::Caption, Role::Standfirst, Role::Related].map(role);
    assert_eq!(roles, [30, 5, 2, 3]);
    let counts = [
        dossier.places.len(),
        dossier.borders.len(),
        dossier.series.len(),
        dossier.conflicts.len(),
        dossier.actors.len(),
        dossier.blocs.len(),
        dossier.topics.len(),
        dossier.passage_facts.len(),
    ];
    assert_eq!(counts, [161, 36, 13, 20, 25, 3, 16, 40]);
    assert_eq!(
        dossier.as_of.map(|day| day.to_string()).as_deref(),
        Some("2021-10-23")
    );
}

#[test]
fn reading_the_built_in_dossier_takes_no_time_that_a_person_notices() {
    let begun = std::time::Instant::now();
    let reading = builtin();
    // 20 ms in a release build; a test build on a busy machine is allowed more.
    assert!(begun.elapsed().as_millis() < 2_000 && !reading.dossier.features.is_empty());
}

#[test]
fn check_tells_an_author_what_is_wrong_where_why_and_how_to_mend_it() {
    let (status, out) = checked("broken");
    assert_eq!(status, Outcome::Faulty);
    insta::assert_snapshot!("check_broken", out);
}

#[test]
fn one_missing_comma_costs_no_other_feature() {
    let (status, out) = checked("comma.geojson");
    assert_eq!(status, Outcome::Faulty);
    insta::assert_snapshot!("check_comma", out);
    let dossier = read(&open(&fixture("comma.geojson")).expect("there")).dossier;
    let ids: Vec<_> = dossier
        .features
        .iter()
        .map(|feature| feature.id.as_str())
        .collect();
    assert_eq!(ids, ["a", "c", "d"]);
}

#[test]
fn a_file_of_another_program_is_shown_without_claiming_more_than_it_says() {
    let (status, out) = checked("plain.geojson");
    assert_eq!(status, Outcome::Done);
    insta::assert_snapshot!("check_plain", out);
    let dossier = read(&open(&fixture("plain.geojson")).expect("there")).dossier;
    let [seven, other] = dossier.features.as_slice() else {
        panic!("two features");
    };
    assert_eq!((seven.id.as_str(), seven.name.as_str()), ("7", "Seven"));
    assert_eq!(seven.other["country"], "Germany");
    assert_eq!(other.id, "plain-2");
    let place = seven.shape.as_ref().and_then(Shape::anchor);
    let place = place.expect("its metres are those of a known system");
    assert!((place.lon_deg - 64.511).abs() < 0.01 && place.lat_deg.abs() < 0.01);
    assert_eq!(
        (seven.origin, seven.precision.radius_m),
        (Origin::Background, None)
    );
    assert_eq!(dossier.layers[0].name, "plain");
}

#[test]
fn check_says_what_cannot_be_opened() {
    let error = check::run(&[fixture("nowhere")], false, &mut Vec::new()).expect_err("nothing");
    let error = error.to_string();
    assert!(error.starts_with("there is no file or folder"), "{error}");
}

#[test]
fn check_speaks_json_to_programs() {
    let mut out = Vec::new();
    check::run(&[fixture("broken")], true, &mut out).expect("written");
    let problems: Vec<serde_json::Value> = serde_json::from_slice(&out).expect("JSON");
    let swapped = problems
        .iter()
        .find(|problem| problem["feature"] == "port-aktau" && problem["severity"] == "error")
        .expect("reported");
    assert_eq!(
        (&swapped["file"], &swapped["line"]),
        (&"harbours.geojson".into(), &7.into())
    );
    assert_eq!(swapped["column"], 53);
}

#[test]
fn properties_that_are_not_known_come_back_as_they_were() {
    let text = r##"{"type":"Feature","id":"a","geometry":null,"properties":{
        "layer":"x","name":"A","origin":"article","precision":"site",
        "marker-color":"#f00","zeta":[1,{"b":null}],"alpha":1.5}}"##;
    let reading = of(&[("a.geojson", text)]);
    assert_eq!(reading.problems, []);
    let other = serde_json::to_string(&reading.dossier.features[0].other).expect("JSON");
    assert_eq!(
        other,
        r##"{"marker-color":"#f00","zeta":[1,{"b":null}],"alpha":1.5}"##
    );
}

#[test]
fn every_block_of_an_article_finds_its_form() {
    let article = "# T\n\nOne\n*two* `three`.\n\n> Quoted.\n\n1. First\n   - Inner\n2. Second\n\n```\ncode\n```\n\n---\n\n<a id=\"x\"></a>Named.";
    let reading = of(&[("a.md", article)]);
    assert_eq!(reading.problems, []);
    let passages = reading.dossier.article.passages.iter();
    let lines: Vec<String> = passages
        .map(|passage| {
            let (line, id, setting) = (passage.line, &passage.id, &passage.setting);
            format!("{line} {id} {setting:?} {:?}", passage.text())
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    3 1 Paragraph "One two three."
    6 2 Quote "Quoted."
    8 3 Item { marker: "1.", depth: 0 } "First"
    9 4 Item { marker: "•", depth: 1 } "Inner"
    10 5 Item { marker: "2.", depth: 0 } "Second"
    12 6 Code "code\n"
    18 x Paragraph "Named."
    "#);
}

//! Charts that a dossier declares, and mistakes in them.

use std::sync::Arc;

use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, Reading, read};

const MANIFEST: &str = r#"
format = 1
id = "own"
title = "A dossier of one's own"
[files]
article = "article.md"
features = ["features.geojson"]
[[layers]]
id = "walks"
name = "Walks"
[[series]]
id = "walkers"
title = "Walkers"
unit = "people"
points = [
  { label = "Both", value = 30, qualifier = "total", parts = ["walk-a", "walk-b"] },
  { label = "First", value = 12, qualifier = "about", feature = "walk-a" },
]
"#;

const FEATURES: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "id": "walk-a", "geometry": { "type": "Point", "coordinates": [72.8, 40.5] },
    "properties": { "layer": "walks", "name": "A walk", "kind": "walk", "summary": "Up.", "origin": "article", "claim": "stated", "precision": "site", "when": "2021-08-20" } },
  { "type": "Feature", "id": "walk-b", "geometry": { "type": "Point", "coordinates": [72.9, 40.6] },
    "properties": { "layer": "walks", "name": "B walk", "kind": "walk", "summary": "Down.", "origin": "article", "claim": "stated", "precision": "site", "when": "2021-08~" } }
] }"#;

fn own(charts: &str) -> Reading {
    let mut files = Files::new();
    let manifest = format!("{MANIFEST}{charts}");
    for (name, text) in [
        ("dossier.toml", manifest.as_str()),
        (
            "article.md",
            "# Walks\n\nUp [A](#walk-a) and down [B](#walk-b).\n",
        ),
        ("features.geojson", FEATURES),
    ] {
        files
            .insert(name, text.as_bytes().to_vec())
            .expect("a name inside");
    }
    read(&files)
}

#[test]
fn a_dossier_declares_charts_of_its_own() {
    let reading = own(
        "[[charts]]\nid = \"walkers\"\ntitle = \"Walkers\"\nkind = \"bars\"\nseries = [\"walkers\"]\nsum = true\n\
         [[charts]]\nid = \"days\"\ntitle = \"Days\"\nkind = \"days\"\nday = \"2021-08-15\"\nlayers = [\"walks\"]\n\
         [[charts]]\nid = \"far\"\ntitle = \"Far\"\nkind = \"distance\"\nborder = \"KGZ\"\nfeatures = [\"walk-a\"]\n",
    );
    assert_eq!(reading.problems, []);
    let atlas = Atlas::new(reading.dossier, Arc::new(BaseMap::default()));
    let table = atlas
        .chart("walkers")
        .expect("it is declared")
        .table(&atlas);
    assert_eq!(
        table.sections[0].together(&atlas),
        [
            "Together 30 people.",
            "about 12 people left out: part of the total of 30 (First)."
        ]
    );
    let days = atlas.chart("days").expect("it is declared").table(&atlas);
    let spans: Vec<[bool; 2]> = days.rows().filter_map(|row| Some(row.span?.sure)).collect();
    assert_eq!(
        spans,
        [[false, false], [true, true]],
        "about August, then a day"
    );
    let far = atlas.chart("far").expect("it is declared").table(&atlas);
    let row = far.rows().next().expect("one");
    assert_eq!(
        (row.value, row.words().as_str()),
        (None, "the border is not on the map")
    );
}

#[test]
fn a_total_over_a_feature_that_is_not_there_is_a_mistake() {
    let mut files = Files::new();
    let figure = r#""figures": [{"what": "walkers", "value": 9, "parts": ["walk-a", "walk-bb"]}], "layer": "walks", "name": "A walk""#;
    let features = FEATURES.replace(r#""layer": "walks", "name": "A walk""#, figure);
    for (name, text) in [
        ("dossier.toml", MANIFEST),
        (
            "article.md",
            "# Walks\n\nUp [A](#walk-a) and down [B](#walk-b).\n",
        ),
        ("features.geojson", features.as_str()),
    ] {
        let inserted = files.insert(name, text.as_bytes().to_vec());
        inserted.expect("a name inside");
    }
    let reading = read(&files);
    let [problem] = reading.problems.as_slice() else {
        panic!("{:?}", reading.problems)
    };
    assert_eq!(problem.what, "there is no feature called \"walk-bb\"");
    assert_eq!(problem.mend, "did you mean \"walk-b\"?");
}

#[test]
fn mistakes_in_a_chart_are_named_with_line_reason_and_mend() {
    let first_line = MANIFEST.lines().count() as u32 + 1;
    let faulty = [
        (
            "title = \"T\"\nkind = \"bars\"\nseries = [\"walkers\"]",
            1,
            "`id` is missing",
            "add `id`",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bar\"\nseries = [\"walkers\"]",
            4,
            "`kind`: \"bar\" is not one of its words",
            "did you mean \"bars\"?",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bars\"\nseries = [\"walker\"]",
            5,
            "there is no series called \"walker\"",
            "did you mean \"walkers\"?",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bars\"",
            1,
            "the chart names no values",
            "add `series`, ids of series, or `figures`, what features count",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"days\"\nday = \"15 August\"\nfeatures = [\"walk-a\"]",
            5,
            "`day`: expected a day, found \"15 August\"",
            "write year, month and day, such as \"2021-08-15\"",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"days\"\nday = \"2021-08-15\"\nfeatures = [\"walk-c\", \"walk-a\"]",
            6,
            "there is no feature called \"walk-c\"",
            "did you mean \"walk-a\"?",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"distance\"\nborder = \"border-x\"\nlayers = [\"walks\"]",
            5,
            "there is no border called \"border-x\"",
            "write the id of a border, or a country's code such as \"AFG\" for all of its borders",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"days\"\nday = \"2021-08-15\"\nlayers = [\"walks\"]\nsum = true",
            7,
            "`sum`: days and distances cannot be added up",
            "leave `sum` out",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bars\"\nseries = [\"walkers\"]\nday = \"2021-08-15\"",
            6,
            "`day` is no known name here",
            "the names known here are figures, id, kind, note, series, sources, sum, title, unit",
        ),
    ];
    for (chart, line, what, mend) in faulty {
        let reading = own(&format!("[[charts]]\n{chart}\n"));
        let [problem] = reading.problems.as_slice() else {
            panic!("{chart}: {:?}", reading.problems)
        };
        assert_eq!(problem.what, what);
        assert_eq!(problem.mend, mend, "{what}");
        assert!(!problem.why.is_empty(), "{what}");
        let place = format!("{:?}", problem.place);
        assert!(place.contains("dossier.toml"), "{place}");
        let expected = first_line - 1 + line;
        assert_eq!(problem.place.line, Some(expected), "{what}: {place}");
    }
}

//! Large layers in a whole dossier.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::points;
use crate::atlas::table::{Days, Layers};
use crate::atlas::{Atlas, LayerIx, Link, Subject, When};
use crate::dossier::{Files, PartialReader, Progress, Reading, read, read_with};

/// A dossier of two layers, of which the one is large.
fn files(large: &str) -> Files {
    let manifest = r#"
        id = "walk"
        [files]
        article = "article.md"
        features = ["camps.geojson", "stations.geojson"]
        [[layers]]
        id = "stations"
        name = "Weather stations"
        visible = false
        [[layers]]
        id = "camps"
    "#;
    let article =
        "# A walk\n\nFrom [the first](#7) to [the camp](#base), and [nowhere](#99999999).";
    let camps = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"base",
        "properties":{"layer":"camps","name":"Base"},"geometry":null}]}"#;
    let mut files = Files::new();
    for (name, text) in [
        ("dossier.toml", manifest),
        ("article.md", article),
        ("camps.geojson", camps),
    ] {
        files.insert(name, text.as_bytes().to_vec()).unwrap();
    }
    let large = large.as_bytes().to_vec();
    files
        .insert_large("stations.geojson", Arc::new(large))
        .unwrap();
    files
}

#[test]
fn a_large_layer_keeps_its_listed_place_and_links_lead_to_its_rows() {
    let reading = read(&files(&points(30, "station")));
    let dossier = &reading.dossier;
    let layers: Vec<_> = dossier
        .layers
        .iter()
        .map(|layer| (layer.id.as_str(), layer.visible))
        .collect();
    assert_eq!(layers, [("stations", false), ("camps", true)]);
    assert_eq!(dossier.tables[0].layers, Layers::One(LayerIx(0)));
    assert_eq!(dossier.layers[0].name, "Weather stations");
    let spans = &dossier.article.passages[0].spans;
    let links: Vec<&Link> = spans.iter().filter_map(|span| span.link.as_ref()).collect();
    let Link::Subject(linked) = links[0] else {
        panic!("{links:?}");
    };
    let atlas = Atlas::new(dossier.clone(), Arc::default());
    assert_eq!(atlas.name(*linked), "station 7");
    assert_eq!(atlas.find("7"), Some(*linked));
    assert!(matches!(links[1], Link::Subject(Subject::Feature(_))));
    assert!(matches!(links[2], Link::Nowhere(_)));
}

#[test]
fn another_byte_in_a_large_file_gives_another_digest() {
    let text = points(16_000, "station");
    let digest = |text: &str| read(&files(text)).dossier.content;
    let whole = digest(&text);
    assert_eq!(whole, digest(&text));
    for other in [
        text.replace("station 15999", "station 15998"),
        text.replacen("station 0", "station 1", 1),
        text.clone() + " ",
    ] {
        assert_ne!(whole, digest(&other));
    }
}

/// Asks for everything, and remembers how many rows it was shown.
struct Greedy<'g> {
    progress: &'g Progress,
    asked: Cell<usize>,
    shown: RefCell<Vec<Reading>>,
    cancels: bool,
}

impl PartialReader for Greedy<'_> {
    fn wants(&self) -> bool {
        self.asked.set(self.asked.get() + 1);
        if self.cancels {
            self.progress.cancel();
        }
        true
    }

    fn show(&self, reading: Reading) {
        self.shown.borrow_mut().push(reading);
    }
}

#[test]
fn what_is_read_so_far_is_a_dossier_of_its_own() {
    let files = files(&points(16_000, "station"));
    let progress = Progress::default();
    let greedy = Greedy {
        progress: &progress,
        asked: Cell::new(0),
        shown: RefCell::default(),
        cancels: false,
    };
    let whole = read_with(&files, &progress, &greedy);
    assert_eq!(whole, read(&files));
    let (done, all) = progress.bytes();
    assert!(done == all && all > 2 << 20);
    let shown = greedy.shown.borrow();
    assert!(shown.len() >= 2, "{}", shown.len());
    let mut before = 0;
    for part in shown.iter() {
        let table = &part.dossier.tables[0];
        assert!(table.len() > before && table.len() < 16_000);
        before = table.len();
        assert_eq!(part.dossier.features, whole.dossier.features);
        let first = table.row_at(table.columns.starts[0]).unwrap();
        let same = whole.dossier.tables[0]
            .row_at(table.columns.starts[0])
            .unwrap();
        assert_eq!(table.name(first), whole.dossier.tables[0].name(same));
    }
}

#[test]
fn a_reading_that_nobody_wants_any_more_ends_soon() {
    let files = files(&points(16_000, "station"));
    let progress = Progress::default();
    let greedy = Greedy {
        progress: &progress,
        asked: Cell::new(0),
        shown: RefCell::default(),
        cancels: true,
    };
    let reading = read_with(&files, &progress, &greedy);
    assert!(reading.cancelled);
    assert_eq!(greedy.asked.get(), 1);
    assert_eq!(reading.dossier, Reading::default().dossier);
}

#[test]
fn a_layer_is_called_after_its_file_but_never_as_another() {
    let text = points(3, "station").into_bytes();
    let mut files = Files::new();
    for name in ["a/cities.geojson", "b/cities.geojson", "old_towns.json"] {
        files.insert_large(name, Arc::new(text.clone())).unwrap();
    }
    let reading = read(&files);
    let layers = reading.dossier.layers.iter();
    let layers: Vec<_> = layers.map(|l| (l.id.as_str(), l.name.as_str())).collect();
    assert_eq!(
        layers,
        [
            ("file-cities", "cities"),
            ("file-cities-2", "cities"),
            ("file-old_towns", "old towns")
        ]
    );
}

#[test]
fn a_small_file_of_another_program_is_dated_and_sorted_as_a_large_one() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"A","category":"mine","start":"2021-01-20","end":"2021-02"},"geometry":null},
        {"type":"Feature","properties":{"name":"B","date":"soon"},"geometry":null},
        {"type":"Feature","properties":{"name":"C","date":"later","year":1999},"geometry":null}]}"#;
    let mut small = Files::new();
    small.insert("a.geojson", text.as_bytes()).unwrap();
    let small = read(&small);
    let mut large = Files::new();
    large
        .insert_large("a.geojson", Arc::new(text.as_bytes().to_vec()))
        .unwrap();
    let large = read(&large);
    let features = &small.dossier.features;
    let table = &large.dossier.tables[0];
    let span: When = "2021-01-20/2021-02".parse().unwrap();
    assert_eq!(features[0].when, Some(span));
    assert_eq!(features[0].kind, "mine");
    for (row, feature) in table.rows().zip(features) {
        assert_eq!(table.name(row), feature.name);
        assert_eq!(table.kind(row).unwrap_or_default(), feature.kind);
        let days = feature.when.as_ref().map_or(Days::UNDATED, Days::of);
        assert_eq!(table.days(row), days);
    }
    assert_eq!(small.problems, {
        let mut problems = large.problems;
        problems.iter_mut().zip(&small.problems).for_each(|(a, b)| {
            a.place.span.clone_from(&b.place.span);
        });
        problems
    });
}

//! Any dossier, all the way: what its bytes say becomes an atlas, a scene and a picture of every backend.

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use steppe::dossier::{Files, Reading, read};
use steppe::render::to_pdf::{PdfOptions, pdf};

use super::drawn;
use super::geometry::PATIENT;

/// Processor time from the bytes of a dozen features to every backend; less optimised it takes longer.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 6 } else { 1 });

/// How many dossiers are tried; `STEPPE_CASES` says another number.
fn cases() -> u32 {
    let asked = std::env::var("STEPPE_CASES").ok();
    asked.map_or(12, |asked| asked.parse().expect("a number"))
}

/// Numbers at the edges of what coordinates and measures may be.
const EDGES: [f64; 12] = [
    0.0,
    -0.0,
    90.0,
    -90.0,
    180.0,
    -180.0,
    179.999_999_9,
    1e9,
    -1e300,
    5e-324,
    359.5,
    -540.0,
];

/// Texts that are hard to read, to set or to measure.
const TEXTS: [&str; 10] = [
    "",
    " ",
    "\u{0}",
    "\u{200b}\u{202e}\u{feff}",
    "الحدود ABC 123",
    "国境警備隊の拠点",
    "2021-10-18/..",
    "../2004~",
    "<b>&amp;</b>",
    "a\n\n# b | c",
];

/// Classes of exactness, and one that is none.
const CLASSES: [&str; 7] = [
    "site", "town", "district", "country", "zone", "inferred", "soon",
];

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-180.0..180.0_f64, prop::sample::select(&EDGES[..])]
}

fn positions(most: usize) -> impl Strategy<Value = Value> {
    vec([number(), number()], 0..most).prop_map(|positions| json!(positions))
}

fn lists(most: usize) -> impl Strategy<Value = Value> {
    vec(positions(most), 0..4).prop_map(Value::from)
}

fn geometry() -> impl Strategy<Value = Value> {
    let of =
        |kind: &'static str| move |coordinates| json!({"type": kind, "coordinates": coordinates});
    let simple = prop_oneof![
        [number(), number()].prop_map(|position| json!({"type": "Point", "coordinates": position})),
        positions(9).prop_map(of("MultiPoint")),
        positions(60).prop_map(of("LineString")),
        lists(20).prop_map(of("MultiLineString")),
        lists(40).prop_map(of("Polygon")),
        vec(lists(12), 0..5)
            .prop_map(Value::from)
            .prop_map(of("MultiPolygon")),
        Just(Value::Null),
    ];
    simple.prop_recursive(3, 12, 4, |inner| {
        let collection =
            |parts: Vec<Value>| json!({"type": "GeometryCollection", "geometries": parts});
        vec(inner, 0..4).prop_map(collection)
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&TEXTS[..]).prop_map(str::to_owned),
        "\\PC{0,40}",
        ("\\PC", 100..500_usize).prop_map(|(letter, count)| letter.repeat(count)),
    ]
}

fn feature() -> impl Strategy<Value = Value> {
    let said = (text(), text(), text(), text());
    let sure = (prop::sample::select(&CLASSES[..]), number(), number());
    (geometry(), said, sure).prop_map(
        |(geometry, (name, kind, when, by), (class, radius, value))| {
            json!({"type": "Feature", "id": name, "geometry": geometry, "properties": {
                "layer": kind, "name": name, "kind": kind, "when": when, "summary": by, "by": by,
                "origin": "article", "precision": class, "precision_m": radius, "weight": value,
                "figures": [{"what": kind, "value": value, "unit": by}], "actors": [by, name],
                "sources": [{"title": name, "url": by, "year": value}], "marker-color": by,
            }})
        },
    )
}

/// A dossier with these features, that says `text` in its manifest and article.
fn dossier(features: &[Value], text: &str, frame: [f64; 4]) -> Reading {
    let quoted = Value::from(text).to_string();
    let [west, south, east, north] = frame;
    let manifest = format!(
        "format = 1\nid = \"d\"\ntitle = {quoted}\nsummary = {quoted}\n\
         [files]\narticle = \"article.md\"\nfeatures = [\"a.geojson\"]\n\
         [map]\nframe = [{west:?}, {south:?}, {east:?}, {north:?}]\n\
         [[layers]]\nid = {quoted}\nname = {quoted}\nsymbol = \"dot\"\n\
         [[callouts]]\nfeature = {quoted}\ntext = {quoted}\n"
    );
    let collection = json!({"type": "FeatureCollection", "features": features});
    let article = format!("# {text}\n\n[It](#{text}) is. {text}\n\n<div>\n{text}\n");
    let mut files = Files::new();
    for (name, bytes) in [
        ("dossier.toml", manifest),
        ("article.md", article),
        ("a.geojson", collection.to_string()),
    ] {
        files
            .insert(name, bytes.into_bytes())
            .expect("a plain name");
    }
    read(&files)
}

/// The most memory that this process has held, megabytes, where the system says.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<u64>()
        .ok()
        .map(|kb| kb >> 10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_dossier_is_read_composed_and_drawn_by_every_backend(
        features in vec(feature(), 0..12),
        text in text(),
        frame in [number(), number(), number(), number()],
    ) {
        let before = peak_mb();
        let began = ThreadTime::now();
        let scene = drawn(dossier(&features, &text, frame), PATIENT);
        prop_assert!(pdf(&scene, &PdfOptions::default()).is_ok());
        let took = began.elapsed();
        prop_assert!(took < SOON, "{took:?}");
        if let (Some(before), Some(after)) = (before, peak_mb()) {
            prop_assert!(after < before.max(500) + 500, "{before} to {after} MB");
        }
    }
}

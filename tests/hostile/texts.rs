//! Words and names that no line has room for.

use std::time::Duration;

use proptest::prelude::*;
use steppe::dossier::{Files, Reading, read};

use super::drawn;

const PATIENT: Duration = Duration::from_mins(2);

/// A dossier that says `text` wherever a dossier can say something.
fn saying(text: &str) -> Reading {
    let quoted = serde_json::Value::from(text).to_string();
    let manifest = format!(
        "format = 1\nid = \"d\"\ntitle = {quoted}\nsummary = {quoted}\n\
         [source]\ntitle = {quoted}\npublisher = {quoted}\ncredit = {quoted}\n\
         [files]\narticle = \"article.md\"\nfeatures = [\"features.geojson\"]\n\
         [[layers]]\nid = \"places\"\nname = {quoted}\nsymbol = \"dot\"\n\
         [[credits]]\ntitle = {quoted}\npublisher = {quoted}\nyear = 2021\n"
    );
    let feature = serde_json::json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [66, 42]},
         "properties": {"layer": "places", "name": text, "kind": text, "summary": text,
                        "origin": "article", "precision": "town", "when": "2021-10"}},
        {"type": "Feature", "id": "b", "geometry": null,
         "properties": {"layer": "places", "name": text, "origin": "article"}}
    ]});
    let article = format!("# {}\n\n[It](#a) is. {text}\n", text.replace('\n', " "));
    let mut files = Files::new();
    for (name, text) in [
        ("dossier.toml", manifest),
        ("features.geojson", feature.to_string()),
        ("article.md", article),
    ] {
        files.insert(name, text.into_bytes()).expect("a plain name");
    }
    read(&files)
}

#[test]
fn a_word_longer_than_its_line_is_set() {
    drawn(saying(&"Lopadotemachoselachogaleo".repeat(14)), PATIENT);
    drawn(saying(&"w".repeat(24)), PATIENT);
}

#[test]
fn letters_that_take_no_room_are_set() {
    drawn(
        saying("\u{200b}\u{200d}\u{feff}\u{301}\u{301}\u{202e}"),
        PATIENT,
    );
    drawn(saying(&"\u{301}".repeat(350)), PATIENT);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_set_wherever_a_dossier_can_say_it(text in "(\\PC|[ \\u{200b}\\u{301}\\u{9}]){1,120}") {
        drawn(saying(&text), PATIENT);
    }
}

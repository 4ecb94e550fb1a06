//! What things are called and how much they matter: short names, other names, names by language,
//! weights.

use super::*;

fn feature_with(properties: &str) -> Reading {
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"a",
            "geometry":{{"type":"Point","coordinates":[68.8,38.5]}},
            "properties":{{"name":"A base","origin":"article","precision":"site",{properties}}}}}]}}"#
    );
    of(&[("a.geojson", &text)])
}

#[test]
fn a_feature_has_a_weight_a_short_name_and_names_in_other_languages() {
    let reading = feature_with(
        r#""weight":96,"short_name":"A","alt_names":["Alpha","Aleph"],
           "names":{"ru":"А","zh":"甲","uz-Cyrl":"А"}"#,
    );
    assert_eq!(reading.problems, []);
    let feature = &reading.dossier.features[0];
    assert_eq!(feature.weight, Some(96));
    assert_eq!(feature.short_name.as_deref(), Some("A"));
    assert_eq!(feature.alt_names, ["Alpha", "Aleph"]);
    assert_eq!(feature.names["zh"], "甲");
    assert_eq!(feature.names.len(), 3);
    assert!(feature.other.is_empty());
}

#[test]
fn a_wrong_weight_or_name_is_reported_and_left_out() {
    for (properties, expected) in [
        (r#""weight":101"#, "`weight`: expected a whole number"),
        (r#""weight":-1"#, "`weight`: expected a whole number"),
        (r#""weight":0.5"#, "`weight`: expected a whole number"),
        (r#""weight":"high""#, "`weight`: expected a number"),
        (
            r#""names":{"Russian":"А"}"#,
            "\"Russian\" is not a language code",
        ),
        (r#""names":{"ru":7}"#, "`ru`: expected a text"),
        (r#""names":"А""#, "`names`: expected named values"),
        (r#""short_name":7"#, "`short_name`: expected a text"),
    ] {
        let reading = feature_with(properties);
        let whats = whats(&reading);
        assert!(
            whats.iter().any(|what| what.contains(expected)),
            "{properties}: {whats:?}"
        );
        let feature = &reading.dossier.features[0];
        assert_eq!(
            (feature.weight, feature.names.len()),
            (None, 0),
            "{properties}"
        );
    }
}

#[test]
fn a_dossier_names_countries_actors_and_places_in_other_languages() {
    let manifest = r#"
        id = "a"
        title = "A"
        [names.KAZ]
        ru = "Казахстан"
        kk = "Қазақстан"
        [names.CSTO]
        ru = "ОДКБ"
    "#;
    let places = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"city-osh",
        "geometry":{"type":"Point","coordinates":[72.8,40.53]},
        "properties":{"name":"Osh","short_name":"Osh","names":{"ky":"Ош"}}}]}"#;
    let reading = of(&[
        ("dossier.toml", manifest),
        ("places.geojson", places),
        ("article.md", "# A\n\nText.\n"),
    ]);
    assert_eq!(reading.problems, []);
    let dossier = reading.dossier;
    assert_eq!(dossier.names["KAZ"]["kk"], "Қазақстан");
    assert_eq!(dossier.names["CSTO"]["ru"], "ОДКБ");
    assert_eq!(dossier.places[0].names["ky"], "Ош");
    assert_eq!(dossier.places[0].short_name.as_deref(), Some("Osh"));
}

//! Faults of a dossier that were passed over without a word, or told wrongly.

use std::time::Duration;

use cpu_time::ThreadTime;
use steppe::atlas::Link;
use steppe::dossier::{Files, Reading, read};
use steppe::earth::LonLat;
use steppe::problem::Severity;

use super::{of, whats};

const MANIFEST: &str = "id = \"a\"\ntitle = \"A\"\n[files]\narticle = \"article.md\"\nfeatures = [\"features.geojson\"]\n";
const FEATURES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"north","properties":{"name":"North","origin":"article","precision":"site"},"geometry":{"type":"Point","coordinates":[63.5,46]}},
{"type":"Feature","id":"пост-1","properties":{"name":"Post","origin":"article","precision":"site"},"geometry":{"type":"Point","coordinates":[66,46]}}]}"#;

fn with_article(article: &str) -> Reading {
    of(&[
        ("dossier.toml", MANIFEST),
        ("features.geojson", FEATURES),
        ("article.md", article),
    ])
}

fn links(reading: &Reading) -> Vec<&Link> {
    let passages = reading.dossier.article.passages.iter();
    let spans = passages.flat_map(|passage| &passage.spans);
    spans.filter_map(|span| span.link.as_ref()).collect()
}

#[track_caller]
fn assert_tells(reading: &Reading, expected: &str) {
    let told = whats(reading);
    let count = told.iter().filter(|what| what.contains(expected)).count();
    assert_eq!(count, 1, "{expected}: {told:?}");
}

#[test]
fn a_link_with_percent_signs_is_the_same_link() {
    let reading = with_article("[North](#north) and [post](#%D0%BF%D0%BE%D1%81%D1%82-1).");
    assert!(
        whats(&reading)
            .iter()
            .all(|what| !what.contains("leads to nothing")),
        "{:?}",
        whats(&reading)
    );
    assert_eq!(links(&reading).len(), 2);
}

#[test]
fn a_geo_link_of_android_leads_to_what_it_asks_for() {
    let reading =
        with_article("[There](geo:0,0?q=43.5,67.2(Post)) and [here](geo:0,0?q=Main+Street).");
    assert_eq!(links(&reading)[0], &Link::Place(LonLat::new(67.2, 43.5)));
    assert_tells(&reading, "is no place");
}

#[test]
fn a_link_in_double_brackets_is_told_and_its_words_stay() {
    let reading = with_article("See [[#north|the post]] and [[North]] and `[[code]]`.");
    assert_tells(&reading, "[[#north|the post]] is no link here");
    assert_tells(&reading, "[[North]] is no link here");
    let text: String = reading.dossier.article.passages[0]
        .spans
        .iter()
        .map(|span| span.text.as_str())
        .collect();
    assert_eq!(text, "See the post and North and [[code]].");
}

#[test]
fn a_footnote_is_a_passage_whose_links_lead_somewhere() {
    let reading = with_article("The post moved.[^1]\n\n[^1]: [North](#north), report of 9 April");
    assert_eq!(links(&reading).len(), 1, "{:?}", reading.dossier.article);
    let texts: Vec<String> = reading
        .dossier
        .article
        .passages
        .iter()
        .map(|passage| {
            passage
                .spans
                .iter()
                .map(|span| span.text.as_str())
                .collect()
        })
        .collect();
    assert_eq!(
        texts,
        ["The post moved.[1]", "[1] North, report of 9 April"]
    );
}

#[test]
fn a_comment_that_is_not_closed_tells_what_it_hides() {
    let reading = with_article("[North](#north)\n\n<!-- to do\n\nThe rest.\n\nAnd more.");
    assert_tells(&reading, "a comment is not closed");
    let problem = reading
        .problems
        .iter()
        .find(|problem| problem.what.contains("comment"))
        .unwrap();
    assert_eq!(
        (problem.severity, problem.place.line),
        (Severity::Error, Some(3))
    );
    assert!(problem.why.contains("5 lines"), "{}", problem.why);
    assert_tells(
        &with_article("<!-- a --> Text behind."),
        "stands behind a comment",
    );
}

#[test]
fn text_within_html_and_html_without_its_end_are_told() {
    let errors = |article: &str| {
        let problems = with_article(article).problems.into_iter();
        let errors = problems.filter(|problem| problem.severity == Severity::Error);
        errors.map(|problem| problem.what).collect::<Vec<_>>()
    };
    for article in [
        "[North](#north)\n\n<div>\nThe rest.\n</div>\n\nAnd more.",
        "[North](#north)\n\n<br>\nThe rest.\n\nAnd more.",
        "[North](#north)\n\n<pre>\nThe rest.\n</pre>\n\nAnd more.",
    ] {
        let told = errors(article);
        assert_eq!(told.len(), 1, "{article}: {told:?}");
        assert!(told[0].contains("\"The rest.\""), "{article}: {told:?}");
    }
    for article in [
        "[North](#north)\n\n<script>\n\nThe rest.",
        "[North](#north)\n\n<?php\n\nThe rest.",
        "[North](#north)\n\n<![CDATA[\n\nThe rest.",
    ] {
        let told = errors(article);
        assert_eq!(told.len(), 1, "{article}: {told:?}");
        assert!(told[0].contains("behind it"), "{article}: {told:?}");
    }
    assert!(errors("[North](#north)\n\n<div></div>\n\nMore.").is_empty());
}

#[test]
fn a_place_that_is_far_from_all_others_but_with_its_numbers_exchanged_is_told() {
    let point = |(number, at): (usize, &str)| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"{number}"}},"geometry":{{"type":"Point","coordinates":[{at}]}}}}"#
        )
    };
    let places = [
        "65.5,44.1",
        "65.1,44.2",
        "65.7,44.6",
        "66.1,44.7",
        "44.1,65.2",
    ];
    let features: Vec<String> = places.into_iter().enumerate().map(point).collect();
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",\n")
    );
    let reading = of(&[("posts.geojson", &text)]);
    assert_tells(&reading, "[44.1, 65.2] lies far from the other places");
    let told = whats(&reading);
    assert_eq!(told.iter().filter(|told| told.contains("lies")).count(), 1);
}

#[test]
fn places_of_a_large_layer_with_their_numbers_exchanged_are_told_as_those_of_a_small_one() {
    let row = |number: usize| match number % 10_000 {
        1 => format!("Post {number},44.1,65.2\n"),
        _ => format!("Post {number},65.{},44.{}\n", number % 97, number % 89),
    };
    let rows: Vec<String> = (0..30_000).map(row).collect();
    let rows = rows.concat();
    let csv = format!("name,lon,lat\n{rows}");
    let mut files = Files::new();
    files
        .insert_large("posts.csv", std::sync::Arc::new(csv.into_bytes()))
        .unwrap();
    let reading = read(&files);
    assert_tells(
        &reading,
        "3 places lie far from the others of their file, the first at [44.1, 65.2]",
    );
}

#[test]
fn a_layer_that_is_not_listed_is_told() {
    let reading = of(&[
        ("dossier.toml", MANIFEST),
        ("features.geojson", FEATURES),
        ("article.md", "[North](#north)"),
        ("more.geojson", FEATURES),
        ("tables/figures.csv", "a,b"),
    ]);
    assert_tells(&reading, "the layer more.geojson is not listed");
    assert_eq!(reading.dossier.features.len(), 2);
}

#[test]
fn a_link_out_of_the_folder_is_told_for_what_it_is() {
    let mut files = Files::new();
    files.insert("dossier.toml", MANIFEST.as_bytes()).unwrap();
    files.insert("article.md", b"Text").unwrap();
    files.set_aside("features.geojson");
    let reading = read(&files);
    assert_tells(
        &reading,
        "features.geojson is a symbolic link that leads out",
    );
    assert!(
        whats(&reading)
            .iter()
            .all(|what| !what.contains("is not there"))
    );
}

#[test]
fn a_link_that_was_copied_as_its_path_is_told_for_what_it_is() {
    let reading = of(&[
        ("dossier.toml", MANIFEST),
        ("article.md", "Text"),
        ("features.geojson", "../elsewhere/posts.geojson"),
    ]);
    assert_tells(
        &reading,
        "features.geojson is a symbolic link that leads out",
    );
    assert!(
        whats(&reading)
            .iter()
            .all(|what| !what.contains("not listed"))
    );
}

#[test]
fn a_year_may_be_a_number_and_a_radius_ends_with_the_earth() {
    let features = FEATURES.replacen(
        "\"origin\"",
        "\"when\":2021,\"precision_m\":1e9,\"origin\"",
        1,
    );
    let reading = of(&[
        ("dossier.toml", MANIFEST),
        ("features.geojson", &features),
        ("article.md", "[North](#north)"),
    ]);
    let north = &reading.dossier.features[0];
    assert_eq!(
        north.when.as_ref().map(ToString::to_string).as_deref(),
        Some("2021")
    );
    assert_tells(&reading, "`precision_m`");
    assert_eq!(north.precision.radius_m, Some(5_000.0));
}

#[test]
fn an_outline_that_crosses_itself_is_told() {
    let bow = r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}"#;
    assert_tells(&of(&[("a.geojson", bow)]), "crosses itself");
}

#[test]
fn an_article_of_more_than_8_mb_is_refused() {
    let reading = with_article(&"word ".repeat(2 << 20));
    assert_tells(&reading, "the file is larger than 8 MB");
    assert!(reading.dossier.article.passages.is_empty());
}

/// Processor time that reading may take even without optimisation: a look at all names for each of the faults
/// takes twenty times as long.
const PATIENCE: Duration = Duration::from_secs(75);

/// Features called `feature-number-0` and on, each with these properties besides.
fn numbered(count: usize, properties: impl Fn(usize) -> String) -> String {
    let feature = |number| {
        let more = properties(number);
        format!(
            r#"{{"type":"Feature","id":"feature-number-{number}","properties":{{"origin":"background"{more}}},"geometry":null}}"#
        )
    };
    let features: Vec<String> = (0..count).map(feature).collect();
    let features = features.join(",");
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}

#[test]
fn guesses_at_thousands_of_broken_links_take_no_time() {
    let begin = ThreadTime::now();
    let links = (0..4_000).map(|number| format!("[x](#feature-nomber-{number})\n\n"));
    let article = links.collect::<Vec<_>>().concat();
    let reading = of(&[
        ("dossier.toml", MANIFEST),
        ("features.geojson", &numbered(12_000, |_| String::new())),
        ("article.md", &article),
    ]);
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
    let first = reading
        .problems
        .iter()
        .find(|problem| problem.what.contains("leads to nothing"))
        .unwrap();
    assert!(first.mend.contains("feature-number-0"), "{}", first.mend);
    assert_tells(&reading, "3,500 more errors");
}

#[test]
fn guesses_at_thousands_of_broken_references_take_no_time() {
    let begin = ThreadTime::now();
    let unknown = |number| {
        format!(r#","related":["feature-nomber-{number}"],"layer":"layer-nomber-{number}""#)
    };
    let layers = (0..5_000).map(|number| format!("[[layers]]\nid = \"layer-number-{number}\"\n"));
    let callouts = (0..5_000).map(|number| {
        format!("[[callouts]]\nfeature = \"feature-nomber-{number}\"\ntext = \"A\"\n")
    });
    let series = (0..200).map(|number| {
        format!("[[series.points]]\nlabel = \"{number}\"\nparts = [\"feature-nomber-{number}\"]\n")
    });
    let series = series.collect::<Vec<_>>().concat();
    let series = format!("[[series]]\nid = \"s\"\ntitle = \"S\"\n{series}");
    let records = layers.chain(callouts).collect::<Vec<_>>().concat();
    let reading = of(&[
        ("dossier.toml", &format!("{MANIFEST}{records}{series}")),
        ("features.geojson", &numbered(12_000, unknown)),
        ("article.md", "Words.\n"),
    ]);
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
    for (what, meant) in [
        ("no feature called", "feature-number-"),
        ("no layer called", "layer-number-"),
        ("there is no feature \"feature-nomber", "feature-number-"),
    ] {
        let told = |problem: &&steppe::problem::Problem| problem.what.contains(what);
        let first = reading.problems.iter().find(told).expect(what);
        assert!(first.mend.contains(meant), "{what}: {}", first.mend);
        // All layers are not listed in each of the problems.
        assert!(first.mend.len() < 1_000, "{}", first.mend.len());
    }
}

//! Files that are odd, damaged or no text at all: read as far as it goes, and never a panic.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn odd_files_are_reported_and_not_fatal() {
    for (name, bytes, expected) in [
        ("a.geojson", &b""[..], "the file is empty"),
        (
            "a.geojson",
            b"\xFF\xFE{\0}\0",
            "expected UTF-8 text, found another encoding: UTF-16LE",
        ),
        (
            "a.md",
            b"caf\xE9",
            "expected UTF-8 text, found another encoding: windows-1252",
        ),
        (
            "a.json",
            b"{\"type\":\"Topology\"}",
            "the topology has no `objects`",
        ),
        (
            "a.json",
            b"[1,2]",
            "expected a GeoJSON FeatureCollection with its features",
        ),
        ("dossier.toml", b"", "`id` is missing"),
    ] {
        let mut files = Files::new();
        files.insert(name, bytes.to_vec()).expect("a name inside");
        let reading = read(&files);
        assert!(
            whats(&reading).iter().any(|what| what.contains(expected)),
            "{expected}: {:?}",
            whats(&reading)
        );
    }
    let with_mark = of(&[(
        "a.geojson",
        "\u{FEFF}{\"type\":\"FeatureCollection\",\"features\":[]}",
    )]);
    assert_eq!(whats(&with_mark), ["the file holds no feature"]);
}

#[test]
fn what_is_nested_without_end_is_left_out() {
    let deep = "[".repeat(50_000) + &"]".repeat(50_000);
    for property in ["sources", "unknown"] {
        let text = format!(
            r#"{{"type":"Feature","id":"a","geometry":null,"properties":{{"origin":"article","{property}":{deep}}}}}"#
        );
        let reading = of(&[("a.geojson", &text)]);
        assert_eq!(reading.dossier.features.len(), 1);
        assert!(
            whats(&reading)
                .iter()
                .any(|what| what.contains("cannot be read")),
            "{:?}",
            whats(&reading)
        );
    }
}

#[test]
fn a_million_faults_are_counted_and_not_listed() {
    let feature = r#"{"type":"Featur","id":"a","geometry":null,"properties":{}},"#;
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}null]}}",
        feature.repeat(5_000)
    );
    let reading = of(&[("a.geojson", &text)]);
    assert_eq!(reading.problems.len(), 501);
    assert_eq!(whats(&reading)[500], "4,501 more errors");
}

fn assert_placed(files: &Files, reading: &Reading) {
    for problem in &reading.problems {
        let Some(name) = problem.place.file.as_deref() else {
            continue;
        };
        let text = files.text(name).unwrap_or_else(|| panic!("no file {name}"));
        if let Some(span) = &problem.place.span {
            assert!(
                span.start <= span.end && span.end <= text.len(),
                "{problem}"
            );
            let line = text.as_bytes()[..span.start]
                .split(|&byte| byte == b'\n')
                .count();
            assert_eq!(problem.place.line, u32::try_from(line).ok(), "{problem}");
        }
        assert!(
            !problem.mend.is_empty() || problem.what.contains("more"),
            "{problem}"
        );
    }
}

fn assert_sound(dossier: &Dossier) {
    let ids: BTreeSet<_> = dossier.features.iter().map(|feature| &feature.id).collect();
    assert_eq!(ids.len(), dossier.features.len(), "ids are unique");
    for feature in &dossier.features {
        assert!(feature.layer.index() < dossier.layers.len());
        let mut positions = feature.shape.iter().flat_map(Shape::positions);
        assert!(positions.all(LonLat::valid), "{}", feature.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_without_a_panic(
        name in prop::sample::select(&FILES[..]),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "[\\[\\]{}\",:a-z0-9#<>=\\-\\n *`!()./]{0,300}".prop_map(String::into_bytes),
        ],
    ) {
        let mut files = Files::builtin();
        files.insert(name, bytes).expect("a name inside");
        let reading = read(&files);
        assert_placed(&files, &reading);
        assert_sound(&reading.dossier);
        for problem in reading.problems.iter().take(20) {
            prop_assert!(!problem.to_string().is_empty());
        }
    }

    #[test]
    fn a_damaged_dossier_is_read_as_far_as_it_goes(
        name in prop::sample::select(&FILES[..]),
        at in 0.0..1.0_f64,
        length in 0_usize..200,
        put in prop_oneof![
            Just(String::new()),
            "[\\[\\]{}\",:a-z0-9\\n]{1,20}",
            Just("\u{0}\u{FFFD}\"".to_owned()),
        ],
    ) {
        let mut files = Files::builtin();
        let mut bytes = files.get(name).expect("built in").to_vec();
        let start = (at * bytes.len() as f64) as usize;
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, put.bytes());
        files.insert(name, bytes).expect("a name inside");
        let reading = read(&files);
        assert_placed(&files, &reading);
        assert_sound(&reading.dossier);
        let mut out = Vec::new();
        check::report(&files, &reading, false, &mut out).expect("written");
        check::report(&files, &reading, true, &mut out).expect("written");
        if name == "features.geojson" {
            // A feature takes 800 bytes or more: a cut of 200 touches two, and may part a third
            // from them. Without the head of the file nothing says that it holds features.
            let kept = reading.dossier.features.len();
            let head = 100;
            prop_assert!(kept >= 75 || start < head, "{kept} features kept");
        }
    }
}

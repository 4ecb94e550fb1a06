//! Whoever has a file can say how it is to be understood, and it is, small or large.

use std::sync::Arc;

use steppe::atlas::{Atlas, BaseMap, FeatureId, Subject};
use steppe::dossier::{DayOrder, Files, ReadAs, Reading, details, read};

/// The file read as it is found, and as `read_as` says, the latter small and large.
fn found_and_read(name: &str, bytes: &[u8], read_as: &ReadAs) -> (Reading, [Reading; 2]) {
    let files = |large: bool| {
        let mut files = Files::new();
        let inserted = if large {
            files.insert_large(name, Arc::new(bytes.to_vec()))
        } else {
            files.insert(name, bytes.to_vec())
        };
        inserted.expect("a plain name");
        files
    };
    let read_so = [false, true].map(|large| {
        let mut files = files(large);
        files.read_as(name, read_as.clone());
        read(&files)
    });
    (read(&files(false)), read_so)
}

/// Name, kind, date and place of the first feature.
fn first(reading: &Reading) -> (String, String, Option<String>, Option<[f64; 2]>) {
    let atlas = Atlas::new(reading.dossier.clone(), Arc::new(BaseMap::default()));
    let feature = details(&atlas, FeatureId(0))
        .expect("it is there")
        .into_owned();
    let anchor = atlas.anchor(Subject::Feature(FeatureId(0)));
    (
        feature.name,
        feature.kind,
        feature.when.map(|when| when.to_string()),
        anchor.map(|at| [at.lon_deg, at.lat_deg].map(|deg| (deg * 1e3).round() / 1e3)),
    )
}

fn text(value: &str) -> String {
    value.to_owned()
}

#[test]
fn the_columns_that_are_chosen_are_read() {
    let table = b"code,title,a,b,seen,left\nK-7,Osh,72.8,40.5,07/08/2021,2022\n";
    let mut read_as = ReadAs {
        name: Some(text("code")),
        kind: Some(text("title")),
        begin: Some(text("seen")),
        end: Some(text("left")),
        day_order: Some(DayOrder::MonthFirst),
        ..ReadAs::default()
    };
    read_as.given.longitude = Some(text("a"));
    read_as.given.latitude = Some(text("b"));
    let (found, read_so) = found_and_read("t.csv", table, &read_as);
    assert_eq!(first(&found), ("Osh".into(), String::new(), None, None));
    for reading in &read_so {
        let place = Some([72.8, 40.5]);
        let date = Some(text("2021-07-08/2022"));
        assert_eq!(first(reading), ("K-7".into(), "Osh".into(), date, place));
        let told: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told.iter().filter(|told| told.contains("column")).count(),
            0,
            "{told:?}"
        );
        let how = &reading.understood[0].how;
        assert!(
            how.contains("names from `code`") && how.contains("month first"),
            "{how}"
        );
    }
    assert_ne!(found.dossier.content, read_so[0].dossier.content);
}

#[test]
fn the_encoding_that_is_chosen_is_read() {
    // One short word looks like many encodings.
    let bytes = koi8("name,lat,lon\nОш,40.5,72.8\n");
    let mut read_as = ReadAs::default();
    read_as.given.encoding = Some(text("koi8-r"));
    let (_, read_so) = found_and_read("t.csv", &bytes, &read_as);
    for reading in &read_so {
        assert_eq!(first(reading).0, "Ош");
    }
    read_as.given.encoding = Some(text("klingon"));
    let (_, [reading, _]) = found_and_read("t.csv", &bytes, &read_as);
    let told = reading.problems.iter().map(ToString::to_string);
    assert!(told.into_iter().any(|told| told.contains("\"klingon\"")));
}

/// The text in KOI8-R.
fn koi8(text: &str) -> Vec<u8> {
    const LETTERS: &str = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
    let byte = |letter: char| {
        let at = LETTERS.chars().position(|other| other == letter);
        at.map_or(letter as u8, |at| 0xC0 + at as u8)
    };
    text.chars().map(byte).collect()
}

#[test]
fn a_table_in_metres_is_placed_by_the_system_that_is_chosen() {
    let table = b"name,x,y\nDushanbe,482300,4268500\n";
    let mut read_as = ReadAs::default();
    read_as.given.crs = Some(text("EPSG:32642"));
    let (found, read_so) = found_and_read("t.csv", table, &read_as);
    assert_eq!(first(&found).3, None);
    for reading in &read_so {
        let [lon, lat] = first(reading).3.expect("it is placed");
        assert!(
            (lon - 68.797).abs() < 0.01 && (lat - 38.565).abs() < 0.01,
            "{lon} {lat}"
        );
    }
    read_as.given.crs = Some(text("EPSG:1"));
    let (_, [reading, _]) = found_and_read("t.csv", table, &read_as);
    assert_eq!(first(&reading).3, None);
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.what.contains("EPSG:1"))
    );
}

#[test]
fn a_large_geojson_of_another_program_is_read_as_is_said() {
    let text_of = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Osh","alias":"Uzgen","seen":"07/08/2021"},"geometry":null}]}"#;
    let read_as = ReadAs {
        name: Some(text("alias")),
        begin: Some(text("seen")),
        day_order: Some(DayOrder::DayFirst),
        ..ReadAs::default()
    };
    let (found, read_so) = found_and_read("a.geojson", text_of.as_bytes(), &read_as);
    assert_eq!(first(&found).0, "Osh");
    for reading in &read_so {
        assert_eq!(
            first(reading),
            (
                "Uzgen".into(),
                String::new(),
                Some(text("2021-08-07")),
                None
            )
        );
    }
}

#[test]
fn a_dossier_says_how_its_files_are_read_and_the_reader_can_say_otherwise() {
    let manifest = r#"
        format = 1
        id = "d"
        title = "D"
        [files]
        features = ["t.csv"]
        [[read]]
        file = "t.csv"
        name = "code"
        begin = "sene"
        day_order = "first"
        [[read]]
        file = "u.csv"
    "#;
    let mut files = Files::new();
    files
        .insert("dossier.toml", manifest.as_bytes().to_vec())
        .expect("a name");
    let table = b"code,title,lat,lon,seen\nK-7,Osh,40.5,72.8,2021-08-07\n";
    files.insert("t.csv", table.to_vec()).expect("a name");
    let reading = read(&files);
    assert_eq!(first(&reading).0, "K-7");
    let told: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
    for (what, mend) in [
        ("no column called \"sene\"", "seen"),
        ("\"first\" is not one of its words", "day-first"),
        ("u.csv", "t.csv"),
    ] {
        let found = told
            .iter()
            .any(|told| told.contains(what) && told.contains(mend));
        assert!(found, "{what}: {told:#?}");
    }
    files.read_as(
        "t.csv",
        ReadAs {
            name: Some(text("title")),
            ..ReadAs::default()
        },
    );
    assert_eq!(first(&read(&files)).0, "Osh");
}

#[test]
fn the_system_that_is_given_for_geojson_goes_before_what_it_says_or_does_not_say() {
    let point = r#""features":[{"type":"Feature","properties":{"name":"Osh"},"geometry":{"type":"Point","coordinates":[8104058.93,4938869.176]}}]}"#;
    for head in [
        r#"{"type":"FeatureCollection","#,
        r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32642"}},"#,
    ] {
        let mut read_as = ReadAs::default();
        read_as.given.crs = Some(text("EPSG:3857"));
        let bytes = format!("{head}{point}");
        let (_, [small, large]) = found_and_read("t.geojson", bytes.as_bytes(), &read_as);
        for reading in [&small, &large] {
            assert_eq!(first(reading).3, Some([72.8, 40.5]), "{head}");
            let understood = reading.understood.iter().map(|it| format!("{it:?}"));
            let understood: Vec<String> = understood.collect();
            assert!(understood.concat().contains("EPSG:3857"), "{understood:?}");
        }
    }
    let mut read_as = ReadAs::default();
    read_as.given.crs = Some(text("EPSG:0"));
    let bytes = format!("{{\"type\":\"FeatureCollection\",{point}");
    let (_, [small, _]) = found_and_read("t.geojson", bytes.as_bytes(), &read_as);
    assert_eq!(first(&small).3, None);
    assert!(!small.problems.is_empty());
}

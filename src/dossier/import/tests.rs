//! Files of other formats, from their bytes to features.

use crate::atlas::{Claim, Feature, Origin, PrecisionClass};
use crate::dossier::{Files, Reading, read, record};
use crate::formats::write::{OutputLayer, writer};

fn reading(name: &str, text: &str) -> Reading {
    let mut files = Files::new();
    files
        .insert(name, text.as_bytes().to_vec())
        .expect("a name");
    read(&files)
}

#[test]
fn a_table_becomes_features_with_names_dates_and_places() {
    let read = reading(
        "posts.csv",
        "name,lat,lon,date,type\nAlpha,44.8,65.5,18/10/2021,depot\nBravo,45.5,67.25,07/08/2021,\n",
    );
    let [alpha, bravo] = read.dossier.features.as_slice() else {
        panic!("{:?}", read.dossier.features);
    };
    assert_eq!(
        (alpha.name.as_str(), alpha.kind.as_str(), alpha.line),
        ("Alpha", "depot", 2)
    );
    assert_eq!(
        bravo.when.as_ref().expect("dated").to_string(),
        "2021-08-07"
    );
    assert_eq!(
        alpha.shape.as_ref().expect("placed").points[0]
            .lon_deg
            .to_string(),
        "65.5"
    );
    assert_eq!(&*alpha.file, "posts.csv");
    assert_eq!(alpha.other["type"], "depot");
    let layer = &read.dossier.layers[alpha.layer.index()];
    assert_eq!(layer.name, "posts");
    assert_eq!(
        layer.summary,
        "names from `name`, kinds from `type`, dates from `date` with the day first, places from `lat`/`lon`"
    );
}

#[test]
fn an_open_date_is_told_once_with_the_line_of_its_row() {
    let read = reading(
        "posts.csv",
        "name,lat,lon,date\nAlpha,44.8,65.5,07/08/2021\nBravo,45.5,67.25,01/02/2021\n",
    );
    assert!(
        read.dossier
            .features
            .iter()
            .all(|feature| feature.when.is_none())
    );
    let told: Vec<_> = read
        .problems
        .iter()
        .filter(|problem| problem.what.contains("`date`"))
        .collect();
    assert_eq!(told.len(), 1, "{:?}", read.problems);
    assert_eq!(told[0].place.line, Some(2));
    assert!(told[0].what.contains("2 features"), "{}", told[0].what);
}

#[test]
fn features_without_a_place_and_ids_that_come_twice_are_kept() {
    let read = reading(
        "posts.csv",
        "id,name,lat,lon\nP 1,Alpha,44.8,65.5\nP 1,Bravo,,\n",
    );
    let ids: Vec<&str> = read
        .dossier
        .features
        .iter()
        .map(|feature| feature.id.as_str())
        .collect();
    assert_eq!(ids, ["P 1", "P 1-2"]);
    assert!(read.dossier.features[1].shape.is_none());
    assert_eq!(read.left_out, 0);
}

#[test]
fn what_a_dossier_states_comes_back_from_a_table() {
    let dossier = Files::builtin();
    let before = read(&dossier).dossier.features;
    let layer = OutputLayer {
        name: String::new(),
        records: before.iter().map(record).collect(),
    };
    let mut bytes = Vec::new();
    (writer("csv").expect("a writer").write)(&[layer], &mut bytes).expect("it can be written");
    let after = reading("posts.csv", std::str::from_utf8(&bytes).expect("text"))
        .dossier
        .features;
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.id, after.id);
        assert_eq!(before.name, after.name, "{}", before.id);
        assert_eq!(before.shape, after.shape, "{}", before.id);
        assert_eq!(before.when, after.when, "{}", before.id);
        assert_eq!(before.precision, after.precision, "{}", before.id);
        assert_eq!(
            (before.origin, before.claim),
            (after.origin, after.claim),
            "{}",
            before.id
        );
        assert_eq!(before.actors, after.actors, "{}", before.id);
    }
}

#[test]
fn the_words_of_a_dossier_count_only_where_they_are_its_own() {
    let read = reading(
        "posts.csv",
        "name,lat,lon,precision,precision_m,origin,by\nA,1,2,town,3000,caption,Reuters\nB,1,2,high,,Paris,x\n",
    );
    let [ours, others] = read.dossier.features.as_slice() else {
        panic!("{:?}", read.dossier.features);
    };
    assert_eq!(
        (ours.precision.class, ours.precision.radius_m),
        (PrecisionClass::Town, Some(3000.0))
    );
    assert_eq!(
        (ours.origin, ours.by.as_deref()),
        (Origin::Caption, Some("Reuters"))
    );
    assert_eq!(
        (others.origin, others.claim, others.by.as_deref()),
        (Origin::default(), Claim::default(), None)
    );
}

/// The same file read as a small and as a large one.
fn both(name: &str, bytes: &[u8]) -> [Reading; 2] {
    let mut small = Files::new();
    small.insert(name, bytes.to_vec()).unwrap();
    let mut large = Files::new();
    large
        .insert_large(name, std::sync::Arc::new(bytes.to_vec()))
        .unwrap();
    [read(&small), read(&large)]
}

/// Every feature of a reading with the name of its layer, in the order of the file.
fn features_of(reading: Reading) -> Vec<(String, Feature)> {
    let basemap = std::sync::Arc::new(crate::atlas::BaseMap::default());
    let atlas = crate::atlas::Atlas::new(reading.dossier, basemap);
    let mut features = Vec::new();
    for (ix, table) in atlas.tables() {
        let mut rows: Vec<_> = table.rows().collect();
        rows.sort_by_key(|row| table.columns.starts.get(row.index()).copied());
        for row in rows {
            let id = atlas.id_in(ix, row);
            let feature = crate::dossier::details(&atlas, id).unwrap().into_owned();
            let layer = atlas.layer(feature.layer).name.clone();
            // What the columns say is what the record says.
            if let Some(when) = &feature.when {
                assert_eq!(table.days(row), crate::atlas::table::Days::of(when));
            }
            if !feature.name.is_empty() {
                assert_eq!(table.name(row), feature.name);
            }
            features.push((
                layer,
                Feature {
                    id: String::new(),
                    named_by_place: false,
                    layer: crate::atlas::LayerIx(0),
                    file: "".into(),
                    ..feature
                },
            ));
        }
    }
    features
}

#[test]
fn a_large_file_of_another_format_means_what_a_small_one_does() {
    use std::fmt::Write as _;

    let mut csv = "title;lat;lon;event_date;category;note\n".to_owned();
    let mut kml = "<kml><Document>".to_owned();
    for folder in ["Bases", "Roads"] {
        let _ = write!(kml, "<Folder><name>{folder}</name>");
        for at in 0..40 {
            let _ = write!(
                kml,
                "<Placemark id=\"{folder}{at}\"><name>{folder} {at}</name><TimeStamp><when>2021-10-{:02}</when></TimeStamp>\
                 <LineString><coordinates>6{}.5,44 70,4{}.25</coordinates></LineString></Placemark>",
                at % 28 + 1,
                at % 10,
                at % 10
            );
        }
        kml += "</Folder>";
    }
    kml += "</Document></kml>";
    for at in 0..300 {
        let _ = write!(
            csv,
            "Post {at};44,{};6{},5;{:02}/{:02}/2021;{};\"a\nb\"\n",
            at % 100,
            at % 10,
            at % 28 + 1,
            at % 12 + 1,
            ["base", "road"][at % 2]
        );
    }
    csv += "Nowhere;;;;;\nBad;abc;65,5;soon;;\n";
    for (name, text) in [("posts.csv", &csv), ("map.kml", &kml)] {
        let [small, large] = both(name, text.as_bytes());
        assert!(small.dossier.tables.is_empty() && large.dossier.features.is_empty());
        let tables = large.dossier.tables.len();
        assert_eq!(tables, if name == "map.kml" { 2 } else { 1 });
        assert_eq!(small.understood, large.understood);
        let texts = |reading: &Reading| -> Vec<String> {
            let mut texts: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
            texts.retain(|text| !text.contains("says where it comes from"));
            texts
        };
        assert_eq!(texts(&small), texts(&large));
        let (small, large) = (features_of(small), features_of(large));
        assert_eq!(small.len(), large.len());
        for (small, large) in small.iter().zip(&large) {
            assert_eq!(small, large);
        }
    }
}

#[test]
fn a_large_file_that_is_cancelled_gives_nothing_and_one_that_is_read_says_how_far_it_is() {
    let text = format!("name,lat,lon\n{}", "A,44.8,65.5\n".repeat(30_000));
    let length = text.len() as u64;
    let mut files = Files::new();
    files
        .insert_large("posts.csv", std::sync::Arc::new(text.into_bytes()))
        .unwrap();
    let progress = crate::dossier::Progress::default();
    let reading = crate::dossier::read_with(&files, &progress, &crate::dossier::assembly::Nobody);
    assert_eq!(reading.dossier.tables[0].len(), 30_000);
    assert_eq!(progress.bytes(), (length, length));
    let progress = crate::dossier::Progress::default();
    progress.cancel();
    let reading = crate::dossier::read_with(&files, &progress, &crate::dossier::assembly::Nobody);
    assert!(reading.cancelled);
}

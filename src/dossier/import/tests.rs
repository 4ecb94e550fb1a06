//! Files of other formats, from their bytes to features.

use crate::atlas::{Claim, Origin, PrecisionClass};
use crate::dossier::{Files, Reading, read, record};
use crate::formats::write::{Layer, writer};

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
    let layer = Layer {
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

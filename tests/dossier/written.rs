//! What leaves in another file and comes back.

use steppe::atlas::{Feature, Layer, NamesByLanguage};
use steppe::dossier::record;
use steppe::formats::write::{self, writer};

use super::*;

/// The built-in dossier with its features as they are written into a file of this ending.
fn rewritten(ending: &str) -> Reading {
    let dossier = builtin().dossier;
    let of_layer = |ix: usize, layer: &Layer| write::OutputLayer {
        name: layer.name.clone(),
        records: dossier
            .features
            .iter()
            .filter(|feature| feature.layer.index() == ix)
            .map(record)
            .collect(),
    };
    let layers: Vec<_> = dossier
        .layers
        .iter()
        .enumerate()
        .map(|(ix, layer)| of_layer(ix, layer))
        .filter(|layer| !layer.records.is_empty())
        .collect();
    let mut bytes = Vec::new();
    (writer(ending).expect("a format").write)(&layers, &mut bytes).expect("written");

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dossiers/central-asia-2021");
    let mut files = Files::new();
    for name in FILES {
        let bytes = match name {
            "features.geojson" => std::mem::take(&mut bytes),
            _ => std::fs::read(folder.join(name)).expect("a file of the dossier"),
        };
        files.insert(name, bytes).expect("a name inside");
    }
    read(&files)
}

/// Features by id, without where in their file they stand.
fn known(features: &[Feature]) -> BTreeMap<&str, Feature> {
    let placeless = |feature: &Feature| Feature {
        file: "".into(),
        line: 0,
        ..feature.clone()
    };
    features
        .iter()
        .map(|feature| (feature.id.as_str(), placeless(feature)))
        .collect()
}

#[test]
fn the_built_in_dossier_converted_to_geojson_is_the_same_dossier() {
    let ours = builtin().dossier;
    for ending in ["geojson", "ndjson"] {
        let reading = rewritten(ending);
        assert_eq!(reading.problems, [], "{ending}");
        let (theirs, ours) = (known(&reading.dossier.features), known(&ours.features));
        assert_eq!(theirs.len(), ours.len(), "{ending}");
        for (id, feature) in &ours {
            assert_eq!(theirs.get(id), Some(feature), "{ending}");
        }
    }
}

#[test]
fn names_of_other_languages_and_spellings_are_kept_where_a_file_is_converted() {
    let feature = Feature {
        id: "a".to_owned(),
        name: "Khorog".to_owned(),
        alt_names: vec!["Khorugh".to_owned(), "Xorugh".to_owned()],
        names: NamesByLanguage::from([("ru".to_owned(), "Хорог".to_owned())]),
        ..Feature::default()
    };
    let properties = record(&feature).properties;
    assert_eq!(properties["alt_names"][1], "Xorugh");
    assert_eq!(properties["names"]["ru"], "Хорог");
}

//! The dossier that has every kind of evidence once.

use std::sync::Arc;

use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, read};

/// The fixture over the base map.
pub(crate) fn atlas() -> Arc<Atlas> {
    let mut files = Files::new();
    for name in ["dossier.toml", "features.geojson"] {
        let path = format!("tests/fixtures/evidence/{name}");
        let bytes = std::fs::read(path).expect("the fixture is there");
        files.insert(name, bytes).expect("a name");
    }
    let reading = read(&files);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let basemap = BaseMap::embedded().expect("the base map that is carried along");
    Arc::new(Atlas::new(reading.dossier, Arc::new(basemap)))
}

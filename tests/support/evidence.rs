//! The dossier that has every kind of evidence once.

use std::sync::Arc;

use steppe::atlas::Atlas;
use steppe::dossier::{Files, read};

use super::base_map::base_map;

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
    Arc::new(Atlas::new(reading.dossier, base_map()))
}

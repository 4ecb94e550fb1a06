//! A dossier of many events: dates over three years, deaths, and what happened.

use std::sync::Arc;

use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, read};

/// An atlas of `count` events as they come from a file of another program.
pub(crate) fn atlas(count: usize) -> Arc<Atlas> {
    let kinds = ["Battle", "Protest", "Riot"];
    let features: Vec<String> = (0..count)
        .map(|at| {
            let (kind, deaths) = (kinds[at % 3], at * at % 41);
            let (year, month, day) = (2019 + at % 3, at % 12 + 1, at % 28 + 1);
            let lat = 38.0 + at as f64 * 1e-3;
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[68,{lat}]}},"properties":{{"title":"Event {at}","deaths":{deaths},"what":"{kind}","day":"{year}-{month:02}-{day:02}"}}}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    );
    let mut files = Files::new();
    files
        .insert("events.geojson", text.into_bytes())
        .expect("a plain name");
    Arc::new(Atlas::new(
        read(&files).dossier,
        Arc::new(BaseMap::default()),
    ))
}

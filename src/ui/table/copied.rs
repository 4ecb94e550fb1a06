//! Rows as text that other programs read.

use super::super::subject;
use super::column::Column;
use crate::atlas::{Atlas, FeatureId, Subject};

/// The rows as comma-separated values with a head (RFC 4180).
pub(super) fn csv(atlas: &Atlas, ids: &[FeatureId]) -> String {
    let head = Column::ALL.map(|column| column.key().to_owned());
    let rows = ids
        .iter()
        .map(|&id| Column::ALL.map(|column| column.text(atlas, id)));
    let lines = std::iter::once(head).chain(rows);
    lines.map(|cells| line(&cells)).collect()
}

fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let cells: Vec<String> = cells.iter().map(quoted).collect();
    cells.join(",") + "\r\n"
}

/// The rows whose details are in memory as a `GeoJSON` collection (RFC 7946).
pub(super) fn geojson(atlas: &Atlas, ids: &[FeatureId]) -> String {
    let features: Vec<String> = ids
        .iter()
        .filter_map(|&id| subject::to_geojson(atlas, Subject::Feature(id)))
        .collect();
    format!(
        "{{\n\"type\": \"FeatureCollection\",\n\"features\": [\n{}\n]\n}}\n",
        features.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_commas_and_quotes_is_quoted() {
        let cells = ["plain", "a, b", "say \"no\""].map(str::to_owned);
        assert_eq!(line(&cells), "plain,\"a, b\",\"say \"\"no\"\"\"\r\n");
    }

    #[test]
    fn what_is_copied_is_json_and_has_every_row() {
        let basemap = std::sync::Arc::new(crate::atlas::BaseMap::default());
        let atlas = Atlas::new(crate::dossier::builtin().dossier, basemap);
        let ids: Vec<FeatureId> = atlas.features().map(|(id, _)| id).collect();
        let json: serde_json::Value =
            serde_json::from_str(&geojson(&atlas, &ids)).expect("it is JSON");
        assert_eq!(json["features"].as_array().map(Vec::len), Some(ids.len()));
        assert_eq!(csv(&atlas, &ids).matches("\r\n").count(), ids.len() + 1);
    }
}

//! Rows as text that other programs read.

use super::column::ShownColumn;
use crate::atlas::{Atlas, FeatureId, csv_row};

/// The rows as comma-separated values with a head (RFC 4180).
pub(super) fn csv(atlas: &Atlas, columns: &[ShownColumn], ids: &[FeatureId]) -> String {
    let head = csv_row(columns.iter().map(ShownColumn::key));
    let row = |id: FeatureId| csv_row(columns.iter().map(|column| column.text(atlas, id)));
    let rows = ids.iter().map(|&id| row(id));
    std::iter::once(head).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_line_below_the_head() {
        let basemap = std::sync::Arc::new(crate::atlas::BaseMap::default());
        let atlas = Atlas::new(crate::dossier::builtin().dossier, basemap);
        let ids: Vec<FeatureId> = atlas.features().map(|(id, _)| id).collect();
        assert_eq!(
            csv(&atlas, &ShownColumn::ALL, &ids).matches("\r\n").count(),
            ids.len() + 1
        );
    }
}

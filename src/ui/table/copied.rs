//! Rows as text that other programs read.

use super::column::Column;
use crate::atlas::{Atlas, FeatureId};

/// The rows as comma-separated values with a head (RFC 4180).
pub(super) fn csv(atlas: &Atlas, columns: &[Column], ids: &[FeatureId]) -> String {
    let head = columns.iter().map(|column| column.key().to_owned());
    let head: Vec<String> = head.collect();
    let row = |id: FeatureId| columns.iter().map(move |column| column.text(atlas, id));
    let rows = ids.iter().map(|&id| row(id).collect::<Vec<String>>());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_commas_and_quotes_is_quoted() {
        let cells = ["plain", "a, b", "say \"no\""].map(str::to_owned);
        assert_eq!(line(&cells), "plain,\"a, b\",\"say \"\"no\"\"\"\r\n");
    }

    #[test]
    fn every_row_is_a_line_below_the_head() {
        let basemap = std::sync::Arc::new(crate::atlas::BaseMap::default());
        let atlas = Atlas::new(crate::dossier::builtin().dossier, basemap);
        let ids: Vec<FeatureId> = atlas.features().map(|(id, _)| id).collect();
        assert_eq!(
            csv(&atlas, &Column::ALL, &ids).matches("\r\n").count(),
            ids.len() + 1
        );
    }
}

//! The layers that files have of their own, where their dossier lists none for them.

use std::collections::BTreeMap;

/// A layer of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OwnLayer {
    /// Its name in the file; empty where the file is one layer without a name.
    pub(super) name: String,
    /// How its content was understood: "names from `title`", "Windows-1251".
    pub(super) understood: Vec<String>,
    /// Its columns, by the names that the file gives them.
    pub(super) columns: Vec<String>,
}

/// The columns of each file, those of all its layers together; none of a file that was written for this
/// program.
pub(super) fn columns<'l>(
    layers: impl Iterator<Item = (&'l str, &'l OwnLayer)>,
) -> BTreeMap<String, Vec<String>> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, layer) in layers.filter(|(_, layer)| !layer.columns.is_empty()) {
        let known = columns.entry(file.to_owned()).or_default();
        for column in &layer.columns {
            if !known.contains(column) {
                known.push(column.clone());
            }
        }
    }
    columns
}

impl OwnLayer {
    /// How it was understood, in one line.
    pub(super) fn line(&self) -> String {
        self.understood.join(", ")
    }
}

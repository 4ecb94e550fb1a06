//! How layers are coloured and labelled by their columns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::atlas::classes::ColourBy;
use crate::atlas::{Atlas, LayerIx};

/// How layers are coloured and labelled by their columns; a layer that is left out has the colours of
/// its actors or kinds, and its features' names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayerStyles {
    /// What layers are coloured by.
    pub colours: BTreeMap<LayerIx, ColourBy>,
    /// The columns that layers are labelled by.
    pub labels: BTreeMap<LayerIx, String>,
}

impl LayerStyles {
    /// Whether a column is asked for anywhere.
    #[must_use]
    pub fn ask_columns(&self) -> bool {
        !self.colours.is_empty() || !self.labels.is_empty()
    }

    /// Names the layers of `before` as `after` does; those that are no longer there go.
    pub(in crate::session) fn follow(&mut self, before: &Atlas, after: &Atlas) {
        let now = |layer: LayerIx| after.layer_named(&before.layer(layer).id);
        let colours = std::mem::take(&mut self.colours).into_iter();
        self.colours = colours
            .filter_map(|(layer, by)| Some((now(layer)?, by)))
            .collect();
        let labels = std::mem::take(&mut self.labels).into_iter();
        self.labels = labels
            .filter_map(|(layer, column)| Some((now(layer)?, column)))
            .collect();
    }
}

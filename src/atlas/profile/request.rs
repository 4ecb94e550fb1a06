//! What is asked of a profile: which features, and how their columns are divided.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::atlas::row_set::RowSet;
use crate::atlas::subject::LayerIx;
use crate::atlas::table::{Layers, TableIx};
use crate::atlas::whole::Atlas;

/// Which features are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileScope {
    /// The table that has them.
    pub table: TableIx,
    /// The layer that they belong to; `None` for all of the table.
    pub layer: Option<LayerIx>,
}

/// How a reader has columns divided, where that is not the usual way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divisions {
    /// The columns of numbers that are divided by factors.
    pub logs: BTreeSet<String>,
    /// The first and the last day between which a column of dates is divided, as numbers of days since
    /// 1 January 1970: the fewer there are, the shorter is a bin.
    pub spans: BTreeMap<String, [i32; 2]>,
}

/// What is to be worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRequest {
    /// Which features.
    pub scope: ProfileScope,
    /// How their columns are divided.
    pub divisions: Divisions,
    /// The two columns that are compared: the first from left to right, the second upward.
    pub pair: Option<[String; 2]>,
}

impl ProfileScope {
    /// What is asked of it at first: every column, divided in the usual way.
    #[must_use]
    pub fn request(self) -> ProfileRequest {
        ProfileRequest {
            scope: self,
            divisions: Divisions::default(),
            pair: None,
        }
    }

    /// The features of a layer.
    #[must_use]
    pub fn of_layer(atlas: &Atlas, layer: LayerIx) -> Self {
        let mut large = atlas.large_tables();
        let large = large.find(|(_, table)| table.layers == Layers::One(layer));
        Self {
            table: large.map_or(TableIx(0), |(ix, _)| ix),
            layer: Some(layer),
        }
    }

    /// The rows of its features.
    #[must_use]
    pub fn rows(self, atlas: &Atlas) -> RowSet {
        let table = atlas.table(self.table);
        match (&table.layers, self.layer) {
            (Layers::Each(layers), Some(layer)) => {
                RowSet::of(table.len(), |row| layers[row] == layer)
            }
            _ => RowSet::all(table.len()),
        }
    }
}

impl Divisions {
    /// Whether a column is divided alike.
    pub(super) fn same(&self, other: &Self, column: &str) -> bool {
        self.logs.contains(column) == other.logs.contains(column)
            && self.spans.get(column) == other.spans.get(column)
    }
}

//! What can be selected, hovered and linked to.

use serde::{Deserialize, Serialize};

use super::basemap::CountryIx;
use super::{RowIx, TableIx};

/// Number of a feature in [`Dossier::features`](super::Dossier::features).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FeatureIx(pub u32);

/// Number of a border in [`Dossier::borders`](super::Dossier::borders).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BorderIx(pub u32);

/// Number of a passage in [`Article::passages`](super::Article::passages).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PassageIx(pub u32);

/// Number of a layer in [`Atlas::layers`](super::Atlas::layers).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct LayerIx(pub u16);

impl FeatureIx {
    /// Position in the feature list.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl BorderIx {
    /// Position in the border list.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl PassageIx {
    /// Position in the passage list.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl LayerIx {
    /// Position in the layer list.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// One thing on the map that has a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A feature of the dossier.
    Feature(FeatureIx),
    /// A border that the dossier writes about.
    Border(BorderIx),
    /// A row of a large layer.
    Row(TableIx, RowIx),
    /// A country of the base map.
    Country(CountryIx),
}

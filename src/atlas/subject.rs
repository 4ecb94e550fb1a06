//! What can be selected, hovered and linked to.

use serde::{Deserialize, Serialize};

use super::basemap::CountryIx;

/// Number of a feature in one revision of an atlas, counted over all its tables: first the features
/// whose details are held in memory, in the order of [`Dossier::features`](super::Dossier::features),
/// then those of each large source. What lasts from one revision to the next is the name that
/// [`Atlas::id`](super::Atlas::id) gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FeatureId(pub u32);

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

impl FeatureId {
    /// Position among all features of the atlas.
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
    Feature(FeatureId),
    /// A border that the dossier writes about.
    Border(BorderIx),
    /// A country of the base map.
    Country(CountryIx),
}

//! What is found, by kind.

use crate::atlas::{PassageIx, Subject};
use crate::earth::LonLat;
use crate::ui::find::rank::Rank;

/// Where a hit leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HitTarget {
    /// To something that has a card.
    Subject(Subject),
    /// To a passage of the article.
    Passage(PassageIx),
    /// To a place: of the gazetteer, or read from coordinates.
    Place(LonLat),
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where it leads.
    pub target: HitTarget,
    /// What the list says.
    pub text: String,
}

/// Hits of one kind, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct HitGroup {
    /// What the list calls them.
    pub name: &'static str,
    /// The hits.
    pub hits: Vec<Hit>,
    /// The best of them.
    pub(super) best: Option<Rank>,
}

/// Everything found, the kind with the best hit first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The kinds that have hits.
    pub groups: Vec<HitGroup>,
}

impl Hits {
    /// All hits in the order of the list.
    pub fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.groups.iter().flat_map(|group| &group.hits)
    }
}

//! What the features of a table are as evidence.

use super::RowIx;
use crate::atlas::{Claim, Origin, PrecisionClass, Status};

/// One combination of everything that a feature is as evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceProfile {
    /// How sure the place is.
    pub precision: PrecisionClass,
    /// Where in the dossier it comes from.
    pub origin: Origin,
    /// What kind of statement it is.
    pub claim: Claim,
    /// Whether it is in use.
    pub status: Option<Status>,
    /// Who takes part, the leading one first.
    pub actors: Vec<String>,
}

/// The profile of a feature of which nothing is stated.
static NOTHING_STATED: EvidenceProfile = EvidenceProfile {
    precision: PrecisionClass::Unstated,
    origin: Origin::Background,
    claim: Claim::Stated,
    status: None,
    actors: Vec::new(),
};

/// The evidence profile of each feature of a table: few combinations occur, so each is kept once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profiles {
    /// Those that occur; empty where nothing is stated of any feature.
    kinds: Vec<EvidenceProfile>,
    /// Position of each feature's profile in `kinds`; empty where all have the same.
    of: Vec<u16>,
}

impl Profiles {
    /// The profiles `kinds`, of which each feature has the one at its position in `of`.
    #[must_use]
    pub fn new(kinds: Vec<EvidenceProfile>, of: Vec<u16>) -> Self {
        let of = if kinds.len() > 1 { of } else { Vec::new() };
        Self { kinds, of }
    }

    /// Every profile that occurs, at least one.
    #[must_use]
    pub fn all(&self) -> &[EvidenceProfile] {
        if self.kinds.is_empty() {
            std::slice::from_ref(&NOTHING_STATED)
        } else {
            &self.kinds
        }
    }

    /// Position in [`all`](Self::all) of the profile of the feature in a row.
    #[must_use]
    pub fn number(&self, row: RowIx) -> usize {
        self.of.get(row.index()).copied().map_or(0, usize::from)
    }

    /// The profile of the feature in a row.
    #[must_use]
    pub fn of(&self, row: RowIx) -> &EvidenceProfile {
        let all = self.all();
        all.get(self.number(row)).unwrap_or(&all[0])
    }

    /// The position of each row's profile; empty where all have the first.
    #[must_use]
    pub fn numbers(&self) -> &[u16] {
        &self.of
    }
}

//! In what ways features differ as evidence, so that a reader can choose among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::table::EvidenceProfile;
use super::{Claim, Feature, FeatureTable, Origin, PrecisionClass, Status};

/// The word for a feature that names no status or no actor.
const NONE: &str = "none";

/// One way in which features differ as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// How sure the place is.
    Precision,
    /// Where in the dossier it comes from.
    Origin,
    /// What kind of statement it is.
    Claim,
    /// Whether a base is in use.
    Status,
    /// Who takes part.
    Actor,
}

impl Facet {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [
        Self::Precision,
        Self::Origin,
        Self::Claim,
        Self::Status,
        Self::Actor,
    ];

    /// The facet as a view, a command and a filter's own words call it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Origin => "origin",
            Self::Claim => "claim",
            Self::Status => "status",
            Self::Actor => "actor",
        }
    }

    /// The facet as a heading.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Precision => "How sure the place is",
            Self::Origin => "Where it comes from",
            Self::Claim => "What is claimed",
            Self::Status => "Status",
            Self::Actor => "Who takes part",
        }
    }
}

/// What a feature is as evidence, borrowed from its details or from the columns of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidenced<'a> {
    /// How sure the place is.
    pub precision: PrecisionClass,
    /// Where in the dossier it comes from.
    pub origin: Origin,
    /// What kind of statement it is.
    pub claim: Claim,
    /// Whether it is in use.
    pub status: Option<Status>,
    /// Who takes part, the leading one first.
    pub actors: &'a [String],
}

impl<'a> From<&'a Feature> for Evidenced<'a> {
    fn from(feature: &'a Feature) -> Self {
        Self {
            precision: feature.precision.class,
            origin: feature.origin,
            claim: feature.claim,
            status: feature.status,
            actors: &feature.actors,
        }
    }
}

impl<'a> From<&&'a Feature> for Evidenced<'a> {
    fn from(feature: &&'a Feature) -> Self {
        Self::from(*feature)
    }
}

impl<'a> From<&'a EvidenceProfile> for Evidenced<'a> {
    fn from(profile: &'a EvidenceProfile) -> Self {
        Self {
            precision: profile.precision,
            origin: profile.origin,
            claim: profile.claim,
            status: profile.status,
            actors: &profile.actors,
        }
    }
}

impl From<Evidenced<'_>> for EvidenceProfile {
    fn from(of: Evidenced<'_>) -> Self {
        Self {
            precision: of.precision,
            origin: of.origin,
            claim: of.claim,
            status: of.status,
            actors: of.actors.to_vec(),
        }
    }
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Evidence {
    /// A class of precision.
    Precision(PrecisionClass),
    /// An origin.
    Origin(Origin),
    /// A claim.
    Claim(Claim),
    /// A status; `None` for what has none.
    Status(Option<Status>),
    /// An actor as features name it; `None` for what names none.
    Actor(Option<String>),
}

impl Evidence {
    /// The facet that it is a value of.
    #[must_use]
    pub fn facet(&self) -> Facet {
        match self {
            Self::Precision(_) => Facet::Precision,
            Self::Origin(_) => Facet::Origin,
            Self::Claim(_) => Facet::Claim,
            Self::Status(_) => Facet::Status,
            Self::Actor(_) => Facet::Actor,
        }
    }

    /// Whether a feature has it; of several actors each counts.
    #[must_use]
    pub fn is_of<'a>(&self, of: impl Into<Evidenced<'a>>) -> bool {
        let of = of.into();
        match self {
            Self::Precision(class) => of.precision == *class,
            Self::Origin(origin) => of.origin == *origin,
            Self::Claim(claim) => of.claim == *claim,
            Self::Status(status) => of.status == *status,
            Self::Actor(Some(actor)) => of.actors.contains(actor),
            Self::Actor(None) => of.actors.is_empty(),
        }
    }

    /// Every value that a feature has: one of each facet, but an actor for each of its actors.
    #[must_use]
    pub fn all_of<'a>(of: impl Into<Evidenced<'a>>) -> Vec<Self> {
        let of = of.into();
        let mut values = vec![
            Self::Precision(of.precision),
            Self::Origin(of.origin),
            Self::Claim(of.claim),
            Self::Status(of.status),
        ];
        if of.actors.is_empty() {
            values.push(Self::Actor(None));
        }
        for actor in of.actors {
            let actor = Self::Actor(Some(actor.clone()));
            // A feature may name an actor twice; it counts once.
            if !values.contains(&actor) {
                values.push(actor);
            }
        }
        values
    }

    /// The value as a dossier writes it; "none" for no status and no actor.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Precision(class) => class.id(),
            Self::Origin(origin) => origin.id(),
            Self::Claim(claim) => claim.id(),
            Self::Status(status) => status.map_or(NONE, Status::id),
            Self::Actor(actor) => actor.as_deref().unwrap_or(NONE),
        }
    }

    /// The value of `facet` that is written so; `None` where there is none. Any text is an actor.
    #[must_use]
    pub fn read(facet: Facet, id: &str) -> Option<Self> {
        fn named<T: Copy>(all: &[T], id: &str, id_of: fn(T) -> &'static str) -> Option<T> {
            all.iter().copied().find(|&value| id_of(value) == id)
        }
        match facet {
            Facet::Precision => {
                named(&PrecisionClass::ALL, id, PrecisionClass::id).map(Self::Precision)
            }
            Facet::Origin => named(&Origin::ALL, id, Origin::id).map(Self::Origin),
            Facet::Claim => named(&Claim::ALL, id, Claim::id).map(Self::Claim),
            Facet::Status if id == NONE => Some(Self::Status(None)),
            Facet::Status => {
                named(&Status::ALL, id, Status::id).map(|status| Self::Status(Some(status)))
            }
            Facet::Actor => Some(Self::Actor((id != NONE).then(|| id.to_owned()))),
        }
    }
}

/// Every value that occurs in the features of `tables`, facet by facet in the order of their lists;
/// actors, who have no order of their own, by how often they occur.
pub(super) fn occurring(tables: &[Arc<FeatureTable>]) -> Vec<Evidence> {
    let mut counts: BTreeMap<Evidence, usize> = BTreeMap::new();
    for table in tables.iter().filter(|table| !table.is_empty()) {
        let profiles = &table.columns.profiles;
        let mut of_profile = vec![0; profiles.all().len()];
        table
            .rows()
            .for_each(|row| of_profile[profiles.number(row)] += 1);
        let occurring = profiles.all().iter().zip(of_profile);
        for (profile, count) in occurring.filter(|(_, count)| *count > 0) {
            for value in Evidence::all_of(profile) {
                *counts.entry(value).or_default() += count;
            }
        }
    }
    let mut values: Vec<(Evidence, usize)> = counts.into_iter().collect();
    values.sort_by_key(|(value, count)| match value {
        Evidence::Actor(actor) => (Facet::Actor, actor.is_none(), usize::MAX - count),
        // Where nothing is stated comes last.
        Evidence::Status(status) => (Facet::Status, status.is_none(), 0),
        _ => (value.facet(), false, 0),
    });
    values.into_iter().map(|(value, _)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_read_as_it_is_written() {
        let values = PrecisionClass::ALL.map(Evidence::Precision).into_iter();
        let values = values
            .chain(Origin::ALL.map(Evidence::Origin))
            .chain(Claim::ALL.map(Evidence::Claim))
            .chain(Status::ALL.map(|status| Evidence::Status(Some(status))))
            .chain([Evidence::Status(None), Evidence::Actor(None)])
            .chain([Evidence::Actor(Some("RUS".to_owned()))]);
        for value in values {
            assert_eq!(Evidence::read(value.facet(), value.id()), Some(value));
        }
        assert_eq!(Evidence::read(Facet::Origin, "active"), None);
    }
}

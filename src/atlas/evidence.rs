//! In what ways features differ as evidence, so that a reader can choose among them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Atlas, Claim, Feature, Origin, PrecisionClass, Status};

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

    /// Whether `feature` has it; of several actors each counts.
    #[must_use]
    pub fn is_of(&self, feature: &Feature) -> bool {
        match self {
            Self::Precision(class) => feature.precision.class == *class,
            Self::Origin(origin) => feature.origin == *origin,
            Self::Claim(claim) => feature.claim == *claim,
            Self::Status(status) => feature.status == *status,
            Self::Actor(Some(actor)) => feature.actors.contains(actor),
            Self::Actor(None) => feature.actors.is_empty(),
        }
    }

    /// Every value that `feature` has: one of each facet, but an actor for each of its actors.
    #[must_use]
    pub fn all_of(feature: &Feature) -> Vec<Self> {
        let mut values = vec![
            Self::Precision(feature.precision.class),
            Self::Origin(feature.origin),
            Self::Claim(feature.claim),
            Self::Status(feature.status),
        ];
        if feature.actors.is_empty() {
            values.push(Self::Actor(None));
        }
        for actor in &feature.actors {
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

    /// The value in a word or two: "article", "Russia".
    #[must_use]
    pub fn word(&self, atlas: &Atlas) -> String {
        match self {
            Self::Actor(Some(actor)) => atlas.actor_name(actor),
            Self::Actor(None) => "none named".to_owned(),
            Self::Status(None) => "none stated".to_owned(),
            _ => self.id().to_owned(),
        }
    }

    /// What the value means, in words.
    #[must_use]
    pub fn meaning(&self, atlas: &Atlas) -> String {
        match self {
            Self::Precision(class) => format!("the place is {}", class.words()),
            Self::Origin(origin) => origin.words().to_owned(),
            Self::Claim(claim) => claim.words().to_owned(),
            Self::Status(Some(status)) => status.words().to_owned(),
            Self::Status(None) => "no status is stated, as of what is no base".to_owned(),
            Self::Actor(Some(actor)) => format!("{} takes part", atlas.actor_name(actor)),
            Self::Actor(None) => "nobody is named as taking part".to_owned(),
        }
    }
}

/// Every value that occurs in `features`, facet by facet in the order of their lists; actors, who
/// have no order of their own, by how often they occur.
pub(super) fn occurring(features: &[Feature]) -> Vec<Evidence> {
    let mut counts: BTreeMap<Evidence, usize> = BTreeMap::new();
    for value in features.iter().flat_map(Evidence::all_of) {
        *counts.entry(value).or_default() += 1;
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

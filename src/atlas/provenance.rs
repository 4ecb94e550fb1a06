//! How sure a feature's place is, where the feature comes from and what kind of statement it is.

use serde::{Deserialize, Serialize};

/// How far the true place may lie from the one drawn.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum PrecisionClass {
    /// The place itself, within 5 km.
    Site,
    /// Somewhere in or by a town.
    Town,
    /// Somewhere in a district.
    District,
    /// Somewhere in a country or region; the point only carries the symbol.
    Country,
    /// A described zone, such as 50 km along a border.
    Zone,
    /// Worked out by the dossier's author, not reported.
    Inferred,
    /// Nothing was stated: the place may be as exact as a site or as vague as a country.
    #[default]
    Unstated,
}

impl PrecisionClass {
    /// All classes that a dossier can state, surest first.
    pub const STATED: [Self; 6] = [
        Self::Site,
        Self::Town,
        Self::District,
        Self::Country,
        Self::Zone,
        Self::Inferred,
    ];

    /// All classes, surest first; nothing stated last.
    pub const ALL: [Self; 7] = [
        Self::Site,
        Self::Town,
        Self::District,
        Self::Country,
        Self::Zone,
        Self::Inferred,
        Self::Unstated,
    ];

    /// The class as a dossier writes it; nothing stated is written by leaving it out.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Town => "town",
            Self::District => "district",
            Self::Country => "country",
            Self::Zone => "zone",
            Self::Inferred => "inferred",
            Self::Unstated => "unstated",
        }
    }

    /// The class in words, as the legend and the card say it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Site => "known to the site",
            Self::Town => "known to the town",
            Self::District => "known to the district",
            Self::Country => "known to the country only",
            Self::Zone => "a described zone",
            Self::Inferred => "inferred, not reported",
            Self::Unstated => "not stated",
        }
    }
}

/// A precision class with its radius.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Precision {
    /// The class, which decides how the mark is drawn.
    pub class: PrecisionClass,
    /// Radius in metres in which the true place lies, where it is known.
    pub radius_m: Option<f64>,
}

/// Where in the dossier a feature comes from.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The article states the core fact.
    Article,
    /// A caption of the article states it.
    Caption,
    /// Background that a reader expects; the article does not mention it.
    #[default]
    Background,
    /// Worked out by the dossier's author.
    Inferred,
}

impl Origin {
    /// All origins, nearest to the article first.
    pub const ALL: [Self; 4] = [
        Self::Article,
        Self::Caption,
        Self::Background,
        Self::Inferred,
    ];

    /// The origin as a dossier writes it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Caption => "caption",
            Self::Background => "background",
            Self::Inferred => "inferred",
        }
    }

    /// The origin in words, as the card says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Article => "reported in the article",
            Self::Caption => "from a picture's caption",
            Self::Background => "background, not in the article",
            Self::Inferred => "inferred by the dossier",
        }
    }
}

/// What kind of statement stands behind a feature.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// Stated as fact.
    #[default]
    Stated,
    /// Said by somebody named.
    Attributed,
    /// Reported, and not confirmed.
    Reported,
    /// Expected to happen.
    Forecast,
    /// Somebody's view.
    Opinion,
}

impl Claim {
    /// All claims, firmest first.
    pub const ALL: [Self; 5] = [
        Self::Stated,
        Self::Attributed,
        Self::Reported,
        Self::Forecast,
        Self::Opinion,
    ];

    /// The claim as a dossier writes it, which is also its word on the card.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Attributed => "attributed",
            Self::Reported => "reported",
            Self::Forecast => "forecast",
            Self::Opinion => "opinion",
        }
    }

    /// The claim in words, as the legend says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Stated => "stated as fact",
            Self::Attributed => "said by somebody",
            Self::Reported => "reported, not confirmed",
            Self::Forecast => "expected to happen",
            Self::Opinion => "somebody's opinion",
        }
    }
}

/// Whether a base is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In use.
    Active,
    /// Given up.
    Former,
    /// Said to exist, not confirmed.
    Reported,
    /// Promised, not yet there.
    Announced,
}

impl Status {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Active, Self::Former, Self::Reported, Self::Announced];

    /// The status as a dossier writes it, which is also its word on the card.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Former => "former",
            Self::Reported => "reported",
            Self::Announced => "announced",
        }
    }

    /// The status in words, as the legend says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Active => "in use",
            Self::Former => "former, given up",
            Self::Reported => "said to exist, not confirmed",
            Self::Announced => "announced, not there yet",
        }
    }
}

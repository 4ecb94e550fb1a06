//! A thing that the dossier puts on the map, with all that is known of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Figure, Iso3, LayerIx, NamesByLanguage, Shape, Source, When};

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

/// What a feature's point stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The thing's own place.
    #[default]
    Location,
    /// Only a place to set the label: no pin may stand there.
    LabelPoint,
}

/// A described zone, built from a border: "50 km along the Tajik-Afghan border".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// Id of the border that it runs along.
    pub along: String,
    /// Reach to either side, geodesic metres.
    pub within_m: f64,
}

/// How far a feature's statements can be trusted, as its author judges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// high, medium or low.
    pub confidence: Option<String>,
    /// Why.
    pub confidence_reason: Option<String>,
    /// What the feature rests on: article, lookup, derived, general knowledge.
    pub basis: Vec<String>,
    /// What the coordinate rests on.
    pub coord_basis: Option<String>,
    /// What must be verified before it is relied on: "position", "dates".
    pub verify: Vec<String>,
}

/// Remarks that belong on the card beside the value they qualify.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// On the dates.
    pub when: Option<String>,
    /// On the position.
    pub position: Option<String>,
    /// On the country, where the point does not lie in the one it names.
    pub country: Option<String>,
    /// On the computed distances.
    pub distance: Option<String>,
}

/// A thing that the dossier puts on the map. The default is one of which nothing is stated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feature {
    /// Its lasting name: kebab-case, never changes.
    pub id: String,
    /// The layer it belongs to.
    pub layer: LayerIx,
    /// What it is called.
    pub name: String,
    /// What its label on the map says; `None` where that is the name.
    pub short_name: Option<String>,
    /// Other names and spellings, by which it is found.
    pub alt_names: Vec<String>,
    /// What it is called in other languages.
    pub names: NamesByLanguage,
    /// What kind of thing it is: "air base".
    pub kind: String,
    /// What there is to say, in a sentence or two.
    pub summary: String,
    /// Where it is; `None` where it has no place.
    pub shape: Option<Shape>,
    /// When; `None` where it is undated.
    pub when: Option<When>,
    /// How sure the place is.
    pub precision: Precision,
    /// What the point stands for.
    pub anchor: Anchor,
    /// The described zone, where the place is one.
    pub zone: Option<Zone>,
    /// Where in the dossier it comes from.
    pub origin: Origin,
    /// What kind of statement it is.
    pub claim: Claim,
    /// Who said it.
    pub by: Option<String>,
    /// Who takes part, the leading one first: ISO3 codes or names.
    pub actors: Vec<String>,
    /// Who runs it.
    pub operator: Option<String>,
    /// The country it lies in.
    pub country: Option<Iso3>,
    /// Whether it is in use.
    pub status: Option<Status>,
    /// How much it matters to the story, 0 to 100; `None` where nothing is stated.
    pub weight: Option<u8>,
    /// Its numbers.
    pub figures: Vec<Figure>,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// Ids of features that belong to it.
    pub related: Vec<String>,
    /// Ids of features whose place it took: what stood there before, or elsewhere, goes on as this.
    pub supersedes: Vec<String>,
    /// How far it can be trusted.
    pub trust: Trust,
    /// Remarks.
    pub notes: Notes,
    /// Properties that this program does not know, as they were.
    pub other: serde_json::Map<String, serde_json::Value>,
    /// Its file, by the name that it has in the dossier.
    pub file: Arc<str>,
    /// Line of its file where it begins, from 1; 0 where it has none.
    pub line: u32,
}

//! A thing that the dossier puts on the map, with all that is known of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Claim, Figure, Iso3, LayerIx, NamesByLanguage, Origin, Precision, Shape, Source, Status, When,
};

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
    /// Whether its source gives it no id: then `id` tells only where it is in its file.
    pub named_by_place: bool,
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

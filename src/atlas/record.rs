//! What a dossier records beside its features: blocs, borders, gazetteer,
//! series, conflicts, people.

use serde::{Deserialize, Serialize};

use super::{Figure, Iso3, NamesByLanguage, Source, When};
use crate::earth::LonLat;

/// A group of states.
#[derive(Debug, Clone, PartialEq)]
pub struct Bloc {
    /// Its lasting name: "csto".
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its short name: "CSTO".
    pub short: String,
    /// What kind of group: "mutual-defence alliance".
    pub kind: String,
    /// Where it sits.
    pub seat: Option<String>,
    /// The day on which its members are as listed.
    pub as_of: Option<When>,
    /// A remark.
    pub note: Option<String>,
    /// Who belongs to it, and how.
    pub members: Vec<Membership>,
    /// What happened to it, when.
    pub milestones: Vec<Milestone>,
    /// What it rests on.
    pub sources: Vec<Source>,
}

/// A state's place in a bloc.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// The state.
    pub country: Iso3,
    /// "member", "former", "observer", "assembly-observer", "partner", "partner-agreed".
    pub role: String,
    /// From when.
    pub since: Option<When>,
    /// Until when.
    pub until: Option<When>,
    /// A remark.
    pub note: Option<String>,
    /// Whether the dates are to be verified before they are relied on.
    pub verify: bool,
}

impl Membership {
    /// Its role in words: "former member", "observer of its assembly".
    #[must_use]
    pub fn role_words(&self) -> &str {
        match self.role.as_str() {
            "former" => "former member",
            "assembly-observer" => "observer of its assembly",
            "partner-agreed" => "agreed partner",
            role => role,
        }
    }
}

/// A dated event in a bloc's life.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// When.
    pub date: Option<When>,
    /// What happened.
    pub what: String,
    /// Whether it is to be verified before it is relied on.
    pub verify: bool,
}

/// A border that the dossier writes about.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// Its lasting name: "border-tjk-afg".
    pub id: String,
    /// The two countries.
    pub pair: [Iso3; 2],
    /// Published length, kilometres.
    pub length_km: Option<f64>,
    /// Who published the length.
    pub length_basis: Option<String>,
    /// How it stood on the dossier's date: "open", "hot", "disputed".
    pub state: Option<String>,
    /// What there is to say.
    pub note: Option<String>,
    /// What the note rests on.
    pub note_basis: Option<String>,
    /// A name for it: "Panj frontier".
    pub label: Option<String>,
    /// Where its label stands.
    pub label_at: Option<LonLat>,
    /// A remark on the label, or on why it has none.
    pub label_note: Option<String>,
    /// What it rests on.
    pub sources: Vec<Source>,
}

impl Border {
    /// Whether it was not agreed on the dossier's date.
    #[must_use]
    pub fn disputed(&self) -> bool {
        self.state.as_deref() == Some("disputed")
    }
}

/// A name of the gazetteer: a city, a river, a range.
#[derive(Debug, Clone, PartialEq)]
pub struct GazetteerPlace {
    /// Its lasting name: "city-almaty".
    pub id: String,
    /// What it was called on the dossier's date.
    pub name: String,
    /// "capital", "city", "river", "range", "desert", "peak", …
    pub kind: String,
    /// Where its label stands.
    pub at: LonLat,
    /// Corners of the line that its label is written along, such as a range's; empty for none.
    pub axis: Vec<LonLat>,
    /// 1 is foremost.
    pub rank: u8,
    /// The country it lies in, where that is one.
    pub country: Option<Iso3>,
    /// The countries that it stands between, such as a peak on a border.
    pub countries: Vec<Iso3>,
    /// Why it does not lie in the country that it names.
    pub country_note: Option<String>,
    /// What its label on the map says; `None` where that is the name.
    pub short_name: Option<String>,
    /// Other names and spellings, by which it is found.
    pub alt_names: Vec<String>,
    /// What it is called in other languages.
    pub names: NamesByLanguage,
    /// A remark.
    pub note: Option<String>,
    /// How its label is turned: degrees clockwise from due east on an unprojected map.
    pub angle_deg: Option<f64>,
    /// Height above the sea, metres.
    pub elevation_m: Option<f64>,
    /// What the coordinate rests on.
    pub coord_basis: Option<String>,
    /// What must be verified before it is relied on: "position".
    pub verify: Vec<String>,
}

/// A series of numbers for a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Its lasting name.
    pub id: String,
    /// What the chart is called.
    pub title: String,
    /// What its values are counted in.
    #[serde(default)]
    pub unit: String,
    /// What it rests on.
    #[serde(default)]
    pub basis: Option<String>,
    /// A remark.
    #[serde(default)]
    pub note: Option<String>,
    /// The sum that the source gives, which need not be that of the values.
    #[serde(default)]
    pub total: Option<f64>,
    /// The sum over two weeks, where the source gives one.
    #[serde(default)]
    pub two_week_total: Option<f64>,
    /// Its values.
    #[serde(default)]
    pub points: Vec<SeriesPoint>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// One value of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// What it is the value of.
    pub label: String,
    /// The value; `None` where the source gives only a word. Never zero for that.
    #[serde(default)]
    pub value: Option<f64>,
    /// How the source limits it.
    #[serde(default)]
    pub qualifier: String,
    /// Lower end of a range.
    #[serde(default)]
    pub low: Option<f64>,
    /// Upper end of a range.
    #[serde(default)]
    pub high: Option<f64>,
    /// Upper end of the bar that `value` begins, such as a last year.
    #[serde(default)]
    pub end: Option<f64>,
    /// What it rests on, where that differs from the series.
    #[serde(default)]
    pub basis: Option<String>,
    /// Its date, EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// Id of the feature that it describes.
    #[serde(default)]
    pub feature: Option<String>,
    /// Id of the border that it describes, where it describes one.
    #[serde(default)]
    pub border: Option<String>,
    /// Whose number it is, as features name actors: it gives the bar its colour.
    #[serde(default)]
    pub actor: Option<String>,
    /// Ids of the features that it is the total over.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Label of the value of this series that it is a part of.
    #[serde(default)]
    pub part_of: Option<String>,
    /// Name of the passage that gives it.
    #[serde(default)]
    pub passage: Option<String>,
}

/// A matter in which the article and the public record differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Its lasting name.
    pub id: String,
    /// What they differ about.
    pub subject: String,
    /// What the article says.
    pub article: String,
    /// What the public record says.
    pub record: String,
    /// What this dossier shows.
    #[serde(default)]
    pub advice: String,
    /// Ids of the features it touches.
    #[serde(default)]
    pub features: Vec<String>,
    /// Ids of the borders it touches.
    #[serde(default)]
    pub borders: Vec<String>,
    /// Ids of the blocs it touches.
    #[serde(default)]
    pub blocs: Vec<String>,
    /// Names of the passages it touches.
    #[serde(default)]
    pub passages: Vec<String>,
    /// What the record rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// A person, organisation or state of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Their lasting name.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// "person", "organisation", "state".
    #[serde(default)]
    pub kind: String,
    /// What they do.
    #[serde(default)]
    pub role: Option<String>,
    /// Their country, ISO3.
    #[serde(default)]
    pub country: Option<String>,
    /// Names of the passages they appear in.
    #[serde(default)]
    pub passages: Vec<String>,
}

/// A subject that passages are sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its lasting name: "islamic-state".
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What a passage says, as data: beside its words, not instead of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PassageFacts {
    /// Ids of its topics.
    pub topics: Vec<String>,
    /// Its dates.
    pub dates: Vec<When>,
    /// Names of people, organisations and states in it.
    pub actors: Vec<String>,
    /// Names of places in it.
    pub places: Vec<String>,
    /// Its numbers.
    pub figures: Vec<Figure>,
    /// What a pointer to another article is about.
    pub about: Option<String>,
}

/// A state that keeps out of every bloc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unaligned {
    /// The state.
    pub country: Iso3,
    /// A remark.
    pub note: Option<String>,
    /// Whether it is to be verified before it is relied on.
    pub verify: bool,
}

/// The colour of an actor's marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorColour {
    /// The actor as features name it; `None` for all others.
    pub actor: Option<String>,
    /// What the legend calls it.
    pub name: String,
    /// sRGB, 0 to 255.
    pub rgb: [u8; 3],
}

//! Everything that one dossier says.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Actor, ActorColour, Article, Bloc, Border, Callout, Chart, Conflict, Feature, FeatureTable,
    GazetteerPlace, Iso3, Layer, NamesByLanguage, PassageFacts, Series, Source, Topic, Unaligned,
    WrittenBookmark, WrittenView,
};
use crate::earth::Extent;

/// The article that a dossier is about, as a library would record it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publication {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// A remark on who wrote it.
    pub author_note: Option<String>,
    /// When, as ISO 8601.
    pub date: Option<String>,
    /// A remark on the date.
    pub date_note: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Whose it is.
    pub rights: Option<String>,
    /// The credit line to print.
    pub credit: Option<String>,
    /// What else the dossier records of it, by name.
    pub other: BTreeMap<String, String>,
}

/// A window of days that a dossier names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePreset {
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

/// Two windows of days that a dossier sets beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePair {
    /// What they are called together.
    pub name: String,
    /// First and last day of the earlier window, then of the later one.
    pub days: [[Date; 2]; 2],
}

/// How the map is framed at the start.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapFrame {
    /// What it shows; `None` to frame the features.
    pub extent: Option<Extent>,
    /// PROJ string; `None` to choose one from the extent.
    pub projection: Option<String>,
    /// Countries drawn as the subject; all others are neighbours.
    pub focus: Vec<Iso3>,
    /// Cards say the distance to this country's border.
    pub reference_border: Option<Iso3>,
}

/// Everything that one dossier says: an article, its features, and what it
/// records beside them. Immutable once read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dossier {
    /// Its lasting name: "central-asia-2021".
    pub id: String,
    /// Its title.
    pub title: String,
    /// What a picture of the map finds, where that is not its title.
    pub headline: Option<String>,
    /// What a picture of the map shows.
    pub subhead: Option<String>,
    /// A remark before the sources of a picture.
    pub note: Option<String>,
    /// Whether a `dossier.toml` makes it a dossier; else it is files that were opened together.
    pub has_manifest: bool,
    /// SHA-256 of its files, hexadecimal: another where anything in it is another. For a large file
    /// the SHA-256 of those of its blocks stands for its bytes, so that they can be read side by side.
    pub content: String,
    /// What it is about, in a sentence or two.
    pub summary: String,
    /// The date that the map shows.
    pub as_of: Option<Date>,
    /// Windows of days that it names.
    pub time_presets: Vec<TimePreset>,
    /// Pairs of windows that it sets beside each other.
    pub comparisons: Vec<TimePair>,
    /// Language of its text, BCP 47.
    pub language: String,
    /// The article that it is about.
    pub publication: Publication,
    /// How the map is framed.
    pub map: MapFrame,
    /// Its own layers, topmost first.
    pub layers: Vec<Layer>,
    /// Colours of actors, first match wins.
    pub colours: Vec<ActorColour>,
    /// The article.
    pub article: Article,
    /// The features whose details are held in memory.
    pub features: Vec<Feature>,
    /// Files that can be taken off the map by themselves: those added beside the dossier, and all
    /// where there is no dossier but only files that were opened together.
    pub loose_files: Vec<String>,
    /// The columns of each file that was not written for this program, by its name.
    pub columns: BTreeMap<String, Vec<String>>,
    /// The features of large sources, a table for each source.
    pub tables: Vec<Arc<FeatureTable>>,
    /// Names for the map that have no card.
    pub places: Vec<GazetteerPlace>,
    /// Borders it writes about.
    pub borders: Vec<Border>,
    /// Groups of states.
    pub blocs: Vec<Bloc>,
    /// Numbers for charts.
    pub series: Vec<Series>,
    /// How numbers are drawn.
    pub charts: Vec<Chart>,
    /// Numbered notes that say what the map is about, in the order of their numbers.
    pub callouts: Vec<Callout>,
    /// What is shown when it opens; the whole map with all layers where it does not say.
    pub view: Option<WrittenView>,
    /// The views that it keeps by name.
    pub bookmarks: Vec<WrittenBookmark>,
    /// Where article and record differ.
    pub conflicts: Vec<Conflict>,
    /// People, organisations, states.
    pub actors: Vec<Actor>,
    /// Whose data is used.
    pub credits: Vec<Source>,
    /// States that keep out of every bloc.
    pub unaligned: Vec<Unaligned>,
    /// What countries (by their ISO3 code) and actors (as features name them) are called in other languages.
    pub names: BTreeMap<String, NamesByLanguage>,
    /// What passages are sorted by.
    pub topics: Vec<Topic>,
    /// What passages say, as data, by the passage's name.
    pub passage_facts: BTreeMap<String, PassageFacts>,
    /// Remarks of the dossier on itself, by name: on its wording, on the ranks of its places.
    pub remarks: BTreeMap<String, String>,
}

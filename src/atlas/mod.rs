//! The immutable thing explored: a dossier's features and article over a base map.
//!
//! Nothing here changes after it is read, so it is shared behind `Arc` and
//! undo never copies it. Nothing here knows of screens, files or the clock.

mod article;
pub mod basemap;
mod callout;
pub mod chart;
mod country;
pub mod date;
mod distance;
mod dossier;
mod evidence;
mod feature;
mod features;
mod figure;
mod iso3;
mod layer;
mod links;
mod names;
mod naming;
pub mod qualifier;
mod record;
mod shape;
mod short_name;
mod source;
mod subject;
pub mod sums;
pub mod table;

pub use article::{Article, Block, Link, Passage, Role, Setting, Span};
pub use basemap::BaseMap;
pub use callout::{Callout, LONGEST_CALLOUT, in_brief};
pub use chart::Chart;
pub use country::Dispute;
pub use date::{When, WhenError};
pub use distance::BorderDistance;
pub use dossier::{Dossier, MapFrame, Publication, TimePair, TimePreset};
pub use evidence::{Evidence, Evidenced, Facet};
pub use feature::{
    Anchor, Claim, Feature, Notes, Origin, Precision, PrecisionClass, Status, Trust, Zone,
};
pub use figure::{Figure, group_thousands};
pub use iso3::{Iso3, Iso3Error};
pub use layer::{Layer, LayerKind, Symbol};
pub use links::Links;
pub use names::{NameLanguage, NamesByLanguage};
pub use record::{
    Actor, ActorColour, Bloc, Border, Conflict, GazetteerPlace, Membership, Milestone,
    PassageFacts, Series, SeriesPoint, Topic, Unaligned,
};
pub use shape::{Rings, Shape};
pub use short_name::shortened;
pub use source::Source;
pub use subject::{BorderIx, FeatureId, LayerIx, PassageIx, Subject};
pub use table::{FeatureTable, RowIx, TableIx};

mod weight;
mod whole;
pub use whole::Atlas;

//! The immutable thing explored: a dossier's features and article over a base map.
//!
//! Nothing here changes after it is read, so it is shared behind `Arc` and
//! undo never copies it. Nothing here knows of screens, files or the clock.

mod article;
mod attribute_cache;
pub mod attributes;
pub mod basemap;
mod boundary_date;
mod callout;
mod callouts;
pub mod chart;
pub mod chart_values;
pub mod classes;
mod country;
mod csv;
pub mod date;
mod distance;
mod dossier;
mod evidence;
mod evidence_words;
mod feature;
mod features;
mod figure;
mod held;
mod iso3;
mod layer;
mod layer_classes;
mod links;
pub mod measured_words;
mod names;
mod naming;
pub mod profile;
mod provenance;
pub mod qualifier;
pub mod query;
mod record;
mod row_set;
mod selection;
mod shape;
mod short_name;
mod source;
mod spelling;
mod subject;
pub mod sums;
pub mod table;
mod weight;
mod whole;
mod written_view;

pub use article::{Article, Block, Link, Passage, Role, Setting, Span};
pub use attributes::Attribute;
pub use basemap::BaseMap;
pub use boundary_date::boundary_month;
pub use callout::{Callout, LONGEST_CALLOUT, in_brief};
pub use chart::{Chart, WrittenChart, WrittenColumns};
pub use country::Dispute;
pub use csv::csv_row;
pub use date::{When, WhenError};
pub use distance::BorderDistance;
pub use dossier::{Dossier, MapFrame, Publication, TimePair, TimePreset};
pub use evidence::{Evidence, Evidenced, Facet};
pub use feature::{Anchor, Feature, Notes, Trust, Zone};
pub use figure::Figure;
pub use iso3::{Iso3, Iso3Error};
pub use layer::{Layer, LayerKind, Symbol};
pub use links::Links;
pub use names::{NameLanguage, NamesByLanguage};
pub use provenance::{Claim, Origin, Precision, PrecisionClass, Status};
pub use qualifier::group_thousands;
pub use record::{
    Actor, ActorColour, Bloc, Border, Conflict, GazetteerPlace, Membership, Milestone,
    PassageFacts, Series, SeriesPoint, Topic, Unaligned,
};
pub use row_set::{RowChange, RowSet};
pub use shape::{Rings, Shape};
pub use short_name::shortened;
pub use source::Source;
pub use spelling::is_same_name;
pub use subject::{BorderIx, FeatureId, LayerIx, PassageIx, Subject};
pub use table::{FeatureTable, RowIx, TableIx};
pub use whole::Atlas;
pub use written_view::{
    WrittenBookmark, WrittenComparison, WrittenLayer, WrittenState, WrittenView, WrittenWords,
};

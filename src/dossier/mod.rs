//! Text in, values out: [`read`] turns the files of a dossier into a
//! [`Dossier`](crate::atlas::Dossier) and every [`Problem`](crate::problem::Problem) found on the way.
//!
//! It never touches the disk, the clock or the network: files come as
//! [`Files`], held in memory, or read part by part through a
//! [`Backing`](crate::atlas::table::Backing) where they are large. It never panics and never stops at the first
//! fault: what cannot be understood is reported with its place, why it
//! matters and how to mend it, and everything else is read all the same.
//! Nothing is guessed that a map would then show as known: what a feature
//! does not state is reported, or stays unknown.

mod address;
mod anchor;
mod article;
mod assembly;
mod blocs;
mod builtin;
mod callouts;
mod certain;
mod charts;
mod check;
mod crossing;
mod details;
mod feature;
mod fields;
mod files;
mod from_json;
mod from_toml;
mod gazetteer;
mod import;
mod joined;
mod known;
mod layering;
mod links;
mod listing;
mod manifest;
mod mending;
mod merge;
mod nearest;
mod neighbours;
mod node;
mod opened;
mod outgoing;
mod own_layer;
mod presets;
mod progress;
mod properties;
mod radius;
mod read_as;
mod reading;
mod readings;
mod records;
mod report;
mod saving;
mod shape;
mod starter;
mod table;
mod text;
mod understand;
mod views;
mod words;

pub use assembly::{read, read_with};
pub use builtin::{BUILTIN_ID, builtin};
pub use details::details;
pub use feature::uses_own_words;
pub use files::{Files, NameError};
pub use import::{Takes, takes};
pub use mending::{Mended, mend};
#[cfg(feature = "desktop")]
pub(crate) use nearest::did_you_mean;
pub use outgoing::{geometry, named_records, properties_of, record};
pub use progress::Progress;
pub use properties::properties;
pub use read_as::{DayOrder, ReadAs};
pub use reading::{PartialReader, Reading, Understood};
pub use saving::{ManifestError, manifest_of_copy, with_state};
pub use starter::starter;
pub use table::DetailsError;
#[cfg(feature = "desktop")]
pub(crate) use words::is_address;

/// The name of the file that makes a folder a dossier.
pub const MANIFEST: &str = "dossier.toml";

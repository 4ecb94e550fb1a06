//! `GeoJSON` (RFC 7946): a text as single features, each read on its own, and geometries as values.
//!
//! Its relatives are read as well: features one after another, a geometry alone, a list of features,
//! and a collection within another object.
//!
//! Dossiers are written in it. Their problems point at the member that is at fault, and their features
//! are read again one by one. A text therefore gives its features with their properties as slices that
//! know where they stand: `dossier` reads those of its own words, and makes records of all others.

mod coordinates;
mod crs;
mod feature;
mod findings;
mod geometry;
mod kind;
mod object;
pub(crate) mod recovery;
mod top;
mod value;

pub(crate) use crs::{Judged, Positions, judge};
pub(crate) use feature::{RawFeature, feature, features, mended, property, unread_property};
pub(crate) use findings::Findings;
pub(super) use geometry::as_written;
pub use kind::{begins_as_geojson, is_geojson_ending, reads_part_by_part};
pub(crate) use top::{empty, no_collection};
pub use value::{AsGeoJson, geometry_value};

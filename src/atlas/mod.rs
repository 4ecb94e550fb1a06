//! What the map shows of the world before any article: countries, borders, waters.
//!
//! Everything here is data with tests of place; nothing here projects, styles or draws.

pub mod basemap;
mod iso3;

pub use iso3::{Iso3, Iso3Error};

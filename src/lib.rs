//! Steppe ties a news article to a map.

pub mod earth;

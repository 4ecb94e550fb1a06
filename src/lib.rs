//! Steppe ties a news article to a map.

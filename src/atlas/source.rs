//! Where a fact comes from.

use serde::{Deserialize, Serialize};

/// A document that a fact rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Title; in square brackets where it is our description of the page.
    pub title: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Year of publication; `None` for an undated copy.
    #[serde(default)]
    pub year: Option<i32>,
    /// Address on the web, shown and opened only on a click.
    #[serde(default)]
    pub url: Option<String>,
    /// What it says on the matter.
    #[serde(default)]
    pub note: Option<String>,
    /// Licence of the data, where data was taken.
    #[serde(default)]
    pub licence: Option<String>,
}

impl Source {
    /// Publisher, title and year on one line, as a source line prints it.
    #[must_use]
    pub fn citation(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.publisher.clone());
        parts.push(self.title.clone());
        parts.extend(self.year.map(|year| year.to_string()));
        parts.join(", ")
    }
}

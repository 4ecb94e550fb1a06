//! A number that keeps its qualifier.

use serde::{Deserialize, Serialize};

use super::qualifier::amount_in_words;

/// A number as its source gives it. The qualifier belongs to it: a figure is
/// never shown or added without.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted: "troops".
    pub what: String,
    /// The number; `None` where the source gives only a word, which is then
    /// the qualifier ("hundreds"). Never to be read as zero.
    #[serde(default)]
    pub value: Option<f64>,
    /// What it is counted in: "people".
    #[serde(default)]
    pub unit: String,
    /// How the source limits it: "more than", "about", "total"; empty where it does not.
    #[serde(default)]
    pub qualifier: String,
    /// What it rests on: article, lookup, derived.
    #[serde(default)]
    pub basis: Option<String>,
    /// Ids of the features that it is the total over, this one among them; empty where it is of this
    /// one alone. A total is never added to the numbers of its parts, nor to itself from another part.
    #[serde(default)]
    pub parts: Vec<String>,
}

impl Figure {
    /// The amount in words with its qualifier and unit: "more than 4,000 people"; the
    /// source's own word where it gives no number: "hundreds".
    #[must_use]
    pub fn amount(&self) -> String {
        amount_in_words(self.value, &self.unit, &self.qualifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: Option<f64>, unit: &str, qualifier: &str) -> Figure {
        Figure {
            what: "troops".into(),
            value,
            unit: unit.into(),
            qualifier: qualifier.into(),
            basis: None,
            parts: Vec::new(),
        }
    }

    #[test]
    fn a_figure_keeps_its_qualifier() {
        assert_eq!(
            figure(Some(4000.0), "people", "more than").amount(),
            "more than 4,000 people"
        );
        assert_eq!(
            figure(Some(4000.0), "people", "total over two countries").amount(),
            "4,000 people (total over two countries)"
        );
        assert_eq!(figure(None, "people", "hundreds").amount(), "hundreds");
        assert_eq!(figure(Some(1_234_567.5), "", "").amount(), "1,234,567.5");
    }
}

//! Which features are shown by their attributes: the filters of Explore and of `--where`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Viewpoint;
use crate::atlas::query::Expression;
use crate::atlas::{Atlas, FeatureId, RowSet, TableIx};

/// Conditions that all must hold. Written down as a list of CQL2 texts:
/// `["fatalities >= 10", "kind IN ('Battles')"]`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct AttributeFilter {
    /// What must hold, in the order in which it was asked for.
    pub conditions: Vec<Expression>,
}

impl From<Vec<String>> for AttributeFilter {
    /// What cannot be read, as from a later version, is left out.
    fn from(written: Vec<String>) -> Self {
        let conditions = written.iter().filter_map(|text| text.parse().ok());
        Self {
            conditions: conditions.collect(),
        }
    }
}

impl From<AttributeFilter> for Vec<String> {
    fn from(filter: AttributeFilter) -> Self {
        filter.conditions.iter().map(ToString::to_string).collect()
    }
}

impl AttributeFilter {
    /// Whether it narrows anything.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.conditions.is_empty()
    }

    /// Adds what must hold; parts joined by AND become conditions of their own.
    pub fn add(&mut self, condition: Expression) {
        for condition in condition.conjuncts() {
            if !self.conditions.contains(&condition) {
                self.conditions.push(condition);
            }
        }
    }

    /// Puts `condition` in the place of the one that asks of the same column of the same layer, and
    /// takes that one away where `condition` is `None`.
    pub fn set(&mut self, layer: Option<&str>, column: &str, condition: Option<Expression>) {
        let same = |it: &Expression| it.by_layer().0 == layer && it.only_column() == Some(column);
        let at = self.conditions.iter().position(same);
        let scoped = condition.map(|condition| match layer {
            Some(layer) => condition.within_layer(layer),
            None => condition,
        });
        match (at, scoped) {
            (Some(at), Some(condition)) => self.conditions[at] = condition,
            (Some(at), None) => {
                self.conditions.remove(at);
            }
            (None, Some(condition)) => self.conditions.push(condition),
            (None, None) => {}
        }
    }

    /// What it asks of a column of a layer.
    #[must_use]
    pub fn of(&self, layer: Option<&str>, column: &str) -> Option<&Expression> {
        let same = |it: &&Expression| it.by_layer().0 == layer && it.only_column() == Some(column);
        self.conditions.iter().find(same).map(|it| it.by_layer().1)
    }

    /// Whether it lets a feature through.
    ///
    /// # Panics
    /// If `id` is not of `atlas`.
    #[must_use]
    pub fn admits(&self, atlas: &Atlas, id: FeatureId) -> bool {
        self.conditions
            .iter()
            .all(|condition| atlas.holds(id, condition))
    }

    /// The rows of a table that it lets through; `None` where that is all of them.
    #[must_use]
    pub fn rows(&self, atlas: &Atlas, table: TableIx) -> Option<Arc<RowSet>> {
        match self.conditions.as_slice() {
            [] => None,
            [only] => Some(atlas.rows_where(table, only)),
            [first, others @ ..] => {
                let first = RowSet::clone(&atlas.rows_where(table, first));
                let all = others.iter().fold(first, |rows, condition| {
                    rows.and(&atlas.rows_where(table, condition))
                });
                Some(Arc::new(all))
            }
        }
    }

    /// What it shows, in words; `None` where it shows everything. Days come first: "when 2021-10-01 to
    /// 2021-10-31, where deaths >= 10".
    #[must_use]
    pub fn words(&self, atlas: &Atlas) -> Option<String> {
        let conditions = self.conditions.iter();
        let (days, others): (Vec<String>, Vec<String>) = conditions
            .map(|condition| words(atlas, condition))
            .partition(|condition| condition.starts_with("when "));
        let days = (!days.is_empty()).then(|| days.join(" and "));
        let others = (!others.is_empty()).then(|| format!("where {}", others.join(" and ")));
        let parts: Vec<String> = days.into_iter().chain(others).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// A condition as readers read it: "deaths >= 10 (Events)", without the layer where there is no other.
#[must_use]
pub fn words(atlas: &Atlas, condition: &Expression) -> String {
    let (layer, asked) = condition.by_layer();
    let asked = asked.in_words();
    let several = atlas
        .layers
        .iter()
        .filter(|it| it.kind.is_of_marks())
        .count()
        > 1;
    match layer.filter(|_| several) {
        Some(id) => {
            let layer = atlas
                .layer_named(id)
                .map(|ix| atlas.layer(ix).name.as_str());
            format!("{asked} ({})", layer.unwrap_or(id))
        }
        None => asked,
    }
}

impl Viewpoint {
    /// What the filters of evidence and of attributes show, in words; `None` where they show everything.
    #[must_use]
    pub fn filter_words(&self, atlas: &Atlas) -> Option<String> {
        let words = [self.evidence.words(atlas), self.attributes.words(atlas)];
        let words: Vec<String> = words.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// Whether a filter of evidence or of attributes narrows what is shown.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.evidence.narrows() || self.attributes.narrows()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_before_what_else_is_asked_for() {
        let atlas = Atlas::new(
            crate::atlas::Dossier::default(),
            Arc::new(crate::atlas::BaseMap::default()),
        );
        let said = |conditions: &[&str]| {
            let mut filter = AttributeFilter::default();
            let read = |text: &&str| text.parse().expect("a condition");
            conditions.iter().map(read).for_each(|it| filter.add(it));
            filter.words(&atlas)
        };
        let days = "when >= DATE('2021-10-01')";
        assert_eq!(said(&[]), None);
        assert_eq!(
            said(&["deaths > 3", "status = 'active'"]).as_deref(),
            Some("where deaths > 3 and status = 'active'")
        );
        let only = said(&[days]).expect("words");
        assert!(
            only.starts_with("when ") && only.contains("2021-10-01"),
            "{only}"
        );
        assert_eq!(
            said(&["deaths > 3", days]),
            Some(format!("{only}, where deaths > 3"))
        );
    }

    #[test]
    fn a_condition_takes_the_place_of_the_one_on_its_column() {
        let condition = |text: &str| Some(text.parse().expect("a condition"));
        let mut filter = AttributeFilter::default();
        filter.set(Some("events"), "deaths", condition("deaths >= 10"));
        filter.set(None, "status", condition("status = 'active'"));
        filter.set(
            Some("events"),
            "deaths",
            condition("deaths BETWEEN 5 AND 9"),
        );
        let written: Vec<String> = filter.clone().into();
        assert_eq!(
            written,
            [
                "layer <> 'events' OR deaths BETWEEN 5 AND 9",
                "status = 'active'"
            ]
        );
        assert_eq!(AttributeFilter::from(written), filter);
        filter.set(Some("events"), "deaths", None);
        assert_eq!(filter.conditions.len(), 1);
        filter.add(
            "status = 'active' AND deaths > 3"
                .parse()
                .expect("a condition"),
        );
        assert_eq!(
            filter.conditions.len(),
            2,
            "what is there already is not added again"
        );
    }
}

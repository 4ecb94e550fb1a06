//! Numbered notes that say what a map is about.

use super::{Atlas, Dossier, Feature, FeatureId, When};

/// Characters of the longest note.
pub const LONGEST_CALLOUT: usize = 90;
/// Notes that are proposed where the dossier lists none.
const PROPOSED: usize = 5;
/// Weight of the lightest feature that a note is proposed for.
const LEAST_WEIGHT: u8 = 60;

/// A note on one feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// What it points at.
    pub feature: FeatureId,
    /// What it says: at most 90 characters.
    pub text: String,
    /// When that was; `None` for the feature's own date.
    pub when: Option<When>,
    /// Whose word it is; `None` for the feature's own source.
    pub source: Option<String>,
}

impl Callout {
    /// Date and source in small type: "18–23 October 2021 · Interfax"; empty where neither is known.
    #[must_use]
    pub fn small_print(&self, dossier: &Dossier) -> String {
        let feature = dossier.features.get(self.feature.index());
        let when = self.when.as_ref();
        let when = when.or_else(|| feature.and_then(|feature| feature.when.as_ref()));
        let source = self.source.clone().or_else(|| source_of(dossier, feature?));
        let parts = [when.map(When::words), source];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" \u{b7} ")
    }
}

/// The publisher of a feature's first source, else of the article.
fn source_of(dossier: &Dossier, feature: &Feature) -> Option<String> {
    let own = feature.sources.first();
    let own = own.and_then(|source| source.publisher.clone());
    own.or_else(|| dossier.publication.publisher.clone())
}

impl Atlas {
    /// The notes of the map, in the order of their numbers: the dossier's own, else the summaries of
    /// the heaviest features that the map shows.
    #[must_use]
    pub fn callouts(&self) -> Vec<Callout> {
        if !self.dossier.callouts.is_empty() {
            return self.dossier.callouts.clone();
        }
        let worth = |(ix, feature): &(FeatureId, &Feature)| {
            self.weight(*ix) >= LEAST_WEIGHT
                && feature.shape.is_some()
                && !feature.summary.is_empty()
        };
        let mut heaviest: Vec<(FeatureId, &Feature)> = self.features().filter(worth).collect();
        heaviest.sort_by_key(|(ix, _)| (std::cmp::Reverse(self.weight(*ix)), *ix));
        let callout = |(feature, of): (FeatureId, &Feature)| Callout {
            feature,
            text: in_brief(&of.summary),
            when: None,
            source: None,
        };
        heaviest.into_iter().take(PROPOSED).map(callout).collect()
    }
}

/// The first sentence of a summary, shortened at a word where it is too long for a note.
#[must_use]
pub fn in_brief(summary: &str) -> String {
    let summary = summary.trim();
    let end = summary.find(". ").unwrap_or(summary.len());
    let sentence = summary[..end].trim_end_matches('.');
    if sentence.chars().count() <= LONGEST_CALLOUT {
        return sentence.to_owned();
    }
    let mut text = String::new();
    for word in sentence.split_whitespace() {
        if text.chars().count() + word.chars().count() + 2 > LONGEST_CALLOUT {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text.push('\u{2026}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_note_in_brief_is_the_first_sentence() {
        assert_eq!(
            in_brief("Taliban take Kabul. The army gives up."),
            "Taliban take Kabul"
        );
    }

    proptest! {
        #[test]
        fn a_note_is_never_longer_than_its_room(summary in "([a-z]{1,12}[ .,]{1,2}){0,40}") {
            prop_assert!(in_brief(&summary).chars().count() <= LONGEST_CALLOUT);
        }
    }
}

//! The numbered notes of a map: those of its dossier, else those that are proposed.

use super::{Atlas, Callout, Dossier, Feature, FeatureId, When, in_brief};

/// Notes that are proposed where the dossier lists none.
const PROPOSED: usize = 5;
/// Weight of the lightest feature that a note is proposed for.
const LEAST_WEIGHT: u8 = 60;

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

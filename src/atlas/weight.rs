//! How much each feature matters to the story: one number from 0 to 100.
//!
//! The author's `weight` is taken as it is. Where there is none, the weight
//! is worked out from what the dossier says anyway, as a sum of four parts:
//!
//! | part | most | why |
//! |---|---|---|
//! | origin | 40 | the article's own facts come before captions, background and inference |
//! | first mention | 30 | an article names first what it is about; falls to 0 at the last link |
//! | mentions | 20 | what is told again and again carries the story; five passages count in full |
//! | linked at all | 10 | the author wanted the reader to look at it |
//!
//! So background that no passage links to has 16, and the article's first
//! and most often named feature 100. Weights order what competes for room or
//! for a reader's eye; nothing is computed from them but order and fit.

use super::{Dossier, FeatureId, Links, Origin, Subject};

/// Points for the earliest first mention.
const FIRST_MENTION: usize = 30;
/// Points for each passage that mentions a feature, and how many passages count.
const PER_MENTION: usize = 4;
const MOST_MENTIONS: usize = 5;
/// Points for being linked at all.
const LINKED: usize = 10;

/// The weight of each feature, in the dossier's order.
pub(super) fn weights(dossier: &Dossier, links: &Links) -> Vec<u8> {
    let mut weights: Vec<usize> = dossier
        .features
        .iter()
        .map(|feature| of_origin(feature.origin))
        .collect();
    let order = links.order();
    for (rank, &subject) in order.iter().enumerate() {
        let Subject::Feature(FeatureId(ix)) = subject else {
            continue;
        };
        if let Some(weight) = weights.get_mut(ix as usize) {
            let mentions = links.passages(subject).len().min(MOST_MENTIONS);
            let early = FIRST_MENTION * (order.len() - 1 - rank) / (order.len() - 1).max(1);
            *weight += LINKED + PER_MENTION * mentions + early;
        }
    }
    let derived = weights.into_iter().map(|weight| weight.min(100) as u8);
    let authored = dossier.features.iter().map(|feature| feature.weight);
    authored
        .zip(derived)
        .map(|(authored, derived)| authored.map_or(derived, |weight| weight.min(100)))
        .collect()
}

fn of_origin(origin: Origin) -> usize {
    match origin {
        Origin::Article => 40,
        Origin::Caption => 34,
        Origin::Background => 16,
        Origin::Inferred => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Article, Feature, Link, Passage, Role, Setting, Span};

    fn feature(origin: Origin, weight: Option<u8>) -> Feature {
        Feature {
            origin,
            weight,
            ..Feature::default()
        }
    }

    /// Passages that each link to one feature.
    fn article(linked: &[u32]) -> Article {
        let passage = |&ix: &u32| Passage {
            id: String::new(),
            role: Role::Body,
            setting: Setting::Paragraph,
            spans: vec![Span {
                link: Some(Link::Subject(Subject::Feature(FeatureId(ix)))),
                ..Span::default()
            }],
            line: 1,
        };
        Article {
            passages: linked.iter().map(passage).collect(),
            ..Article::default()
        }
    }

    fn of(features: Vec<Feature>, linked: &[u32]) -> Vec<u8> {
        let links = Links::of(&article(linked));
        let dossier = Dossier {
            features,
            ..Dossier::default()
        };
        weights(&dossier, &links)
    }

    #[test]
    fn the_authors_weight_wins() {
        let features = vec![
            feature(Origin::Inferred, Some(90)),
            feature(Origin::Article, Some(3)),
        ];
        assert_eq!(of(features, &[1, 1, 1]), [90, 3]);
    }

    #[test]
    fn what_the_article_names_first_and_often_weighs_most() {
        let features = [
            Origin::Article,
            Origin::Article,
            Origin::Background,
            Origin::Inferred,
        ];
        let features = features.map(|origin| feature(origin, None)).to_vec();
        let weights = of(features, &[0, 0, 0, 0, 0, 0, 1, 2]);
        assert_eq!(weights[0], 100);
        assert!(
            weights[0] > weights[1] && weights[1] > weights[2],
            "{weights:?}"
        );
        assert!(weights[2] > weights[3], "{weights:?}");
    }

    #[test]
    fn features_without_an_article_are_ordered_by_origin() {
        let features = Origin::ALL.map(|origin| feature(origin, None)).to_vec();
        assert_eq!(of(features, &[]), [40, 34, 16, 8]);
    }
}

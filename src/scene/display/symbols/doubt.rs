//! Doubt in words: what a label adds where a feature is no plain fact.

use crate::atlas::{Anchor, Claim, Feature, Origin, PrecisionClass, Status};

/// Longest name of a source that a label has room for, characters.
const LONGEST_SOURCE: usize = 18;

/// What a label says in brackets of what is not stated as fact: "reported", "planned", "according
/// to Le Monde"; nothing for a fact.
pub(in crate::scene) fn qualifier(feature: &Feature) -> Option<String> {
    let word = match (feature.status, feature.claim) {
        (Some(Status::Announced), _) => "planned",
        (Some(Status::Reported), _) | (_, Claim::Reported) => "reported",
        (_, Claim::Forecast) => "forecast",
        (_, Claim::Opinion) => return Some(according_to(feature, "opinion")),
        (_, Claim::Attributed) => return Some(according_to(feature, "attributed")),
        _ if is_inferred(feature) => "inferred",
        (_, Claim::Stated) => return None,
    };
    Some(word.to_owned())
}

fn according_to(feature: &Feature, otherwise: &str) -> String {
    let source = feature.by.as_deref().map(str::trim);
    let short = source.filter(|source| (1..=LONGEST_SOURCE).contains(&source.chars().count()));
    short.map_or_else(
        || otherwise.to_owned(),
        |source| format!("according to {source}"),
    )
}

/// Whether place or fact was worked out by the dossier's author.
fn is_inferred(feature: &Feature) -> bool {
    feature.precision.class == PrecisionClass::Inferred || feature.origin == Origin::Inferred
}

/// Whether a symbol may stand at the feature's point: none where only the country or a zone is
/// known, or where the point is a place for the label and no more.
pub(in crate::scene) fn has_pin(feature: &Feature) -> bool {
    let vague = matches!(
        feature.precision.class,
        PrecisionClass::Country | PrecisionClass::Zone
    );
    feature.anchor == Anchor::Location && !vague
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_in_words_what_is_no_plain_fact() {
        let of = |status, claim, by: Option<&str>| {
            qualifier(&Feature {
                status,
                claim,
                by: by.map(str::to_owned),
                ..Feature::default()
            })
        };
        assert_eq!(of(Some(Status::Active), Claim::Stated, None), None);
        assert_eq!(of(Some(Status::Former), Claim::Stated, None), None);
        for (status, claim, by, word) in [
            (Some(Status::Announced), Claim::Reported, None, "planned"),
            (Some(Status::Reported), Claim::Stated, None, "reported"),
            (None, Claim::Forecast, None, "forecast"),
            (None, Claim::Opinion, None, "opinion"),
            (
                None,
                Claim::Attributed,
                Some("Oxus Society"),
                "according to Oxus Society",
            ),
            (
                None,
                Claim::Attributed,
                Some("Tajik presidential press office"),
                "attributed",
            ),
        ] {
            assert_eq!(of(status, claim, by).as_deref(), Some(word));
        }
    }

    #[test]
    fn what_is_known_to_the_country_only_has_no_pin() {
        let mut feature = Feature::default();
        assert!(has_pin(&feature));
        feature.precision.class = PrecisionClass::Country;
        assert!(!has_pin(&feature));
    }
}

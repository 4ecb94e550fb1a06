//! What the card says, in words. Pure, so that each sentence is tested.

use crate::atlas::{
    Anchor, Atlas, BorderDistance, Claim, Dispute, Feature, Iso3, Membership, Origin, Precision,
    PrecisionClass, Source, When, group_thousands,
};
use crate::earth::LengthUnit;

/// A length for reading: "40 km", "500 m", "1,250 km".
#[must_use]
pub(super) fn length(unit: LengthUnit, length_m: f64) -> String {
    let (number, symbol) = unit.of(length_m);
    let rounded = if number < 10.0 && symbol == unit.symbol() {
        (number * 10.0).round() / 10.0
    } else {
        number.round()
    };
    format!("{} {symbol}", group_thousands(rounded))
}

/// How sure a place is: "known to the district, within 40 km".
#[must_use]
pub(super) fn precision(unit: LengthUnit, precision: Precision) -> String {
    if precision.class == PrecisionClass::Unstated {
        return "how sure the place is was not stated".to_owned();
    }
    match precision.radius_m {
        Some(radius_m) => format!(
            "{}, within {}",
            precision.class.words(),
            length(unit, radius_m)
        ),
        None => format!(
            "{}; how far it may be off is not stated",
            precision.class.words()
        ),
    }
}

/// What a statement rests on: "Reported in the article; said by Vladimir Putin".
fn claim(origin: Origin, claim: Claim, by: Option<&str>) -> String {
    let words = claim_words(claim, by);
    format!("{}; {words}", capitalised(origin.words()))
}

/// Who states it, and how firmly: "said by Vladimir Putin".
fn claim_words(claim: Claim, by: Option<&str>) -> String {
    match (claim, by) {
        (Claim::Stated, None) => "stated as fact".to_owned(),
        (Claim::Stated, Some(by)) => format!("stated as fact by {by}"),
        (Claim::Attributed, Some(by)) => format!("said by {by}"),
        (Claim::Attributed, None) => "attributed to somebody not named".to_owned(),
        (Claim::Reported, Some(by)) => format!("reported by {by}, not confirmed"),
        (Claim::Reported, None) => "reported, not confirmed".to_owned(),
        (Claim::Forecast, Some(by)) => format!("a forecast by {by}"),
        (Claim::Forecast, None) => "a forecast".to_owned(),
        (Claim::Opinion, Some(by)) => format!("the opinion of {by}"),
        (Claim::Opinion, None) => "an opinion".to_owned(),
    }
}

/// What a feature rests on. Without an `article`, nothing is not in it: of a feature that its file says nothing of,
/// there is nothing to say.
#[must_use]
pub(super) fn rests_on(feature: &Feature, article: bool) -> String {
    let by = feature.by.as_deref();
    if article || feature.origin != Origin::Background {
        return claim(feature.origin, feature.claim, by);
    }
    match (feature.claim, by) {
        (Claim::Stated, None) => String::new(),
        _ => capitalised(&claim_words(feature.claim, by)),
    }
}

/// Which border a distance is measured to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Measured {
    /// The border of the country that the dossier measures from.
    Reference(Iso3),
    /// The nearest one.
    Nearest,
}

/// Distance to a border; in its place the reason, where the place is not known well enough for a number.
#[must_use]
pub(super) fn distance(
    (atlas, unit): (&Atlas, LengthUnit),
    feature: &Feature,
    distance: &BorderDistance,
    measured: Measured,
) -> String {
    if let Some(reason) = no_distance(unit, feature, distance.metres) {
        return format!("not meaningful: {reason}");
    }
    let [a, b] = distance.between.map(|iso3| atlas.country_name(iso3));
    let to = match measured {
        Measured::Reference(iso3) => {
            format!("the border of {} ({a}–{b})", atlas.country_name(iso3))
        }
        Measured::Nearest => format!("the {a}–{b} border"),
    };
    let doubt = feature
        .precision
        .radius_m
        .filter(|&radius_m| radius_m >= 1000.0);
    let doubt = doubt
        .map(|radius_m| format!(", give or take {}", length(unit, radius_m)))
        .unwrap_or_default();
    format!(
        "≈ {} from {to}{doubt}",
        length(unit, in_whole(unit, distance.metres))
    )
}

/// The length as it is where it is said in whole units, and at least one: no border is known better.
fn in_whole(unit: LengthUnit, length_m: f64) -> f64 {
    (length_m / unit.metres()).round().max(1.0) * unit.metres()
}

/// Why no distance can be measured from a place; `None` where one can.
fn no_distance(unit: LengthUnit, feature: &Feature, metres: f64) -> Option<String> {
    if feature.anchor == Anchor::LabelPoint {
        return Some("the point only carries the label".to_owned());
    }
    match (feature.precision.class, feature.precision.radius_m) {
        (PrecisionClass::Country, _) => Some("the place is known only to the country".to_owned()),
        (PrecisionClass::Zone, _) => Some("this is a zone, not a point".to_owned()),
        (_, Some(radius_m)) if radius_m >= metres => Some(format!(
            "the place is known only to {}",
            length(unit, radius_m)
        )),
        (PrecisionClass::Site | PrecisionClass::Town, _) | (_, Some(_)) => None,
        (_, None) => Some("how far the place may be off is not known".to_owned()),
    }
}

/// A state's place in a bloc: "Member since 15 May 1992", "Former member, 1999 to 2012".
#[must_use]
pub(super) fn membership(membership: &Membership) -> String {
    let role = capitalised(membership.role_words());
    let day = |when: &Option<When>| when.as_ref().map(When::words);
    match (day(&membership.since), day(&membership.until)) {
        (None, None) => role,
        (Some(since), None) => format!("{role} since {since}"),
        (None, Some(until)) => format!("{role} until {until}"),
        (Some(since), Some(until)) => format!("{role}, {since} to {until}"),
    }
}

/// An area for reading: "≈ 142,300 km²", to four digits that count.
#[must_use]
pub(super) fn area(unit: LengthUnit, area_m2: f64) -> String {
    let (area, symbol) = unit.of_area(area_m2);
    let digit = 10_f64.powf((area.max(1.0).log10().floor() - 3.0).max(0.0));
    format!(
        "≈ {} {symbol}",
        group_thousands((area / digit).round() * digit)
    )
}

/// Who holds and who claims an area: "Arunachal Pradesh: held by India, claimed by China, since 1914
/// (CIA World Factbook 2021, Disputes: international)".
#[must_use]
pub(super) fn dispute(dispute: &Dispute) -> String {
    format!(
        "{}: held by {}, claimed by {}, since {} ({})",
        dispute.area,
        dispute.holder,
        dispute.claimed_by.join(" and "),
        dispute.since,
        dispute.source
    )
}

/// What a value rests on.
#[must_use]
pub(super) fn basis(basis: &str) -> String {
    match basis {
        "article" => "the article".to_owned(),
        "lookup" => "from the public record, not the article".to_owned(),
        "derived" => "worked out from other figures".to_owned(),
        other => other.to_owned(),
    }
}

/// A source as the list prints it: "TASS, Title, 2021".
#[must_use]
pub(super) fn source(source: &Source) -> String {
    source.citation()
}

/// A property as the file has it: texts without quotation marks, nothing where there is nothing.
#[must_use]
pub(super) fn property(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(property).collect();
            values.join(", ")
        }
        Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

/// `text` with a capital at its beginning.
#[must_use]
pub(in crate::ui) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{BaseMap, Dossier, LayerIx, Shape};
    use crate::earth::LonLat;

    fn feature(class: PrecisionClass, radius_m: Option<f64>, anchor: Anchor) -> Feature {
        Feature {
            id: "range".into(),
            layer: LayerIx(0),
            name: "Range".into(),
            kind: "range".into(),
            shape: Some(Shape::point(LonLat::new(69.0, 37.5))),
            precision: Precision { class, radius_m },
            anchor,
            origin: Origin::Article,
            sources: vec![Source {
                title: "Title".into(),
                publisher: Some("TASS".into()),
                year: Some(2021),
                url: Some("https://a.example/".into()),
                ..Source::default()
            }],
            line: 1,
            ..Feature::default()
        }
    }

    fn said(feature: &Feature, metres: f64) -> String {
        let atlas = Atlas::new(
            Dossier::default(),
            Arc::new(BaseMap::embedded().expect("the base map that is carried along")),
        );
        let iso3 = |code: &str| code.parse::<Iso3>().expect("a code");
        let found = BorderDistance {
            metres,
            between: [iso3("TJK"), iso3("AFG")],
            at: LonLat::new(69.0, 37.0),
        };
        distance(
            (&atlas, LengthUnit::Kilometres),
            feature,
            &found,
            Measured::Nearest,
        )
    }

    #[test]
    fn precision_is_said_with_its_radius_or_with_its_want_of_one() {
        let of = |class, radius_m| precision(LengthUnit::Kilometres, Precision { class, radius_m });
        assert_eq!(
            of(PrecisionClass::District, Some(40_000.0)),
            "known to the district, within 40 km"
        );
        assert_eq!(
            of(PrecisionClass::Site, Some(500.0)),
            "known to the site, within 500 m"
        );
        assert_eq!(
            of(PrecisionClass::Town, None),
            "known to the town; how far it may be off is not stated"
        );
    }

    #[test]
    fn a_distance_is_said_with_its_doubt() {
        let site = feature(PrecisionClass::Site, Some(5000.0), Anchor::Location);
        assert_eq!(
            said(&site, 18_400.0),
            "≈ 18 km from the Tajikistan–Afghanistan border, give or take 5 km"
        );
        let sure = feature(PrecisionClass::Site, Some(200.0), Anchor::Location);
        assert_eq!(
            said(&sure, 1_234_400.0),
            "≈ 1,234 km from the Tajikistan–Afghanistan border"
        );
    }

    #[test]
    fn a_distance_that_the_place_does_not_bear_is_not_said() {
        let district = feature(PrecisionClass::District, Some(40_000.0), Anchor::Location);
        assert_eq!(
            said(&district, 18_000.0),
            "not meaningful: the place is known only to 40 km"
        );
        let label = feature(PrecisionClass::Site, Some(100.0), Anchor::LabelPoint);
        assert_eq!(
            said(&label, 18_000.0),
            "not meaningful: the point only carries the label"
        );
        let country = feature(PrecisionClass::Country, None, Anchor::Location);
        assert_eq!(
            said(&country, 9e5),
            "not meaningful: the place is known only to the country"
        );
        let inferred = feature(PrecisionClass::Inferred, None, Anchor::Location);
        assert_eq!(
            said(&inferred, 9e5),
            "not meaningful: how far the place may be off is not known"
        );
    }

    #[test]
    fn without_an_article_nothing_is_not_in_it() {
        let mut mark = feature(PrecisionClass::Site, None, Anchor::Location);
        mark.origin = Origin::Background;
        let background = "Background, not in the article; stated as fact";
        assert_eq!(rests_on(&mark, true), background);
        assert_eq!(rests_on(&mark, false), "");
        mark.claim = Claim::Reported;
        mark.by = Some("the observatory".into());
        let reported = "Reported by the observatory, not confirmed";
        assert_eq!(rests_on(&mark, false), reported);
        mark.origin = Origin::Inferred;
        let inferred = "Inferred by the dossier; reported by the observatory, not confirmed";
        assert_eq!(rests_on(&mark, false), inferred);
    }

    #[test]
    fn a_claim_names_who_made_it() {
        assert_eq!(
            claim(Origin::Article, Claim::Attributed, Some("A. Speaker")),
            "Reported in the article; said by A. Speaker"
        );
        assert_eq!(
            claim(Origin::Background, Claim::Reported, None),
            "Background, not in the article; reported, not confirmed"
        );
    }
}

//! Properties in the words of a dossier, as records of other formats have them: a table that was
//! written from a dossier keeps its precision and its provenance.

use serde_json::{Map, Value};

use crate::atlas::{Claim, Feature, Origin, Precision, PrecisionClass, Status};
use crate::dossier::radius::usual_radius_m;

/// The keys of such properties.
pub(super) const KEYS: [&str; 9] = [
    "precision",
    "precision_m",
    "origin",
    "claim",
    "by",
    "operator",
    "country",
    "status",
    "actors",
];

/// Those that say what a feature is as evidence.
pub(super) const EVIDENCE: [&str; 5] = ["precision", "origin", "claim", "status", "actors"];

/// Takes what the properties state in the words of a dossier. Other words under the same keys mean
/// something else there, and are left alone.
pub(super) fn take(properties: &Map<String, Value>, feature: &mut Feature) {
    let text = |key: &str| {
        properties
            .get(key)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let class = word(
        text("precision"),
        &PrecisionClass::ALL.map(|class| (class.id(), class)),
    );
    let origin = word(
        text("origin"),
        &Origin::ALL.map(|origin| (origin.id(), origin)),
    );
    let claim = word(text("claim"), &Claim::ALL.map(|claim| (claim.id(), claim)));
    if let Some(class) = class {
        let radius_m = number(properties.get("precision_m"));
        feature.precision = Precision {
            class,
            radius_m: radius_m.or_else(|| usual_radius_m(class)),
        };
    }
    feature.origin = origin.unwrap_or_default();
    feature.claim = claim.unwrap_or_default();
    // These keys are common elsewhere: they count beside one that only a dossier has.
    let stated = class.is_some() || origin.is_some() || claim.is_some();
    if stated {
        feature.by = text("by").map(str::to_owned);
        feature.operator = text("operator").map(str::to_owned);
        feature.country = text("country").and_then(|country| country.parse().ok());
        feature.status = word(
            text("status"),
            &Status::ALL.map(|status| (status.id(), status)),
        );
    }
    let actors = properties.get("actors");
    if stated || actors.is_some_and(is_list) {
        feature.actors = texts(actors);
    }
}

fn word<T: Copy>(text: Option<&str>, words: &[(&str, T)]) -> Option<T> {
    let text = text?;
    words
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, value)| *value)
}

/// A number of 0 or more, also where a table has it as text.
fn number(value: Option<&Value>) -> Option<f64> {
    let number = match value? {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    (number >= 0.0 && number.is_finite()).then_some(number)
}

/// Whether a value is the text of a list, as a table has it that was written from a dossier: no other
/// program writes actors so.
fn is_list(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("[\""))
}

/// Texts of a list, also where a table has it as the text of one.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => {
            let texts = items.iter().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        }
        Some(Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Array(items)) => texts(Some(&Value::Array(items))),
            _ => vec![text.clone()],
        },
        _ => Vec::new(),
    }
}

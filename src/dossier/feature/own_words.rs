//! The properties that a feature of this program may have.

use crate::formats::geojson::RawFeature;

/// Properties that a feature may have, as DESIGN's table names them.
pub(super) const KNOWN: [&str; 33] = [
    "layer",
    "name",
    "short_name",
    "alt_names",
    "names",
    "kind",
    "summary",
    "when",
    "when_note",
    "precision",
    "precision_m",
    "anchor",
    "zone",
    "origin",
    "claim",
    "by",
    "actors",
    "operator",
    "country",
    "country_note",
    "status",
    "weight",
    "figures",
    "sources",
    "related",
    "supersedes",
    "confidence",
    "confidence_reason",
    "basis",
    "coord_basis",
    "verify",
    "position_note",
    "distance_note",
];

/// Properties that only a feature written for this program has.
const OURS: [&str; 4] = ["origin", "precision", "claim", "layer"];

/// Whether a feature speaks this program's words, so that what is missing is worth saying.
pub(in crate::dossier) fn is_ours(raw: &RawFeature<'_>) -> bool {
    let mut keys = raw.properties.iter().map(|member| member.key.as_ref());
    keys.any(is_own_word)
}

/// Whether only a feature that was written for this program has this property.
pub(in crate::dossier) fn is_own_word(key: &str) -> bool {
    OURS.contains(&key)
}

/// Whether a layer that begins like this has features that were written for this program.
#[must_use]
pub fn uses_own_words(head: &[u8]) -> bool {
    let named = |key: &str| memchr::memmem::find(head, format!("\"{key}\"").as_bytes()).is_some();
    OURS.iter().any(|key| named(key))
}

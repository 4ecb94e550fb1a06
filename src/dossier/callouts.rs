//! The `[[callouts]]` of `dossier.toml`: numbered notes that say what the map is about.
//!
//! ```toml
//! [[callouts]]
//! feature = "inc-kabul-fall"        # what the note points at
//! text = "Taliban take Kabul"       # at most 90 characters
//! date = "2021-08-15"               # EDTF; the feature's own where it is left out
//! source = "South China Morning Post"   # the feature's own where it is left out
//! ```

use std::collections::HashMap;

use super::fields::Fields;
use super::known::Known;
use super::words;
use crate::atlas::{Callout, Dossier, FeatureId, LONGEST_CALLOUT, in_brief};
use crate::problem::Problem;

/// The notes, once all features are read, in the order in which they are numbered.
pub(super) fn read(fields: &Fields<'_, '_>, dossier: &Dossier) -> Vec<Callout> {
    let ids = || dossier.features.iter().map(|feature| feature.id.as_str());
    let known = Known::of(ids());
    let numbered: HashMap<&str, FeatureId> = ids().zip((0..).map(FeatureId)).collect();
    let tables = fields.tables("callouts").into_iter();
    tables
        .filter_map(|table| callout(&table, &known, &numbered))
        .collect()
}

fn callout(
    table: &Fields<'_, '_>,
    known: &Known<'_>,
    numbered: &HashMap<&str, FeatureId>,
) -> Option<Callout> {
    let id = table.required("feature", "a note points at a feature; it was left out");
    let text = table.required("text", "a note says something; it was left out");
    let when = words::date(table, "date");
    let source = table.text("source");
    table.finish();
    let (id, text) = (id?, text?);
    let Some(&feature) = numbered.get(id.as_str()) else {
        let near = known.did_you_mean(table.cx(), &id);
        table.push(
            Problem::error(
                format!("there is no feature \"{id}\""),
                table.place_of("feature"),
            )
            .why("the note was left out")
            .mend(near.unwrap_or_else(|| "write the id of a feature of this dossier".to_owned())),
        );
        return None;
    };
    let length = text.chars().count();
    if length > LONGEST_CALLOUT {
        table.push(
            Problem::warning(
                format!(
                    "`text` has {length} characters, and a note has room for {LONGEST_CALLOUT}"
                ),
                table.place_of("text"),
            )
            .why("it ends at its first sentence, or at a word")
            .mend("say it in fewer words"),
        );
    }
    Some(Callout {
        feature,
        text: if length > LONGEST_CALLOUT {
            in_brief(&text)
        } else {
            text
        },
        when,
        source,
    })
}

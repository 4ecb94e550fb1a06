//! A feature's properties into what the atlas holds of it.

mod draft;
mod own_words;
mod properties;
mod record;
mod slips;
mod stated;

use super::certain;
use super::fields::Fields;
use super::from_json::node;
use super::node::{Entry, Node, Table, Value};
use super::report::Context;
use super::shape::shape;
use crate::atlas::{Feature, Origin};
use crate::formats::geojson::{self, RawFeature};
use crate::formats::json::Member;
use crate::problem::Problem;
pub(super) use draft::FeatureDraft;
use own_words::KNOWN;
pub use own_words::uses_own_words;
pub(super) use own_words::{is_ours, is_own_word};
use properties::properties;
pub(super) use record::{describes, is_evidence, of_record};
pub(super) use slips::Slips;

/// Reads a feature that was written for this program.
pub(super) fn read(cx: Context<'_>, raw: RawFeature<'_>, slips: &mut Slips) -> FeatureDraft {
    let label = raw.label();
    let (table, other) = split(cx, &raw, slips);
    let span_of = |key: &str| {
        table
            .get(key)
            .map_or(raw.span.clone(), |node| node.span.clone())
    };
    let spans = ["layer", "related", "supersedes", "zone"].map(span_of);
    let fields = Fields::new(cx, &table, raw.span.clone()).of_feature(&label);
    let mut feature = properties(&fields);
    feature.line = cx.file.line(raw.span.start);
    if feature.name.is_empty() {
        feature.name.clone_from(&label);
    }
    let placed = raw.geometry.is_some();
    let missing = missing(&table, &feature, feature.name == label, placed);
    feature.other = other;
    let layer = fields.text("layer");
    feature.id = raw.id.unwrap_or_default();
    feature.shape = raw.geometry.as_ref().and_then(shape);
    let [layer_span, related_span, supersedes_span, zone_span] = spans;
    FeatureDraft {
        feature,
        number: raw.number,
        layer,
        span: raw.span,
        layer_span,
        related_span,
        supersedes_span,
        zone_span,
        missing,
        own_layer: 0,
    }
}

/// The properties that are known, and the others as they were.
fn split<'a>(
    cx: Context<'_>,
    raw: &RawFeature<'a>,
    slips: &mut Slips,
) -> (Table<'a>, serde_json::Map<String, serde_json::Value>) {
    let label = raw.label();
    let mut table = Table::default();
    let mut other = serde_json::Map::new();
    for member in &raw.properties {
        if KNOWN.contains(&member.key.as_ref()) {
            match node(&member.value) {
                Ok(node) => keep(&mut table, member, node),
                Err(fault) => cx.push(geojson::unread_property(&cx, member, &fault.what, &label)),
            }
            continue;
        }
        if let Some(near) = slips.known_near(&member.key) {
            misspelt(cx, member, &label, near, &raw.properties);
        }
        other.extend(geojson::property(&cx, member, &label));
    }
    (table, other)
}

fn misspelt(cx: Context<'_>, member: &Member<'_>, label: &str, near: &str, others: &[Member<'_>]) {
    let place = cx.at(&member.key_span).in_feature(label);
    // Other programs' properties may be words of their own that are one letter away.
    let meant = certain::name(&member.key, KNOWN);
    let free = meant.filter(|meant| others.iter().all(|other| other.key != *meant));
    let respelt = free.and_then(|meant| place.respelt(&member.key, meant));
    cx.push(
        Problem::warning(format!("`{}` is no known property", member.key), place)
            .why("it is kept, but has no effect")
            .mend(format!("did you mean `{near}`?"))
            .corrected(respelt),
    );
}

/// Adds a known property; null counts as absent.
fn keep<'a>(table: &mut Table<'a>, member: &Member<'a>, node: Node<'a>) {
    if !matches!(node.value, Value::Null) {
        table.entries.push(Entry {
            key: member.key.clone(),
            key_span: member.key_span.clone(),
            node,
        });
    }
}

fn missing(
    table: &Table<'_>,
    feature: &Feature,
    nameless: bool,
    placed: bool,
) -> Vec<&'static str> {
    let absent = |key: &str| table.get(key).is_none();
    let mut missing = Vec::new();
    if nameless && absent("name") {
        missing.push("name");
    }
    if absent("origin") {
        missing.push("origin");
    }
    // What has no place needs no word on how sure that is.
    if placed && absent("precision") {
        missing.push("precision");
    }
    let rests_on_the_article = matches!(feature.origin, Origin::Article | Origin::Caption);
    if feature.sources.is_empty() && !rests_on_the_article {
        missing.push("sources");
    }
    missing
}

//! A feature's properties into what the atlas holds of it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::fields::{Fields, slip};
use super::from_json::node;
use super::node::{Entry, Node, Table, Value};
use super::radius::usual_radius_m;
use super::report::Context;
use super::shape::shape;
use super::understand::{Understanding, Unreadable};
use super::words;
use crate::atlas::{
    Anchor, Claim, Feature, LayerIx, Notes, Origin, Precision, PrecisionClass, Status, Trust, Zone,
};
use crate::formats::geojson::RawFeature;
use crate::formats::json::Member;
use crate::problem::Problem;

/// Properties that a feature may have, as DESIGN's table names them.
const KNOWN: [&str; 33] = [
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

/// The weight of what matters most to the story.
const HEAVIEST: f64 = 100.0;

/// Whether a feature speaks this program's words, so that what is missing is worth saying.
pub(super) fn is_ours(raw: &RawFeature<'_>) -> bool {
    let mut keys = raw.properties.iter().map(|member| member.key.as_ref());
    keys.any(is_own_word)
}

/// Whether only a feature that was written for this program has this property.
pub(super) fn is_own_word(key: &str) -> bool {
    OURS.contains(&key)
}

/// Whether a layer that begins like this has features that were written for this program.
#[must_use]
pub fn uses_own_words(head: &[u8]) -> bool {
    let named = |key: &str| memchr::memmem::find(head, format!("\"{key}\"").as_bytes()).is_some();
    OURS.iter().any(|key| named(key))
}

/// Names of properties that were looked at for a slip of the keyboard: a
/// file has few names and many features.
#[derive(Debug, Default)]
pub(super) struct Slips {
    seen: BTreeMap<String, Option<&'static str>>,
    /// Dates of other programs that could not be understood, by property: the first, where it stands, how many.
    undated: BTreeMap<String, (Unreadable, Range<usize>, usize)>,
}

impl Slips {
    fn known_near(&mut self, key: &str) -> Option<&'static str> {
        if let Some(near) = self.seen.get(key) {
            return *near;
        }
        let near = slip(key, &KNOWN);
        self.seen.insert(key.to_owned(), near);
        near
    }

    /// Remembers a date that could not be understood.
    pub(super) fn undated(&mut self, unreadable: Unreadable, span: &Range<usize>) {
        if let Some(known) = self.undated.get_mut(&unreadable.key) {
            known.2 += 1;
            return;
        }
        let key = unreadable.key.clone();
        self.undated.insert(key, (unreadable, span.clone(), 1));
    }

    /// Reports the dates that could not be understood, once for each property.
    pub(super) fn report_undated(&self, cx: Context<'_>) {
        for (first, span, count) in self.undated.values() {
            cx.push(words::undated(first, *count, cx.at(span)));
        }
    }
}

/// A feature with what is left to settle once all are known.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) feature: Feature,
    /// Its number in its file, from 1.
    pub(super) number: usize,
    /// The layer as the file names it.
    pub(super) layer: Option<String>,
    pub(super) span: Range<usize>,
    /// Where the value of `layer`, `related`, `supersedes` or `zone` stands, where it has one.
    pub(super) layer_span: Range<usize>,
    pub(super) related_span: Range<usize>,
    pub(super) supersedes_span: Range<usize>,
    pub(super) zone_span: Range<usize>,
    /// Properties that every feature should have and this one has not.
    pub(super) missing: Vec<&'static str>,
    /// Which of its file's own layers it stands in.
    pub(super) own_layer: usize,
}

impl Draft {
    /// The draft of a feature that was not written for this program.
    pub(super) fn foreign(
        feature: Feature,
        number: usize,
        own_layer: usize,
        span: Range<usize>,
    ) -> Self {
        Self {
            feature,
            number,
            layer: None,
            layer_span: span.clone(),
            related_span: span.clone(),
            supersedes_span: span.clone(),
            zone_span: span.clone(),
            span,
            missing: Vec::new(),
            own_layer,
        }
    }
}

/// Reads a feature. A `foreign` one was not written for this program: only
/// its name and text are taken, and all its properties are kept as they are.
pub(super) fn read(
    cx: Context<'_>,
    raw: RawFeature<'_>,
    foreign: bool,
    slips: &mut Slips,
) -> Draft {
    let label = raw.label();
    let known: &[&str] = if foreign { &[] } else { &KNOWN };
    let (table, other) = split(cx, &raw, known, (!foreign).then_some(&mut *slips));
    let span_of = |key: &str| {
        table
            .get(key)
            .map_or(raw.span.clone(), |node| node.span.clone())
    };
    let spans = ["layer", "related", "supersedes", "zone"].map(span_of);
    let fields = Fields::new(cx, &table, raw.span.clone()).of_feature(&label);
    let mut feature = properties(&fields);
    feature.line = cx.file.line(raw.span.start);
    if !foreign && feature.name.is_empty() {
        feature.name.clone_from(&label);
    }
    let missing = if foreign {
        Vec::new()
    } else {
        let placed = raw.geometry.is_some();
        missing(&table, &feature, feature.name == label, placed)
    };
    feature.other = other;
    let layer = fields.text("layer");
    feature.id = raw.id.unwrap_or_default();
    feature.shape = raw.geometry.as_ref().and_then(shape);
    let [layer_span, related_span, supersedes_span, zone_span] = spans;
    Draft {
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

/// Gives the features of a file that was not written for this program what its properties say.
pub(super) fn understand(drafts: &mut [Draft], understanding: &Understanding, slips: &mut Slips) {
    for draft in drafts {
        let feature = &mut draft.feature;
        let properties = &feature.other;
        let label = || {
            let named = !feature.id.is_empty();
            if named {
                feature.id.clone()
            } else {
                format!("#{}", draft.number)
            }
        };
        feature.name = understanding.name(properties).unwrap_or_else(label);
        feature.kind = understanding.kind(properties).unwrap_or_default();
        feature.summary = understanding.summary(properties).unwrap_or_default();
        feature.precision = understanding.precision(properties).unwrap_or_default();
        let when = understanding.when(properties);
        feature.when = when.and_then(|when| when.map_err(|it| slips.undated(it, &draft.span)).ok());
    }
}

/// The properties that are known, and the others as they were.
fn split<'a>(
    cx: Context<'_>,
    raw: &RawFeature<'a>,
    known: &[&'static str],
    mut slips: Option<&mut Slips>,
) -> (Table<'a>, serde_json::Map<String, serde_json::Value>) {
    let label = raw.label();
    let mut table = Table::default();
    let mut other = serde_json::Map::new();
    for member in &raw.properties {
        let Member { key, value, .. } = member;
        let read = if known.contains(&key.as_ref()) {
            node(value).map(|node| keep(&mut table, member, node))
        } else {
            let near = slips.as_mut().and_then(|slips| slips.known_near(key));
            if let Some(near) = near {
                misspelt(cx, member, &label, near);
            }
            let value = value.parse();
            value.map(|value| drop(other.insert(key.to_string(), value)))
        };
        if let Err(fault) = read {
            let place = cx.at(&value.span()).in_feature(&label);
            cx.push(
                Problem::error(format!("`{key}` cannot be read: {}", fault.what), place)
                    .why("the property was left out")
                    .mend("write a plain text, number, list or object"),
            );
        }
    }
    (table, other)
}

fn misspelt(cx: Context<'_>, member: &Member<'_>, label: &str, near: &str) {
    let place = cx.at(&member.key_span).in_feature(label);
    cx.push(
        Problem::warning(format!("`{}` is no known property", member.key), place)
            .why("it is kept, but has no effect")
            .mend(format!("did you mean `{near}`?")),
    );
}

/// Adds a known property; null is as good as none.
fn keep<'a>(table: &mut Table<'a>, member: &Member<'a>, node: Node<'a>) {
    if !matches!(node.value, Value::Null) {
        table.entries.push(Entry {
            key: member.key.clone(),
            key_span: member.key_span.clone(),
            node,
        });
    }
}

fn properties(fields: &Fields<'_, '_>) -> Feature {
    Feature {
        named_by_place: false,
        id: String::new(),
        layer: LayerIx(0),
        name: fields.text("name").unwrap_or_default(),
        short_name: fields.text("short_name"),
        alt_names: fields.texts("alt_names"),
        names: words::names(fields),
        kind: fields.text("kind").unwrap_or_default(),
        summary: fields.text("summary").unwrap_or_default(),
        shape: None,
        when: words::date(fields, "when"),
        precision: precision(fields),
        anchor: fields
            .word(
                "anchor",
                &[
                    (Anchor::Location, "location"),
                    (Anchor::LabelPoint, "label-point"),
                ],
            )
            .unwrap_or_default(),
        zone: zone(fields),
        origin: fields
            .word("origin", &Origin::ALL.map(|origin| (origin, origin.id())))
            .unwrap_or_default(),
        claim: fields
            .word("claim", &Claim::ALL.map(|claim| (claim, claim.id())))
            .unwrap_or_default(),
        by: fields.text("by"),
        actors: fields.texts("actors"),
        operator: fields.text("operator"),
        country: words::country(fields, "country"),
        status: fields.word("status", &Status::ALL.map(|status| (status, status.id()))),
        weight: weight(fields),
        figures: words::figures(fields),
        sources: words::sources(fields),
        related: fields.texts("related"),
        supersedes: fields.texts("supersedes"),
        trust: trust(fields),
        notes: Notes {
            when: fields.text("when_note"),
            position: fields.text("position_note"),
            country: fields.text("country_note"),
            distance: fields.text("distance_note"),
        },
        other: serde_json::Map::new(),
        file: Arc::default(),
        line: 0,
    }
}

fn precision(fields: &Fields<'_, '_>) -> Precision {
    let classes = PrecisionClass::STATED.map(|class| (class, class.id()));
    let stated = fields.word("precision", &classes);
    let radius_m = words::distance_m(fields, "precision_m");
    Precision {
        class: stated.unwrap_or_default(),
        radius_m: radius_m.or_else(|| usual_radius_m(stated?)),
    }
}

/// A whole number of 0 to 100.
fn weight(fields: &Fields<'_, '_>) -> Option<u8> {
    let number = fields.number("weight")?;
    let weight = HEAVIEST.min(number.max(0.0)) as u8;
    if f64::from(weight).total_cmp(&number).is_eq() {
        return Some(weight);
    }
    fields.push(
        Problem::error(
            format!("`weight`: expected a whole number of 0 to 100, found {number}"),
            fields.place_of("weight"),
        )
        .why("it was left out, so the feature counts as one without a weight")
        .mend("write 100 for what matters most to the story, 0 for what matters least"),
    );
    None
}

fn zone(fields: &Fields<'_, '_>) -> Option<Zone> {
    let zone = fields.table("zone")?;
    let along = zone.required("along", "a zone runs along a border; it was left out");
    let within_m = words::distance_m(&zone, "within_m");
    zone.finish();
    if within_m.is_none() && along.is_some() {
        zone.push(
            Problem::error("`zone` has no `within_m`", zone.place())
                .why("how far it reaches is not known; it was left out")
                .mend("add its reach to either side in metres, such as \"within_m\": 50000"),
        );
    }
    Some(Zone {
        along: along?,
        within_m: within_m?,
    })
}

fn trust(fields: &Fields<'_, '_>) -> Trust {
    let levels = [("high", "high"), ("medium", "medium"), ("low", "low")];
    Trust {
        confidence: fields.word("confidence", &levels).map(str::to_owned),
        confidence_reason: fields.text("confidence_reason"),
        basis: fields.texts("basis"),
        coord_basis: fields.text("coord_basis"),
        verify: fields.texts("verify"),
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

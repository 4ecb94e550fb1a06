//! What is known of a feature as properties again, in the words of a dossier.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::atlas::{Anchor, Claim, Feature, Iso3, Origin, Precision, Status};

/// The source's own properties, then those of a dossier that it does not have. Whoever reads them as a
/// dossier's has the same feature again.
#[must_use]
pub fn properties_of(feature: &Feature) -> Map<String, Value> {
    let mut out = Properties {
        feature,
        all: feature.other.clone(),
    };
    out.naming();
    out.place_and_time();
    out.statement();
    out.trust();
    out.all
}

/// Properties of a feature as they are gathered.
struct Properties<'f> {
    feature: &'f Feature,
    all: Map<String, Value>,
}

impl Properties<'_> {
    fn naming(&mut self) {
        let feature = self.feature;
        self.said("name", &feature.name);
        self.text("short_name", feature.short_name.as_deref());
        self.list("alt_names", &feature.alt_names);
        if !feature.names.is_empty() {
            self.add("names", json!(feature.names));
        }
        self.said("kind", &feature.kind);
        self.said("summary", &feature.summary);
    }

    fn place_and_time(&mut self) {
        let feature = self.feature;
        if let Some(when) = &feature.when {
            self.said("when", &when.to_string());
        }
        self.text("when_note", feature.notes.when.as_deref());
        if feature.precision != Precision::default() {
            self.add("precision", feature.precision.class.id().into());
            if let Some(radius_m) = feature.precision.radius_m {
                self.add("precision_m", radius_m.into());
            }
        }
        if feature.anchor == Anchor::LabelPoint {
            self.add("anchor", "label-point".into());
        }
        if let Some(zone) = &feature.zone {
            let zone = json!({"along": zone.along, "within_m": zone.within_m});
            self.add("zone", zone);
        }
        self.text("country", feature.country.as_ref().map(Iso3::as_str));
        self.text("country_note", feature.notes.country.as_deref());
        self.text("position_note", feature.notes.position.as_deref());
        self.text("distance_note", feature.notes.distance.as_deref());
    }

    fn statement(&mut self) {
        let feature = self.feature;
        // A dossier says of each feature where it comes from; a file of another program does not.
        if feature.origin != Origin::default() || is_documented(feature) {
            self.add("origin", feature.origin.id().into());
        }
        if feature.claim != Claim::default() {
            self.add("claim", feature.claim.id().into());
        }
        self.text("by", feature.by.as_deref());
        self.list("actors", &feature.actors);
        self.text("operator", feature.operator.as_deref());
        self.text("status", feature.status.map(Status::id));
        if let Some(weight) = feature.weight {
            self.add("weight", weight.into());
        }
        if !feature.figures.is_empty() {
            let figures: Vec<Value> = feature.figures.iter().map(stated).collect();
            self.add("figures", figures.into());
        }
        self.list("related", &feature.related);
        self.list("supersedes", &feature.supersedes);
    }

    fn trust(&mut self) {
        let feature = self.feature;
        if !feature.sources.is_empty() {
            let sources: Vec<Value> = feature.sources.iter().map(stated).collect();
            self.add("sources", sources.into());
        }
        let trust = &feature.trust;
        self.text("confidence", trust.confidence.as_deref());
        self.text("confidence_reason", trust.confidence_reason.as_deref());
        self.list("basis", &trust.basis);
        self.text("coord_basis", trust.coord_basis.as_deref());
        self.list("verify", &trust.verify);
    }

    /// Adds a property, unless the source has one of that name.
    fn add(&mut self, key: &str, value: Value) {
        if !self.all.contains_key(key) {
            self.all.insert(key.to_owned(), value);
        }
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.add(key, text.into());
        }
    }

    fn list(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.add(key, texts.into());
        }
    }

    /// Adds a text that was understood from the source, unless it is there as it stands or the source
    /// says it under a name of its own.
    fn said(&mut self, key: &str, text: &str) {
        let mut own = self.feature.other.values();
        if !text.is_empty() && !own.any(|value| value.as_str() == Some(text)) {
            self.add(key, text.into());
        }
    }
}

/// Whether a feature has what only a dossier gives.
fn is_documented(feature: &Feature) -> bool {
    feature.claim != Claim::default() || !feature.sources.is_empty() || !feature.figures.is_empty()
}

/// A record without the fields that say nothing.
fn stated(record: &impl Serialize) -> Value {
    let mut value = json!(record);
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, field| match field {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
    }
    value
}

//! One feature of the list.

use std::{fmt, io};

use serde::Serialize;
use serde_json::{Map, Value, json};
use wkt::ToWkt as _;

use crate::atlas::{Feature, Precision, Shape, When};
use crate::dossier::{geometry, properties_of};
use crate::earth::{LonLat, format_decimal};
use crate::formats::AsGeoJson;

/// The columns of a list in comma-separated values.
pub(super) const COLUMNS: [&str; 15] = [
    "file",
    "line",
    "layer",
    "id",
    "name",
    "kind",
    "lon",
    "lat",
    "geometry",
    "precision",
    "radius_m",
    "when",
    "from",
    "to",
    "properties",
];

/// The members of a feature's object.
#[derive(Serialize)]
struct Object<'d> {
    file: &'d str,
    line: Option<u32>,
    layer: &'d str,
    id: &'d str,
    name: &'d str,
    kind: &'d str,
    geometry: Option<AsGeoJson<'d>>,
    anchor: Option<[f64; 2]>,
    precision: Option<Value>,
    when: Option<Value>,
    properties: Map<String, Value>,
}

/// A feature with what only its dossier knows of it.
#[derive(Debug)]
pub(in crate::cli) struct ListedRow<'d> {
    pub(in crate::cli) file: &'d str,
    /// Line of the file, from 1.
    pub(in crate::cli) line: Option<u32>,
    /// Name of the layer.
    pub(in crate::cli) layer: &'d str,
    pub(in crate::cli) feature: &'d Feature,
}

impl ListedRow<'_> {
    /// Writes it as an object with a member for each thing that is known, null where it is not.
    pub(super) fn write_json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let feature = self.feature;
        let shape = feature.shape.as_ref();
        let anchor = shape.and_then(Shape::anchor).map(LonLat::normalized);
        let geometry = shape.and_then(geometry);
        let object = Object {
            file: self.file,
            line: self.line,
            layer: self.layer,
            id: &feature.id,
            name: &feature.name,
            kind: &feature.kind,
            geometry: geometry.as_ref().map(AsGeoJson),
            anchor: anchor.map(|at| [at.lon_deg, at.lat_deg]),
            precision: self
                .precision()
                .map(|it| json!({"class": it.class.id(), "radius_m": it.radius_m})),
            when: feature.when.as_ref().map(|when| {
                json!({
                    "edtf": when.to_string(),
                    "from": when.earliest().map(|day| day.to_string()),
                    "to": when.latest().map(|day| day.to_string()),
                })
            }),
            properties: self.properties(),
        };
        Ok(serde_json::to_writer(out, &object)?)
    }

    /// How sure the place is; `None` where that is not stated.
    fn precision(&self) -> Option<Precision> {
        let precision = self.feature.precision;
        (precision != Precision::default()).then_some(precision)
    }

    /// The source's own properties, and those of a dossier that have no member of their own.
    fn properties(&self) -> Map<String, Value> {
        let mut properties = properties_of(self.feature);
        for key in ["name", "kind", "when", "precision", "precision_m"] {
            if !self.feature.other.contains_key(key) {
                properties.shift_remove(key);
            }
        }
        properties
    }

    /// The values of [`COLUMNS`].
    pub(super) fn fields(&self) -> [String; 15] {
        let feature = self.feature;
        let shape = feature.shape.as_ref();
        let anchor = shape.and_then(Shape::anchor).map(LonLat::normalized);
        let when = feature.when.as_ref();
        let precision = self.precision();
        let text = |value: Option<String>| value.unwrap_or_default();
        [
            self.file.to_owned(),
            text(self.line.map(|line| line.to_string())),
            self.layer.to_owned(),
            feature.id.clone(),
            feature.name.clone(),
            feature.kind.clone(),
            text(anchor.map(|at| at.lon_deg.to_string())),
            text(anchor.map(|at| at.lat_deg.to_string())),
            text(
                shape
                    .and_then(geometry)
                    .map(|geometry| geometry.wkt_string()),
            ),
            text(precision.map(|it| it.class.id().to_owned())),
            text(
                precision
                    .and_then(|it| it.radius_m)
                    .map(|it| it.to_string()),
            ),
            text(when.map(ToString::to_string)),
            text(when.and_then(When::earliest).map(|day| day.to_string())),
            text(when.and_then(When::latest).map(|day| day.to_string())),
            Value::Object(self.properties()).to_string(),
        ]
    }
}

impl fmt::Display for ListedRow<'_> {
    /// `Osh · town · 18 October 2021 · 40.5300° N, 72.8000° E · posts`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let feature = self.feature;
        let place = feature.shape.as_ref().and_then(Shape::anchor);
        let place = place.map_or_else(|| "not on the map".to_owned(), format_decimal);
        let when = feature.when.as_ref().map(When::words);
        let parts = [
            feature.name.clone(),
            feature.kind.clone(),
            when.unwrap_or_default(),
            place,
            self.layer.to_owned(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join(" \u{b7} ").replace(['\n', '\r'], " "))
    }
}

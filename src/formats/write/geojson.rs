//! `GeoJSON` (RFC 7946): a collection, or one feature a line (RFC 8142 without its separators).

use std::io;

use serde_json::{Value, json};

use super::Writer;
use super::one_by_one::{self, OneByOne};
use crate::formats::{Record, geometry_value};

/// A feature collection.
pub const COLLECTION: Writer = Writer {
    name: "GeoJSON",
    endings: &["geojson", "json"],
    write: |layers, out| one_by_one::all(&IN_COLLECTION, layers, out),
    one_by_one: Some(IN_COLLECTION),
};

const IN_COLLECTION: OneByOne = OneByOne {
    before: "{\"type\":\"FeatureCollection\",\"features\":[\n",
    between: ",\n",
    behind: "\n]}\n",
    write,
};

/// One feature a line.
pub(super) const LINES: Writer = Writer {
    name: "newline-delimited GeoJSON",
    endings: &["ndjson", "geojsonl", "jsonl"],
    write: |layers, out| one_by_one::all(&IN_LINES, layers, out),
    one_by_one: Some(IN_LINES),
};

const IN_LINES: OneByOne = OneByOne {
    before: "",
    between: "\n",
    behind: "\n",
    write,
};

fn write(layer: Option<&str>, record: Record, out: &mut dyn io::Write) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &feature(layer, record))?)
}

fn feature(layer: Option<&str>, record: Record) -> Value {
    let mut properties = record.properties;
    if let Some(layer) = layer
        && !properties.contains_key("layer")
    {
        properties.insert("layer".to_owned(), layer.into());
    }
    let mut feature = json!({"type": "Feature"});
    if let Some(id) = record.id {
        feature["id"] = id.into();
    }
    feature["geometry"] = record.geometry.as_ref().map(geometry_value).into();
    feature["properties"] = properties.into();
    feature
}

//! `GeoJSON` (RFC 7946): a collection, or one feature a line (RFC 8142 without its separators).

use std::io;

use serde_json::{Value, json};

use super::{OutputLayer, WriteReport, Writer};
use crate::formats::{Record, geometry_value};

/// A feature collection.
pub const COLLECTION: Writer = Writer {
    name: "GeoJSON",
    endings: &["geojson", "json"],
    write: collection,
};

/// One feature a line.
pub(super) const LINES: Writer = Writer {
    name: "newline-delimited GeoJSON",
    endings: &["ndjson", "geojsonl", "jsonl"],
    write: lines,
};

fn collection(layers: &[OutputLayer], out: &mut dyn io::Write) -> io::Result<WriteReport> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[\n")?;
    let mut count = 0;
    for (layer, record) in records(layers) {
        if count > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &feature(layer, record))?;
        count += 1;
    }
    out.write_all(b"\n]}\n")?;
    Ok(WriteReport {
        count,
        ..WriteReport::default()
    })
}

fn lines(layers: &[OutputLayer], out: &mut dyn io::Write) -> io::Result<WriteReport> {
    let mut count = 0;
    for (layer, record) in records(layers) {
        serde_json::to_writer(&mut *out, &feature(layer, record))?;
        out.write_all(b"\n")?;
        count += 1;
    }
    Ok(WriteReport {
        count,
        ..WriteReport::default()
    })
}

/// Every record, with its layer's name where there are several.
fn records(layers: &[OutputLayer]) -> impl Iterator<Item = (Option<&str>, Record)> {
    let named = layers.len() > 1;
    layers.iter().flat_map(move |layer| {
        let name = named.then_some(layer.name.as_str());
        layer.records.iter().map(move |record| (name, record))
    })
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

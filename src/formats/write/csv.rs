//! Comma-separated values (RFC 4180) and their kin with tabs: longitude and latitude where all places
//! are points, else well-known text.

use std::io;

use geo::Geometry;
use wkt::ToWkt as _;

use super::columns::{cell, columns};
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::Record;

/// With commas.
pub(super) const COMMAS: Writer = Writer {
    name: "CSV",
    endings: &["csv"],
    write: |layers, out| write(layers, out, b','),
    one_by_one: None,
};

/// With tabs.
pub(super) const TABS: Writer = Writer {
    name: "TSV",
    endings: &["tsv", "tab"],
    write: |layers, out| write(layers, out, b'\t'),
    one_by_one: None,
};

/// Columns of the place, where the records do not have them already.
pub(super) const POINT: [&str; 2] = ["longitude", "latitude"];
pub(super) const TEXT: [&str; 1] = ["wkt"];

fn write(
    layers: &[OutputLayer],
    out: &mut dyn io::Write,
    separator: u8,
) -> io::Result<WriteReport> {
    let records = || layers.iter().flat_map(|layer| layer.records.iter());
    let point = |record: Record| matches!(record.geometry, None | Some(Geometry::Point(_)));
    let places: &[&str] = if records().all(point) { &POINT } else { &TEXT };
    let taken: Vec<&str> = places.iter().copied().chain(["id", "layer"]).collect();
    let keys = columns(records(), &taken).into_iter();
    let keys: Vec<String> = keys.map(|column| column.key).collect();
    let several = layers.len() > 1;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(out);
    let head = several.then_some("layer").into_iter().chain(["id"]);
    writer.write_record(
        head.chain(places.iter().copied())
            .chain(keys.iter().map(String::as_str)),
    )?;
    let mut count = 0;
    for layer in layers {
        for record in layer.records.iter() {
            let mut cells = Vec::new();
            cells.extend(several.then(|| layer.name.clone()));
            cells.push(record.id.clone().unwrap_or_default());
            cells.extend(place(&record, places));
            cells.extend(keys.iter().map(|key| cell(record.properties.get(key))));
            writer.write_record(cells)?;
            count += 1;
        }
    }
    writer.flush()?;
    Ok(WriteReport {
        count,
        ..WriteReport::default()
    })
}

fn place(record: &Record, places: &[&str]) -> Vec<String> {
    match &record.geometry {
        Some(Geometry::Point(point)) if places == POINT => {
            vec![point.x().to_string(), point.y().to_string()]
        }
        Some(geometry) => vec![geometry.wkt_string()],
        None => vec![String::new(); places.len()],
    }
}

//! GPX 1.1: points as waypoints, lines as tracks. It has no areas and no properties.

use std::collections::BTreeSet;
use std::io::{self, Write};

use geo::{Geometry, LineString};
use serde_json::Value;

use super::text::escaped;
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::Record;
use crate::problem::{Place, Problem, counted};

/// GPX.
pub(super) const WRITER: Writer = Writer {
    name: "GPX",
    endings: &["gpx"],
    write,
    one_by_one: None,
};

fn write(layers: &[OutputLayer], out: &mut dyn Write) -> io::Result<WriteReport> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Steppe\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n",
    )?;
    let records = || layers.iter().flat_map(|layer| layer.records.iter());
    let parts_of = |record: &Record| record.geometry.as_ref().map(Parts::of).unwrap_or_default();
    let (mut count, mut left_out) = (0, 0);
    // The schema wants all waypoints before the first track.
    for record in records() {
        let split = parts_of(&record);
        count += 1;
        left_out += usize::from(split.points.is_empty() && split.lines.is_empty());
        for [lon, lat] in &split.points {
            write!(out, "<wpt lat=\"{lat}\" lon=\"{lon}\">")?;
            said(&record, true, out)?;
            out.write_all(b"</wpt>\n")?;
        }
    }
    for record in records() {
        let split = parts_of(&record);
        if !split.lines.is_empty() {
            track(&record, &split.lines, out)?;
        }
    }
    out.write_all(b"</gpx>\n")?;
    let areas = (left_out > 0).then(|| {
        let subject = counted(left_out as u64, "a feature is", "features are");
        Problem::error(
            format!("{subject} neither a point nor a line"),
            Place::default(),
        )
        .why("GPX has no areas and nothing without a place, so what is one was left out")
        .mend("write GeoJSON or KML to keep all features")
    });
    Ok(WriteReport {
        count: count - left_out,
        problems: areas.into_iter().chain(properties_told(layers)).collect(),
    })
}

/// Tells of the properties that are not written.
fn properties_told(layers: &[OutputLayer]) -> Option<Problem> {
    const NAMED: usize = 5;
    let mut keys = BTreeSet::new();
    for record in layers.iter().flat_map(|layer| layer.records.iter()) {
        let time = record.time.as_ref().and_then(|time| time.begin.as_ref());
        let written = [record.name.as_ref(), record.description.as_ref(), time];
        let is_lost = |value: &Value| {
            let is_written = value.as_str().is_some_and(|text| {
                text.is_empty() || written.into_iter().flatten().any(|it| it == text)
            });
            !value.is_null() && !is_written
        };
        let lost = record.properties.iter().filter(|(_, value)| is_lost(value));
        keys.extend(lost.map(|(key, _)| key.clone()));
    }
    if keys.is_empty() {
        return None;
    }
    let named: Vec<String> = keys
        .iter()
        .take(NAMED)
        .map(|key| format!("`{key}`"))
        .collect();
    let more = if keys.len() > NAMED {
        " and others"
    } else {
        ""
    };
    Some(
        Problem::warning(
            format!("properties were left out: {}{more}", named.join(", ")),
            Place::default(),
        )
        .why("GPX has room for a name, a description and a time")
        .mend("write GeoJSON, KML or GeoPackage to keep them"),
    )
}

/// The points and lines of a geometry.
#[derive(Debug, Default)]
struct Parts {
    points: Vec<[f64; 2]>,
    lines: Vec<LineString<f64>>,
}

impl Parts {
    fn of(geometry: &Geometry<f64>) -> Self {
        let mut parts = Self::default();
        parts.add(geometry);
        parts
    }

    fn add(&mut self, geometry: &Geometry<f64>) {
        match geometry {
            Geometry::Point(point) => self.points.push([point.x(), point.y()]),
            Geometry::MultiPoint(points) => {
                self.points
                    .extend(points.iter().map(|point| [point.x(), point.y()]));
            }
            Geometry::Line(line) => self
                .lines
                .push(LineString::from(vec![line.start, line.end])),
            Geometry::LineString(line) => self.lines.push(line.clone()),
            Geometry::MultiLineString(lines) => self.lines.extend(lines.iter().cloned()),
            Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| self.add(part)),
            Geometry::Polygon(_)
            | Geometry::MultiPolygon(_)
            | Geometry::Rect(_)
            | Geometry::Triangle(_) => {}
        }
    }
}

/// Time, name and description, in the order of the schema.
fn said(record: &Record, timed: bool, out: &mut dyn Write) -> io::Result<()> {
    let begin = record.time.as_ref().and_then(|time| time.begin.as_deref());
    if let Some(day) = begin.filter(|day| timed && day.len() == 10) {
        write!(out, "<time>{day}T00:00:00Z</time>")?;
    }
    if let Some(name) = &record.name {
        write!(out, "<name>{}</name>", escaped(name))?;
    }
    if let Some(description) = &record.description {
        write!(out, "<desc>{}</desc>", escaped(description))?;
    }
    Ok(())
}

fn track(record: &Record, lines: &[LineString<f64>], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<trk>")?;
    said(record, false, out)?;
    for line in lines {
        out.write_all(b"<trkseg>")?;
        for at in line.coords() {
            write!(out, "<trkpt lat=\"{}\" lon=\"{}\"/>", at.y, at.x)?;
        }
        out.write_all(b"</trkseg>")?;
    }
    out.write_all(b"</trk>\n")
}

//! KML 2.2 (OGC 07-147r2): a folder for each layer, with times, styles and extended data.

use std::io::{self, Write};

use geo::{Coord, Geometry, LineString, Polygon};
use serde_json::Value;

use super::text::escaped;
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::{Colour, Record, RecordStyle, Time};

/// KML.
pub(super) const WRITER: Writer = Writer {
    name: "KML",
    endings: &["kml"],
    write,
    one_by_one: None,
};

fn write(layers: &[OutputLayer], out: &mut dyn Write) -> io::Result<WriteReport> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n")?;
    let mut count = 0;
    for layer in layers {
        let folder = layers.len() > 1 || !layer.name.is_empty();
        if folder {
            writeln!(out, "<Folder>\n<name>{}</name>", escaped(&layer.name))?;
        }
        for record in layer.records.iter() {
            placemark(&record, out)?;
            count += 1;
        }
        if folder {
            out.write_all(b"</Folder>\n")?;
        }
    }
    out.write_all(b"</Document>\n</kml>\n")?;
    Ok(WriteReport {
        count,
        ..WriteReport::default()
    })
}

fn placemark(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    match &record.id {
        Some(id) => write!(out, "<Placemark id=\"{}\">", escaped(id))?,
        None => out.write_all(b"<Placemark>")?,
    }
    element("name", record.name.as_deref(), out)?;
    element("description", record.description.as_deref(), out)?;
    if let Some(time) = &record.time {
        self::time(time, out)?;
    }
    if let Some(style) = &record.style {
        self::style(style, out)?;
    }
    if !record.properties.is_empty() {
        out.write_all(b"<ExtendedData>")?;
        for (key, value) in &record.properties {
            let value = match value {
                Value::Null => continue,
                Value::String(text) => escaped(text),
                other => escaped(&other.to_string()),
            };
            write!(
                out,
                "<Data name=\"{}\"><value>{value}</value></Data>",
                escaped(key)
            )?;
        }
        out.write_all(b"</ExtendedData>")?;
    }
    if let Some(geometry) = &record.geometry {
        self::geometry(geometry, out)?;
    }
    out.write_all(b"</Placemark>\n")
}

fn element(name: &str, text: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    match text {
        Some(text) => write!(out, "<{name}>{}</{name}>", escaped(text)),
        None => Ok(()),
    }
}

fn time(time: &Time, out: &mut dyn Write) -> io::Result<()> {
    if time.begin == time.end {
        out.write_all(b"<TimeStamp>")?;
        element("when", time.begin.as_deref(), out)?;
        return out.write_all(b"</TimeStamp>");
    }
    out.write_all(b"<TimeSpan>")?;
    element("begin", time.begin.as_deref(), out)?;
    element("end", time.end.as_deref(), out)?;
    out.write_all(b"</TimeSpan>")
}

fn style(style: &RecordStyle, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<Style>")?;
    if let Some(colour) = style.stroke {
        write!(
            out,
            "<IconStyle><color>{}</color></IconStyle>",
            aabbggrr(colour)
        )?;
    }
    if style.stroke.is_some() || style.width_px.is_some() {
        out.write_all(b"<LineStyle>")?;
        element("color", style.stroke.map(aabbggrr).as_deref(), out)?;
        element(
            "width",
            style.width_px.map(|width| width.to_string()).as_deref(),
            out,
        )?;
        out.write_all(b"</LineStyle>")?;
    }
    if let Some(colour) = style.fill {
        write!(
            out,
            "<PolyStyle><color>{}</color></PolyStyle>",
            aabbggrr(colour)
        )?;
    }
    out.write_all(b"</Style>")
}

/// A colour in the order of KML (OGC 07-147r2, 16.2).
fn aabbggrr(colour: Colour) -> String {
    let [red, green, blue, alpha] = colour.rgba;
    format!("{alpha:02x}{blue:02x}{green:02x}{red:02x}")
}

fn geometry(geometry: &Geometry<f64>, out: &mut dyn Write) -> io::Result<()> {
    match geometry {
        Geometry::Point(point) => {
            write!(
                out,
                "<Point><coordinates>{},{}</coordinates></Point>",
                point.x(),
                point.y()
            )
        }
        Geometry::Line(line) => self::line(
            "LineString",
            &LineString::from(vec![line.start, line.end]),
            out,
        ),
        Geometry::LineString(line) => self::line("LineString", line, out),
        Geometry::Polygon(polygon) => self::polygon(polygon, out),
        Geometry::Rect(rect) => self::polygon(&rect.to_polygon(), out),
        Geometry::Triangle(triangle) => self::polygon(&triangle.to_polygon(), out),
        Geometry::MultiPoint(parts) => {
            several(parts.iter().map(|part| Geometry::Point(*part)), out)
        }
        Geometry::MultiLineString(parts) => {
            several(parts.iter().cloned().map(Geometry::LineString), out)
        }
        Geometry::MultiPolygon(parts) => several(parts.iter().cloned().map(Geometry::Polygon), out),
        Geometry::GeometryCollection(parts) => several(parts.iter().cloned(), out),
    }
}

fn several(parts: impl Iterator<Item = Geometry<f64>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<MultiGeometry>")?;
    for part in parts {
        geometry(&part, out)?;
    }
    out.write_all(b"</MultiGeometry>")
}

fn line(name: &str, line: &LineString<f64>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<{name}><coordinates>")?;
    for (at, Coord { x, y }) in line.coords().enumerate() {
        let space = if at == 0 { "" } else { " " };
        write!(out, "{space}{x},{y}")?;
    }
    write!(out, "</coordinates></{name}>")
}

fn polygon(polygon: &Polygon<f64>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<Polygon><outerBoundaryIs>")?;
    line("LinearRing", polygon.exterior(), out)?;
    out.write_all(b"</outerBoundaryIs>")?;
    for hole in polygon.interiors() {
        out.write_all(b"<innerBoundaryIs>")?;
        line("LinearRing", hole, out)?;
        out.write_all(b"</innerBoundaryIs>")?;
    }
    out.write_all(b"</Polygon>")
}

//! `FlatGeobuf` 3, in WGS 84 and without an index, so that features keep their order.
//!
//! The crate's own writer goes through a file on the disk; its types are enough to write without one.

use std::io;

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatgeobuf::{
    Column as Described, ColumnArgs, ColumnType, Crs, CrsArgs, Feature, FeatureArgs,
    Geometry as Shape, GeometryArgs, GeometryType, Header, HeaderArgs,
};
use geo::{Coord, Geometry, LineString, Polygon};
use serde_json::Value;

use super::columns::{ColumnKind, ColumnToWrite, cell, columns};
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::Record;

/// `FlatGeobuf`.
pub(super) const WRITER: Writer = Writer {
    name: "FlatGeobuf",
    endings: &["fgb"],
    write,
    one_by_one: None,
};

/// What a file begins with: "fgb" and the version, twice.
const MAGIC_BYTES: [u8; 8] = *b"fgb\x03fgb\x00";

/// Columns of the layer's name and of the id.
const LAYER: &str = "layer";
const ID: &str = "id";

fn write(layers: &[OutputLayer], out: &mut dyn io::Write) -> io::Result<WriteReport> {
    let records = || layers.iter().flat_map(|layer| layer.records.iter());
    let several = layers.len() > 1;
    let mut taken = vec![ID];
    taken.extend(several.then_some(LAYER));
    let own = columns(records(), &taken);
    let text = |key: &str| ColumnToWrite {
        key: key.to_owned(),
        kind: ColumnKind::Text,
    };
    let mut all: Vec<ColumnToWrite> = taken.into_iter().map(text).collect();
    all.extend(own);
    let name = layers.first().map_or("", |layer| layer.name.as_str());
    out.write_all(&MAGIC_BYTES)?;
    out.write_all(&header(
        if several { "" } else { name },
        &all,
        layers.iter().map(|layer| layer.records.len()).sum(),
    ))?;
    let mut written = WriteReport::default();
    for layer in layers {
        for record in layer.records.iter() {
            out.write_all(&feature(&record, &layer.name, several, &all))?;
            written.count += 1;
        }
    }
    Ok(written)
}

fn header(name: &str, columns: &[ColumnToWrite], count: usize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let described: Vec<WIPOffset<Described<'_>>> = columns
        .iter()
        .map(|column| {
            let args = ColumnArgs {
                name: Some(builder.create_string(&column.key)),
                type_: match column.kind {
                    ColumnKind::Whole => ColumnType::Long,
                    ColumnKind::Real => ColumnType::Double,
                    ColumnKind::Truth => ColumnType::Bool,
                    ColumnKind::Text => ColumnType::String,
                },
                ..ColumnArgs::default()
            };
            Described::create(&mut builder, &args)
        })
        .collect();
    let crs = CrsArgs {
        org: Some(builder.create_string("EPSG")),
        code: 4326,
        name: Some(builder.create_string("WGS 84")),
        ..CrsArgs::default()
    };
    let args = HeaderArgs {
        name: Some(builder.create_string(name)),
        geometry_type: GeometryType::Unknown,
        columns: Some(builder.create_vector(&described)),
        features_count: count as u64,
        index_node_size: 0,
        crs: Some(Crs::create(&mut builder, &crs)),
        ..HeaderArgs::default()
    };
    let header = Header::create(&mut builder, &args);
    builder.finish_size_prefixed(header, None);
    builder.finished_data().to_vec()
}

fn feature(record: &Record, layer: &str, several: bool, columns: &[ColumnToWrite]) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let geometry = record
        .geometry
        .as_ref()
        .map(|geometry| shape(&mut builder, geometry));
    let mut values = Vec::new();
    for (number, column) in (0_u16..).zip(columns) {
        let value = match column.key.as_str() {
            ID if record.id.is_some() => record.id.clone().map(Value::String),
            LAYER if several => Some(Value::from(layer)),
            key => record.properties.get(key).cloned(),
        };
        put(number, column.kind, value.as_ref(), &mut values);
    }
    let args = FeatureArgs {
        geometry,
        properties: Some(builder.create_vector(&values)),
        columns: None,
    };
    let feature = Feature::create(&mut builder, &args);
    builder.finish_size_prefixed(feature, None);
    builder.finished_data().to_vec()
}

/// Appends the number of a column and its value; nothing where there is none.
fn put(column: u16, kind: ColumnKind, value: Option<&Value>, to: &mut Vec<u8>) {
    let value = match value {
        None | Some(Value::Null) => return,
        Some(value) => value,
    };
    let bytes = match kind {
        ColumnKind::Whole => value.as_i64().map(|whole| whole.to_le_bytes().to_vec()),
        ColumnKind::Real => value.as_f64().map(|real| real.to_le_bytes().to_vec()),
        ColumnKind::Truth => value.as_bool().map(|truth| vec![u8::from(truth)]),
        ColumnKind::Text => {
            let text = cell(Some(value));
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            Some([&length.to_le_bytes(), text.as_bytes()].concat())
        }
    };
    if let Some(bytes) = bytes {
        to.extend(column.to_le_bytes());
        to.extend(bytes);
    }
}

type Builder<'b> = FlatBufferBuilder<'b>;

/// A geometry; the parts of a multipolygon or a collection are geometries of their own.
fn shape<'b>(builder: &mut Builder<'b>, geometry: &Geometry<f64>) -> WIPOffset<Shape<'b>> {
    match geometry {
        Geometry::Point(point) => flat(builder, GeometryType::Point, &[&[point.0]]),
        Geometry::MultiPoint(points) => {
            let places: Vec<Coord<f64>> = points.iter().map(|point| point.0).collect();
            flat(builder, GeometryType::MultiPoint, &[&places])
        }
        Geometry::Line(line) => shape(builder, &LineString::from(*line).into()),
        Geometry::LineString(line) => flat(builder, GeometryType::LineString, &[&line.0]),
        Geometry::MultiLineString(lines) => {
            let lines: Vec<&[Coord<f64>]> = lines.iter().map(|line| line.0.as_slice()).collect();
            flat(builder, GeometryType::MultiLineString, &lines)
        }
        Geometry::Polygon(polygon) => area(builder, polygon),
        Geometry::MultiPolygon(areas) => {
            let parts: Vec<_> = areas.iter().map(|it| area(builder, it)).collect();
            whole(builder, GeometryType::MultiPolygon, &parts)
        }
        Geometry::GeometryCollection(parts) => {
            let parts: Vec<_> = parts.iter().map(|it| shape(builder, it)).collect();
            whole(builder, GeometryType::GeometryCollection, &parts)
        }
        Geometry::Rect(rect) => area(builder, &rect.to_polygon()),
        Geometry::Triangle(triangle) => area(builder, &triangle.to_polygon()),
    }
}

fn area<'b>(builder: &mut Builder<'b>, polygon: &Polygon<f64>) -> WIPOffset<Shape<'b>> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let rings: Vec<&[Coord<f64>]> = rings.map(|ring| ring.0.as_slice()).collect();
    flat(builder, GeometryType::Polygon, &rings)
}

/// Positions one after another, and where each of several lists of them ends.
fn flat<'b>(
    builder: &mut Builder<'b>,
    kind: GeometryType,
    lists: &[&[Coord<f64>]],
) -> WIPOffset<Shape<'b>> {
    let numbers: Vec<f64> = lists
        .iter()
        .flat_map(|list| list.iter().flat_map(|at| [at.x, at.y]))
        .collect();
    let mut end = 0;
    let ends: Vec<u32> = lists
        .iter()
        .map(|list| {
            end += list.len();
            u32::try_from(end).unwrap_or(u32::MAX)
        })
        .collect();
    let args = GeometryArgs {
        ends: (lists.len() > 1).then(|| builder.create_vector(&ends)),
        xy: Some(builder.create_vector(&numbers)),
        type_: kind,
        ..GeometryArgs::default()
    };
    Shape::create(builder, &args)
}

fn whole<'b>(
    builder: &mut Builder<'b>,
    kind: GeometryType,
    parts: &[WIPOffset<Shape<'b>>],
) -> WIPOffset<Shape<'b>> {
    let args = GeometryArgs {
        parts: Some(builder.create_vector(parts)),
        type_: kind,
        ..GeometryArgs::default()
    };
    Shape::create(builder, &args)
}

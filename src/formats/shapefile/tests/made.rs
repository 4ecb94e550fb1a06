//! Shapefiles that are made byte by byte, as no library would write them.

use std::collections::BTreeMap;

use geo::Geometry;
use serde_json::Value;

use super::super::super::testing::Collected;
use super::super::super::{Bytes, Companions, Source};
use super::super::{FILE_CODE, FORMAT};

/// Files of one name, by their ending.
#[derive(Debug, Default)]
pub(super) struct Files(pub(super) BTreeMap<&'static str, Vec<u8>>);

impl Companions for Files {
    fn companion(&self, ending: &str) -> Option<&dyn Bytes> {
        self.0.get(ending).map(|bytes| bytes as &dyn Bytes)
    }
}

impl Files {
    /// Shapes with a table of one text column, in WGS 84.
    pub(super) fn new(shapes: &[Vec<u8>], names: &[&[u8]]) -> Self {
        let mut files = Self::default();
        files.set_shapes(shapes);
        let rows: Vec<Vec<&[u8]>> = names.iter().map(|name| vec![*name]).collect();
        files.set("dbf", table(&[("NAME", b'C', 20)], &rows, 0));
        files.set("prj", b"GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]");
        files
    }

    pub(super) fn set(&mut self, ending: &'static str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(ending, bytes.into());
    }

    pub(super) fn set_shapes(&mut self, shapes: &[Vec<u8>]) {
        let (mut records, mut index) = (Vec::new(), Vec::new());
        for (number, shape) in shapes.iter().enumerate() {
            let words = shape.len() as u32 / 2;
            let at = 100 + records.len() as u32;
            index.extend((at / 2).to_be_bytes());
            index.extend(words.to_be_bytes());
            records.extend((number as u32 + 1).to_be_bytes());
            records.extend(words.to_be_bytes());
            records.extend(shape);
        }
        self.set("shp", [header(), records].concat());
        self.set("shx", [header(), index].concat());
    }

    pub(super) fn read(&self) -> Collected {
        let mut collected = Collected::default();
        let bytes = self.0.get("shp").or_else(|| self.0.get("dbf")).unwrap();
        let source = Source {
            name: "posts.shp",
            bytes,
            companions: self,
            given: &crate::formats::NOTHING_GIVEN,
        };
        collected.error = (FORMAT.read)(&source, &mut collected).err();
        collected
    }
}

pub(super) fn header() -> Vec<u8> {
    let mut header = vec![0; 100];
    header[..4].copy_from_slice(&FILE_CODE);
    header
}

pub(super) fn doubles(numbers: &[f64]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

pub(super) fn point_at(x: f64, y: f64) -> Vec<u8> {
    [1u32.to_le_bytes().to_vec(), doubles(&[x, y])].concat()
}

/// A shape of rings or lines.
pub(super) fn parts(kind: u32, parts: &[&[[f64; 2]]]) -> Vec<u8> {
    let mut shape = kind.to_le_bytes().to_vec();
    shape.extend(doubles(&[0.0; 4]));
    shape.extend((parts.len() as u32).to_le_bytes());
    shape.extend((parts.iter().map(|part| part.len()).sum::<usize>() as u32).to_le_bytes());
    let mut start = 0u32;
    for part in parts {
        shape.extend(start.to_le_bytes());
        start += part.len() as u32;
    }
    shape.extend(doubles(&parts.concat().concat()));
    shape
}

/// A dBase table of columns `(name, type, length)`.
pub(super) fn table(columns: &[(&str, u8, u8)], rows: &[Vec<&[u8]>], language: u8) -> Vec<u8> {
    let row_len = 1 + columns
        .iter()
        .map(|column| u16::from(column.2))
        .sum::<u16>();
    let mut bytes = vec![3, 121, 10, 18];
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend((33 + 32 * columns.len() as u16).to_le_bytes());
    bytes.extend(row_len.to_le_bytes());
    bytes.resize(32, 0);
    bytes[29] = language;
    for &(name, kind, len) in columns {
        let mut column = name.as_bytes().to_vec();
        column.resize(32, 0);
        column[11] = kind;
        column[16] = len;
        bytes.extend(column);
    }
    bytes.push(0x0d);
    for row in rows {
        bytes.push(b' ');
        for (value, column) in row.iter().zip(columns) {
            let mut value = value.to_vec();
            value.resize(usize::from(column.2), b' ');
            bytes.extend(value);
        }
    }
    bytes
}

pub(super) fn points(collected: &Collected) -> Vec<(Value, Option<(f64, f64)>)> {
    let place = |geometry: &Geometry<f64>| match geometry {
        Geometry::Point(point) => (point.x(), point.y()),
        other => panic!("{other:?}"),
    };
    let records = collected.records.iter();
    records
        .map(|record| {
            (
                record.properties["NAME"].clone(),
                record.geometry.as_ref().map(place),
            )
        })
        .collect()
}

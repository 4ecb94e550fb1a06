//! One record as bytes, and back.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::formats::{Locator, Record, RecordStyle, Time, wkb};

/// What few records have, as JSON.
#[derive(Serialize, Deserialize)]
struct Rare {
    id: Option<String>,
    name: Option<String>,
    description: Option<String>,
    time: Option<Time>,
    style: Option<RecordStyle>,
}

/// Appends `record` but its layer; `key` numbers the keys of its properties.
pub(super) fn pack(record: &Record, mut key: impl FnMut(&str) -> usize, to: &mut Vec<u8>) {
    let mut geometry = Vec::new();
    if let Some(shape) = &record.geometry {
        wkb::write(shape, &mut geometry);
    }
    put_text(&geometry, to);
    put_locator(&record.locator, to);
    let rare = Rare {
        id: record.id.clone(),
        name: record.name.clone(),
        description: record.description.clone(),
        time: record.time.clone(),
        style: record.style.clone(),
    };
    let plain = record.id.is_none()
        && record.name.is_none()
        && record.description.is_none()
        && record.time.is_none()
        && record.style.is_none();
    let rare = if plain {
        Vec::new()
    } else {
        // Texts and finite numbers are always JSON.
        serde_json::to_vec(&rare).unwrap_or_default()
    };
    put_text(&rare, to);
    for (name, value) in &record.properties {
        put_number(key(name) as u64, to);
        put_value(value, to);
    }
}

/// The record that `bytes` are, in the first layer.
pub(super) fn unpack(bytes: &[u8], keys: &[String]) -> io::Result<Record> {
    let mut record = unpack_unplaced(bytes, keys)?;
    let mut rest = bytes;
    let geometry = take_text(&mut rest)?;
    if !geometry.is_empty() {
        record.geometry = wkb::read(geometry).ok();
    }
    Ok(record)
}

/// The same without its geometry.
pub(super) fn unpack_unplaced(bytes: &[u8], keys: &[String]) -> io::Result<Record> {
    let mut rest = bytes;
    take_text(&mut rest)?;
    let locator = take_locator(&mut rest)?;
    let rare = take_text(&mut rest)?;
    let mut record = Record {
        locator,
        ..Record::default()
    };
    if !rare.is_empty() {
        let rare: Rare = serde_json::from_slice(rare)?;
        record.id = rare.id;
        record.name = rare.name;
        record.description = rare.description;
        record.time = rare.time;
        record.style = rare.style;
    }
    let mut properties = Map::new();
    while !rest.is_empty() {
        let key = take_number(&mut rest)? as usize;
        let key = keys.get(key).ok_or(io::ErrorKind::InvalidData)?;
        properties.insert(key.clone(), take_value(&mut rest)?);
    }
    record.properties = properties;
    Ok(record)
}

/// Kinds of values.
const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const TEXT: u8 = 3;
const JSON: u8 = 4;

fn put_value(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Null => to.push(NULL),
        Value::Bool(false) => to.push(FALSE),
        Value::Bool(true) => to.push(TRUE),
        Value::String(text) => {
            to.push(TEXT);
            put_text(text.as_bytes(), to);
        }
        other => {
            to.push(JSON);
            put_text(other.to_string().as_bytes(), to);
        }
    }
}

fn take_value(from: &mut &[u8]) -> io::Result<Value> {
    Ok(match take_byte(from)? {
        NULL => Value::Null,
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        TEXT => {
            let text = str::from_utf8(take_text(from)?);
            Value::String(text.map_err(|_| io::ErrorKind::InvalidData)?.to_owned())
        }
        _ => serde_json::from_slice(take_text(from)?)?,
    })
}

fn put_locator(locator: &Locator, to: &mut Vec<u8>) {
    match *locator {
        Locator::Unknown => to.push(0),
        Locator::Text { line, column, byte } => {
            to.push(1);
            put_number(line.into(), to);
            put_number(column.into(), to);
            put_number(byte, to);
        }
        Locator::Row { row, line } => {
            to.push(if line.is_some() { 3 } else { 2 });
            put_number(row, to);
            if let Some(line) = line {
                put_number(line.into(), to);
            }
        }
        Locator::RowId { rowid } => {
            to.push(4);
            put_number(rowid.cast_unsigned(), to);
        }
    }
}

fn take_locator(from: &mut &[u8]) -> io::Result<Locator> {
    Ok(match take_byte(from)? {
        1 => Locator::Text {
            line: take_number(from)? as u32,
            column: take_number(from)? as u32,
            byte: take_number(from)?,
        },
        2 => Locator::Row {
            row: take_number(from)?,
            line: None,
        },
        3 => Locator::Row {
            row: take_number(from)?,
            line: Some(take_number(from)? as u32),
        },
        4 => Locator::RowId {
            rowid: take_number(from)?.cast_signed(),
        },
        _ => Locator::Unknown,
    })
}

/// Bytes with their length before them.
pub(super) fn put_text(bytes: &[u8], to: &mut Vec<u8>) {
    put_number(bytes.len() as u64, to);
    to.extend_from_slice(bytes);
}

pub(super) fn take_text<'b>(from: &mut &'b [u8]) -> io::Result<&'b [u8]> {
    let length = usize::try_from(take_number(from)?).unwrap_or(usize::MAX);
    let (taken, rest) = from
        .split_at_checked(length)
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    *from = rest;
    Ok(taken)
}

/// A number in groups of seven bits, the lowest first; the highest bit says that more follow.
fn put_number(mut number: u64, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

fn take_number(from: &mut &[u8]) -> io::Result<u64> {
    let mut number = 0;
    for group in 0..10 {
        let byte = take_byte(from)?;
        number |= u64::from(byte & 0x7F) << (7 * group);
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

fn take_byte(from: &mut &[u8]) -> io::Result<u8> {
    let (first, rest) = from.split_first().ok_or(io::ErrorKind::UnexpectedEof)?;
    *from = rest;
    Ok(*first)
}

#[cfg(test)]
mod tests {
    use geo::{Geometry, LineString, MultiPoint, Point, polygon};
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::{Packed, Packer};
    use super::*;
    use crate::formats::{Colour, LayerNo};

    fn geometries() -> impl Strategy<Value = Option<Geometry<f64>>> {
        let at = || (-180.0..180.0, -90.0..90.0);
        let places = || prop::collection::vec(at(), 2..5);
        prop_oneof![
            Just(None),
            at().prop_map(|at| Some(Point::from(at).into())),
            places().prop_map(|line| Some(LineString::from(line).into())),
            places().prop_map(|points| Some(MultiPoint::from(points).into())),
            Just(Some(
                polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 0.0)]
                    .into()
            )),
        ]
    }

    prop_compose! {
        fn records()(
            geometry in geometries(),
            layer in 0_u16..3,
            id in prop::option::of(".{0,8}"),
            row in any::<u64>(),
            line in prop::option::of(any::<u32>()),
            rowid in any::<i64>(),
            by_row in any::<bool>(),
            styled in any::<bool>(),
            texts in prop::collection::btree_map("[a-e]{1,2}", ".{0,12}", 0..5),
        ) -> Record {
            let mut properties: Map<String, Value> =
                texts.into_iter().map(|(key, text)| (key, text.into())).collect();
            properties.insert("list".to_owned(), json!([1, null, {"a": -2.5}]));
            properties.insert("flag".to_owned(), json!(styled));
            properties.insert("none".to_owned(), Value::Null);
            Record {
                layer: LayerNo(layer),
                id,
                time: styled.then(|| Time { begin: Some("2021".into()), end: None }),
                style: styled.then(|| RecordStyle {
                    fill: Some(Colour { rgba: [1, 2, 3, 4] }),
                    width_px: Some(1.5),
                    ..RecordStyle::default()
                }),
                geometry,
                properties,
                locator: if by_row { Locator::Row { row, line } } else { Locator::RowId { rowid } },
                ..Record::default()
            }
        }
    }

    proptest! {
        #[test]
        fn records_come_back_as_they_were(records in prop::collection::vec(records(), 1..40)) {
            let mut packer = Packer::default();
            let numbers: Vec<u64> =
                records.iter().map(|record| packer.add(record).unwrap()).collect();
            let packed: Packed = packer.finish().unwrap();
            for (record, number) in records.iter().zip(numbers) {
                prop_assert_eq!(&packed.record(number).unwrap(), record);
            }
            let mut count = 0;
            for block in 0..packed.blocks.len() {
                packed.each_unplaced(block, |_, record| {
                    assert_eq!(record.geometry, None);
                    count += 1;
                }).unwrap();
            }
            prop_assert_eq!(count, records.len());
        }
    }

    #[test]
    fn many_records_fall_into_several_blocks() {
        let mut packer = Packer::default();
        let record = |row: u64| Record {
            properties: json!({"name": format!("Post {row}"), "note": "x".repeat(100)})
                .as_object()
                .cloned()
                .unwrap_or_default(),
            locator: Locator::Row { row, line: None },
            ..Record::default()
        };
        let numbers: Vec<u64> = (0..5_000)
            .map(|row| packer.add(&record(row)).unwrap())
            .collect();
        let all = packer.finish().unwrap();
        assert!(all.blocks.len() > 5 && all.len() < 100_000, "{}", all.len());
        for row in [0, 1, 2_500, 4_999] {
            assert_eq!(all.record(numbers[row as usize]).unwrap(), record(row));
        }
        assert!(all.record(u64::MAX).is_err());
    }
}

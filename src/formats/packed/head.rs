//! What a record is besides its properties and its geometry, as bytes, and back.

use std::io;

use serde::{Deserialize, Serialize};

use crate::formats::{Locator, Record, RecordStyle, Time};

/// What few records have, as JSON.
#[derive(Serialize, Deserialize)]
struct Rare {
    id: Option<String>,
    name: Option<String>,
    description: Option<String>,
    time: Option<Time>,
    style: Option<RecordStyle>,
}

/// Appends where `record` stands, and what few records have; says whether this one has any of it.
pub(super) fn pack(record: &Record, to: &mut Vec<u8>) -> bool {
    put_locator(&record.locator, to);
    let plain = record.id.is_none()
        && record.name.is_none()
        && record.description.is_none()
        && record.time.is_none()
        && record.style.is_none();
    if plain {
        return false;
    }
    let rare = Rare {
        id: record.id.clone(),
        name: record.name.clone(),
        description: record.description.clone(),
        time: record.time.clone(),
        style: record.style.clone(),
    };
    // Texts and finite numbers are always JSON.
    to.extend_from_slice(&serde_json::to_vec(&rare).unwrap_or_default());
    true
}

/// The record that `bytes` are the head of, in the first layer, without properties or geometry.
pub(super) fn unpack(bytes: &[u8]) -> io::Result<Record> {
    let mut rest = bytes;
    let mut record = Record {
        locator: take_locator(&mut rest)?,
        ..Record::default()
    };
    if !rest.is_empty() {
        let rare: Rare = serde_json::from_slice(rest)?;
        record.id = rare.id;
        record.name = rare.name;
        record.description = rare.description;
        record.time = rare.time;
        record.style = rare.style;
    }
    Ok(record)
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

//! Coordinates (RFC 7946, section 3.1) straight into columns.

use super::rows::RowsRead;
use crate::atlas::table::{PartKind, TablePoint};
use crate::formats::json::{Scanned, Scanner, Stop};

/// Digits behind the point that a [`TablePoint`] keeps.
const DECIMALS: u32 = 7;

/// Positions of a ring: three corners and the first again (RFC 7946, section 3.1.6).
const FEWEST_IN_RING: usize = 4;

/// Powers of ten up to the digits that a [`TablePoint`] keeps.
const POWERS: [i64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// What the coordinates of one geometry were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Drawn {
    /// The place, where it is a single one.
    pub(super) anchor: Option<TablePoint>,
    /// Rings whose last position was not the first.
    pub(super) closed_rings: u32,
}

/// Reads the coordinates of a geometry of the type `kind` into the parts of the next row. What it
/// leaves in `rows` where it stops short is the caller's to take back.
pub(super) fn read(scanner: &mut Scanner<'_>, kind: &[u8], rows: &mut RowsRead) -> Scanned<Drawn> {
    let first = rows.places.len();
    let mut drawn = Drawn::default();
    match kind {
        b"Point" => drawn.anchor = Some(position(scanner)?),
        b"MultiPoint" => {
            rows.begin_part(PartKind::Points);
            each(scanner, |scanner| {
                rows.places.push(position(scanner)?);
                Ok(())
            })?;
            if rows.places.len() < first + 2 {
                drawn.anchor = rows.places.get(first).copied();
                rows.places.truncate(first);
                rows.parts.pop();
            }
        }
        b"LineString" => line(scanner, rows)?,
        b"MultiLineString" => each(scanner, |scanner| line(scanner, rows))?,
        b"Polygon" => polygon(scanner, rows, &mut drawn)?,
        b"MultiPolygon" => each(scanner, |scanner| polygon(scanner, rows, &mut drawn))?,
        _ => return Err(Stop::Odd),
    }
    Ok(drawn)
}

/// Reads each item of a list.
fn each<'a>(
    scanner: &mut Scanner<'a>,
    mut item: impl FnMut(&mut Scanner<'a>) -> Scanned<()>,
) -> Scanned<()> {
    scanner.pass(b'[')?;
    scanner.space();
    if scanner.passed(b']')? {
        return Ok(());
    }
    loop {
        item(scanner)?;
        if scanner.closed(b']')? {
            return Ok(());
        }
    }
}

/// Reads a line.
fn line(scanner: &mut Scanner<'_>, rows: &mut RowsRead) -> Scanned<()> {
    rows.begin_part(PartKind::Line);
    let begin = rows.places.len();
    each(scanner, |scanner| {
        rows.places.push(position(scanner)?);
        Ok(())
    })?;
    let count = rows.places.len() - begin;
    if count < 2 {
        return Err(Stop::Odd);
    }
    Ok(())
}

fn polygon(scanner: &mut Scanner<'_>, rows: &mut RowsRead, drawn: &mut Drawn) -> Scanned<()> {
    let mut kind = PartKind::Outer;
    each(scanner, |scanner| {
        rows.begin_part(kind);
        kind = PartKind::Hole;
        let begin = rows.places.len();
        each(scanner, |scanner| {
            rows.places.push(position(scanner)?);
            Ok(())
        })?;
        let first = *rows.places.get(begin).ok_or(Stop::Odd)?;
        if rows.places.last() != Some(&first) {
            rows.places.push(first);
            drawn.closed_rings += 1;
        }
        let ring = &rows.places[begin..];
        if ring.len() < FEWEST_IN_RING {
            return Err(Stop::Odd);
        }
        Ok(())
    })?;
    if kind == PartKind::Outer {
        return Err(Stop::Odd);
    }
    Ok(())
}

/// Reads a position; what follows longitude and latitude must be numbers, and is passed over.
#[inline]
fn position(scanner: &mut Scanner<'_>) -> Scanned<TablePoint> {
    scanner.pass(b'[')?;
    scanner.space();
    let lon_e7 = degrees_e7(scanner, 180)?;
    if scanner.closed(b']')? {
        return Err(Stop::Odd);
    }
    let lat_e7 = degrees_e7(scanner, 90)?;
    while !scanner.closed(b']')? {
        scanner.number()?;
    }
    Ok(TablePoint { lon_e7, lat_e7 })
}

/// Reads a number of degrees within ±`limit`, rounded to the nearest ten-millionth as it is written:
/// no binary fraction comes between. Beyond `limit` it is odd.
#[inline]
fn degrees_e7(scanner: &mut Scanner<'_>, limit: i64) -> Scanned<i32> {
    let begin = scanner.at;
    let negative = scanner.passed(b'-')?;
    let digits_begin = scanner.at;
    let (mut number, mut byte) = (0_i64, scanner.peek()?);
    while byte.is_ascii_digit() {
        number = number * 10 + i64::from(byte - b'0');
        scanner.at += 1;
        if scanner.at - digits_begin > 3 {
            return Err(Stop::Odd);
        }
        byte = scanner.peek()?;
    }
    let digits = scanner.at - digits_begin;
    if digits == 0 || (digits > 1 && scanner.bytes[digits_begin] == b'0') {
        return Err(Stop::Odd);
    }
    let mut decimals = 0;
    let (mut more, mut up) = (false, false);
    if byte == b'.' {
        scanner.at += 1;
        let point = scanner.at;
        byte = scanner.peek()?;
        while byte.is_ascii_digit() {
            if decimals < DECIMALS {
                number = number * 10 + i64::from(byte - b'0');
                decimals += 1;
            } else {
                up |= byte >= b'5' && scanner.at == point + DECIMALS as usize;
                more |= byte != b'0';
            }
            scanner.at += 1;
            byte = scanner.peek()?;
        }
        if scanner.at == point {
            return Err(Stop::Odd);
        }
    }
    if matches!(byte, b'e' | b'E') {
        scanner.at = begin;
        return with_exponent(scanner, limit);
    }
    let whole = number * POWERS[(DECIMALS - decimals) as usize];
    let limit_e7 = limit * POWERS[DECIMALS as usize];
    if whole > limit_e7 || (whole == limit_e7 && more) {
        return Err(Stop::Odd);
    }
    let whole = whole + i64::from(up);
    Ok(if negative { -whole } else { whole } as i32)
}

/// The same for a number with an exponent, such as the 1.2e-7 that some programs write near the equator.
#[cold]
fn with_exponent(scanner: &mut Scanner<'_>, limit: i64) -> Scanned<i32> {
    let begin = scanner.at;
    scanner.number()?;
    let text = str::from_utf8(scanner.slice((begin, scanner.at))).map_err(|_| Stop::Odd)?;
    let degrees: f64 = text.parse().map_err(|_| Stop::Odd)?;
    if degrees.abs() > limit as f64 {
        return Err(Stop::Odd);
    }
    Ok((degrees * POWERS[DECIMALS as usize] as f64).round() as i32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn degrees(text: &str) -> Scanned<i32> {
        let text = format!("{text}]");
        degrees_e7(&mut Scanner::new(text.as_bytes(), 0), 180)
    }

    #[test]
    fn degrees_are_rounded_as_they_are_written() {
        for (text, e7) in [
            ("0", 0),
            ("-0.0", 0),
            ("180", 1_800_000_000),
            ("-180.0000000", -1_800_000_000),
            ("74.59", 745_900_000),
            ("74.59000004", 745_900_000),
            ("74.59000005", 745_900_001),
            ("-74.5900000499", -745_900_000),
            ("1.2e-7", 1),
            ("1.5E2", 1_500_000_000),
        ] {
            assert_eq!(degrees(text), Ok(e7), "{text}");
        }
        for text in [
            "180.00000001",
            "181",
            "007",
            "-",
            ".5",
            "1.",
            "1e999",
            "\"1\"",
            "null",
        ] {
            assert_eq!(degrees(text), Err(Stop::Odd), "{text}");
        }
    }

    proptest! {
        #[test]
        fn degrees_agree_with_the_binary_fraction(degrees_deg in -180.0..=180.0_f64) {
            let read = degrees(&degrees_deg.to_string()).unwrap();
            prop_assert!((f64::from(read) - degrees_deg * 1e7).abs() <= 0.500_001);
        }
    }
}

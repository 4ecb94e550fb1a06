//! One feature's object, in one pass and without a tree of values.

use super::coordinates::{self, Drawn};
use super::rows::RowsRead;
use super::slots::{self, Slots};
use crate::formats::json::{ByteSpan, Scanned, Scanner, Stop};

/// The parts of a feature that do not go straight into columns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) drawn: Drawn,
    /// Where its `id` stands, where it has one that is not null.
    pub(super) id: Option<ByteSpan>,
}

/// Reads a feature; its shape goes into the parts of the next row, its properties into `slots`.
///
/// Whatever the small reader would report is odd here, but rings that are not closed and bad ids.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    slots: &mut Slots<'_>,
    rows: &mut RowsRead,
) -> Scanned<Found> {
    let mut found = Found::default();
    let (mut typed, mut drawn, mut described, mut named) = (false, false, false, false);
    slots.clear();
    scanner.pass(b'{')?;
    scanner.space();
    loop {
        match scanner.key()? {
            b"type" if !typed => {
                let kind = scanner.string()?;
                typed = scanner.slice(kind) == b"Feature";
                if !typed {
                    return Err(Stop::Odd);
                }
            }
            b"properties" if !described => {
                described = true;
                if scanner.peek()? == b'{' {
                    slots::read(scanner, slots)?;
                } else {
                    null(scanner)?;
                }
            }
            b"geometry" if !drawn => {
                drawn = true;
                if scanner.peek()? == b'{' {
                    found.drawn = geometry(scanner, rows)?;
                } else {
                    null(scanner)?;
                }
            }
            b"id" if !named => {
                named = true;
                let id = scanner.value()?;
                found.id = (scanner.slice(id) != b"null").then_some(id);
            }
            key if key.contains(&b'\\') => return Err(Stop::Odd),
            _ => {
                scanner.value()?;
            }
        }
        if scanner.closed(b'}')? {
            return if typed { Ok(found) } else { Err(Stop::Odd) };
        }
    }
}

fn null(scanner: &mut Scanner<'_>) -> Scanned<()> {
    let value = scanner.value()?;
    (scanner.slice(value) == b"null")
        .then_some(())
        .ok_or(Stop::Odd)
}

/// Reads a geometry. A collection is odd: it is rare, and its parts must be put in order.
fn geometry(scanner: &mut Scanner<'_>, rows: &mut RowsRead) -> Scanned<Drawn> {
    let (mut kind, mut passed, mut drawn) = (None, None, None);
    scanner.pass(b'{')?;
    scanner.space();
    loop {
        match scanner.key()? {
            b"type" if kind.is_none() => {
                let text = scanner.string()?;
                kind = Some(scanner.slice(text));
            }
            b"coordinates" if passed.is_none() => {
                passed = Some(scanner.at);
                match kind {
                    Some(kind) => drawn = Some(coordinates::read(scanner, kind, rows)?),
                    None => drop(scanner.value()?),
                }
            }
            key if key.contains(&b'\\') => return Err(Stop::Odd),
            _ => {
                scanner.value()?;
            }
        }
        if scanner.closed(b'}')? {
            break;
        }
    }
    // The coordinates stood before the type that says how to read them.
    match (drawn, passed, kind) {
        (Some(drawn), ..) => Ok(drawn),
        (None, Some(at), Some(kind)) => {
            coordinates::read(&mut Scanner::new(scanner.bytes, at), kind, rows)
        }
        _ => Err(Stop::Odd),
    }
}

//! FlatGeobuf, version 3 (<https://github.com/flatgeobuf/flatgeobuf/tree/master/src/fbs>).
//!
//! The crate `flatgeobuf` checks and decodes headers and features; the walk over them, their
//! geometries and their properties are our own, since the crate's panic on lengths that a damaged
//! file makes up.

mod geometry;
mod properties;
mod read;
#[cfg(test)]
mod tests;

use super::{Format, Gift, Head, Recognition};

/// FlatGeobuf.
pub(super) static FORMAT: Format = Format {
    name: "FlatGeobuf",
    endings: &["fgb"],
    recognise,
    read: read::read,
    takes: &[Gift::Crs],
};

/// What every file begins with, and has again after a byte for the version.
const MAGIC: &[u8] = b"fgb";

fn recognise(head: &Head<'_>) -> Recognition {
    let begins = head.bytes.starts_with(MAGIC);
    let repeats = head.bytes.get(4..7) == Some(MAGIC);
    if begins && (repeats || head.ending() == "fgb") {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

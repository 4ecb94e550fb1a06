//! GeoPackage (OGC 12-128r19): a database of `SQLite` with layers of features.
//!
//! The database is read from bytes in memory and never written; what its `-wal` file holds is applied
//! on the way there, since `SQLite` itself would need the disk for it.

mod catalogue;
mod database;
mod geometry;
mod read;
#[cfg(test)]
mod tests;
mod wal;

use super::{Format, Gift, Head, Recognition};

/// GeoPackage.
pub(super) static FORMAT: Format = Format {
    name: "GeoPackage",
    endings: &["gpkg"],
    recognise,
    read: read::read,
    takes: &[Gift::Crs],
};

/// Byte at which a database says whose it is, and what GeoPackage and its first drafts say there.
const APPLICATION_ID: std::ops::Range<usize> = 68..72;
const APPLICATION_IDS: [&[u8; 4]; 3] = [b"GPKG", b"GP10", b"GP11"];

fn recognise(head: &Head<'_>) -> Recognition {
    if !head.bytes.starts_with(database::MAGIC) {
        return Recognition::No;
    }
    let id = head.bytes.get(APPLICATION_ID).unwrap_or_default();
    if APPLICATION_IDS.iter().any(|known| id == *known) || head.ending() == "gpkg" {
        return Recognition::Certain;
    }
    Recognition::Likely
}

//! Esri shapefiles: `.shp` with its `.dbf`, `.shx`, `.prj` and `.cpg` (ESRI White Paper J-7855, 1998).
//!
//! The reader is our own. The crates `shapefile` and `dbase` stop at the first damaged record, blank
//! date or overflowing number, know no encoding but the one they are told, and read no attributes of
//! a file whose `.shx` is missing; each of that is common in files that people send.

mod attributes;
mod dbf;
mod encoding;
mod field;
mod offsets;
mod read;
mod rings;
mod shape;
mod system;
#[cfg(test)]
mod tests;

use super::{Format, Gift, Head, Recognition};

/// Shapefiles. A `.dbf` alone is a table without places.
pub(super) static FORMAT: Format = Format {
    name: "Shapefile",
    endings: &["shp", "dbf"],
    recognise,
    read: read::read,
    takes: &[Gift::Encoding, Gift::Crs],
};

/// The code that every `.shp` begins with, big-endian.
const FILE_CODE: [u8; 4] = 9994u32.to_be_bytes();

fn recognise(head: &Head<'_>) -> Recognition {
    if head.bytes.starts_with(&FILE_CODE) && head.ending() != "shx" {
        return Recognition::Certain;
    }
    if head.ending() == "dbf" && dbf::Header::read(head.bytes).is_some() {
        return Recognition::Certain;
    }
    Recognition::No
}

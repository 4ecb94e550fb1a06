//! The header that a geometry has in a GeoPackage (OGC 12-128r19, section 2.1.3).

use geo::Geometry;

use super::super::wkb::{self, BadWkb};

/// Bytes of the header before the envelope.
const HEADER: usize = 8;

/// Reads a geometry; `None` where its header says that it is empty.
pub(super) fn read(blob: &[u8]) -> Result<Option<Geometry<f64>>, BadWkb> {
    let Some([b'G', b'P', _, flags, ..]) = blob.first_chunk::<HEADER>() else {
        // Some programs write well-known binary without the header.
        return wkb::read(blob).map(Some);
    };
    if flags & 0x10 != 0 {
        return Ok(None);
    }
    let envelope = match (flags >> 1) & 0x07 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(BadWkb::Order),
    };
    let body = blob.get(HEADER + envelope..).ok_or(BadWkb::Short)?;
    wkb::read(body).map(Some)
}

//! GeoParquet, versions 0.4 to 1.1 (<https://geoparquet.org/releases/v1.1.0/>), and Parquet files that
//! hold geometries without its metadata.

mod flat;
mod geometry;
mod metadata;
mod read;
mod rows;
#[cfg(test)]
mod tests;
mod value;

use super::{Format, Gift, Head, Recognition};

/// GeoParquet.
pub(super) static FORMAT: Format = Format {
    name: "GeoParquet",
    endings: &["parquet", "geoparquet", "pq"],
    recognise,
    read: read::read,
    takes: &[Gift::Crs],
};

/// What every Parquet file begins and ends with.
const MAGIC: &[u8; 4] = b"PAR1";

fn recognise(head: &Head<'_>) -> Recognition {
    if head.bytes.starts_with(MAGIC) {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

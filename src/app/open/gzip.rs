//! A single file, packed by gzip.

use std::io::{BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

/// What every file packed by gzip begins with (RFC 1952, section 2.3.1).
pub(super) const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// What the packed bytes of `from` stand for.
pub(super) fn unpacked<R: Read>(from: R) -> MultiGzDecoder<BufReader<R>> {
    MultiGzDecoder::new(BufReader::new(from))
}

/// The name of what is packed: that of the archive without its last ending.
pub(super) fn unpacked_name(path: &Path) -> String {
    let packed = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("gz") || ending.eq_ignore_ascii_case("gzip")
    });
    let name = if packed {
        path.file_stem()
    } else {
        path.file_name()
    };
    name.unwrap_or_default()
        .to_string_lossy()
        .replace([':', '\\'], "_")
}

//! A single file, packed by gzip.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::loading::{Dense, Loading, belongs};
use super::{OpenError, not_readable};

/// What every file packed by gzip begins with (RFC 1952, section 2.3.1).
pub(super) const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The name of what is packed in a file of this name, where that is one of those that a dossier is made of.
pub(super) fn inner_name(name: &str) -> Option<&str> {
    let (inner, ending) = name.rsplit_once('.')?;
    let known = matches!(ending.to_ascii_lowercase().as_str(), "gz" | "gzip");
    Some(inner).filter(|inner| known && belongs(inner))
}

/// What the packed bytes of `from` stand for.
pub(super) fn unpacked<R: Read>(from: R) -> MultiGzDecoder<BufReader<R>> {
    MultiGzDecoder::new(BufReader::new(from))
}

/// Takes the file that is packed in the one at the root.
pub(super) fn read(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let path = loading.root;
    let file = File::open(path).map_err(|source| not_readable(path, source))?;
    let packed = file.metadata().map_or(0, |metadata| metadata.len());
    let unpacked = Dense::new(self::unpacked(file), packed);
    let taken = loading.take(&unpacked_name(path), unpacked);
    taken.map_err(|error| match error {
        OpenError::NotReadable { source, .. } => OpenError::BadGzip {
            path: path.to_owned(),
            source,
        },
        other => other,
    })
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

//! What a dossier may have at most.

/// Bytes of all its files, unpacked: a small archive can hold a file that fills the memory. Large layers
/// on the disk do not count.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// Bytes of an article or a manifest.
pub(super) const MOST_TEXT_BYTES: u64 = 8 << 20;

/// Files.
pub(super) const MOST_FILES: usize = 10_000;

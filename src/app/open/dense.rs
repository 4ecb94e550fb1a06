//! Unpacked bytes, read no further than the packed ones make likely.

use std::io::{self, Read};

/// How many times its packed size a file may have when it is unpacked. Text packs to a twentieth, and
/// a long run of one letter to a thousandth.
pub(super) const MOST_RATIO: u64 = 250;

/// Unpacked bytes up to which any ratio is taken: a small file of blanks does no harm.
const ANY_RATIO_BYTES: u64 = 16 << 20;

/// Unpacked bytes, which end with an error where they are out of proportion to the packed ones.
pub(super) struct Dense<R> {
    from: R,
    packed: u64,
    unpacked: u64,
}

impl<R> Dense<R> {
    /// What `from` gives, unpacked from so many bytes.
    pub(super) fn new(from: R, packed: u64) -> Self {
        Self {
            from,
            packed,
            unpacked: 0,
        }
    }
}

impl<R: Read> Read for Dense<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.unpacked += count as u64;
        if self.unpacked > ANY_RATIO_BYTES && self.unpacked / MOST_RATIO > self.packed {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(count)
    }
}

//! Where the records of a `.shp` lie.

use std::io;

use super::super::window::SourceWindow;
use super::super::{Bytes, Source};

/// Bytes of the header of `.shp` and `.shx`.
pub(super) const HEADER: u64 = 100;

/// Walks over the records: by the `.shx` where there is a sound one, else from one to the next.
pub(super) struct Offsets<'s> {
    index: Option<SourceWindow<'s>>,
    count: u64,
    next: u64,
    number: u64,
}

impl<'s> Offsets<'s> {
    /// The records of a shapefile.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn new(source: &Source<'s>) -> io::Result<Self> {
        let mut walk = Self {
            index: None,
            count: 0,
            next: HEADER,
            number: 0,
        };
        let Some(shx) = source.companions.companion("shx") else {
            return Ok(walk);
        };
        let count = shx.len().saturating_sub(HEADER) / 8;
        let mut index = SourceWindow::new(shx);
        if is_sound(&mut index, count, source.bytes)? {
            walk.index = Some(index);
            walk.count = count;
        }
        Ok(walk)
    }

    /// Offset of the next record's header within `shapes`; `None` after the last. Where the index points
    /// at another record, or ends too early, the records are found one behind the other from there on.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn next(&mut self, shapes: &mut SourceWindow<'_>) -> io::Result<Option<u64>> {
        let Some(index) = &mut self.index else {
            return Ok(Some(self.next));
        };
        let entry = if self.number == self.count {
            None
        } else {
            index.get(HEADER + 8 * self.number, 8)?
        };
        let indexed = entry.map(|entry| 2 * u64::from(be32(entry)));
        self.number += 1;
        let number = self.number;
        if indexed == Some(self.next)
            || matches!(indexed, Some(at) if is_record(shapes, at, number)?)
            || !is_record(shapes, self.next, number)?
        {
            return Ok(indexed);
        }
        self.index = None;
        Ok(Some(self.next))
    }

    /// Says that the record just read ends at `offset`.
    pub(super) fn ended_at(&mut self, offset: u64) {
        self.next = offset;
    }

    /// Whether the records after a damaged one can still be found.
    pub(super) fn can_skip(&self) -> bool {
        self.index.is_some()
    }
}

/// Whether the record with this number, from 1, begins at `offset`.
fn is_record(shapes: &mut SourceWindow<'_>, offset: u64, number: u64) -> io::Result<bool> {
    let header = shapes.get(offset, 8)?;
    Ok(header.is_some_and(|header| u64::from(be32(header)) == number))
}

/// Whether an index points at records: its first and last entry lie within the file and agree with
/// the lengths that stand there.
fn is_sound(index: &mut SourceWindow<'_>, count: u64, shapes: &dyn Bytes) -> io::Result<bool> {
    if count == 0 {
        return Ok(false);
    }
    let mut shapes = SourceWindow::new(shapes);
    for number in [0, count - 1] {
        let Some(entry) = index.get(HEADER + 8 * number, 8)? else {
            return Ok(false);
        };
        let (at, words) = (2 * u64::from(be32(entry)), be32(&entry[4..]));
        match shapes.get(at, 8)? {
            Some(header) if be32(&header[4..]) == words => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// The big-endian number at the start of `bytes`, which has four at least.
pub(super) fn be32(bytes: &[u8]) -> u32 {
    bytes
        .first_chunk()
        .map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

//! Pieces of a source read one after another, each borrowed: from memory, or through one buffer.

use std::io;

use super::Bytes;

/// Bytes read ahead at a time.
const READ_AHEAD: usize = 1 << 20;

/// A buffered view of a source for readers that go through it mostly forward.
pub(super) struct SourceWindow<'s> {
    bytes: &'s dyn Bytes,
    buffer: Vec<u8>,
    begin: u64,
}

impl<'s> SourceWindow<'s> {
    /// A view of `bytes`.
    pub(super) fn new(bytes: &'s dyn Bytes) -> Self {
        Self {
            bytes,
            buffer: Vec::new(),
            begin: 0,
        }
    }

    /// The `len` bytes from `offset` on; `None` where the source ends before that.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn get(&mut self, offset: u64, len: usize) -> io::Result<Option<&[u8]>> {
        let end = offset
            .checked_add(len as u64)
            .filter(|&end| end <= self.bytes.len());
        let Some(end) = end else {
            return Ok(None);
        };
        if let Some(all) = self.bytes.in_memory() {
            return Ok(all.get(offset as usize..end as usize));
        }
        if offset < self.begin || end > self.begin + self.buffer.len() as u64 {
            let wanted = (self.bytes.len() - offset).min(len.max(READ_AHEAD) as u64);
            self.buffer.resize(wanted as usize, 0);
            self.begin = offset;
            let mut filled = 0;
            while filled < self.buffer.len() {
                match self
                    .bytes
                    .read_at(offset + filled as u64, &mut self.buffer[filled..])?
                {
                    0 => break,
                    count => filled += count,
                }
            }
            self.buffer.truncate(filled);
        }
        let from = (offset - self.begin) as usize;
        Ok(self.buffer.get(from..from + len))
    }
}

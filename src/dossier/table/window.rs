//! A stretch of a file in memory, that can grow.

use std::io;

use crate::atlas::table::Backing;

/// Bytes in front of a stretch that are read with it, to see what its first bytes follow on.
const BEFORE: u64 = 64;

/// A stretch of a file in memory. Bytes that are not UTF-8 stand in it as `?`.
#[derive(Debug)]
pub(super) struct TextWindow<'b> {
    backing: &'b dyn Backing,
    /// Byte of the file at which it begins.
    offset: u64,
    bytes: Vec<u8>,
    /// How many of `bytes` are known to be UTF-8.
    checked: usize,
    at_end: bool,
    /// The first byte that is no UTF-8.
    pub(super) no_text: Option<u64>,
}

impl<'b> TextWindow<'b> {
    pub(super) fn new(backing: &'b dyn Backing) -> Self {
        Self {
            backing,
            offset: 0,
            bytes: Vec::new(),
            checked: 0,
            at_end: false,
            no_text: None,
        }
    }

    /// Reads `length` bytes from `from` on, fewer at the end of the file, and some before; gives
    /// the bytes from `from` on as they stand in the file to `raw`.
    pub(super) fn load(
        &mut self,
        from: u64,
        length: usize,
        raw: impl FnOnce(&[u8]),
    ) -> io::Result<()> {
        self.offset = from.saturating_sub(BEFORE);
        self.bytes.clear();
        (self.checked, self.at_end, self.no_text) = (0, false, None);
        let before = (from - self.offset) as usize;
        self.read(before + length)?;
        raw(self.bytes.get(before..).unwrap_or_default());
        // What a character has left over from before belongs to those who read it whole.
        let rest = self.bytes.iter().take(3).take_while(|&&b| b & 0xC0 == 0x80);
        let rest = if self.offset > 0 { rest.count() } else { 0 };
        self.bytes[..rest].fill(b'?');
        self.check();
        Ok(())
    }

    /// Reads as many bytes again as it has.
    pub(super) fn grow(&mut self) -> io::Result<()> {
        self.read(self.bytes.len().max(1 << 12))?;
        self.check();
        Ok(())
    }

    fn read(&mut self, more: usize) -> io::Result<()> {
        let mut filled = self.bytes.len();
        self.bytes.resize(filled + more, 0);
        while filled < self.bytes.len() {
            let into = &mut self.bytes[filled..];
            match self.backing.read_at(self.offset + filled as u64, into) {
                Ok(0) => {
                    self.at_end = true;
                    break;
                }
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.bytes.truncate(filled);
                    return Err(error);
                }
            }
        }
        self.bytes.truncate(filled);
        Ok(())
    }

    /// Sees to it that all is UTF-8, but a character at the end of which more may follow.
    fn check(&mut self) {
        while let Err(error) = str::from_utf8(&self.bytes[self.checked..]) {
            let valid = self.checked + error.valid_up_to();
            let length = match error.error_len() {
                None if !self.at_end => {
                    self.checked = valid;
                    return;
                }
                None => self.bytes.len() - valid,
                Some(length) => length,
            };
            self.no_text.get_or_insert(self.offset + valid as u64);
            self.bytes[valid..valid + length].fill(b'?');
            self.checked = valid + length;
        }
        self.checked = self.bytes.len();
    }

    /// What it holds, in UTF-8.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.checked]
    }

    /// Whether the file goes on behind it.
    pub(super) fn goes_on(&self) -> bool {
        !self.at_end
    }

    /// Where in [`bytes`](Self::bytes) this byte of the file stands.
    pub(super) fn index(&self, at: u64) -> usize {
        (at.saturating_sub(self.offset) as usize).min(self.checked)
    }

    /// The byte of the file that stands at `index`.
    pub(super) fn at(&self, index: usize) -> u64 {
        self.offset + index as u64
    }
}

/// How long the byte order mark is.
pub(super) fn mark_length(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_on_the_edge_of_a_stretch_stays_whole() {
        let text = "a\u{416}\u{4e2d}\u{1f5fa}z".repeat(40).into_bytes();
        for from in 0..text.len() as u64 {
            let mut window = TextWindow::new(&text);
            window.load(from, 3, |_| ()).unwrap();
            while window.goes_on() {
                window.grow().unwrap();
            }
            assert_eq!(window.no_text, None, "from {from}");
            let begin = window.index(from.max(3));
            assert_eq!(&window.bytes()[begin..], &text[from.max(3) as usize..]);
        }
    }

    #[test]
    fn what_is_no_text_is_found_and_replaced() {
        let mut text = vec![b'a'; 200];
        text[150] = 0xFF;
        text[199] = 0xC3;
        let mut window = TextWindow::new(&text);
        window
            .load(100, 500, |raw| assert_eq!(raw[50], 0xFF))
            .unwrap();
        assert_eq!(window.no_text, Some(150));
        assert_eq!(window.bytes()[window.index(150)], b'?');
        assert_eq!(window.bytes().last(), Some(&b'?'));
    }
}

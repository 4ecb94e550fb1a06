//! The bytes of an XML file as UTF-8, whatever their encoding, with their lines counted.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::super::encoding::guessed_encoding;
use super::super::{Head, Reader, Source};

/// Bytes that are read and decoded at once.
const CHUNK: usize = 64 << 10;

/// How a file's encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    /// Why it was chosen.
    pub(super) by: ChosenBy,
}

/// What tells a file's encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChosenBy {
    /// A byte order mark, the declaration, or nothing that speaks against UTF-8.
    File,
    /// The file declares another one, but its text is UTF-8.
    ContentAgainstDeclaration,
    /// It is none that the file names: its letters were looked at.
    Guess,
}

/// The encoding of a file that begins with `head`.
pub(super) fn encoding(head: &[u8]) -> Chosen {
    let by_file = |encoding| Chosen {
        encoding,
        by: ChosenBy::File,
    };
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return by_file(encoding);
    }
    match head {
        [0, b'<', ..] => return by_file(UTF_16BE),
        [b'<', 0, ..] => return by_file(UTF_16LE),
        _ => {}
    }
    let declared = declared(head);
    let is_utf8 = looks_like_utf8(head);
    match declared {
        // A declaration of UTF-16 in letters of one byte is wrong about itself.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => by_file(UTF_8),
        Some(encoding) if encoding != UTF_8 => {
            if is_utf8 && !head.is_ascii() && encoding.is_single_byte() {
                Chosen {
                    encoding: UTF_8,
                    by: ChosenBy::ContentAgainstDeclaration,
                }
            } else {
                by_file(encoding)
            }
        }
        _ if is_utf8 => by_file(UTF_8),
        _ => Chosen {
            encoding: guessed_encoding(head),
            by: ChosenBy::Guess,
        },
    }
}

/// Whether all of `head` is UTF-8, but perhaps its last character, which may be cut off.
fn looks_like_utf8(head: &[u8]) -> bool {
    match str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// The encoding that the XML declaration names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memchr(b'>', declaration)?];
    let at = memchr::memmem::find(declaration, b"encoding")? + b"encoding".len();
    let value = declaration[at..]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let quote = *value.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let label = &value[1..];
    Encoding::for_label(&label[..memchr::memchr(quote, label)?])
}

/// The beginning of a file as text.
pub(super) fn beginning(head: &[u8]) -> String {
    let (text, ..) = encoding(head).encoding.decode(head);
    text.into_owned()
}

/// The text of a source as UTF-8.
pub(super) struct Input<'s> {
    from: Reader<'s>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Decoded, and consumed up to `at`.
    text: String,
    at: usize,
    ended: bool,
    /// How the encoding was found.
    pub(super) chosen: Chosen,
    /// Whether some bytes were no text in the encoding.
    pub(super) malformed: bool,
    /// Line of the next byte, from 1.
    pub(super) line: u32,
    /// Column of the next byte, from 1, in characters.
    pub(super) column: u32,
    /// Bytes of the text that were consumed.
    pub(super) byte: u64,
    /// Bytes of the source that were read.
    pub(super) read: u64,
}

impl<'s> Input<'s> {
    pub(super) fn new(source: &Source<'s>) -> io::Result<Self> {
        let mut head = Vec::new();
        source
            .reader()
            .take(Head::MOST_BYTES)
            .read_to_end(&mut head)?;
        let chosen = encoding(&head);
        Ok(Self {
            from: source.reader(),
            decoder: chosen.encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            text: String::with_capacity(2 * CHUNK),
            at: 0,
            ended: false,
            chosen,
            malformed: false,
            line: 1,
            column: 1,
            byte: 0,
            read: 0,
        })
    }

    /// Decodes the next bytes; leaves the text empty only at the end.
    fn decode_more(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        while self.text.is_empty() && !self.ended {
            let count = self.from.read(&mut self.raw)?;
            self.read += count as u64;
            self.ended = count == 0;
            let raw = &self.raw[..count];
            let most = self
                .decoder
                .max_utf8_buffer_length(count)
                .unwrap_or(4 * CHUNK);
            self.text.reserve(most);
            let (.., malformed) = self
                .decoder
                .decode_to_string(raw, &mut self.text, self.ended);
            self.malformed |= malformed;
        }
        Ok(())
    }
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.text.len() {
            self.decode_more()?;
        }
        Ok(&self.text.as_bytes()[self.at..])
    }

    fn consume(&mut self, count: usize) {
        let end = (self.at + count).min(self.text.len());
        let consumed = &self.text.as_bytes()[self.at..end];
        let lines = memchr::memchr_iter(b'\n', consumed).count();
        let last_line = memchr::memrchr(b'\n', consumed).map_or(consumed, |at| &consumed[at + 1..]);
        if lines > 0 {
            self.line = self.line.saturating_add(lines as u32);
            self.column = 1;
        }
        let chars = last_line
            .iter()
            .filter(|&&byte| byte & 0xC0 != 0x80)
            .count();
        self.column = self.column.saturating_add(chars as u32);
        self.byte += consumed.len() as u64;
        self.at = end;
    }
}

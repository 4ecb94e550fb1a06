//! A file's text, with the lines of what stands in it.

use std::borrow::Cow;
use std::cell::Cell;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::super::encoding::guessed_encoding;
use super::super::{Locator, ReadError, Source};
use crate::problem::{Place, Problem};

/// Bytes of a JSON file of these kinds, which are read whole.
const MOST_BYTES: u64 = 2 << 30;

/// A file's text as UTF-8.
#[derive(Debug)]
pub(in crate::formats) struct JsonText<'s> {
    name: &'s str,
    /// All of it.
    pub(in crate::formats) whole: Cow<'s, str>,
    /// Its encoding.
    pub(in crate::formats) encoding: &'static Encoding,
    guessed: bool,
    /// A byte, and the line and the beginning of the line that it stands in: records come in order.
    last: Cell<(usize, u32, usize)>,
}

impl<'s> JsonText<'s> {
    /// Reads all of a source.
    ///
    /// # Errors
    /// What the system says.
    pub(in crate::formats) fn read(source: &Source<'s>) -> Result<Self, ReadError> {
        let bytes = source.all(MOST_BYTES)?;
        let (encoding, guessed) = encoding(&bytes);
        let whole = match bytes {
            Cow::Borrowed(bytes) => decoded(encoding, bytes),
            Cow::Owned(bytes) => Cow::Owned(decoded(encoding, &bytes).into_owned()),
        };
        Ok(Self {
            name: source.name,
            whole,
            encoding,
            guessed,
            last: Cell::new((0, 1, 0)),
        })
    }

    /// What to say of an encoding that had to be guessed.
    pub(in crate::formats) fn problem(&self) -> Option<Problem> {
        self.guessed.then(|| {
            Problem::warning(
                "the text is not UTF-8, as JSON must be",
                Place::line(self.name, 1),
            )
            .why(format!(
                "it was read as {}, by its letters",
                self.encoding.name()
            ))
            .mend("save the file again with the encoding UTF-8")
        })
    }

    /// Where `part`, a slice of the text, stands.
    pub(in crate::formats) fn locator(&self, part: &str) -> Locator {
        let offset = (part.as_ptr() as usize).saturating_sub(self.whole.as_ptr() as usize);
        self.locator_at(offset)
    }

    /// The place of the byte at `offset`.
    pub(in crate::formats) fn locator_at(&self, offset: usize) -> Locator {
        let offset = offset.min(self.whole.len());
        let (mut from, mut line, mut line_start) = self.last.get();
        if offset < from {
            (from, line, line_start) = (0, 1, 0);
        }
        for at in memchr::memchr_iter(b'\n', &self.whole.as_bytes()[from..offset]) {
            line = line.saturating_add(1);
            line_start = from + at + 1;
        }
        self.last.set((offset, line, line_start));
        let before = self.whole.get(line_start..offset).unwrap_or_default();
        let column = u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX);
        Locator::Text {
            line,
            column,
            byte: offset as u64,
        }
    }

    /// The problem of a text that is no JSON, which `error` says.
    pub(in crate::formats) fn not_json(&self, error: &serde_json::Error) -> Problem {
        let message = error.to_string();
        let what = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(what, _)| what);
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
        Problem::error(format!("not JSON: {what}"), Place::line(self.name, line))
            .why("nothing of the file could be read")
            .mend("look for a missing comma, bracket or quotation mark; or export the file again")
    }
}

/// The beginning of a file as text.
pub(super) fn beginning(head: &[u8]) -> Cow<'_, str> {
    let (encoding, _) = encoding(head);
    decoded(encoding, head)
}

fn decoded<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Cow<'b, str> {
    encoding.decode_with_bom_removal(bytes).0
}

/// The encoding of a JSON text (RFC 8259, section 8.1), and whether it had to be guessed.
fn encoding(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    match bytes {
        [0, b'{' | b'[', ..] => return (UTF_16BE, false),
        [b'{' | b'[', 0, ..] => return (UTF_16LE, false),
        _ => {}
    }
    match str::from_utf8(bytes) {
        Ok(_) => (UTF_8, false),
        Err(error) if error.error_len().is_none() => (UTF_8, false),
        Err(_) => (guessed_encoding(bytes), true),
    }
}

//! The text of one file, with the places of its lines.

use std::borrow::Cow;
use std::ops::Range;

use crate::problem::{Place, Problem};

/// The text of one file, with the places of its lines.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// Path relative to the dossier.
    pub(super) name: &'a str,
    /// All of it.
    pub(super) whole: &'a str,
    line_starts: Vec<usize>,
    /// The line of each record, where the file is known by its records and not by its text. A span
    /// then is one of records.
    records: Option<Vec<Option<u32>>>,
}

impl<'a> Text<'a> {
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        Self {
            name,
            whole: text,
            line_starts,
            records: None,
        }
    }

    /// A file that is known by its records, with the line of each where it has lines.
    pub(super) fn of_records(name: &'a str, lines: Vec<Option<u32>>) -> Self {
        Self {
            name,
            whole: "",
            line_starts: vec![0],
            records: Some(lines),
        }
    }

    /// The line, from 1, of the byte at `offset`.
    pub(super) fn line(&self, offset: usize) -> u32 {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        u32::try_from(line.max(1)).unwrap_or(u32::MAX)
    }

    /// The bytes `span` as a place, cut to the text.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        if let Some(records) = &self.records {
            return Place {
                line: records.get(span.start).copied().flatten(),
                ..Place::file(self.name)
            };
        }
        let start = span.start.min(self.whole.len());
        let end = span.end.clamp(start, self.whole.len());
        Place {
            span: Some(start..end),
            ..Place::line(self.name, self.line(start))
        }
    }
}

/// The bytes of a file as text, and whether something in them is no text.
///
/// A byte order mark is left out; each byte that is not UTF-8 becomes `?`, so
/// that places stay what they are.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Fault>) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return (Cow::Borrowed(""), Some(Fault::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (mended(bytes), Some(Fault::NotUtf8(error.valid_up_to()))),
    }
}

fn mended(bytes: &[u8]) -> Cow<'_, str> {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(text)
}

/// Why some bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Every character takes two bytes.
    Utf16,
    /// The byte at this offset begins no UTF-8 character.
    NotUtf8(usize),
}

impl Fault {
    pub(super) fn problem(self, file: &Text<'_>) -> Problem {
        match self {
            Self::Utf16 => Problem::error(
                "expected UTF-8 text, found UTF-16",
                Place::line(file.name, 1),
            )
            .why("nothing of the file could be read"),
            Self::NotUtf8(at) => Problem::error(
                format!("byte {at} is not UTF-8 text"),
                file.place(at..at + 1),
            )
            .why("each such byte was read as \"?\""),
        }
        .mend("save the file again with the encoding UTF-8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBF{}"), (Cow::Borrowed("{}"), None));
    }

    #[test]
    fn a_byte_that_is_no_text_keeps_the_places_behind_it() {
        let (text, fault) = decode(b"a\n\xFF\xFEb");
        assert_eq!((text.as_ref(), fault), ("a\n??b", Some(Fault::NotUtf8(2))));
        let file = Text::new("a.md", &text);
        let problem = Fault::NotUtf8(2).problem(&file);
        assert_eq!(problem.place.line, Some(2));
    }

    #[test]
    fn a_place_never_leaves_its_file() {
        let file = Text::new("a.md", "one\ntwo");
        assert_eq!(file.place(90..99).span, Some(7..7));
        assert_eq!(file.place(90..99).line, Some(2));
        assert_eq!(file.line(3), 1);
        assert_eq!(file.line(4), 2);
    }
}

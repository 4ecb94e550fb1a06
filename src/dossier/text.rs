//! The text of one file, with the places of its lines.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::formats::guessed_encoding;
use crate::problem::{Place, Problem};

/// The text of one file, with the places of its lines.
#[derive(Debug)]
pub(super) struct SourceText<'a> {
    /// Path relative to the dossier.
    pub(super) name: &'a str,
    /// All of it.
    pub(super) whole: &'a str,
    line_starts: Vec<usize>,
    /// The line of each record, where the file is known by its records and not by its text. A span
    /// then is one of records.
    records: Option<Vec<Option<u32>>>,
}

impl<'a> SourceText<'a> {
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

/// The bytes of a file as text, and what is odd about them.
///
/// A byte order mark is left out. UTF-16 and the encodings of one or two bytes a letter are decoded;
/// in a text that is UTF-8 but for some bytes, each of these becomes `?`, so that places stay what
/// they are.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<TextFault>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8)
    {
        return (
            encoding.decode(bytes).0,
            Some(TextFault::Encoding(encoding)),
        );
    }
    if let Some(encoding) = wide_json(bytes) {
        return (
            encoding.decode_without_bom_handling(bytes).0,
            Some(TextFault::Encoding(encoding)),
        );
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Err(error) = std::str::from_utf8(bytes) else {
        return (String::from_utf8_lossy(bytes), None);
    };
    match guessed(bytes) {
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            (text, Some(TextFault::Encoding(encoding)))
        }
        None => (mended(bytes), Some(TextFault::NotUtf8(error.valid_up_to()))),
    }
}

/// The encoding of JSON in UTF-16 without a mark, which its first letters show (RFC 4627, section 3).
fn wide_json(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, b'{' | b'[', 0, ..] => Some(UTF_16BE),
        [b'{' | b'[', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The encoding of a text that is not UTF-8, by its letters; `None` where half of its letters beyond
/// ASCII or more are UTF-8 all the same, or where it is no text at all.
fn guessed(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut letters, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk
            .valid()
            .chars()
            .filter(|char| !char.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if letters > 0 && letters >= invalid || bytes.contains(&0) {
        return None;
    }
    Some(guessed_encoding(bytes))
}

fn mended(bytes: &[u8]) -> Cow<'_, str> {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(text)
}

/// What is odd about the bytes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFault {
    /// They are of another encoding than UTF-8.
    Encoding(&'static Encoding),
    /// The byte at this offset begins no UTF-8 character.
    NotUtf8(usize),
}

impl TextFault {
    pub(super) fn problem(self, file: &SourceText<'_>) -> Problem {
        match self {
            Self::Encoding(encoding) => Problem::warning(
                format!(
                    "expected UTF-8 text, found another encoding: {}",
                    encoding.name()
                ),
                Place::line(file.name, 1),
            )
            .why("the text was read in that encoding"),
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
    fn json_in_utf_16_needs_no_mark() {
        for big in [true, false] {
            let units = "{\"name\":\"\u{e9}\"}".encode_utf16();
            let bytes: Vec<u8> = units
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect();
            let (text, fault) = decode(&bytes);
            assert_eq!(text, "{\"name\":\"\u{e9}\"}");
            assert!(matches!(fault, Some(TextFault::Encoding(_))));
        }
    }

    #[test]
    fn a_byte_that_is_no_text_keeps_the_places_behind_it() {
        let (text, fault) = decode(b"a\n\xFF\xFE\xC3\xA9\xC3\xA9b");
        assert_eq!(
            (text.as_ref(), fault),
            ("a\n??\u{e9}\u{e9}b", Some(TextFault::NotUtf8(2)))
        );
        let file = SourceText::new("a.md", &text);
        let problem = TextFault::NotUtf8(2).problem(&file);
        assert_eq!(problem.place.line, Some(2));
    }

    #[test]
    fn a_text_of_another_encoding_is_decoded_and_told() {
        let name = "Алматы, застава на реке";
        let (cyrillic, ..) = encoding_rs::WINDOWS_1251.encode(name);
        let (text, fault) = decode(&cyrillic);
        assert_eq!(
            (text.as_ref(), fault),
            (name, Some(TextFault::Encoding(encoding_rs::WINDOWS_1251)))
        );
        let wide: Vec<u8> = format!("\u{feff}{name}")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let (text, fault) = decode(&wide);
        assert_eq!(
            (text.as_ref(), fault),
            (name, Some(TextFault::Encoding(encoding_rs::UTF_16BE)))
        );
        let problem = TextFault::Encoding(encoding_rs::UTF_16BE).problem(&SourceText::new("a", ""));
        assert!(problem.what.contains("UTF-16BE"));
    }

    #[test]
    fn a_place_never_leaves_its_file() {
        let file = SourceText::new("a.md", "one\ntwo");
        assert_eq!(file.place(90..99).span, Some(7..7));
        assert_eq!(file.place(90..99).line, Some(2));
        assert_eq!(file.line(3), 1);
        assert_eq!(file.line(4), 2);
    }
}

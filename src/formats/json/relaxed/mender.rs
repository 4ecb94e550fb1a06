//! The walk over a text that mends it.

use std::collections::BTreeMap;

use super::Mend;

/// Walks over a text once and mends it in place.
pub(super) struct Mender {
    pub(super) bytes: Vec<u8>,
    /// The brackets that are open.
    open: Vec<u8>,
    /// The last byte that is no space, comment or text, and where it stands.
    last: (u8, usize),
    pub(super) counts: BTreeMap<Mend, (usize, usize)>,
    pub(super) not_numbers: Vec<usize>,
}

impl Mender {
    pub(super) fn new(text: &str) -> Self {
        Self {
            bytes: text.as_bytes().to_vec(),
            open: Vec::new(),
            last: (0, 0),
            counts: BTreeMap::new(),
            not_numbers: Vec::new(),
        }
    }

    fn note(&mut self, mend: Mend, at: usize) {
        self.counts.entry(mend).or_insert((at, 0)).1 += 1;
    }

    pub(super) fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            at = match self.bytes[at] {
                b'"' => self.string(at, b'"'),
                b'\'' => self.string(at, b'\''),
                b'/' => self.comment(at),
                byte if byte.is_ascii_whitespace() => at + 1,
                byte if byte.is_ascii_alphabetic() => self.word(at),
                byte => {
                    self.punctuation(byte, at);
                    at + 1
                }
            };
        }
    }

    fn punctuation(&mut self, byte: u8, at: usize) {
        match byte {
            b'{' | b'[' => {
                if self.last.0 == b'}' && byte == b'{' && !self.open.is_empty() {
                    self.missing_comma(at);
                }
                self.open.push(byte);
            }
            b'}' | b']' => {
                if self.last.0 == b',' {
                    self.spare_comma();
                }
                self.open.pop();
            }
            b',' if matches!(self.last.0, b',' | b'[' | b'{') => {
                self.bytes[at] = b' ';
                self.note(Mend::Comma, at);
                return;
            }
            _ => {}
        }
        self.last = (byte, at);
    }

    fn spare_comma(&mut self) {
        let (_, at) = self.last;
        self.bytes[at] = b' ';
        self.note(Mend::Comma, at);
    }

    /// Two objects of a list without a comma: one stands in a space between them, if there is any.
    fn missing_comma(&mut self, at: usize) {
        if self.open.last() == Some(&b'[') && at > 0 && self.bytes[at - 1].is_ascii_whitespace() {
            self.bytes[at - 1] = b',';
            self.note(Mend::MissingComma, at);
        }
    }

    fn comment(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let length = if rest.starts_with(b"//") {
            memchr::memchr(b'\n', rest).unwrap_or(rest.len())
        } else if rest.starts_with(b"/*") {
            memchr::memmem::find(rest, b"*/").map_or(rest.len(), |end| end + 2)
        } else {
            return at + 1;
        };
        for byte in &mut self.bytes[at..at + length] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        self.note(Mend::Comment, at);
        at + length
    }

    fn word(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let negative = at > 0 && self.bytes[at - 1] == b'-';
        let word = self.bytes[at..at + length].to_ascii_lowercase();
        match word.as_slice() {
            b"nan" | b"inf" | b"infinity" => {
                let begin = if negative { at - 1 } else { at };
                self.bytes[begin..at + length].fill(b' ');
                self.bytes[begin..begin + 2].copy_from_slice(b"\"\"");
                self.not_numbers.push(begin);
                self.note(Mend::NotANumber, begin);
            }
            b"none" | b"undefined" => self.replace(at, length, b"null"),
            b"true" | b"false" | b"null" if self.bytes[at..at + length] != word => {
                self.replace(at, length, &word);
            }
            _ => {}
        }
        self.last = (b'a', at);
        at + length
    }

    fn replace(&mut self, at: usize, length: usize, by: &[u8]) {
        self.bytes[at..at + length].fill(b' ');
        self.bytes[at..at + by.len()].copy_from_slice(by);
        self.note(Mend::Word, at);
    }

    /// Passes the text whose quotation mark stands at `start`; gives the byte behind its end.
    fn string(&mut self, start: usize, quote: u8) -> usize {
        let is_key = self.open.last() == Some(&b'{') && matches!(self.last.0, b'{' | b',');
        let Some(found) = self.end_of_string(start, quote, is_key) else {
            // Its closing mark is missing: what follows is left to the recovery of single features.
            self.last = (b'"', start);
            let line = memchr::memchr(b'\n', &self.bytes[start..]);
            return line.map_or(self.bytes.len(), |length| start + length);
        };
        for (at, mend) in found.mends {
            self.bytes[at] = match mend {
                Mend::LineBreak => b' ',
                Mend::Escape => b'/',
                _ => b'\'',
            };
            self.note(mend, at);
        }
        if quote == b'\'' {
            self.bytes[start] = b'"';
            self.bytes[found.end] = b'"';
            self.note(Mend::SingleQuotes, start);
        }
        self.last = (b'"', start);
        found.end + 1
    }

    /// Looks for the end of a text: the first mark behind which JSON goes on.
    fn end_of_string(&self, start: usize, quote: u8, is_key: bool) -> Option<Found> {
        let mut mends = Vec::new();
        let mut at = start + 1;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => {
                    if !self.is_escape(at) {
                        mends.push((at, Mend::Escape));
                        at += 1;
                        continue;
                    }
                    at += 2;
                    continue;
                }
                b'\n' => {
                    if !self.goes_on(at, quote, is_key) {
                        return None;
                    }
                    mends.push((at, Mend::LineBreak));
                }
                0..0x20 => mends.push((at, Mend::LineBreak)),
                _ if byte == quote => {
                    if self.closes(at, is_key) {
                        return Some(Found { end: at, mends });
                    }
                    if !is_key && self.next(at + 1).is_some_and(|(byte, _)| byte == b':') {
                        // A name follows: the text has lost its own mark.
                        return None;
                    }
                    mends.push((at, Mend::Quote));
                }
                b'"' => mends.push((at, Mend::Quote)),
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn is_escape(&self, at: usize) -> bool {
        match self.bytes.get(at + 1) {
            Some(b'u') => {
                let digits = self.bytes.get(at + 2..at + 6);
                digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            }
            Some(byte) => b"\"\\/bfnrt".contains(byte),
            None => false,
        }
    }

    /// Whether a text goes on behind a line break: it closes before anything that looks like structure.
    fn goes_on(&self, at: usize, quote: u8, is_key: bool) -> bool {
        let rest = &self.bytes[at..];
        let Some(length) = memchr::memchr(quote, rest) else {
            return false;
        };
        !rest[..length].contains(&b'{') && self.closes(at + length, is_key)
    }

    /// Whether JSON goes on behind the quotation mark at `at`.
    fn closes(&self, at: usize, is_key: bool) -> bool {
        let in_object = self.open.last() == Some(&b'{');
        let Some((byte, next)) = self.next(at + 1) else {
            return true;
        };
        match byte {
            b':' => is_key,
            b'}' => in_object && !is_key,
            b']' => !in_object,
            b',' if !is_key => {
                let follows = self.next(next + 1).map_or(b'}', |(byte, _)| byte);
                if in_object {
                    matches!(follows, b'"' | b'\'' | b'}' | b'/' | b',')
                } else {
                    !matches!(follows, b':' | b'}')
                }
            }
            b'/' => matches!(self.bytes.get(next + 1), Some(b'/' | b'*')),
            _ => false,
        }
    }

    /// The next byte from `at` on that is no space, and where it stands.
    fn next(&self, at: usize) -> Option<(u8, usize)> {
        let rest = self.bytes.get(at..)?;
        let spaces = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        Some((rest[spaces], at + spaces))
    }
}

/// The end of a text, and what is to be mended in it.
struct Found {
    end: usize,
    mends: Vec<(usize, Mend)>,
}

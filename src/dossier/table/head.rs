//! Where the features of a file begin.

use std::io;

use super::run::FeatureSpacing;
use super::window::{TextWindow, mark_length};
use crate::formats::json::{Scanned, Scanner, Stop};

/// Bytes within which the features must begin: what stands before them is held in memory.
const MOST: usize = 64 << 20;

/// What a file begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// Features, the first at this byte.
    Features(FeatureSpacing, u64),
    /// A list without features, which ends before this byte.
    NoFeatures(u64),
    /// JSON of this `type` without features.
    Other(Option<String>),
    /// Something that is no JSON object.
    Fault,
    /// Nothing.
    Empty,
}

/// What the beginning of the file told, as far as it was scanned.
struct Scan {
    kind: Option<String>,
}

/// Looks for the beginning of the features.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn find(window: &mut TextWindow<'_>) -> io::Result<Head> {
    loop {
        let mut scan = Scan { kind: None };
        let full = window.bytes().len() >= MOST;
        match scan.head(window.bytes()) {
            Ok(head) => return Ok(head),
            Err(Stop::End) if window.goes_on() && !full => window.grow()?,
            Err(Stop::End) if window.goes_on() => return Ok(Head::Other(scan.kind)),
            Err(_) => return Ok(Head::Fault),
        }
    }
}

impl Scan {
    fn head(&mut self, bytes: &[u8]) -> Scanned<Head> {
        let mut scanner = Scanner::new(bytes, mark_length(bytes));
        scanner.separators();
        if scanner.at == bytes.len() {
            return Ok(Head::Empty);
        }
        let begin = scanner.at;
        scanner.pass(b'{')?;
        scanner.space();
        if scanner.passed(b'}')? {
            return Ok(Head::Other(None));
        }
        loop {
            let key = scanner.key()?;
            if key == b"features" && scanner.peek()? == b'[' {
                return first_of_list(&mut scanner);
            }
            let value = scanner.value()?;
            if key == b"type" && self.kind.is_none() {
                self.kind = serde_json::from_slice(scanner.slice(value)).ok();
                if self.kind.as_deref() == Some("Feature") {
                    return Ok(Head::Features(FeatureSpacing::Sequence, begin as u64));
                }
            }
            if scanner.closed(b'}')? {
                return Ok(Head::Other(self.kind.take()));
            }
        }
    }
}

fn first_of_list(scanner: &mut Scanner<'_>) -> Scanned<Head> {
    scanner.pass(b'[')?;
    scanner.space();
    Ok(if scanner.passed(b']')? {
        Head::NoFeatures(scanner.at as u64)
    } else {
        Head::Features(FeatureSpacing::List, scanner.at as u64)
    })
}

/// How features begin: their first member, which tells them from most objects within them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beginning {
    /// The name of the first member, in its quotation marks.
    quoted_key: Vec<u8>,
    layout: FeatureSpacing,
}

impl Beginning {
    /// How the feature at `at` begins; `None` where it is no object.
    pub(super) fn of(bytes: &[u8], at: usize, layout: FeatureSpacing) -> Option<Self> {
        let mut scanner = Scanner::new(bytes, at);
        scanner.pass(b'{').ok()?;
        scanner.space();
        let (begin, end) = scanner.string().ok()?;
        Some(Self {
            quoted_key: bytes[begin - 1..=end].to_vec(),
            layout,
        })
    }

    /// Where from `from` on a feature seems to begin.
    pub(super) fn find(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let keys = memchr::memmem::find_iter(&bytes[from..], &self.quoted_key);
        keys.map(|key| key + from)
            .find_map(|key| self.begins(bytes, from, key))
    }

    fn begins(&self, bytes: &[u8], from: usize, key: usize) -> Option<usize> {
        let open = bytes[..key].trim_ascii_end();
        let begin = open.len().checked_sub(1).filter(|&at| at >= from)?;
        let before = bytes[..begin].trim_ascii_end().last();
        let follows = match (before, self.layout) {
            (None, _) => true,
            (Some(byte), FeatureSpacing::List) => matches!(byte, b',' | b'['),
            (Some(byte), FeatureSpacing::Sequence) => matches!(byte, b'}' | 0x1E),
        };
        let feature = self.quoted_key != b"\"type\"" || {
            let behind = bytes[key + self.quoted_key.len()..].trim_ascii_start();
            let value = behind.strip_prefix(b":")?.trim_ascii_start();
            value.starts_with(b"\"Feature\"")
        };
        (bytes[begin] == b'{' && follows && feature).then_some(begin)
    }
}

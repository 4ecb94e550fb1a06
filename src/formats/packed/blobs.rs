//! Strings of bytes one after another, deflated where that saves memory.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes from which on a run of strings is deflated. Below that a block's codes and short words are
/// read without being inflated, which is what most columns of a table are.
const DEFLATED_FROM: usize = 64 << 10;

/// Length of the longest strings that are kept as they are where all have that length: numbers and
/// single points, whose bytes hardly repeat.
const LONGEST_PLAIN: u32 = 32;

/// Strings of bytes while they are added.
#[derive(Debug, Clone, Default)]
pub(super) struct Blobs {
    pub(super) bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Blobs {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.end();
    }

    /// Ends the string whose bytes were appended to [`bytes`](Self::bytes).
    pub(super) fn end(&mut self) {
        let end = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
    }

    pub(super) fn get(&self, at: usize) -> &[u8] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[begin as usize..self.ends[at] as usize]
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// The length that all strings have.
    fn common_length(&self) -> Option<u32> {
        let first = *self.ends.first()?;
        let ends = (1..).map_while(|number: u32| number.checked_mul(first));
        self.ends
            .iter()
            .copied()
            .eq(ends.take(self.ends.len()))
            .then_some(first)
    }

    /// The same as they are kept.
    ///
    /// # Errors
    /// Never, unless the deflater fails, which it does not in memory.
    pub(super) fn stored(&self) -> io::Result<StoredBlobs> {
        let common = self.common_length();
        let ends = match common {
            Some(length) => Ends::Each(length),
            None => Ends::At(self.ends.as_slice().into()),
        };
        let plain = self.bytes.len() < DEFLATED_FROM
            || common.is_some_and(|length| length <= LONGEST_PLAIN);
        let bytes = if plain {
            Stored::Plain(self.bytes.as_slice().into())
        } else {
            let mut deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
            io::Write::write_all(&mut deflater, &self.bytes)?;
            Stored::Deflated {
                bytes: deflater.finish()?.into_boxed_slice(),
                length: self.bytes.len(),
            }
        };
        Ok(StoredBlobs { bytes, ends })
    }
}

/// Where strings end in the bytes of all.
#[derive(Debug)]
enum Ends {
    /// All have this length.
    Each(u32),
    At(Box<[u32]>),
}

#[derive(Debug)]
enum Stored {
    Plain(Box<[u8]>),
    Deflated { bytes: Box<[u8]>, length: usize },
}

/// Strings of bytes as they are kept.
#[derive(Debug)]
pub(super) struct StoredBlobs {
    bytes: Stored,
    ends: Ends,
}

impl StoredBlobs {
    /// The bytes of all strings.
    ///
    /// # Errors
    /// Where what was deflated is damaged.
    pub(super) fn inflated(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.bytes {
            Stored::Plain(bytes) => Ok(Cow::Borrowed(bytes)),
            Stored::Deflated { bytes, length } => {
                let mut inflated = Vec::with_capacity(*length);
                io::Read::read_to_end(&mut DeflateDecoder::new(&**bytes), &mut inflated)?;
                Ok(Cow::Owned(inflated))
            }
        }
    }

    /// The bytes of all strings where they must be inflated; `None` where they can be read as they are.
    ///
    /// # Errors
    /// As [`inflated`](Self::inflated).
    pub(super) fn inflated_if_deflated(&self) -> io::Result<Option<Vec<u8>>> {
        match self.inflated()? {
            Cow::Borrowed(_) => Ok(None),
            Cow::Owned(bytes) => Ok(Some(bytes)),
        }
    }

    /// A string; `inflated` are the bytes of all where they had to be inflated.
    ///
    /// # Errors
    /// Where there is none at `at`.
    pub(super) fn get<'b>(&'b self, at: usize, inflated: Option<&'b [u8]>) -> io::Result<&'b [u8]> {
        let bytes = match (&self.bytes, inflated) {
            (Stored::Plain(bytes), _) => bytes,
            (Stored::Deflated { .. }, bytes) => bytes.unwrap_or_default(),
        };
        let range = self.range(at).ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(bytes.get(range).ok_or(io::ErrorKind::UnexpectedEof)?)
    }

    fn range(&self, at: usize) -> Option<Range<usize>> {
        match &self.ends {
            Ends::Each(length) => {
                let length = *length as usize;
                Some(at * length..(at + 1) * length)
            }
            Ends::At(ends) => {
                let begin = at.checked_sub(1).map_or(0, |before| ends[before]);
                Some(begin as usize..*ends.get(at)? as usize)
            }
        }
    }

    /// Bytes that they take up.
    pub(super) fn size(&self) -> usize {
        let bytes = match &self.bytes {
            Stored::Plain(bytes) | Stored::Deflated { bytes, .. } => bytes.len(),
        };
        let ends = match &self.ends {
            Ends::Each(_) => 0,
            Ends::At(ends) => ends.len() * size_of::<u32>(),
        };
        bytes + ends
    }
}

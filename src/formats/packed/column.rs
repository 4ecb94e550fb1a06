//! One property of the records of a block: each value once, and which of them each record has.

use std::hash::BuildHasher as _;
use std::io;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::blobs::{Blobs, StoredBlobs};
use super::value::{PackedValue, ValueKind};

/// A column while its block is filled.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenColumn {
    /// The records that have the property, by their places in the block.
    places: Vec<u16>,
    /// The value of each of them.
    codes: Vec<u16>,
    kinds: Vec<ValueKind>,
    values: Blobs,
    index: HashTable<u16>,
    hashes: RandomState,
}

impl OpenColumn {
    /// The number of bytes of the values that differ.
    pub(super) fn size(&self) -> usize {
        self.values.bytes.len()
    }

    /// Those bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.values.bytes
    }

    /// Adds the value of the record at `place`.
    pub(super) fn add(&mut self, place: u16, value: PackedValue<'_>) {
        self.places.push(place);
        let (kinds, values) = (&self.kinds, &self.values);
        let same = |&code: &u16| {
            let code = usize::from(code);
            kinds[code] == value.kind && values.get(code) == value.bytes
        };
        // Sorted files repeat the value of the row before.
        if let Some(last) = self.codes.last().copied().filter(same) {
            self.codes.push(last);
            return;
        }
        let hash_of = |kind: ValueKind, bytes: &[u8]| self.hashes.hash_one((kind as u8, bytes));
        let hash = hash_of(value.kind, value.bytes);
        if let Some(&code) = self.index.find(hash, same) {
            self.codes.push(code);
            return;
        }
        let code = u16::try_from(values.len()).unwrap_or(u16::MAX);
        self.kinds.push(value.kind);
        self.values.push(value.bytes);
        let (kinds, values) = (&self.kinds, &self.values);
        self.index.insert_unique(hash, code, |&code| {
            hash_of(kinds[usize::from(code)], values.get(usize::from(code)))
        });
        self.codes.push(code);
    }

    /// The same as it is kept, of a block of `count` records.
    ///
    /// # Errors
    /// As [`Blobs::stored`].
    pub(super) fn stored(&self, key: usize, count: usize) -> io::Result<PackedColumn> {
        let all_text = self.kinds.iter().all(|kind| *kind == ValueKind::Text);
        Ok(PackedColumn {
            key,
            places: (self.places.len() < count).then(|| self.places.as_slice().into()),
            codes: Codes::of(&self.codes),
            count: self.kinds.len(),
            kinds: (!all_text).then(|| self.kinds.as_slice().into()),
            values: self.values.stored()?,
        })
    }

    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.codes.clear();
        self.kinds.clear();
        self.values.clear();
        self.index.clear();
    }
}

/// Numbers below 65,536, in as few bytes as hold them.
#[derive(Debug)]
pub(super) enum Codes {
    /// Each is its own position: all values differ.
    Own(u16),
    Narrow(Box<[u8]>),
    Wide(Box<[u16]>),
}

impl Codes {
    pub(super) fn of(codes: &[u16]) -> Self {
        let most = codes.iter().copied().max().unwrap_or_default();
        let len = u16::try_from(codes.len()).unwrap_or(u16::MAX);
        if codes.iter().copied().eq(0..len) {
            Self::Own(len)
        } else if u8::try_from(most).is_ok() {
            Self::Narrow(codes.iter().map(|&code| code as u8).collect())
        } else {
            Self::Wide(codes.into())
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<u16> {
        match self {
            Self::Own(len) => u16::try_from(at).ok().filter(|at| at < len),
            Self::Narrow(codes) => codes.get(at).copied().map(u16::from),
            Self::Wide(codes) => codes.get(at).copied(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = u16> {
        (0..).map_while(|at| self.get(at))
    }

    /// Bytes that they take up.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Own(_) => 0,
            Self::Narrow(codes) => codes.len(),
            Self::Wide(codes) => size_of_val::<[u16]>(codes),
        }
    }
}

/// The number of the value that each record of a block has.
#[derive(Debug, Clone, Copy)]
pub enum BlockCodes<'b> {
    /// All differ: each has the value of its own place.
    Own,
    /// Numbers below 256.
    Narrow(&'b [u8]),
    /// Numbers below 65,536.
    Wide(&'b [u16]),
}

/// A column as it is kept.
#[derive(Debug)]
pub(super) struct PackedColumn {
    /// Number of the property's key.
    pub(super) key: usize,
    /// The records that have the property, by their places in the block; `None` where all have it.
    places: Option<Box<[u16]>>,
    codes: Codes,
    /// How many values differ.
    pub(super) count: usize,
    /// The kind of each value; `None` where all are texts.
    kinds: Option<Box<[ValueKind]>>,
    pub(super) values: StoredBlobs,
}

impl PackedColumn {
    /// The value of the record at `place`; `None` where it has none. `inflated` are the column's bytes
    /// where they had to be inflated.
    pub(super) fn of_record<'b>(
        &'b self,
        place: u16,
        inflated: Option<&'b [u8]>,
    ) -> Option<PackedValue<'b>> {
        let at = match &self.places {
            None => usize::from(place),
            Some(places) => places.binary_search(&place).ok()?,
        };
        self.value(usize::from(self.codes.get(at)?), inflated)
    }

    /// The value with this number.
    pub(super) fn value<'b>(
        &'b self,
        code: usize,
        inflated: Option<&'b [u8]>,
    ) -> Option<PackedValue<'b>> {
        if code >= self.count {
            return None;
        }
        let kind = self
            .kinds
            .as_ref()
            .map_or(Some(ValueKind::Text), |kinds| kinds.get(code).copied());
        let bytes = self.values.get(code, inflated).ok()?;
        Some(PackedValue { kind: kind?, bytes })
    }

    /// The values that differ, in the order in which they first occur.
    pub(super) fn values<'b>(
        &'b self,
        inflated: Option<&'b [u8]>,
    ) -> impl Iterator<Item = PackedValue<'b>> {
        (0..self.count).map_while(move |code| self.value(code, inflated))
    }

    /// The number of each record's value, where all have one.
    pub(super) fn codes(&self) -> Option<BlockCodes<'_>> {
        self.places.is_none().then_some(match &self.codes {
            Codes::Own(_) => BlockCodes::Own,
            Codes::Narrow(codes) => BlockCodes::Narrow(codes),
            Codes::Wide(codes) => BlockCodes::Wide(codes),
        })
    }

    /// Gives each record that has the property, by its place in the block, with the number of its value.
    pub(super) fn each_row(&self, mut take: impl FnMut(u16, u16)) {
        match (&self.places, &self.codes) {
            (None, Codes::Own(count)) => (0..*count).for_each(|at| take(at, at)),
            (None, Codes::Narrow(codes)) => {
                let rows = (0..).zip(codes);
                rows.for_each(|(place, &code)| take(place, code.into()));
            }
            (None, Codes::Wide(codes)) => {
                (0..)
                    .zip(codes)
                    .for_each(|(place, &code)| take(place, code));
            }
            (Some(places), codes) => {
                let rows = places.iter().zip(codes.iter());
                rows.for_each(|(&place, code)| take(place, code));
            }
        }
    }

    /// Whether all of its values are texts.
    pub(super) fn is_of_texts(&self) -> bool {
        self.kinds.is_none()
    }

    /// Bytes that it takes up.
    pub(super) fn size(&self) -> usize {
        let places = self
            .places
            .as_ref()
            .map_or(0, |places| size_of_val::<[u16]>(places));
        let kinds = self
            .kinds
            .as_ref()
            .map_or(0, |kinds| size_of_val::<[ValueKind]>(kinds));
        places + kinds + self.codes.size() + self.values.size()
    }
}

//! Records packed, for files that have too many of them to be kept as they are: about a quarter of
//! the text that they came from.
//!
//! Records of one layer stand in blocks one after another, each block deflated. A record is found by
//! a number that names its block and its place there.

mod record;

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::{LayerNo, Record};
use crate::cores;
use record::{pack, unpack, unpack_unplaced};

/// Bytes of a block before it is deflated: more make it smaller, fewer make one record cheaper to read.
const BLOCK_BYTES: usize = 64 << 10;

/// Bits of a record's number that are its place in its block.
const PLACE_BITS: u32 = 16;

/// Records of a block, which its numbers have room for.
const MOST_IN_BLOCK: usize = 1 << PLACE_BITS;

/// Some records of one layer.
#[derive(Debug)]
pub struct PackedBlock {
    /// Their layer.
    pub layer: LayerNo,
    deflated: Box<[u8]>,
    length: usize,
}

impl PackedBlock {
    /// Its bytes as they were before they were deflated.
    fn inflated(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.length);
        io::Read::read_to_end(&mut DeflateDecoder::new(&*self.deflated), &mut bytes)?;
        Ok(bytes)
    }
}

/// The keys of properties, each once.
#[derive(Debug, Default)]
struct Keys {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Keys {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }
}

/// Takes records one after another.
#[derive(Debug, Default)]
pub struct Packer {
    keys: Keys,
    blocks: Vec<PackedBlock>,
    /// The block of each layer that is being filled: its number, its bytes and how many records it has.
    open: Vec<Option<(usize, Vec<u8>, usize)>>,
    scratch: Vec<u8>,
}

impl Packer {
    /// Adds a record; gives its number.
    ///
    /// # Errors
    /// Never, unless the deflater fails, which it does not in memory.
    pub fn add(&mut self, record: &Record) -> io::Result<u64> {
        let layer = usize::from(record.layer.0);
        if self.open.len() <= layer {
            self.open.resize_with(layer + 1, || None);
        }
        self.scratch.clear();
        let keys = &mut self.keys;
        pack(record, |name| keys.number(name), &mut self.scratch);
        let full = |(_, bytes, count): &(usize, Vec<u8>, usize)| {
            bytes.len() >= BLOCK_BYTES || *count == MOST_IN_BLOCK
        };
        if self.open[layer].as_ref().is_some_and(full) {
            self.close(layer)?;
        }
        let blocks = &mut self.blocks;
        let (number, bytes, count) = self.open[layer].get_or_insert_with(|| {
            blocks.push(PackedBlock {
                layer: record.layer,
                deflated: Box::default(),
                length: 0,
            });
            (blocks.len() - 1, Vec::new(), 0)
        });
        record::put_text(&self.scratch, bytes);
        *count += 1;
        Ok((*number as u64) << PLACE_BITS | (*count as u64 - 1))
    }

    /// How many blocks of records there are.
    pub(super) fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The records of a block, in the order in which they were added.
    pub(super) fn records_of(&self, block: usize) -> io::Result<Vec<Record>> {
        let found = &self.blocks[block];
        let open = self.open[usize::from(found.layer.0)].as_ref();
        let inflated;
        let mut rest = match open {
            Some((number, bytes, _)) if *number == block => bytes.as_slice(),
            _ => {
                inflated = found.inflated()?;
                inflated.as_slice()
            }
        };
        let mut records = Vec::new();
        while !rest.is_empty() {
            let mut record = unpack(record::take_text(&mut rest)?, &self.keys.names)?;
            record.layer = found.layer;
            records.push(record);
        }
        Ok(records)
    }

    fn close(&mut self, layer: usize) -> io::Result<()> {
        let Some((number, bytes, _)) = self.open[layer].take() else {
            return Ok(());
        };
        let mut deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
        io::Write::write_all(&mut deflater, &bytes)?;
        let block = &mut self.blocks[number];
        block.length = bytes.len();
        block.deflated = deflater.finish()?.into_boxed_slice();
        Ok(())
    }

    /// All records.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn finish(mut self) -> io::Result<Packed> {
        for layer in 0..self.open.len() {
            self.close(layer)?;
        }
        Ok(Packed {
            keys: self.keys.names,
            blocks: self.blocks,
            last: Mutex::default(),
        })
    }
}

/// A block's number and its bytes.
type Inflated = Option<(usize, Arc<Vec<u8>>)>;

/// Packed records.
#[derive(Debug, Default)]
pub struct Packed {
    keys: Vec<String>,
    /// The blocks, each of records of one layer, in the order of the file.
    pub blocks: Vec<PackedBlock>,
    /// The block that was read last: the next record is often in it, too.
    last: Mutex<Inflated>,
}

impl Packed {
    /// Bytes that they take up.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.deflated.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The record with this number, and its layer.
    ///
    /// # Errors
    /// Fails if there is none.
    pub fn record(&self, number: u64) -> io::Result<Record> {
        let block = usize::try_from(number >> PLACE_BITS).unwrap_or(usize::MAX);
        let place = (number as usize) & (MOST_IN_BLOCK - 1);
        let bytes = self.inflated_last(block)?;
        let mut rest = bytes.as_slice();
        let mut found = record::take_text(&mut rest)?;
        for _ in 0..place {
            found = record::take_text(&mut rest)?;
        }
        let mut record = unpack(found, &self.keys)?;
        record.layer = self.blocks[block].layer;
        Ok(record)
    }

    /// The records of a block without their geometry, each to `take`, with its number.
    ///
    /// # Errors
    /// Fails if there is no such block.
    pub fn each_unplaced(&self, block: usize, mut take: impl FnMut(u64, Record)) -> io::Result<()> {
        let bytes = self.inflated(block)?;
        let mut rest = bytes.as_slice();
        let mut number = (block as u64) << PLACE_BITS;
        while !rest.is_empty() {
            let found = record::take_text(&mut rest)?;
            let mut record = unpack_unplaced(found, &self.keys)?;
            record.layer = self.blocks[block].layer;
            take(number, record);
            number += 1;
        }
        Ok(())
    }

    /// What comes of each block of a layer, in the order of the file; worked out on all cores.
    pub fn map_blocks<R: Send>(&self, layer: LayerNo, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
        let blocks: Vec<usize> = (0..self.blocks.len())
            .filter(|&block| self.blocks[block].layer == layer)
            .collect();
        cores::map(&blocks, 1, |&block| work(block))
    }

    fn inflated_last(&self, number: usize) -> io::Result<Arc<Vec<u8>>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, bytes)) if *known == number => Ok(Arc::clone(bytes)),
            _ => {
                let bytes = Arc::new(self.inflated(number)?);
                *last = Some((number, Arc::clone(&bytes)));
                Ok(bytes)
            }
        }
    }

    fn inflated(&self, number: usize) -> io::Result<Vec<u8>> {
        let block = self.blocks.get(number);
        block.ok_or(io::ErrorKind::UnexpectedEof)?.inflated()
    }
}

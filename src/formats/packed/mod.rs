//! Records packed, for files that have too many of them to be kept as they are: half of the text that
//! they came from, or less.
//!
//! Records of one layer stand in blocks one after another, and a block keeps them column by column: each
//! value once, and a byte or two for each record that has it. So a property of all records is read
//! without the others, and what charts and filters need of it is worked out once for each value. Long
//! texts and geometries are deflated. A record is found by the number that it has in its layer, which
//! does not depend on how records are packed: lasting names are made of it.

mod blobs;
mod block;
mod column;
mod head;
#[cfg(test)]
mod tests;
mod value;

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex};

use super::{LayerNo, Record};
use crate::cores;
pub use block::BlockColumn;
use block::PackedBlock;
use block::{Inflated, OpenBlock};
pub use value::PackedValue;

/// Bits of a record's number that say which of its layer's records it is, from 1 on; those above say
/// which layer.
const ORDINAL_BITS: u32 = 32;

/// The keys of properties, each once.
#[derive(Debug, Default)]
struct Keys {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, usize>,
}

impl Keys {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.numbers.insert(name, self.names.len() - 1);
        self.names.len() - 1
    }

    fn name(&self, number: usize) -> &str {
        self.names.get(number).map_or("", |name| name)
    }
}

/// Takes records one after another.
#[derive(Debug, Default)]
pub struct Packer {
    keys: Keys,
    /// The blocks in the order in which they were begun; `None` while they are filled.
    blocks: Vec<Option<PackedBlock>>,
    /// The block of each layer that is being filled, and its number.
    open: Vec<OpenLayer>,
}

/// The block of a layer that is being filled.
#[derive(Debug, Default)]
struct OpenLayer {
    number: Option<usize>,
    block: OpenBlock,
    /// The records of the layer so far.
    count: u32,
}

impl Packer {
    /// Adds a record; gives its number, which grows with the order of the records in their layer.
    ///
    /// # Errors
    /// Never, unless the deflater fails, which it does not in memory.
    pub fn add(&mut self, record: &Record) -> io::Result<u64> {
        let layer = usize::from(record.layer.0);
        if self.open.len() <= layer {
            self.open.resize_with(layer + 1, OpenLayer::default);
        }
        if self.open[layer].block.is_full() {
            self.close(layer)?;
        }
        let open = &mut self.open[layer];
        open.number.get_or_insert_with(|| {
            self.blocks.push(None);
            self.blocks.len() - 1
        });
        open.block.add(record, &mut self.keys);
        open.count += 1;
        Ok((layer as u64) << ORDINAL_BITS | u64::from(open.count))
    }

    /// How many blocks of records there are.
    pub(super) fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The records of a block, in the order in which they were added.
    pub(super) fn records_of(&self, number: usize) -> io::Result<Vec<Record>> {
        let filled;
        let block = if let Some(block) = &self.blocks[number] {
            block
        } else {
            let mut open = (0..).map(LayerNo).zip(&self.open);
            let open = open.find(|(_, open)| open.number == Some(number));
            let (layer, open) = open.ok_or(io::ErrorKind::NotFound)?;
            filled = open.block.stored(layer)?;
            &filled
        };
        let inflated = block.inflated(true, |_| true)?;
        let places = (0..).take(block.len());
        places
            .map(|place| block.record(place, &inflated, &self.keys))
            .collect()
    }

    fn close(&mut self, layer: usize) -> io::Result<()> {
        let open = &mut self.open[layer];
        let Some(number) = open.number.take() else {
            return Ok(());
        };
        let layer = LayerNo(u16::try_from(layer).unwrap_or(u16::MAX));
        self.blocks[number] = Some(open.block.stored(layer)?);
        open.block.clear();
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
        let blocks: Vec<PackedBlock> = self.blocks.into_iter().flatten().collect();
        let mut by_ordinal: Vec<Vec<(u32, usize)>> = vec![Vec::new(); self.open.len()];
        let mut next = vec![1; self.open.len()];
        for (number, block) in blocks.iter().enumerate() {
            let layer = usize::from(block.layer.0);
            by_ordinal[layer].push((next[layer], number));
            next[layer] += u32::try_from(block.len()).unwrap_or(u32::MAX);
        }
        Ok(Packed {
            keys: self.keys,
            blocks,
            by_ordinal,
            last: Mutex::default(),
        })
    }
}

/// Blocks that are kept inflated: more than there are threads that read records in the order of the file.
const KEPT_BLOCKS: usize = 20;

/// The numbers of the blocks that were read last, the latest last, and what of them had to be inflated.
type LastBlocks = Vec<(usize, Arc<Inflated>)>;

/// Packed records.
#[derive(Debug, Default)]
pub struct Packed {
    keys: Keys,
    /// The blocks, each of records of one layer, in the order of the file.
    pub blocks: Vec<PackedBlock>,
    /// Of each layer, the ordinal number of each block's first record, and the block.
    by_ordinal: Vec<Vec<(u32, usize)>>,
    /// What was inflated of the blocks that were read last: the next record is often in one of them, too.
    last: Mutex<LastBlocks>,
}

impl Packed {
    /// Bytes that they take up.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.iter().map(PackedBlock::size).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The block and the place in it of the record with this number; `None` where there is none.
    #[must_use]
    pub fn place(&self, number: u64) -> Option<(usize, u16)> {
        let layer = usize::try_from(number >> ORDINAL_BITS).ok()?;
        let (blocks, ordinal) = (self.by_ordinal.get(layer)?, number as u32);
        let after = blocks.partition_point(|&(first, _)| first <= ordinal);
        let (first, block) = *blocks.get(after.checked_sub(1)?)?;
        let place = usize::try_from(ordinal - first).ok()?;
        let within = place < self.blocks.get(block)?.len();
        Some((block, u16::try_from(place).ok().filter(|_| within)?))
    }

    /// The keys of all properties, in the order of their numbers.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.keys.names.iter().map(|name| &**name)
    }

    /// The key with this number; empty where there is none.
    #[must_use]
    pub fn key(&self, number: usize) -> &str {
        self.keys.name(number)
    }

    /// The record with this number, and its layer.
    ///
    /// # Errors
    /// Fails if there is none.
    pub fn record(&self, number: u64) -> io::Result<Record> {
        let (number, place) = self.place(number).ok_or(io::ErrorKind::NotFound)?;
        let block = self.block(number)?;
        let inflated = self.inflated_last(number, block)?;
        block.record(place, &inflated, &self.keys)
    }

    /// The records of a block without their geometry, each to `take`, with those properties alone whose
    /// key's number `wanted` says yes to.
    ///
    /// # Errors
    /// Fails if there is no such block.
    pub fn each_unplaced(
        &self,
        number: usize,
        wanted: impl Fn(usize) -> bool,
        mut take: impl FnMut(Record),
    ) -> io::Result<()> {
        let block = self.block(number)?;
        let inflated = block.inflated(false, &wanted)?;
        for place in (0..).take(block.len()) {
            take(block.unplaced(place, &inflated, &self.keys, &wanted)?);
        }
        Ok(())
    }

    /// The column of a block with this key, to `take`, where the block has one.
    ///
    /// # Errors
    /// Fails if there is no such block, or if it is damaged.
    pub fn column(
        &self,
        number: usize,
        key: usize,
        take: impl FnOnce(BlockColumn<'_>),
    ) -> io::Result<()> {
        self.block(number)?.column(key, take)
    }

    /// What comes of each block of a layer, in the order of the file; worked out on all cores.
    pub fn map_blocks<R: Send>(&self, layer: LayerNo, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
        let blocks: Vec<usize> = self.blocks_of(layer).collect();
        cores::map(&blocks, 1, |&block| work(block))
    }

    /// The blocks of a layer, by their numbers, in the order of the file.
    pub fn blocks_of(&self, layer: LayerNo) -> impl Iterator<Item = usize> {
        let blocks = 0..self.blocks.len();
        blocks.filter(move |&block| self.blocks[block].layer == layer)
    }

    fn block(&self, number: usize) -> io::Result<&PackedBlock> {
        Ok(self
            .blocks
            .get(number)
            .ok_or(io::ErrorKind::UnexpectedEof)?)
    }

    fn inflated_last(&self, number: usize, block: &PackedBlock) -> io::Result<Arc<Inflated>> {
        let known = {
            let last = cores::locked(&self.last);
            let mut latest_first = last.iter().rev();
            latest_first.find_map(|(known, it)| (*known == number).then(|| Arc::clone(it)))
        };
        if let Some(inflated) = known {
            return Ok(inflated);
        }
        let inflated = Arc::new(block.inflated(true, |_| true)?);
        let mut last = cores::locked(&self.last);
        if last.len() == KEPT_BLOCKS {
            last.remove(0);
        }
        last.push((number, Arc::clone(&inflated)));
        Ok(inflated)
    }
}

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
mod rows;
mod sequence;
#[cfg(test)]
mod tests;
mod value;

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex};

use super::{LayerNo, Record};
use crate::cores;
pub use block::BlockColumn;
use block::{Inflated, OpenBlock, PackedBlock};
pub use column::BlockCodes;
pub use rows::Rows;
pub use value::PackedValue;

/// Bits of a record's number that say which of its layer's records it is, from 1 on; those above say
/// which layer.
const ORDINAL_BITS: u32 = 32;

/// The keys of properties, each once.
#[derive(Debug, Clone, Default)]
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

/// Packs records, and keeps the memory that this needs from one time to the next.
#[derive(Debug, Default)]
pub struct Packing {
    block: OpenBlock,
}

impl Packing {
    /// Packs rows; `look` sees the key and the values of each column of each of their blocks.
    ///
    /// # Errors
    /// Never, unless the deflater fails, which it does not in memory.
    pub fn pack(
        &mut self,
        rows: Rows,
        mut look: impl FnMut(&str, BlockColumn<'_>),
    ) -> io::Result<PackedRows> {
        let mut blocks = Vec::new();
        let mut close = |block: &mut OpenBlock| {
            let stored = block.stored(rows.layer(), |key, column| {
                look(rows.keys.name(key), column);
            });
            block.clear();
            blocks.push(stored?);
            io::Result::Ok(())
        };
        self.block.clear();
        for (record, properties) in rows.iter() {
            if self.block.is_full() {
                close(&mut self.block)?;
            }
            self.block.add(record, properties);
        }
        if self.block.len() > 0 {
            close(&mut self.block)?;
        }
        let keys = rows.keys;
        Ok(PackedRows { keys, blocks })
    }
}

/// Some records of one layer, packed.
#[derive(Debug)]
pub struct PackedRows {
    keys: Keys,
    blocks: Vec<PackedBlock>,
}

impl PackedRows {
    /// The records in their order.
    ///
    /// # Errors
    /// Where what was deflated is damaged.
    pub(super) fn records(&self) -> io::Result<Vec<Record>> {
        let mut records = Vec::new();
        for block in &self.blocks {
            let inflated = block.inflated(true, |_| true)?;
            for place in (0..).take(block.len()) {
                records.push(block.record(place, &inflated, &self.keys)?);
            }
        }
        Ok(records)
    }
}

/// Takes packed rows one after another.
#[derive(Debug, Default)]
pub struct Packer {
    keys: Keys,
    blocks: Vec<PackedBlock>,
    /// The records of each layer so far.
    counts: Vec<u32>,
}

impl Packer {
    /// Adds records behind the others of their layer. Gives the number of the first of them; those of the
    /// others follow one by one.
    pub fn add(&mut self, rows: PackedRows) -> u64 {
        let layer = rows.blocks.first().map_or(LayerNo(0), |block| block.layer);
        let number = usize::from(layer.0);
        if self.counts.len() <= number {
            self.counts.resize(number + 1, 0);
        }
        let first = (number as u64) << ORDINAL_BITS | u64::from(self.counts[number] + 1);
        for mut block in rows.blocks {
            block.rename(|key| self.keys.number(rows.keys.name(key)));
            self.counts[number] += u32::try_from(block.len()).unwrap_or(u32::MAX);
            self.blocks.push(block);
        }
        first
    }

    /// All records.
    #[must_use]
    pub fn finish(self) -> Packed {
        let mut by_ordinal: Vec<Vec<(u32, usize)>> = vec![Vec::new(); self.counts.len()];
        let mut next = vec![1; self.counts.len()];
        for (number, block) in self.blocks.iter().enumerate() {
            let layer = usize::from(block.layer.0);
            by_ordinal[layer].push((next[layer], number));
            next[layer] += u32::try_from(block.len()).unwrap_or(u32::MAX);
        }
        Packed {
            keys: self.keys,
            blocks: self.blocks,
            by_ordinal,
            last: Mutex::default(),
        }
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

    /// The position of the record with this number among those of its layer, from 0 on; beyond all of them where
    /// there is none.
    #[must_use]
    pub fn position_in_layer(number: u64) -> usize {
        (number as u32).wrapping_sub(1) as usize
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

    /// The columns of a block whose key's number `wanted` says yes to, with that number, to `take`.
    ///
    /// # Errors
    /// As [`column`](Self::column).
    pub fn columns<R>(
        &self,
        number: usize,
        wanted: impl Fn(usize) -> bool,
        take: impl FnOnce(&[(usize, BlockColumn<'_>)]) -> R,
    ) -> io::Result<R> {
        self.block(number)?.columns(wanted, take)
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

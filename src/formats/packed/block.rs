//! Some records of one layer, column by column.

use std::collections::HashMap;
use std::io;

use serde_json::Map;

use super::blobs::{Blobs, StoredBlobs};
use super::column::{BlockCodes, Codes, OpenColumn, PackedColumn};
use super::sequence::Sequence;
use super::value::PackedValue;
use super::{Keys, head};
use crate::formats::{LayerNo, Record, wkb};

/// Bytes of a block before anything is deflated: more make it smaller, fewer make one record cheaper
/// to read.
const BLOCK_BYTES: usize = 256 << 10;

/// Records of a block: their places and the numbers of their values have two bytes.
const MOST_IN_BLOCK: usize = 4_096;

/// Number of a column that the block does not have yet.
const NO_COLUMN: u32 = u32::MAX;

/// A block while it is filled.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenBlock {
    styled: bool,
    /// Whether any record has more than its place, its properties and where it stands.
    rare: bool,
    heads: Blobs,
    /// Geometries as WKB; empty where a record has none.
    geometries: Blobs,
    /// Which columns a record has, in its own order, each list once.
    orders: HashMap<Box<[u32]>, u16>,
    order_of: Vec<u16>,
    /// The order of the record that was added last.
    last_order: Vec<u32>,
    columns: Vec<(usize, OpenColumn)>,
    /// The column of each key, or [`NO_COLUMN`].
    column_of: Vec<u32>,
    /// Columns that were cleared, with the memory that they had.
    spare: Vec<OpenColumn>,
    order: Vec<u32>,
}

impl OpenBlock {
    pub(super) fn len(&self) -> usize {
        self.order_of.len()
    }

    pub(super) fn is_full(&self) -> bool {
        let values = || -> usize { self.columns.iter().map(|(_, column)| column.size()).sum() };
        let bytes = self.heads.bytes.len() + self.geometries.bytes.len();
        self.len() >= MOST_IN_BLOCK
            || bytes >= BLOCK_BYTES
            // Many columns are summed up now and then only.
            || (self.len().is_multiple_of(64) && bytes + values() >= BLOCK_BYTES)
    }

    /// Adds a record with these properties, of which each key comes once.
    pub(super) fn add<'v>(
        &mut self,
        record: &Record,
        properties: impl Iterator<Item = (usize, PackedValue<'v>)>,
    ) {
        let place = u16::try_from(self.len()).unwrap_or(u16::MAX);
        self.rare |= head::pack(record, &mut self.heads.bytes);
        self.heads.end();
        self.styled |= record.style.is_some();
        if let Some(shape) = &record.geometry {
            wkb::write(shape, &mut self.geometries.bytes);
        }
        self.geometries.end();
        self.order.clear();
        for (key, value) in properties {
            let column = self.column(key);
            self.order.push(column);
            self.columns[column as usize].1.add(place, value);
        }
        self.end_order();
    }

    /// The number of the column with this key.
    fn column(&mut self, key: usize) -> u32 {
        if self.column_of.len() <= key {
            self.column_of.resize(key + 1, NO_COLUMN);
        }
        if self.column_of[key] == NO_COLUMN {
            self.column_of[key] = u32::try_from(self.columns.len()).unwrap_or(NO_COLUMN);
            self.columns
                .push((key, self.spare.pop().unwrap_or_default()));
        }
        self.column_of[key]
    }

    fn end_order(&mut self) {
        let same = self.order == self.last_order;
        if let Some(&last) = self.order_of.last().filter(|_| same) {
            self.order_of.push(last);
            return;
        }
        let count = u16::try_from(self.orders.len()).unwrap_or(u16::MAX);
        let number = match self.orders.get(self.order.as_slice()) {
            Some(&number) => number,
            None => *self
                .orders
                .entry(self.order.as_slice().into())
                .or_insert(count),
        };
        self.order_of.push(number);
        self.last_order.clone_from(&self.order);
    }

    /// The same as it is kept; `look` sees the key and the values of each column before they are deflated.
    ///
    /// # Errors
    /// As [`Blobs::stored`].
    pub(super) fn stored(
        &self,
        layer: LayerNo,
        mut look: impl FnMut(usize, BlockColumn<'_>),
    ) -> io::Result<PackedBlock> {
        let sequence = self.sequence();
        let mut orders: Vec<Box<[u32]>> = vec![Box::default(); self.orders.len()];
        let in_sequence = |order: &[u32]| order.iter().map(|&it| sequence.place(it)).collect();
        self.orders
            .iter()
            .for_each(|(order, &number)| orders[usize::from(number)] = in_sequence(order));
        let count = self.len();
        let columns = sequence.columns().map(|column| {
            let (key, open) = &self.columns[column as usize];
            let column = open.stored(*key, count)?;
            look(
                *key,
                BlockColumn {
                    column: &column,
                    inflated: Some(open.bytes()),
                },
            );
            Ok(column)
        });
        let columns = columns.collect::<io::Result<_>>()?;
        Ok(PackedBlock {
            layer,
            styled: self.styled,
            even: !self.rare && orders.iter().all(|order| order.is_sorted()),
            count,
            heads: self.heads.stored()?,
            geometries: self.geometries.stored()?,
            orders,
            order_of: Codes::of(&self.order_of),
            columns,
            came: sequence.into_places(),
        })
    }

    fn sequence(&self) -> Sequence {
        let keys: Vec<usize> = self.columns.iter().map(|(key, _)| *key).collect();
        let orders: Vec<&[u32]> = self.orders.keys().map(AsRef::as_ref).collect();
        Sequence::of(&keys, &orders)
    }

    /// Makes it empty, and keeps its memory.
    pub(super) fn clear(&mut self) {
        (self.styled, self.rare) = (false, false);
        self.heads.clear();
        self.geometries.clear();
        self.orders.clear();
        self.order_of.clear();
        self.last_order.clear();
        for (key, mut column) in self.columns.drain(..) {
            self.column_of[key] = NO_COLUMN;
            column.clear();
            self.spare.push(column);
        }
    }
}

/// Some records of one layer.
#[derive(Debug)]
pub struct PackedBlock {
    /// Their layer.
    pub layer: LayerNo,
    /// Whether the file wants any of them drawn in a way of its own.
    pub styled: bool,
    /// Whether its records are known by their properties alone, whose keys all have in the order of the
    /// block's columns.
    pub even: bool,
    count: usize,
    heads: StoredBlobs,
    geometries: StoredBlobs,
    orders: Vec<Box<[u32]>>,
    order_of: Codes,
    columns: Vec<PackedColumn>,
    /// The columns in the order in which they first occur.
    came: Box<[u32]>,
}

/// The bytes of a block that had to be inflated.
#[derive(Debug, Default)]
pub(super) struct Inflated {
    heads: Option<Vec<u8>>,
    geometries: Option<Vec<u8>>,
    columns: Vec<Option<Vec<u8>>>,
}

impl Inflated {
    fn column(&self, number: usize) -> Option<&[u8]> {
        self.columns.get(number)?.as_deref()
    }
}

impl PackedBlock {
    /// How many records it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes that it takes up.
    pub(super) fn size(&self) -> usize {
        let orders = self.orders.iter().map(|order| size_of_val::<[u32]>(order));
        let columns = self.columns.iter().map(PackedColumn::size);
        let blobs = self.heads.size() + self.geometries.size() + self.order_of.size();
        blobs + orders.sum::<usize>() + columns.sum::<usize>()
    }

    /// Gives its columns other numbers for their keys.
    pub(super) fn rename(&mut self, mut key: impl FnMut(usize) -> usize) {
        for column in &mut self.columns {
            column.key = key(column.key);
        }
    }

    /// Inflates the columns whose key `wanted` says yes to, and the geometries, too, if `placed`.
    ///
    /// # Errors
    /// Where what was deflated is damaged.
    pub(super) fn inflated(
        &self,
        placed: bool,
        wanted: impl Fn(usize) -> bool,
    ) -> io::Result<Inflated> {
        let column = |column: &PackedColumn| {
            let inflated = wanted(column.key).then(|| column.values.inflated_if_deflated());
            Ok(inflated.transpose()?.flatten())
        };
        let geometries = || self.geometries.inflated_if_deflated();
        Ok(Inflated {
            heads: self.heads.inflated_if_deflated()?,
            geometries: placed.then(geometries).transpose()?.flatten(),
            columns: self.columns.iter().map(column).collect::<io::Result<_>>()?,
        })
    }

    /// The record at `place`, with the properties whose key `wanted` says yes to, and without its geometry.
    ///
    /// # Errors
    /// Fails if there is none.
    pub(super) fn unplaced(
        &self,
        place: u16,
        inflated: &Inflated,
        keys: &Keys,
        wanted: impl Fn(usize) -> bool,
    ) -> io::Result<Record> {
        let head = self
            .heads
            .get(usize::from(place), inflated.heads.as_deref())?;
        let mut record = head::unpack(head)?;
        record.layer = self.layer;
        let order = self.order_of.get(usize::from(place));
        let order = order.and_then(|order| self.orders.get(usize::from(order)));
        let order = order.ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut properties = Map::new();
        for &number in order {
            let column = &self.columns[number as usize];
            if !wanted(column.key) {
                continue;
            }
            let value = column.of_record(place, inflated.column(number as usize));
            let value = value.ok_or(io::ErrorKind::InvalidData)?.value()?;
            properties.insert(keys.name(column.key).to_owned(), value);
        }
        record.properties = properties;
        Ok(record)
    }

    /// The record at `place`.
    ///
    /// # Errors
    /// Fails if there is none.
    pub(super) fn record(
        &self,
        place: u16,
        inflated: &Inflated,
        keys: &Keys,
    ) -> io::Result<Record> {
        let mut record = self.unplaced(place, inflated, keys, |_| true)?;
        let at = usize::from(place);
        let geometry = self.geometries.get(at, inflated.geometries.as_deref())?;
        if !geometry.is_empty() {
            record.geometry = wkb::read(geometry).ok();
        }
        Ok(record)
    }

    /// The numbers of the keys of its columns, in the order in which they first occur in it.
    pub fn keys(&self) -> impl Iterator<Item = usize> {
        let came = self.came.iter();
        came.map(|&column| self.columns[column as usize].key)
    }

    /// The columns whose key `wanted` says yes to, to `take`.
    ///
    /// # Errors
    /// Where what was deflated is damaged.
    pub(super) fn columns<R>(
        &self,
        wanted: impl Fn(usize) -> bool,
        take: impl FnOnce(&[(usize, BlockColumn<'_>)]) -> R,
    ) -> io::Result<R> {
        let inflated = self.inflated(false, &wanted)?;
        let columns = self.columns.iter().enumerate();
        let columns = columns.filter(|(_, column)| wanted(column.key));
        let columns: Vec<_> = columns
            .map(|(at, column)| {
                let inflated = inflated.column(at);
                (column.key, BlockColumn { column, inflated })
            })
            .collect();
        Ok(take(&columns))
    }

    /// The column with this key, to `take`, where there is one.
    ///
    /// # Errors
    /// Where what was deflated is damaged.
    pub(super) fn column(&self, key: usize, take: impl FnOnce(BlockColumn<'_>)) -> io::Result<()> {
        let column = self.columns.iter().find(|column| column.key == key);
        if let Some(column) = column {
            let inflated = column.values.inflated_if_deflated()?;
            take(BlockColumn {
                column,
                inflated: inflated.as_deref(),
            });
        }
        Ok(())
    }
}

/// One property of the records of a block.
#[derive(Debug, Clone, Copy)]
pub struct BlockColumn<'b> {
    column: &'b PackedColumn,
    inflated: Option<&'b [u8]>,
}

impl<'b> BlockColumn<'b> {
    /// The value with this number.
    #[must_use]
    pub fn value(self, number: u16) -> Option<PackedValue<'b>> {
        self.column.value(usize::from(number), self.inflated)
    }

    /// The values that differ, in the order in which they first occur.
    pub fn values(self) -> impl Iterator<Item = PackedValue<'b>> {
        self.column.values(self.inflated)
    }

    /// How many values differ.
    #[must_use]
    pub fn count(self) -> usize {
        self.column.count
    }

    /// Whether all of its values are texts.
    #[must_use]
    pub fn is_of_texts(self) -> bool {
        self.column.is_of_texts()
    }

    /// The number of each record's value; `None` where some have none.
    #[must_use]
    pub fn codes(self) -> Option<BlockCodes<'b>> {
        self.column.codes()
    }

    /// Gives each record that has the property, by its place in the block, with the number of its value.
    pub fn each_row(self, take: impl FnMut(u16, u16)) {
        self.column.each_row(take);
    }
}

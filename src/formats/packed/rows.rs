//! Records on their way from a reader to their blocks.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use serde_json::{Map, Value};

use super::Keys;
use super::value::{self, PackedValue, ValueKind};
use crate::formats::{LayerNo, Record};

/// Records that are passed on at once, at most.
const MOST_RECORDS: usize = 4_096;

/// Bytes of properties from which on records are passed on.
const MOST_BYTES: usize = 512 << 10;

/// The value of a property.
#[derive(Debug, Clone, Copy)]
struct Cell {
    key: u32,
    kind: ValueKind,
    /// Where its bytes begin and end.
    begin: u32,
    end: u32,
}

/// Some records of one layer, with the values of their properties one after another: a reader of a table
/// makes them without a map for each row and a string for each cell.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub(super) keys: Keys,
    /// The records without their properties.
    records: Vec<Record>,
    /// Where the cells of each record end.
    ends: Vec<u32>,
    cells: Vec<Cell>,
    bytes: Vec<u8>,
}

impl Rows {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether it is time to pass them on.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.len() >= MOST_RECORDS || self.bytes.len() >= MOST_BYTES
    }

    /// Those so far. What is left has their keys and no record.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let left = Self {
            keys: self.keys.clone(),
            ..Self::default()
        };
        std::mem::replace(self, left)
    }

    /// The number of the key `name`.
    pub fn key(&mut self, name: &str) -> u32 {
        u32::try_from(self.keys.number(name)).unwrap_or(u32::MAX)
    }

    /// Gives the record that is ended next a property whose value is a text.
    pub fn text(&mut self, key: u32, text: &str) {
        self.cell(key, |bytes| {
            bytes.extend_from_slice(text.as_bytes());
            ValueKind::Text
        });
    }

    /// Gives the record that is ended next a property.
    pub fn value(&mut self, key: u32, value: &Value) {
        self.cell(key, |bytes| value::pack(value, bytes));
    }

    fn cell(&mut self, key: u32, write: impl FnOnce(&mut Vec<u8>) -> ValueKind) {
        let at = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let begin = at(&self.bytes);
        let kind = write(&mut self.bytes);
        let end = at(&self.bytes);
        self.cells.push(Cell {
            key,
            kind,
            begin,
            end,
        });
    }

    /// Ends a record; its properties are those that were given since the one before.
    pub fn end(&mut self, record: Record) {
        let begin = self.ends.last().map_or(0, |&end| end as usize);
        let rising = self.cells[begin..].is_sorted_by(|one, next| one.key < next.key);
        if !rising {
            self.keep_last_of_each(begin);
        }
        self.push_ended(record);
    }

    /// Of several values that a record gives one key, the last counts, in the place of the first.
    fn keep_last_of_each(&mut self, begin: usize) {
        let mut known = BTreeMap::new();
        let mut kept = begin;
        for at in begin..self.cells.len() {
            let cell = self.cells[at];
            match known.entry(cell.key) {
                Entry::Occupied(first) => self.cells[*first.get()] = cell,
                Entry::Vacant(free) => {
                    free.insert(kept);
                    self.cells[kept] = cell;
                    kept += 1;
                }
            }
        }
        self.cells.truncate(kept);
    }

    fn push_ended(&mut self, record: Record) {
        self.records.push(record);
        let end = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
    }

    /// Adds a record with the properties that it has.
    pub fn push(&mut self, mut record: Record) {
        let properties = std::mem::take(&mut record.properties);
        for (name, value) in &properties {
            let key = self.next_key(name);
            self.value(key, value);
        }
        self.push_ended(record);
    }

    /// The number of the key `name`, for the next property of the record that is ended next. Most records
    /// have the keys of the one before, or leave some of them out.
    pub fn next_key(&mut self, name: &str) -> u32 {
        let begin = self.ends.last().map_or(0, |&end| end as usize);
        let before = self.cells_of(self.len().wrapping_sub(1));
        let as_before = self.cells.get(before.start + self.cells.len() - begin);
        let next = self.cells.last().map(|cell| cell.key + 1);
        let guesses = [as_before.map(|cell| cell.key), next].into_iter();
        let hit = guesses
            .flatten()
            .find(|&key| self.keys.name(key as usize) == name);
        hit.unwrap_or_else(|| self.key(name))
    }

    fn cells_of(&self, at: usize) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        end(at.wrapping_sub(1))..end(at)
    }

    /// Each record without its properties, and their keys and values.
    pub(super) fn iter(
        &self,
    ) -> impl Iterator<Item = (&Record, impl Iterator<Item = (usize, PackedValue<'_>)>)> {
        let value = |cell: &Cell| {
            let bytes = &self.bytes[cell.begin as usize..cell.end as usize];
            let kind = cell.kind;
            (cell.key as usize, PackedValue { kind, bytes })
        };
        let records = self.records.iter().enumerate();
        records.map(move |(at, record)| (record, self.cells[self.cells_of(at)].iter().map(value)))
    }

    /// The records as they are outside.
    #[must_use]
    pub fn into_records(mut self) -> Vec<Record> {
        let properties: Vec<Map<String, Value>> = self
            .iter()
            .map(|(_, cells)| {
                let named = cells.filter_map(|(key, value)| {
                    let name = self.keys.name(key).to_owned();
                    Some((name, value.value().ok()?))
                });
                named.collect()
            })
            .collect();
        for (record, properties) in self.records.iter_mut().zip(properties) {
            record.properties = properties;
        }
        self.records
    }

    /// Records of any layers, as rows of each; those of one layer stay in their order.
    #[must_use]
    pub fn by_layer(records: Vec<Record>) -> Vec<Self> {
        let mut layers: BTreeMap<LayerNo, Self> = BTreeMap::new();
        for record in records {
            layers.entry(record.layer).or_default().push(record);
        }
        layers.into_values().collect()
    }

    /// The records without their properties.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The layer of all.
    #[must_use]
    pub fn layer(&self) -> LayerNo {
        self.records.first().map_or(LayerNo(0), |first| first.layer)
    }
}

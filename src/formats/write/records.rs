//! Records on their way out.

use super::super::{LayerNo, PackedRows, Packing, Record, Rows};

/// Records to be written. They are packed: as they are, a million of them take three gigabytes.
#[derive(Debug, Default)]
pub struct OutputRecords {
    packed: Vec<PackedRows>,
    /// Those that are packed next.
    last: Rows,
    packing: Packing,
    len: usize,
}

impl OutputRecords {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a record behind the others.
    pub fn push(&mut self, mut record: Record) {
        record.layer = LayerNo::default();
        self.len += 1;
        self.last.push(record);
        if self.last.is_full() {
            self.pack();
        }
    }

    fn pack(&mut self) {
        match self.packing.pack(self.last.take(), |_, _| ()) {
            Ok(packed) => self.packed.push(packed),
            // What is written is then less than what there is, which is told.
            Err(error) => log::error!("records could not be packed: {error}"),
        }
    }

    /// The records in their order, unpacked some thousands at a time.
    pub fn iter(&self) -> impl Iterator<Item = Record> {
        let packed = self.packed.iter().flat_map(|rows| {
            rows.records().unwrap_or_else(|error| {
                // As above.
                log::error!("records could not be unpacked: {error}");
                Vec::new()
            })
        });
        let last = || self.last.clone().into_records();
        packed.chain(std::iter::once_with(last).flatten())
    }
}

impl FromIterator<Record> for OutputRecords {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        let mut packed = Self::default();
        records.into_iter().for_each(|record| packed.push(record));
        packed
    }
}

impl From<Vec<Record>> for OutputRecords {
    fn from(records: Vec<Record>) -> Self {
        records.into_iter().collect()
    }
}

/// Says of a record whether it is among those that are written.
pub(super) type RecordTest = fn(&Record) -> bool;

/// Some of the records of a layer, unpacked anew each time that they are gone through, so that a format
/// whose parts each need all of them needs no room for all.
#[derive(Debug, Clone)]
pub(super) struct RecordsToWrite<'r> {
    all: &'r OutputRecords,
    /// The records for which the first test holds, then those for which the next does.
    tests: Vec<RecordTest>,
    len: usize,
}

impl<'r> RecordsToWrite<'r> {
    /// The records for which a test holds, which are so many.
    pub(super) fn of(all: &'r OutputRecords, len: usize, test: RecordTest) -> Self {
        Self {
            all,
            tests: vec![test],
            len,
        }
    }

    /// Adds those for which another test holds behind the others.
    pub(super) fn and_then(&mut self, len: usize, test: RecordTest) {
        self.tests.push(test);
        self.len += len;
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Record> {
        let tests = self.tests.iter();
        tests.flat_map(|test| self.all.iter().filter(test))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_records_come_back_in_their_order_and_take_little_room() {
        let record = |number: u32| Record {
            id: Some(number.to_string()),
            ..Record::default()
        };
        let packed: OutputRecords = (0..100_000).map(record).collect();
        assert_eq!(packed.len(), 100_000);
        let ids = packed.iter().filter_map(|record| record.id);
        assert!(ids.eq((0..100_000_u32).map(|number| number.to_string())));
        assert!(packed.packed.len() > 10);
    }
}

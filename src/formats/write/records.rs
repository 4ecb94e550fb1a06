//! Records on their way out.

use super::super::{LayerNo, Packer, Record};

/// Records to be written. They are packed: as they are, a million of them take three gigabytes.
#[derive(Debug, Default)]
pub struct OutputRecords {
    packer: Packer,
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
        if let Err(error) = self.packer.add(&record) {
            // What is written is then less than what there is, which is told.
            log::error!("a record could not be packed: {error}");
        }
    }

    /// The records in their order, unpacked one block after another.
    pub fn iter(&self) -> impl Iterator<Item = Record> {
        let blocks = 0..self.packer.block_count();
        blocks.flat_map(|block| {
            let records = self.packer.records_of(block);
            records.unwrap_or_else(|error| {
                // As above.
                log::error!("records could not be unpacked: {error}");
                Vec::new()
            })
        })
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
        assert!(packed.packer.block_count() > 10);
    }
}

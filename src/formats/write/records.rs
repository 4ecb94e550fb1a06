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

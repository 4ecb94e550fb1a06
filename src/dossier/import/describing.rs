//! How the records of a layer become rows of its table, one block after another.
//!
//! What is to be known of a record is worked out once for each value of a block's columns, or for each
//! combination of their values that occurs. A block whose records have more than properties, or have them in
//! different orders, is gone through record by record.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value};

use super::described::{Described, profile};
use super::valued::Valued;
use crate::atlas::table::{Days, EvidenceProfile};
use crate::dossier::feature;
use crate::dossier::understand::{Said, Understanding, Unreadable};
use crate::formats::{BlockColumn, Packed, PackedValue, Record};

/// What the values of a column say.
type SaidOnce<'b> = Valued<Said<'b>>;

/// Works out what the records of a layer are.
#[derive(Debug)]
pub(super) struct Describing<'d> {
    packed: &'d Packed,
    understanding: &'d Understanding,
    /// Ids that are linked to.
    wanted: &'d BTreeSet<String>,
    /// Whether the key with each number says anything.
    says: Vec<bool>,
}

impl<'d> Describing<'d> {
    pub(super) fn of(
        packed: &'d Packed,
        understanding: &'d Understanding,
        wanted: &'d BTreeSet<String>,
    ) -> Self {
        let keys = packed.keys();
        let says = keys.map(|key| feature::describes(key, understanding));
        Self {
            packed,
            understanding,
            wanted,
            says: says.collect(),
        }
    }

    /// What the records of a block are.
    pub(super) fn block(&self, number: usize) -> Described {
        let even = self.packed.blocks.get(number).is_some_and(|it| it.even);
        let described = if even {
            self.by_columns(number)
        } else {
            self.by_records(number)
        };
        described.unwrap_or_else(|error| {
            log::warn!("records that were packed cannot be read: {error}");
            Described::default()
        })
    }

    fn says(&self, key: usize) -> bool {
        self.says.get(key).copied().unwrap_or(true)
    }

    fn by_records(&self, number: usize) -> io::Result<Described> {
        let mut described = Described::default();
        let says = |key| self.says(key);
        self.packed.each_unplaced(number, says, |record| {
            let mut fault = None;
            let feature = feature::of_record(record, self.understanding, |unreadable| {
                fault = Some(unreadable);
            });
            let linked = self.wanted.contains(&feature.id);
            described.add(&feature, fault, linked);
        })?;
        Ok(described)
    }

    fn by_columns(&self, number: usize) -> io::Result<Described> {
        let count = self.packed.blocks[number].len();
        let says = |key| self.says(key);
        self.packed.columns(number, says, |columns| {
            BlockColumns {
                describing: self,
                columns,
                count,
            }
            .described()
        })
    }
}

/// The columns of a block whose records are known by them alone.
struct BlockColumns<'d, 'b> {
    describing: &'d Describing<'d>,
    columns: &'d [(usize, BlockColumn<'b>)],
    count: usize,
}

impl<'b> BlockColumns<'_, 'b> {
    fn described(&self) -> Described {
        let mut described = Described::default();
        let understanding = self.describing.understanding;
        let names = self.said(understanding.names(), Said::by_packed);
        let ids = self.said(understanding.ids(), Said::by_packed);
        let coded = understanding.has_coded_kinds();
        let kinds = self.said(understanding.kinds(), |value| {
            if coded || value.as_number().is_none() {
                Said::by_packed(value)
            } else {
                Said::Nothing
            }
        });
        let (days, profiles) = (self.days(), self.profiles());
        let profiles = profiles.map(|profile| described.profile(&profile));
        for row in 0..self.count {
            let id = first_text(&ids, row);
            let name = first_text(&names, row).or_else(|| first_name(&names, row));
            let kind = first_text(&kinds, row).unwrap_or_default();
            let days = match days.get(row) {
                Some(Ok(days)) => *days,
                Some(Err(fault)) => {
                    described.undated.push((row, fault.clone()));
                    Days::UNDATED
                }
                None => Days::UNDATED,
            };
            let profile = profiles.get(row).copied().unwrap_or_default();
            let linked = id.filter(|id| self.describing.wanted.contains(*id));
            let name = name.or(id).unwrap_or_default();
            described.add_row([name, kind], days, profile, linked);
        }
        described
    }

    fn key(&self, number: usize) -> &str {
        self.describing.packed.key(number)
    }

    /// What the values of each of the columns called so say, in the order of `keys`.
    fn said(
        &self,
        keys: &[String],
        says: impl Fn(PackedValue<'b>) -> Said<'b>,
    ) -> Vec<SaidOnce<'b>> {
        let named = keys.iter().flat_map(|key| {
            let columns = self.columns.iter();
            columns.filter(move |(number, _)| self.key(*number) == *key)
        });
        named
            .map(|(_, column)| Valued::by_value(*column, self.count, &says))
            .collect()
    }

    /// What `make` makes of the properties for whose keys `wanted` holds.
    fn combined<T>(
        &self,
        wanted: impl Fn(&str) -> bool,
        make: impl Fn(Map<String, Value>) -> T,
    ) -> Valued<T> {
        let columns = self.columns.iter().copied();
        let named = columns.map(|(number, column)| (self.key(number), column));
        let wanted: Vec<_> = named.filter(|(key, _)| wanted(key)).collect();
        Valued::by_combination(&wanted, self.count, make)
    }

    fn days(&self) -> Valued<Result<Days, Unreadable>> {
        let understanding = self.describing.understanding;
        let dates: BTreeSet<&str> = understanding.dates().map(|(key, _)| key).collect();
        self.combined(
            |key| dates.contains(key),
            |properties| match understanding.when(&properties) {
                Some(when) => when.map(|when| Days::of(&when)),
                None => Ok(Days::UNDATED),
            },
        )
    }

    fn profiles(&self) -> Valued<EvidenceProfile> {
        let understanding = self.describing.understanding;
        self.combined(
            |key| feature::is_evidence(key, understanding),
            |properties| {
                let record = Record {
                    properties,
                    ..Record::default()
                };
                profile(&feature::of_record(record, understanding, |_| ()))
            },
        )
    }
}

/// The first text or number that a record has in these columns.
fn first_text<'s>(columns: &'s [SaidOnce<'_>], row: usize) -> Option<&'s str> {
    let mut columns = columns.iter();
    columns.find_map(|column| column.get(row)?.text())
}

/// The first word that a record has in these columns and that says something as a name.
fn first_name<'s>(columns: &'s [SaidOnce<'_>], row: usize) -> Option<&'s str> {
    columns.iter().find_map(|column| match column.get(row)? {
        Said::Name(name) => Some(*name),
        _ => None,
    })
}

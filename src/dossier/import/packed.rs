//! The records of a large file, packed, and what their layers' columns mean: features one by one for
//! cards, and what drawing and finding need of all of them.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::layer::LayerColumns;
use crate::atlas::table::{Backing, Days, EvidenceProfile, NO_KIND};
use crate::atlas::{Feature, RowIx};
use crate::dossier::feature::{self, Slips};
use crate::dossier::own_layer::OwnLayer;
use crate::dossier::report::{Context, Report, unsourced};
use crate::dossier::table::RowsRead;
use crate::dossier::text::SourceText;
use crate::dossier::understand::{Understanding, Unreadable};
use crate::formats::{LayerNo, Packed, Record};
use crate::problem::Place;

/// The records of a file, and what their layers' columns mean.
#[derive(Debug)]
pub(in crate::dossier) struct Records {
    pub(in crate::dossier) packed: Packed,
    pub(super) understandings: Vec<Understanding>,
}

/// What one block of records is: names, kinds and days, and dates that could not be understood.
#[derive(Default)]
struct Described {
    rows: RowsRead,
    linked: Vec<(String, usize)>,
    undated: Vec<(usize, Unreadable)>,
    count: usize,
}

impl Records {
    pub(super) fn own_layer(&self, number: LayerNo, layer: &LayerColumns) -> OwnLayer {
        let understanding = &self.understandings[usize::from(number.0)];
        let mut understood = understanding.words();
        understood.extend(layer.info.understood.iter().cloned());
        OwnLayer {
            name: layer.info.name.clone(),
            understood,
            columns: layer.survey.keys(),
        }
    }

    /// The rows of a layer, with what their records say.
    pub(super) fn described(
        &self,
        name: &str,
        number: LayerNo,
        layer: LayerColumns,
        wanted: &BTreeSet<String>,
        report: &Report,
    ) -> RowsRead {
        let understanding = &self.understandings[usize::from(number.0)];
        let keys = self.packed.keys();
        let describing: Vec<bool> = keys
            .map(|key| feature::describes(key, understanding))
            .collect();
        let parts = self.packed.map_blocks(number, |block| {
            self.block(block, understanding, &describing, wanted)
        });
        let mut all = RowsRead::default();
        let mut linked = Vec::new();
        let mut slips = Slips::default();
        let mut row = 0;
        for part in parts {
            for (at, unreadable) in part.undated {
                slips.undated(unreadable, &span(row + at));
            }
            let ix = |at: usize| RowIx(u32::try_from(row + at).unwrap_or(u32::MAX));
            linked.extend(part.linked.into_iter().map(|(id, at)| (id, ix(at))));
            all.append(part.rows);
            row += part.count;
        }
        let text = SourceText::of_records(name, layer.lines);
        let cx = Context {
            file: &text,
            report,
        };
        slips.report_undated(cx);
        if !all.evident && row > 0 {
            report.push(unsourced(row, Place::file(name)));
        }
        RowsRead {
            starts: layer.rows.starts,
            anchors: layer.rows.anchors,
            parts: layer.rows.parts,
            places: layer.rows.places,
            linked,
            ..all
        }
    }

    /// What the records of a block are, by the properties whose keys are `describing`.
    fn block(
        &self,
        block: usize,
        understanding: &Understanding,
        describing: &[bool],
        wanted: &BTreeSet<String>,
    ) -> Described {
        let mut described = Described::default();
        let asked = |key: usize| describing.get(key).copied().unwrap_or(true);
        let read = self.packed.each_unplaced(block, asked, |record| {
            let mut fault = None;
            let feature = feature::of_record(record, understanding, |unreadable| {
                fault = Some(unreadable);
            });
            described.add(&feature, fault, wanted);
        });
        if let Err(error) = read {
            log::warn!("records that were packed cannot be read: {error}");
        }
        described
    }
}

impl Described {
    fn add(&mut self, feature: &Feature, fault: Option<Unreadable>, wanted: &BTreeSet<String>) {
        let rows = &mut self.rows;
        rows.names.extend_from_slice(feature.name.trim().as_bytes());
        let end = u32::try_from(rows.names.len()).unwrap_or(u32::MAX);
        rows.name_ends.push(end);
        let kind = match feature.kind.trim() {
            "" => NO_KIND,
            kind => rows.kinds.count(kind),
        };
        rows.kind_of.push(kind);
        let days = feature.when.as_ref().map_or(Days::UNDATED, Days::of);
        rows.days.push(days);
        let profile = EvidenceProfile {
            precision: feature.precision.class,
            origin: feature.origin,
            claim: feature.claim,
            status: feature.status,
            actors: feature.actors.clone(),
        };
        rows.evident |= profile != EvidenceProfile::default();
        let number = rows.profiles.number_of(&profile);
        rows.profile_of.push(number);
        self.undated.extend(fault.map(|fault| (self.count, fault)));
        if wanted.contains(&feature.id) {
            self.linked.push((feature.id.clone(), self.count));
        }
        self.count += 1;
    }
}

/// The place of a record in a text that is known by its records' lines.
fn span(row: usize) -> Range<usize> {
    row..row + 1
}

/// Records have no text to read.
impl Backing for Records {
    fn len(&self) -> u64 {
        0
    }

    fn read_at(&self, _: u64, _: &mut [u8]) -> io::Result<usize> {
        Ok(0)
    }
}

impl Records {
    /// The features that the records of a block are, without their shapes, each to `take`.
    ///
    /// # Errors
    /// Fails if there is no such block.
    pub(in crate::dossier) fn each_of_block(
        &self,
        block: usize,
        mut take: impl FnMut(Feature),
    ) -> io::Result<()> {
        self.packed.each_unplaced(
            block,
            |_| true,
            |record| {
                take(self.feature_of(record));
            },
        )
    }

    /// The feature that the record with this number is.
    ///
    /// # Errors
    /// Fails if there is no such record.
    pub(in crate::dossier) fn feature(&self, number: u64) -> io::Result<Feature> {
        Ok(self.feature_of(self.packed.record(number)?))
    }

    fn feature_of(&self, record: Record) -> Feature {
        let understanding = self.understandings.get(usize::from(record.layer.0));
        let unknown = Understanding::default();
        let understanding = understanding.unwrap_or(&unknown);
        feature::of_record(record, understanding, |_| ())
    }
}

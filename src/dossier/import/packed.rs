//! The records of a large file, packed, and what their layers' columns mean: features one by one for
//! cards, and what drawing and finding need of all of them.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::describing::Describing;
use super::layer::LayerColumns;
use crate::atlas::table::Backing;
use crate::atlas::{Feature, RowIx};
use crate::dossier::feature::{self, Slips};
use crate::dossier::own_layer::OwnLayer;
use crate::dossier::report::{Context, Report, unsourced};
use crate::dossier::table::RowsRead;
use crate::dossier::text::SourceText;
use crate::dossier::understand::Understanding;
use crate::formats::{LayerNo, Packed, Record};
use crate::problem::Place;

/// The records of a file, and what their layers' columns mean.
#[derive(Debug)]
pub(in crate::dossier) struct Records {
    pub(in crate::dossier) packed: Packed,
    pub(super) understandings: Vec<Understanding>,
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
        let describing = Describing::of(&self.packed, understanding, wanted);
        let parts = self
            .packed
            .map_blocks(number, |block| describing.block(block));
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

//! Large files of other formats into columns: what drawing and finding need of each record, one
//! column each, while the records themselves are kept packed and unpacked one by one for cards.
//!
//! Each record means what it would mean in a small file: the layer is surveyed as a whole first.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::companions::FilesBeside;
use super::{format_of, unread};
use crate::atlas::table::{Backing, Days, EvidenceProfile, NO_KIND, TablePoint as At};
use crate::atlas::{Feature, FeatureTable, RowIx};
use crate::dossier::feature::{self, Slips};
use crate::dossier::own_layer::OwnLayer;
use crate::dossier::read_as::ReadAs;
use crate::dossier::report::{Context, Report, unsourced};
use crate::dossier::shape;
use crate::dossier::table::{RowsRead, TableRead, add_shape, digest, gather};
use crate::dossier::text::SourceText;
use crate::dossier::understand::{Survey, Understanding, Unreadable};
use crate::dossier::{Files, Progress};
use crate::formats::{
    Bytes, Cancelled, Flow, LayerInfo, LayerNo, Packed, Packer, ReadError, Record, Sink, Source,
};
use crate::problem::{Place, Problem};

/// Reads the large file `name` by its format; a table for each of its layers. `wanted` are the ids
/// that the article links to. `None` where it was cancelled, or where no format knows the file.
pub(in crate::dossier) fn read(
    files: &Files,
    name: &str,
    read_as: &ReadAs,
    wanted: &BTreeSet<String>,
    progress: &Progress,
) -> Option<Vec<TableRead>> {
    let format = format_of(files, name)?;
    let backing = files.large(name)?;
    let source = Source {
        name,
        bytes: &Large(backing),
        companions: &FilesBeside { files, name },
        given: &read_as.given,
    };
    let mut columns = Columns {
        name,
        read_as,
        progress,
        length: backing.len(),
        passed: 0,
        report: Report::default(),
        left_out: 0,
        layers: Vec::new(),
        packer: Packer::default(),
        failed: None,
    };
    match (format.read)(&source, &mut columns) {
        Ok(()) => {}
        Err(ReadError::Cancelled) => match columns.failed.take() {
            Some(error) => columns.refuse(&error),
            None => return None,
        },
        Err(ReadError::Io(error)) => columns.refuse(&error),
        Err(ReadError::Damaged { what, mend }) => columns.report.push(unread(name, &what, &mend)),
    }
    columns.pass(columns.length);
    let digest = digest(&**backing).unwrap_or_default();
    Some(columns.tables(wanted, digest))
}

/// The bytes of a large file.
#[derive(Debug)]
struct Large<'b>(&'b Arc<dyn Backing>);

impl Bytes for Large<'_> {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.0.read_at(offset, into)
    }

    fn in_memory(&self) -> Option<&[u8]> {
        self.0.in_memory()
    }
}

/// One layer while it is read.
#[derive(Debug, Default)]
struct LayerColumns {
    info: LayerInfo,
    survey: Survey,
    /// Where each record is; what it is called, and when, is found out when all are read.
    rows: RowsRead,
    lines: Vec<Option<u32>>,
}

/// Takes the records of a file.
struct Columns<'c> {
    name: &'c str,
    read_as: &'c ReadAs,
    progress: &'c Progress,
    length: u64,
    /// Bytes of the file that are read, as far as was told.
    passed: u64,
    report: Report,
    left_out: usize,
    layers: Vec<LayerColumns>,
    packer: Packer,
    /// Why reading had to end.
    failed: Option<io::Error>,
}

impl Columns<'_> {
    fn refuse(&mut self, error: &io::Error) {
        let mend = "look whether you may read it, and whether it is whole";
        self.report
            .push(unread(self.name, &error.to_string(), mend));
    }

    /// Tells how far reading is; what a format says of it is about right.
    fn pass(&mut self, bytes: u64) {
        let bytes = bytes.min(self.length);
        self.progress.add(bytes.saturating_sub(self.passed));
        self.passed = self.passed.max(bytes);
    }

    fn add(&mut self, record: &Record) -> io::Result<()> {
        if self.layers.is_empty() {
            self.layers.push(LayerColumns::default());
        }
        let last = self.layers.len() - 1;
        let layer = &mut self.layers[usize::from(record.layer.0).min(last)];
        layer.survey.add(&record.properties);
        let placed = record.geometry.as_ref().and_then(shape::shape);
        let anchor = add_shape(placed.as_ref(), &mut layer.rows);
        layer.rows.starts.push(self.packer.add(record)?);
        layer.rows.anchors.push(anchor.unwrap_or(At::NOWHERE));
        layer.lines.push(record.locator.line());
        Ok(())
    }

    /// The tables of all layers. What was found wrong stands with the first.
    fn tables(self, wanted: &BTreeSet<String>, digest: [u8; 32]) -> Vec<TableRead> {
        let Self {
            name,
            read_as,
            report,
            left_out,
            mut layers,
            packer,
            ..
        } = self;
        if layers.is_empty() {
            layers.push(LayerColumns::default());
        }
        report.extend(read_as.given.problem(name));
        let missing = layers
            .iter()
            .map(|layer| layer.survey.missing(read_as, name));
        report.extend(missing.min_by_key(Vec::len).unwrap_or_default());
        let of = |layer: &LayerColumns| Understanding::of(&layer.survey, read_as);
        let understandings = layers.iter().map(of);
        let packed = packer.finish().unwrap_or_else(|error| {
            report.push(unread(name, &error.to_string(), "open it again"));
            Packed::default()
        });
        let records = Arc::new(Records {
            packed,
            understandings: understandings.collect(),
        });
        let mut tables = Vec::with_capacity(layers.len());
        for (number, layer) in (0..).map(LayerNo).zip(layers) {
            let own_layer = records.own_layer(number, &layer);
            let rows = records.described(name, number, layer, wanted, &report);
            let (columns, extent) = gather(rows);
            let backing: Arc<dyn Backing> = Arc::<Records>::clone(&records);
            tables.push(TableRead {
                table: Arc::new(FeatureTable::new(name.to_owned(), columns, extent, backing)),
                problems: Vec::new(),
                left_out: 0,
                left_out_labels: Vec::new(),
                digest,
                own_layer: Some(own_layer),
            });
        }
        let first = &mut tables[0];
        first.left_out = left_out;
        first.problems = report.into_problems(&[name]);
        tables
    }
}

impl Sink for Columns<'_> {
    fn layer(&mut self, info: LayerInfo) -> LayerNo {
        self.layers.push(LayerColumns {
            info,
            ..LayerColumns::default()
        });
        LayerNo(u16::try_from(self.layers.len() - 1).unwrap_or(u16::MAX))
    }

    fn records(&mut self, batch: Vec<Record>) -> Flow {
        if self.progress.is_cancelled() {
            return Err(Cancelled);
        }
        for record in &batch {
            if let Err(error) = self.add(record) {
                self.failed = Some(error);
                return Err(Cancelled);
            }
        }
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.report.push(problem);
    }

    fn left_out(&mut self, count: usize) {
        self.left_out += count;
    }

    fn progress(&mut self, bytes: u64) -> Flow {
        self.pass(bytes);
        if self.progress.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

/// The records of a file, and what their layers' columns mean.
#[derive(Debug)]
pub(in crate::dossier) struct Records {
    packed: Packed,
    understandings: Vec<Understanding>,
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
    fn own_layer(&self, number: LayerNo, layer: &LayerColumns) -> OwnLayer {
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
    fn described(
        &self,
        name: &str,
        number: LayerNo,
        layer: LayerColumns,
        wanted: &BTreeSet<String>,
        report: &Report,
    ) -> RowsRead {
        let parts = self
            .packed
            .map_blocks(number, |block| self.block(block, number, wanted));
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

    fn block(&self, block: usize, layer: LayerNo, wanted: &BTreeSet<String>) -> Described {
        let understanding = &self.understandings[usize::from(layer.0)];
        let mut described = Described::default();
        let read = self.packed.each_unplaced(block, |_, record| {
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
    /// The feature that the record with this number is.
    ///
    /// # Errors
    /// Fails if there is no such record.
    pub(in crate::dossier) fn feature(&self, number: u64) -> io::Result<Feature> {
        let record = self.packed.record(number)?;
        let understanding = self.understandings.get(usize::from(record.layer.0));
        let unknown = Understanding::default();
        let understanding = understanding.unwrap_or(&unknown);
        Ok(feature::of_record(record, understanding, |_| ()))
    }
}

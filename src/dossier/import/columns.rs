//! Large files of other formats into columns: what drawing and finding need of each record, one
//! column each, while the records themselves are kept [packed](super::packed).
//!
//! Each record means what it would mean in a small file: the layer is surveyed as a whole first.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use super::companions::FilesBeside;
use super::layer::LayerColumns;
use super::packed::Records;
use super::{format_of, unread};
use crate::atlas::FeatureTable;
use crate::atlas::table::{Backing, TablePoint as At};
use crate::cores;
use crate::dossier::read_as::ReadAs;
use crate::dossier::report::Report;
use crate::dossier::shape;
use crate::dossier::table::{TableRead, add_shape, digest, gather};
use crate::dossier::understand::Understanding;
use crate::dossier::{Files, Progress};
use crate::formats::{
    Bytes, Cancelled, Flow, LayerInfo, LayerNo, Packed, Packer, ReadError, Record, Sink, Source,
};
use crate::problem::Problem;

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
        progress,
        length: backing.len(),
        passed: 0,
        report: Report::default(),
        left_out: 0,
    };
    // What is read is put into columns beside the reader: either takes about half of the time.
    let (read, filled) = cores::piped(Filling::default(), Filling::take, |give| {
        let mut sink = ColumnsSink {
            columns: &mut columns,
            layers: 0,
            give,
        };
        (format.read)(&source, &mut sink)
    });
    match (read, &filled.failed) {
        (_, Some(error)) => columns.refuse(error),
        (Ok(()), None) => {}
        (Err(ReadError::Cancelled), None) => return None,
        (Err(ReadError::Io(error)), None) => columns.refuse(&error),
        (Err(ReadError::Damaged { what, mend }), None) => {
            columns.report.push(unread(name, &what, &mend));
        }
    }
    columns.pass(columns.length);
    let digest = digest(&**backing).unwrap_or_default();
    Some(columns.tables(filled, read_as, (wanted, digest)))
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

/// What a reader of the file has told so far, apart from its records.
struct Columns<'c> {
    name: &'c str,
    progress: &'c Progress,
    length: u64,
    /// Bytes of the file that are read, as far as was told.
    passed: u64,
    report: Report,
    left_out: usize,
}

/// What a reader gives, on its way to the columns.
enum ReadPart {
    Layer(LayerInfo),
    Records(Vec<Record>),
}

/// The layers of a file while their columns are filled.
#[derive(Default)]
struct Filling {
    layers: Vec<LayerColumns>,
    packer: Packer,
    /// Why no more records could be taken.
    failed: Option<io::Error>,
}

impl Filling {
    fn take(&mut self, given: ReadPart) {
        match given {
            ReadPart::Layer(info) => self.layers.push(LayerColumns {
                info,
                ..LayerColumns::default()
            }),
            ReadPart::Records(batch) if self.failed.is_none() => {
                let mut records = batch.iter();
                self.failed = records.find_map(|record| self.add(record).err());
            }
            ReadPart::Records(_) => {}
        }
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

    /// The tables of all layers. What was found wrong stands with the first.
    fn tables(
        self,
        filled: Filling,
        read_as: &ReadAs,
        (wanted, digest): (&BTreeSet<String>, [u8; 32]),
    ) -> Vec<TableRead> {
        let Self {
            name,
            report,
            left_out,
            ..
        } = self;
        let Filling {
            mut layers, packer, ..
        } = filled;
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

/// Takes what a reader gives, and passes on what belongs into columns.
struct ColumnsSink<'s, 'c> {
    columns: &'s mut Columns<'c>,
    /// How many layers were announced.
    layers: usize,
    give: &'s mut dyn FnMut(ReadPart),
}

impl Sink for ColumnsSink<'_, '_> {
    fn layer(&mut self, info: LayerInfo) -> LayerNo {
        (self.give)(ReadPart::Layer(info));
        self.layers += 1;
        LayerNo(u16::try_from(self.layers - 1).unwrap_or(u16::MAX))
    }

    fn records(&mut self, batch: Vec<Record>) -> Flow {
        if self.columns.progress.is_cancelled() {
            return Err(Cancelled);
        }
        (self.give)(ReadPart::Records(batch));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.columns.report.push(problem);
    }

    fn left_out(&mut self, count: usize) {
        self.columns.left_out += count;
    }

    fn progress(&mut self, bytes: u64) -> Flow {
        self.columns.pass(bytes);
        if self.columns.progress.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

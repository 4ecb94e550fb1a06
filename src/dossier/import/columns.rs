//! Large files of other formats into columns: what drawing and finding need of each record, one
//! column each, while the records themselves are kept [packed](super::packed).
//!
//! Each record means what it would mean in a small file: the layer is surveyed as a whole first.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use geo::Geometry;

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
    Bytes, Cancelled, Flow, LayerInfo, LayerNo, PackedRows, Packer, Packing, ReadError, Record,
    Rows, Sink, Source,
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
    // What is read is put into columns beside the reader, which takes about half of the time.
    let work = |packing: &mut Packing, batch: Batch| batch.into_parts(packing);
    let (read, parts) = cores::spread(Packing::default, work, |give| {
        let mut sink = ColumnsSink {
            columns: &mut columns,
            layers: Vec::new(),
            give,
        };
        let read = (format.read)(&source, &mut sink);
        (read, sink.layers)
    });
    let (read, layers) = read;
    match read {
        Ok(()) => {}
        Err(ReadError::Cancelled) => return None,
        Err(ReadError::Io(error)) => columns.refuse(&error),
        Err(ReadError::Damaged { what, mend }) => {
            columns.report.push(unread(name, &what, &mend));
        }
    }
    let filled = Filled::of(layers, parts.into_iter().flatten());
    filled.failed.iter().for_each(|error| columns.refuse(error));
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
enum Batch {
    Records(Vec<Record>),
    Rows(Rows),
}

/// A part of a layer.
struct LayerPart {
    number: LayerNo,
    columns: LayerColumns,
    packed: io::Result<PackedRows>,
}

impl Batch {
    fn into_parts(self, packing: &mut Packing) -> Vec<LayerPart> {
        let rows = match self {
            Self::Records(records) => Rows::by_layer(records),
            Self::Rows(rows) => vec![rows],
        };
        let part = |rows| LayerPart::of(rows, packing);
        rows.into_iter().map(part).collect()
    }
}

impl LayerPart {
    fn of(rows: Rows, packing: &mut Packing) -> Self {
        let mut columns = LayerColumns::default();
        for (start, record) in (0..).zip(rows.records()) {
            let anchor = match &record.geometry {
                Some(Geometry::Point(point)) => shape::point(*point).map(At::of),
                Some(geometry) => add_shape(shape::shape(geometry).as_ref(), &mut columns.rows),
                None => None,
            };
            columns.rows.starts.push(start);
            columns.rows.anchors.push(anchor.unwrap_or(At::NOWHERE));
            columns.lines.push(record.locator.line());
        }
        Self {
            number: rows.layer(),
            packed: packing.pack(rows, |key, column| columns.survey.add_column(key, column)),
            columns,
        }
    }
}

/// The layers of a file with all their records.
struct Filled {
    layers: Vec<LayerColumns>,
    packer: Packer,
    /// Why not all records could be packed.
    failed: Option<io::Error>,
}

impl Filled {
    /// The layers that were announced, filled with their parts, which come in the order of the file.
    fn of(layers: Vec<LayerInfo>, parts: impl Iterator<Item = LayerPart>) -> Self {
        let layers = layers.into_iter().map(|info| LayerColumns {
            info,
            ..LayerColumns::default()
        });
        let mut layers: Vec<LayerColumns> = layers.collect();
        if layers.is_empty() {
            layers.push(LayerColumns::default());
        }
        let mut filled = Self {
            layers,
            packer: Packer::default(),
            failed: None,
        };
        for part in parts {
            filled.failed = filled.add(part).err();
            if filled.failed.is_some() {
                break;
            }
        }
        filled
    }

    fn add(&mut self, part: LayerPart) -> io::Result<()> {
        let first = self.packer.add(part.packed?);
        let mut columns = part.columns;
        for start in &mut columns.rows.starts {
            *start += first;
        }
        let last = self.layers.len() - 1;
        self.layers[usize::from(part.number.0).min(last)].append(columns);
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
        filled: Filled,
        read_as: &ReadAs,
        (wanted, digest): (&BTreeSet<String>, [u8; 32]),
    ) -> Vec<TableRead> {
        let Self {
            name,
            report,
            left_out,
            ..
        } = self;
        let Filled { layers, packer, .. } = filled;
        report.extend(read_as.given.problem(name));
        let missing = layers
            .iter()
            .map(|layer| layer.survey.missing(read_as, name));
        report.extend(missing.min_by_key(Vec::len).unwrap_or_default());
        let of = |layer: &LayerColumns| Understanding::of(&layer.survey, read_as);
        let understandings = layers.iter().map(of);
        let records = Arc::new(Records {
            packed: packer.finish(),
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
    layers: Vec<LayerInfo>,
    give: &'s mut dyn FnMut(Batch),
}

impl ColumnsSink<'_, '_> {
    fn pass_on(&mut self, batch: Batch) -> Flow {
        if self.columns.progress.is_cancelled() {
            return Err(Cancelled);
        }
        (self.give)(batch);
        Ok(())
    }
}

impl Sink for ColumnsSink<'_, '_> {
    fn layer(&mut self, info: LayerInfo) -> LayerNo {
        self.layers.push(info);
        LayerNo(u16::try_from(self.layers.len() - 1).unwrap_or(u16::MAX))
    }

    fn records(&mut self, batch: Vec<Record>) -> Flow {
        self.pass_on(Batch::Records(batch))
    }

    fn rows(&mut self, rows: Rows) -> Flow {
        self.pass_on(Batch::Rows(rows))
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

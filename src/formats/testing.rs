//! A sink that keeps everything, for the tests of formats.

use super::{Flow, Format, LayerInfo, LayerNo, NoCompanions, ReadError, Record, Sink, Source};
use crate::problem::Problem;

/// What a reader gave.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) layers: Vec<LayerInfo>,
    pub(super) records: Vec<Record>,
    pub(super) problems: Vec<Problem>,
    pub(super) left_out: usize,
    /// Why the file could not be read.
    pub(super) error: Option<ReadError>,
}

impl Collected {
    /// The record called `name`.
    #[track_caller]
    pub(super) fn named(&self, name: &str) -> &Record {
        let found = self
            .records
            .iter()
            .find(|record| record.name.as_deref() == Some(name));
        found.unwrap_or_else(|| panic!("no record is called {name}: {:?}", self.records))
    }

    /// The name of a record's layer.
    pub(super) fn layer_of(&self, record: &Record) -> &str {
        &self.layers[usize::from(record.layer.0)].name
    }

    /// All problems as text, one a line.
    pub(super) fn told(&self) -> String {
        let lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }
}

impl Sink for Collected {
    fn layer(&mut self, info: LayerInfo) -> LayerNo {
        self.layers.push(info);
        LayerNo(u16::try_from(self.layers.len() - 1).unwrap())
    }

    fn records(&mut self, batch: Vec<Record>) -> Flow {
        self.records.extend(batch);
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn left_out(&mut self, count: usize) {
        self.left_out += count;
    }

    fn progress(&mut self, _: u64) -> Flow {
        Ok(())
    }
}

/// Reads `bytes` as a file called `name` of this format.
pub(super) fn read(format: &Format, name: &str, bytes: &[u8]) -> Collected {
    let mut collected = Collected::default();
    let source = Source {
        name,
        bytes: &bytes,
        companions: &NoCompanions,
        given: &crate::formats::NOTHING_GIVEN,
    };
    collected.error = (format.read)(&source, &mut collected).err();
    collected
}

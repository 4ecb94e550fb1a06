//! Keeps what a format reads.

use super::Imported;
use crate::dossier::report::Report;
use crate::formats::{Flow, LayerInfo, LayerNo, Record, Sink};
use crate::problem::{Place, Problem};

/// Records of one file that become features of their own. Each takes about a kilobyte.
const MOST_RECORDS: usize = 1_000_000;

/// Takes records, and passes problems on.
#[derive(Debug)]
pub(super) struct Collector<'r> {
    name: &'r str,
    report: &'r Report,
    imported: Imported,
    left_out: usize,
    beyond: usize,
}

impl<'r> Collector<'r> {
    pub(super) fn new(name: &'r str, report: &'r Report) -> Self {
        Self {
            name,
            report,
            imported: Imported::default(),
            left_out: 0,
            beyond: 0,
        }
    }

    /// What was read, once all is told that was left out.
    pub(super) fn finish(self) -> Imported {
        if self.beyond > 0 {
            let what = format!(
                "the file has {} features more than the {MOST_RECORDS} that can be opened",
                self.beyond
            );
            self.report.push(
                Problem::error(what, Place::file(self.name))
                    .why("they were left out")
                    .mend("divide the file, or save it as GeoJSON, which may have any number"),
            );
        }
        self.report.leave_out_many(self.left_out + self.beyond, &[]);
        self.imported
    }
}

impl Sink for Collector<'_> {
    fn layer(&mut self, info: LayerInfo) -> LayerNo {
        self.imported.layers.push(info);
        LayerNo(u16::try_from(self.imported.layers.len() - 1).unwrap_or(u16::MAX))
    }

    fn records(&mut self, batch: Vec<Record>) -> Flow {
        let room = MOST_RECORDS - self.imported.records.len();
        self.beyond += batch.len().saturating_sub(room);
        self.imported.records.extend(batch.into_iter().take(room));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.report.push(problem);
    }

    fn left_out(&mut self, count: usize) {
        self.left_out += count;
    }

    fn progress(&mut self, _: u64) -> Flow {
        Ok(())
    }
}

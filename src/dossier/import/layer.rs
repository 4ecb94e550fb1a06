//! One layer of a large file while it is read.

use crate::dossier::table::RowsRead;
use crate::dossier::understand::Survey;
use crate::formats::LayerInfo;

/// One layer while it is read, or a part of it.
#[derive(Debug, Default)]
pub(super) struct LayerColumns {
    pub(super) info: LayerInfo,
    pub(super) survey: Survey,
    /// Where each record is; what it is called, and when, is found out when all are read.
    pub(super) rows: RowsRead,
    pub(super) lines: Vec<Option<u32>>,
}

impl LayerColumns {
    /// Adds what follows in the file.
    pub(super) fn append(&mut self, mut next: Self) {
        self.survey.append(next.survey);
        self.rows.append(next.rows);
        self.lines.append(&mut next.lines);
    }
}

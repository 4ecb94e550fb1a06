//! One layer of a large file while it is read.

use crate::dossier::table::RowsRead;
use crate::dossier::understand::Survey;
use crate::formats::LayerInfo;

/// One layer while it is read.
#[derive(Debug, Default)]
pub(super) struct LayerColumns {
    pub(super) info: LayerInfo,
    pub(super) survey: Survey,
    /// Where each record is; what it is called, and when, is found out when all are read.
    pub(super) rows: RowsRead,
    pub(super) lines: Vec<Option<u32>>,
}

//! What a card says of a row of a large layer: its text is read again when it is selected.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Effect, Session};
use crate::atlas::{Feature, RowIx, Subject, TableIx};

/// A row's text was read again, or could not be. Only which row is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RowRead {
    /// Of which large layer.
    pub table: TableIx,
    /// Which row.
    pub row: RowIx,
    /// All that the file says of it; else why that could not be read, and what to do.
    #[serde(skip, default = "not_kept")]
    pub feature: Result<Arc<Feature>, String>,
}

fn not_kept() -> Result<Arc<Feature>, String> {
    Err("what was read is not kept; select it again".to_owned())
}

impl PartialEq for RowRead {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.feature, &other.feature) {
            (Ok(a), Ok(b)) => Arc::ptr_eq(a, b),
            (Err(a), Err(b)) => a == b,
            _ => false,
        };
        (self.table, self.row) == (other.table, other.row) && same
    }
}

/// The row of which more than its columns is wanted, and what has come of that.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum RowText {
    /// None is wanted.
    #[default]
    None,
    /// It is being read.
    Asked(TableIx, RowIx),
    /// It is there, or why it is not.
    Read(RowRead),
}

impl RowText {
    fn is_of(&self, table: TableIx, row: RowIx) -> bool {
        match self {
            Self::None => false,
            Self::Asked(of, asked) => (*of, *asked) == (table, row),
            Self::Read(read) => (read.table, read.row) == (table, row),
        }
    }

    /// What was read of this row; `None` while that is on its way.
    #[must_use]
    pub fn of(&self, table: TableIx, row: RowIx) -> Option<&Result<Arc<Feature>, String>> {
        match self {
            Self::Read(read) if self.is_of(table, row) => Some(&read.feature),
            _ => None,
        }
    }
}

impl Session {
    /// Asks for the text of the selected row, once.
    pub(super) fn ask_for_row(&mut self) -> Option<Effect> {
        let Some(Subject::Row(table, row)) = self.view.selected else {
            self.row = RowText::None;
            return None;
        };
        if self.row.is_of(table, row) {
            return None;
        }
        self.row = RowText::Asked(table, row);
        Some(Effect::ReadRow(table, row))
    }

    /// Takes what was read, unless another row is selected by now.
    pub(super) fn row_read(&mut self, read: RowRead) {
        if self.row.is_of(read.table, read.row) {
            self.row = RowText::Read(read);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, FileCommand, SelectCommand};
    use super::*;

    #[test]
    fn a_selected_row_is_asked_for_once_and_an_old_answer_is_left_alone() {
        let table = crate::atlas::Table::new(
            "towns.geojson".into(),
            crate::atlas::table::Columns {
                starts: vec![10, 20],
                ..Default::default()
            },
            None,
            Arc::new(Vec::new()),
        );
        let dossier = crate::atlas::Dossier {
            tables: vec![Arc::new(table)],
            ..Default::default()
        };
        let basemap = Arc::new(crate::atlas::BaseMap::default());
        let atlas = Arc::new(crate::atlas::Atlas::new(dossier, basemap));
        let mut session = Session::new(atlas, None, Vec::new());
        let of = |row| Subject::Row(TableIx(0), RowIx(row));
        let mut select = |row| session.apply(Command::Select(SelectCommand::FromPickList(of(row))));
        let asks = |row| vec![Effect::ReadRow(TableIx(0), RowIx(row))];
        assert_eq!(select(0), asks(0));
        assert_eq!(select(0), []);
        assert_eq!(select(1), asks(1));
        let mut answer = |row| {
            session.apply(Command::File(FileCommand::RowRead(RowRead {
                table: TableIx(0),
                row: RowIx(row),
                feature: Err("gone".into()),
            })));
            session.row.of(TableIx(0), RowIx(row)).is_some()
        };
        assert!(!answer(0));
        assert!(answer(1));
    }
}

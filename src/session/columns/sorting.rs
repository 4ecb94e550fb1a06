//! How the table of features is sorted.

use serde::{Deserialize, Serialize};

use crate::session::Session;

/// The column by which the table of features is sorted, and which way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSorting {
    /// The column, as `steppe list` calls it: "name", "when", or a property of the source.
    pub column: String,
    /// Whether the least comes first.
    pub ascending: bool,
}

impl Session {
    /// Sorts the table of features, as one step that can be undone; `None` for the order of the sources.
    pub(in crate::session) fn sort_table(&mut self, sorting: Option<TableSorting>) {
        let label = match &sorting {
            Some(TableSorting { column, ascending }) => {
                let way = if *ascending { "upward" } else { "downward" };
                format!("Sort the table by {column}, {way}")
            }
            None => "Do not sort the table".to_owned(),
        };
        self.undoable_sorting(label, sorting);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;

    #[test]
    fn sorting_the_table_is_a_step_that_is_undone_and_done_again() {
        let mut session = Session::blank();
        let by_name = TableSorting {
            column: "name".into(),
            ascending: true,
        };
        session.apply(Command::SortTable(Some(by_name.clone())));
        assert_eq!(session.table_sorting.as_ref(), Some(&by_name));
        assert_eq!(session.undo_label(), Some("Sort the table by name, upward"));
        session.apply(Command::Undo);
        assert_eq!(session.table_sorting, None);
        session.apply(Command::Redo);
        assert_eq!(session.table_sorting, Some(by_name));
    }
}

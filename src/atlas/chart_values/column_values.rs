//! What a chart of columns of features shows.

use std::sync::Arc;

use crate::atlas::TableIx;
use crate::atlas::profile::{Distribution, Pair, PairMarks};

/// What a chart of columns shows beside its rows.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnValues {
    /// How many features there are in each bin of a column, in the order of the rows.
    Counts(Arc<Distribution>),
    /// Two columns against each other.
    Pair {
        /// Their axes.
        pair: Arc<Pair>,
        /// What is drawn.
        marks: PairMarks,
        /// The table whose rows the points are.
        table: TableIx,
    },
}

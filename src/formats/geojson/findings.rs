//! What is told of a text while it is read.

use std::ops::Range;

use crate::problem::{Place, Problem};

/// Takes what is found in a text while its features are read.
pub(crate) trait Findings {
    /// Where these bytes of the text stand.
    fn at(&self, span: &Range<usize>) -> Place;

    /// Takes a problem.
    fn problem(&self, problem: Problem);

    /// Counts a feature that cannot be read: its id, or its number.
    fn left_out(&self, label: &str);
}

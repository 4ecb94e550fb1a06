//! What reading a dossier gives.

use crate::atlas::Dossier;
use crate::problem::Problem;

/// What reading gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The dossier, as far as it could be understood.
    pub dossier: Dossier,
    /// What is wrong with it, in the order of its files and their lines.
    pub problems: Vec<Problem>,
    /// How many features are not in it, since they could not be read.
    pub left_out: usize,
    /// How layers that were not written for this program were understood, one line each.
    pub understood: Vec<Understood>,
    /// Whether reading was cancelled, so that nothing else of this means anything.
    pub cancelled: bool,
}

/// How a layer was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Its file.
    pub file: String,
    /// Its name in the file; empty where the file is one layer without a name.
    pub layer: String,
    /// What was decided: "names from `title`, dates from `event_date`, Windows-1251".
    pub how: String,
}

/// Who wants to see a dossier before all of it is read.
pub trait PartialReader {
    /// Whether it wants to see now what is read so far. It is asked often; each answer of `true`
    /// costs a sixth of the time that reading has taken so far.
    fn wants(&self) -> bool;

    /// Takes what is read so far: all of it but the rows of large layers that are still to come.
    /// Rows have other numbers in the next; what they are called ([`id`](crate::atlas::Atlas::id)) lasts.
    fn show(&self, reading: Reading);
}

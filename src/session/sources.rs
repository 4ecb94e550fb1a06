//! Which files are open.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::SourceId;
use crate::dossier::ReadAs;

/// What is open: what was opened, and layers that were added to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    /// The dossier, or the layers and the article that make one together; none for the built-in dossier.
    pub opened: Vec<SourceId>,
    /// Layers added beside it, in the order in which they came.
    pub added: Vec<SourceId>,
    /// Names of files that the reader took off the map.
    pub removed: BTreeSet<String>,
    /// How the reader wants files to be understood, by their names; the others as they are found.
    #[serde(default)]
    pub read_as: BTreeMap<String, ReadAs>,
}

impl Sources {
    /// What was opened, with nothing added.
    #[must_use]
    pub fn of(opened: Vec<SourceId>) -> Self {
        Self {
            opened,
            ..Self::default()
        }
    }

    /// Every file that is read.
    pub fn all(&self) -> impl Iterator<Item = &SourceId> + Clone {
        self.opened.iter().chain(&self.added)
    }

    /// The same with these layers too. What was taken off the map before comes back.
    pub(super) fn with(&self, paths: &[SourceId]) -> Self {
        let mut sources = self.clone();
        for path in paths {
            sources.removed.remove(path.name().as_ref());
            if sources.all().all(|open| open != path) {
                sources.added.push(path.clone());
            }
        }
        sources
    }

    /// The same without the file called `name`.
    pub(super) fn without(&self, name: &str) -> Self {
        let mut sources = self.clone();
        sources.removed.insert(name.to_owned());
        sources
    }

    /// The same with the file called `name` understood in this way.
    pub(super) fn understood(&self, name: &str, read_as: ReadAs) -> Self {
        let mut sources = self.clone();
        if read_as.is_empty() {
            sources.read_as.remove(name);
        } else {
            sources.read_as.insert(name.to_owned(), read_as);
        }
        sources
    }

    /// Whether anything was added, or is to be understood otherwise than it is found.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.added.is_empty() || !self.read_as.is_empty()
    }
}

/// Why what is open is read again.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cause {
    /// A file was saved.
    Saved,
    /// The reader asked for it.
    Asked,
    /// Layers were added.
    Added(Vec<SourceId>),
    /// A file with this name was taken off the map.
    Removed(String),
    /// A file with this name is to be understood otherwise.
    Understood(String),
    /// This was added to what is open at an earlier visit.
    Kept,
}

/// A reading of what is open that is under way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Revising {
    /// Counts the readings: of two that follow one another the answer of the last is awaited.
    pub(super) serial: u32,
    pub(super) sources: Sources,
    pub(super) cause: Cause,
}

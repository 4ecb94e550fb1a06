//! A dossier that is being read, and one that was.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::problem::Problem;
use crate::session::SourceId;

/// A dossier that was read. Only its path and problems are written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LoadedDossier {
    /// Where it was read from; `None` for the built-in dossier.
    pub path: Option<SourceId>,
    /// What reading it found wrong.
    pub problems: Vec<Problem>,
    /// What was read.
    #[serde(skip)]
    pub atlas: Option<Arc<Atlas>>,
    /// Whether rows of its large layers are still to come.
    #[serde(default)]
    pub so_far: bool,
    /// Which reading it comes from, where it is what is open already, read again.
    #[serde(default)]
    pub again: Option<u32>,
}

impl PartialEq for LoadedDossier {
    fn eq(&self, other: &Self) -> bool {
        let same_atlas = match (&self.atlas, &other.atlas) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        let (a, b) = (self, other);
        (&a.path, &a.problems, a.so_far, a.again) == (&b.path, &b.problems, b.so_far, b.again)
            && same_atlas
    }
}

/// A dossier that is being read.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Where from; of several files that are read together, the first names them.
    pub path: SourceId,
    /// How many more there are.
    pub others: usize,
    /// How much of it is read, 0 to 1, where that is known.
    pub done: Option<f32>,
    /// Whether what was read first is shown.
    pub shown: bool,
    /// Whether another program has to write it first.
    pub waits: bool,
}

impl Incoming {
    /// What is being done, in words: "Reading towns.geojson".
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.waits {
            format!("Waiting for what is written into {}", self.words())
        } else {
            format!("Reading {}", self.words())
        }
    }

    /// What is read, in words: "towns.geojson", "towns.geojson and 2 more".
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        let name = self.name();
        match self.others {
            0 => name,
            others => format!("{name} and {others} more").into(),
        }
    }

    /// The name of the file, or of the first of several.
    pub(in crate::session) fn name(&self) -> Cow<'_, str> {
        self.path.name()
    }

    pub(in crate::session) fn is_of(&self, loaded: &LoadedDossier) -> bool {
        Some(&self.path) == loaded.path.as_ref()
    }
}

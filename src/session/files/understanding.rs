//! How the reader has files understood, and what there is to choose from.

use std::collections::BTreeSet;

use crate::atlas::LayerIx;
use crate::dossier::{self, ReadAs};
use crate::session::sources::Cause;
use crate::session::{Effect, Session, Sources};

/// What the reader can say of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices<'s> {
    /// Its columns.
    pub columns: &'s [String],
    /// Whether its texts are in an encoding that it need not name.
    pub encoding: bool,
    /// Whether its positions are in a coordinate reference system that it need not name.
    pub crs: bool,
    /// Whether its coordinates stand in columns.
    pub coordinates: bool,
    /// What the reader has said.
    pub read_as: ReadAs,
}

impl Session {
    /// The file that `layer` was read from, if the reader can say how it is to be understood: one that
    /// was not written for this program.
    #[must_use]
    pub fn adjustable_file(&self, layer: LayerIx) -> Option<&str> {
        let file = self.atlas.file_of(layer)?;
        let has_columns = self.atlas.dossier.columns.contains_key(file);
        has_columns.then_some(file)
    }

    /// What the reader can say of the file of this name.
    #[must_use]
    pub fn choices(&self, file: &str) -> Choices<'_> {
        let takes = dossier::takes(file);
        let columns = self.atlas.dossier.columns.get(file);
        let read_as = self.files.sources.read_as.get(file);
        Choices {
            columns: columns.map_or(&[], Vec::as_slice),
            encoding: takes.encoding,
            crs: takes.crs,
            coordinates: takes.coordinates,
            read_as: read_as.cloned().unwrap_or_default(),
        }
    }

    /// Reads the file called `file` as `read_as` says.
    pub(in crate::session) fn read_as(&mut self, file: &str, read_as: ReadAs) -> Vec<Effect> {
        let sources = self.files.sources.understood(file, read_as);
        if sources == self.files.sources {
            return Vec::new();
        }
        self.revise(sources, Cause::Understood(file.to_owned()))
    }

    /// Brings back what was added to what is open at an earlier visit, and how its files were understood.
    pub(in crate::session) fn restore_sources(&mut self, kept: Sources) -> Vec<Effect> {
        let open = &self.files.sources;
        let fits = kept.opened == open.opened && !open.is_changed() && open.removed.is_empty();
        if !fits || !kept.is_changed() || self.is_blank() {
            return Vec::new();
        }
        let sources = Sources {
            removed: BTreeSet::new(),
            ..kept
        };
        self.revise(sources, Cause::Kept)
    }
}

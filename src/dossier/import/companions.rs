//! Files beside one another in a dossier.

use crate::dossier::Files;
use crate::formats::{Bytes, Companions};

/// The files beside the file `name`: those of the same name with another ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct FilesBeside<'f> {
    pub(super) files: &'f Files,
    pub(super) name: &'f str,
}

impl Companions for FilesBeside<'_> {
    fn companion(&self, ending: &str) -> Option<&dyn Bytes> {
        let (stem, _) = self.name.rsplit_once('.')?;
        let is_it = |other: &&str| {
            let begin = other.get(..stem.len());
            let same = begin.is_some_and(|begin| begin.eq_ignore_ascii_case(stem));
            let found = if same {
                other[stem.len()..].strip_prefix('.')
            } else {
                None
            };
            found.is_some_and(|found| found.eq_ignore_ascii_case(ending))
        };
        let found = self.files.names().find(is_it)?;
        self.files.held(found).map(|bytes| bytes as &dyn Bytes)
    }
}

//! Dossiers on their way in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::super::load::{load_again, load_with};
use super::super::open::{OpenError, is_pipe, is_whole};
use super::super::reopen::{ReopenError, is_picture, reopen};
use super::{Answer, Answerer};
use crate::atlas::basemap::BaseMapError;
use crate::atlas::{Atlas, BaseMap};
use crate::dossier::Progress;
use crate::scene::Prepared;
use crate::session::{Event, LoadedDossier, Sources};

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
enum DossierReadError {
    #[error("the base map inside the program is damaged: {0}; build it again")]
    BaseMap(#[from] BaseMapError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Reopen(#[from] ReopenError),
}

/// Reads dossiers; keeps the base map, which lies under each of them.
///
/// Several readings may use it at once.
#[derive(Default)]
pub(super) struct DossierReader {
    basemap: Mutex<Option<Arc<BaseMap>>>,
    /// What was prepared last: the next revision of it takes over what is the same.
    prepared: Mutex<Weak<Prepared>>,
}

impl DossierReader {
    /// Reads what is at `paths`, and answers with it.
    pub(super) fn read(&self, paths: &[PathBuf], progress: &Progress, to: &Answerer) {
        if let Err(error) = self.answer(paths, progress, to) {
            let path = paths.first().map_or(Path::new(""), PathBuf::as_path);
            to.send(Event::OpenFailed {
                path: path.into(),
                error: error.to_string(),
            });
        }
    }

    /// Where it is large, what came first is sent while the rest is read.
    fn answer(
        &self,
        paths: &[PathBuf],
        progress: &Progress,
        to: &Answerer,
    ) -> Result<(), DossierReadError> {
        if let [path] = paths
            && is_picture(path)
        {
            to.send(Event::PictureRead {
                path: path.as_path().into(),
                colophon: Box::new(reopen(path)?),
            });
            return Ok(());
        }
        if paths.iter().any(|path| is_pipe(path)) {
            to.send(Event::ReadingWaits);
        }
        let basemap = self.basemap()?;
        let show = |loaded| to.send(self.opened(loaded));
        // Where there is nothing it was cancelled: nobody waits for it.
        if let Some(loaded) = load_with(paths, &basemap, progress, &show)? {
            show(loaded);
        }
        Ok(())
    }

    /// Reads again what is open, and answers with it. Where the layer to be added is a picture or a
    /// whole dossier, that is opened instead.
    pub(super) fn read_again(
        &self,
        (sources, serial): (&Sources, u32),
        progress: &Progress,
        to: &Answerer,
    ) {
        if let Some(last) = sources.added.last()
            && (is_picture(last.path()) || is_whole(last.path()).unwrap_or(false))
        {
            return self.read(&[last.path().to_owned()], progress, to);
        }
        let answer = self.answer_again((sources, serial), progress);
        to.send(match answer {
            Ok(Some(answer)) => answer,
            // It was cancelled: nobody waits for it.
            Ok(None) => return,
            Err(error) => {
                let error = error.to_string();
                Answer::from(Event::ReadAgainFailed { serial, error })
            }
        });
    }

    fn answer_again(
        &self,
        sources: (&Sources, u32),
        progress: &Progress,
    ) -> Result<Option<Answer>, DossierReadError> {
        let basemap = self.basemap()?;
        let loaded = load_again(sources, &basemap, progress)?;
        Ok(loaded.map(|loaded| self.opened(loaded)))
    }

    fn basemap(&self) -> Result<Arc<BaseMap>, BaseMapError> {
        let mut kept = self.basemap.lock().unwrap_or_else(PoisonError::into_inner);
        let basemap = match kept.take() {
            Some(basemap) => basemap,
            None => Arc::new(BaseMap::embedded()?),
        };
        Ok(Arc::clone(kept.insert(basemap)))
    }

    /// A dossier with its map: a million features take a moment to project, and the window goes on
    /// meanwhile.
    fn opened(&self, loaded: LoadedDossier) -> Answer {
        let prepared = loaded.atlas.as_ref().map(|atlas| self.prepared(atlas));
        Answer::Opened(Box::new(loaded), prepared)
    }

    fn prepared(&self, atlas: &Arc<Atlas>) -> Arc<Prepared> {
        let mut last = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        let atlas = Arc::clone(atlas);
        let prepared = Arc::new(match last.upgrade() {
            Some(before) => Prepared::revised(atlas, &before),
            None => Prepared::new(atlas),
        });
        *last = Arc::downgrade(&prepared);
        prepared
    }
}

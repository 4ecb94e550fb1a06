//! From files to an atlas.

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::open::{OpenError, open_all, open_all_while, open_sources_while};
use crate::atlas::{Atlas, BaseMap};
use crate::dossier::{self, PartialReader, Progress, Reading};
use crate::session::{LoadedDossier, Sources};

/// After this time something is shown of what is read, if reading takes at least as long again.
const FIRST_VIEW: Duration = Duration::from_millis(150);

/// Reads the dossier that `paths` name together, or the built-in one where they name none, over `basemap`.
///
/// # Errors
/// Where one cannot be opened. What is wrong inside is in [`LoadedDossier::problems`].
pub fn load(paths: &[PathBuf], basemap: Arc<BaseMap>) -> Result<LoadedDossier, OpenError> {
    let reading = if paths.is_empty() {
        dossier::builtin()
    } else {
        dossier::read(&open_all(paths)?)
    };
    Ok(loaded(paths.first(), reading, basemap))
}

/// The same, for large files: `progress` says how far it is, and can cancel it; `show` gets what is
/// read so far, first after some time and then each time when twice as long has passed. `None` where
/// it was cancelled.
///
/// # Errors
/// As [`load`].
pub fn load_with(
    paths: &[PathBuf],
    basemap: &Arc<BaseMap>,
    progress: &Progress,
    show: &dyn Fn(LoadedDossier),
) -> Result<Option<LoadedDossier>, OpenError> {
    if paths.is_empty() {
        return load(paths, Arc::clone(basemap)).map(Some);
    }
    let Some(files) = open_all_while(paths, &|| !progress.is_cancelled())? else {
        return Ok(None);
    };
    let show = |reading| {
        show(LoadedDossier {
            so_far: true,
            ..loaded(paths.first(), reading, Arc::clone(basemap))
        });
    };
    let reading = dossier::read_with(&files, progress, &Impatient::new(progress, &show));
    let done = !reading.cancelled;
    Ok(done.then(|| loaded(paths.first(), reading, Arc::clone(basemap))))
}

/// Reads again what is open. `None` where it was cancelled.
///
/// # Errors
/// As [`load`].
pub fn load_again(
    (sources, serial): (&Sources, u32),
    basemap: &Arc<BaseMap>,
    progress: &Progress,
) -> Result<Option<LoadedDossier>, OpenError> {
    let Some(files) = open_sources_while(sources, &|| !progress.is_cancelled())? else {
        return Ok(None);
    };
    let opened = sources
        .opened
        .first()
        .map(|source| source.path().to_owned());
    let reading = dossier::read_with(&files, progress, &Impatient::never(progress));
    let done = !reading.cancelled;
    Ok(done.then(|| LoadedDossier {
        again: Some(serial),
        ..loaded(opened.as_ref(), reading, Arc::clone(basemap))
    }))
}

fn loaded(path: Option<&PathBuf>, reading: Reading, basemap: Arc<BaseMap>) -> LoadedDossier {
    LoadedDossier {
        path: path.map(|path| path.as_path().into()),
        problems: reading.problems,
        atlas: Some(Arc::new(Atlas::new(reading.dossier, basemap))),
        so_far: false,
        again: None,
    }
}

/// Wants to see something soon, and then less and less often, so that looking costs little.
struct Impatient<'i> {
    progress: &'i Progress,
    began: Instant,
    next: Cell<Duration>,
    show: &'i dyn Fn(Reading),
}

impl<'i> Impatient<'i> {
    /// One who waits for the whole.
    fn never(progress: &'i Progress) -> Self {
        Self {
            next: Cell::new(Duration::MAX),
            ..Self::new(progress, &|_| {})
        }
    }

    fn new(progress: &'i Progress, show: &'i dyn Fn(Reading)) -> Self {
        Self {
            progress,
            began: Instant::now(),
            next: Cell::new(FIRST_VIEW),
            show,
        }
    }
}

impl PartialReader for Impatient<'_> {
    fn wants(&self) -> bool {
        let passed = self.began.elapsed();
        if passed < self.next.get() {
            return false;
        }
        let (read, all) = self.progress.bytes();
        let left = passed.mul_f64(all.saturating_sub(read) as f64 / read.max(1) as f64);
        self.next.set(2 * passed);
        left > FIRST_VIEW
    }

    fn show(&self, reading: Reading) {
        (self.show)(reading);
    }
}

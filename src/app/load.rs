//! From files to an atlas.

use std::path::PathBuf;
use std::sync::Arc;

use super::open::{OpenError, open_all};
use crate::atlas::{Atlas, BaseMap};
use crate::dossier;
use crate::session::Loaded;

/// Reads the dossier that `paths` name together, or the built-in one where they name none, over `basemap`.
///
/// # Errors
/// Where one cannot be opened. What is wrong inside is in [`Loaded::problems`].
pub fn load(paths: &[PathBuf], basemap: Arc<BaseMap>) -> Result<Loaded, OpenError> {
    let reading = if paths.is_empty() {
        dossier::builtin()
    } else {
        dossier::read(&open_all(paths)?)
    };
    let atlas = Arc::new(Atlas::new(reading.dossier, basemap));
    Ok(Loaded {
        path: paths.first().cloned(),
        problems: reading.problems,
        atlas: Some(atlas),
    })
}

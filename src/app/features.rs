//! Features on their way to a file of another format.

use std::path::Path;

use super::files::{WriteError, write_new, write_over};
use crate::atlas::{Atlas, FeatureId};
use crate::dossier::{DetailsError, details, record};
use crate::formats::write::{Layer, WRITERS, Writer, Written, writer};
use crate::session::{FeaturesWanted, Viewpoint};

/// Why features were not written.
#[derive(Debug, thiserror::Error)]
pub enum FeaturesError {
    /// The ending is that of no format.
    #[error(
        "the ending of {path} names no format that can be written; known are {}",
        known_endings()
    )]
    Ending {
        /// The path.
        path: String,
    },
    /// A large file cannot be read again.
    #[error("a feature cannot be read again: {0}")]
    Read(#[from] DetailsError),
    /// The format has no room for what there is.
    #[error("the features cannot be written: {0}")]
    Format(#[source] std::io::Error),
    /// There is nothing to write.
    #[error("there is no feature to write; {path} was not written")]
    Nothing {
        /// Where to.
        path: String,
    },
    /// The system refuses.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The endings of files that can be written: "geojson, ndjson, csv".
fn known_endings() -> String {
    let endings = WRITERS.iter().flat_map(|writer| writer.endings);
    endings.copied().collect::<Vec<_>>().join(", ")
}

/// The writer that the ending of `path` names.
///
/// # Errors
/// Where it names none.
pub fn writer_for(path: &Path) -> Result<&'static Writer, FeaturesError> {
    let ending = path.extension().unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    writer(&ending).ok_or_else(|| FeaturesError::Ending {
        path: path.display().to_string(),
    })
}

/// The features for which `wanted` holds, by layer, in the order of their files.
///
/// # Errors
/// Where a large file cannot be read again.
pub fn layers(
    atlas: &Atlas,
    wanted: &dyn Fn(FeatureId) -> bool,
) -> Result<Vec<Layer>, DetailsError> {
    let mut layers: Vec<Layer> = Vec::new();
    for (ix, table) in atlas.tables() {
        let mut rows: Vec<_> = table.rows().collect();
        rows.sort_by_key(|row| table.columns.starts.get(row.index()).copied());
        for row in rows {
            let id = atlas.id_in(ix, row);
            if !wanted(id) {
                continue;
            }
            let mut feature = details(atlas, id)?.into_owned();
            if feature.id.is_empty() {
                feature.id = atlas.id(crate::atlas::Subject::Feature(id)).into_owned();
            }
            let name = &atlas.layer(feature.layer).name;
            let known = layers.iter().rposition(|layer| layer.name == *name);
            let at = known.unwrap_or_else(|| {
                layers.push(Layer {
                    name: name.clone(),
                    records: Vec::new(),
                });
                layers.len() - 1
            });
            layers[at].records.push(record(&feature));
        }
    }
    Ok(layers)
}

/// Writes features of `atlas`, as they are seen in `view`, to `path`, whose ending names the format.
///
/// # Errors
/// Where nothing was written: the reason.
pub(super) fn save_features(
    atlas: &Atlas,
    view: &Viewpoint,
    which: FeaturesWanted,
    (path, replace): (&Path, bool),
) -> Result<Written, FeaturesError> {
    let writer = writer_for(path)?;
    let layers = layers(atlas, &|id| match which {
        FeaturesWanted::All => true,
        FeaturesWanted::Shown => view.passes(atlas, id),
        FeaturesWanted::Selected => view.selected == Some(crate::atlas::Subject::Feature(id)),
    })?;
    let mut bytes = Vec::new();
    let written = (writer.write)(&layers, &mut bytes).map_err(FeaturesError::Format)?;
    if written.count == 0 {
        return Err(FeaturesError::Nothing {
            path: path.display().to_string(),
        });
    }
    let write = if replace { write_over } else { write_new };
    write(path, &bytes)?;
    Ok(written)
}

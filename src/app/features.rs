//! Features on their way to a file of another format.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use super::files::{NewFile, WriteError, refused};
use crate::atlas::{Atlas, FeatureId};
use crate::dossier::{DetailsError, named_records};
use crate::formats::write::{
    OutputLayer, OutputRecords, Stream, WRITERS, WriteReport, Writer, writer,
};
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

/// Features of one layer on their way to a file.
#[derive(Debug)]
pub struct LayerToWrite<'a> {
    name: &'a str,
    ids: Vec<FeatureId>,
}

impl LayerToWrite<'_> {
    /// How many features there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The features, read again.
    fn read(&self, atlas: &Atlas) -> Result<OutputLayer, DetailsError> {
        let mut records = OutputRecords::default();
        named_records(atlas, &self.ids, |_, record| {
            records.push(record);
            Ok::<(), DetailsError>(())
        })?;
        let name = self.name.to_owned();
        Ok(OutputLayer { name, records })
    }
}

/// The features for which `wanted` holds, by layer, in the order of their files.
pub fn layers<'a>(atlas: &'a Atlas, wanted: &dyn Fn(FeatureId) -> bool) -> Vec<LayerToWrite<'a>> {
    let mut layers: Vec<LayerToWrite<'a>> = Vec::new();
    for (ix, table) in atlas.tables() {
        let mut rows: Vec<_> = table.rows().collect();
        rows.sort_by_key(|row| table.columns.starts.get(row.index()).copied());
        let ids = rows.into_iter().map(|row| atlas.id_in(ix, row));
        for id in ids.filter(|&id| wanted(id)) {
            layer_called(&mut layers, &atlas.layer(atlas.layer_of(id)).name)
                .ids
                .push(id);
        }
    }
    layers
}

/// The layer of this name, the latest of several.
fn layer_called<'l, 'a>(
    layers: &'l mut Vec<LayerToWrite<'a>>,
    name: &'a str,
) -> &'l mut LayerToWrite<'a> {
    let known = layers.iter().rposition(|layer| layer.name == name);
    let at = known.unwrap_or_else(|| {
        layers.push(LayerToWrite {
            name,
            ids: Vec::new(),
        });
        layers.len() - 1
    });
    &mut layers[at]
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
) -> Result<WriteReport, FeaturesError> {
    let writer = writer_for(path)?;
    let layers = layers(atlas, &|id| match which {
        FeaturesWanted::All => true,
        FeaturesWanted::Shown => view.passes(atlas, id),
        FeaturesWanted::Selected => view.selected == Some(crate::atlas::Subject::Feature(id)),
    });
    something(write_layers(writer, atlas, &layers, (path, replace))?, path)
}

/// Writes these features of `atlas` in this order, as one layer, to `path`, whose ending names the
/// format.
///
/// # Errors
/// Where nothing was written: the reason.
pub(super) fn save_rows(
    atlas: &Atlas,
    ids: &[FeatureId],
    (path, replace): (&Path, bool),
) -> Result<WriteReport, FeaturesError> {
    let writer = writer_for(path)?;
    let layer = LayerToWrite {
        name: &atlas.dossier.title,
        ids: ids.to_vec(),
    };
    something(
        write_layers(writer, atlas, &[layer], (path, replace))?,
        path,
    )
}

/// What was written, if that is anything.
fn something(written: WriteReport, path: &Path) -> Result<WriteReport, FeaturesError> {
    if written.count == 0 {
        return Err(FeaturesError::Nothing {
            path: path.display().to_string(),
        });
    }
    Ok(written)
}

/// Writes layers of `atlas` to the file `path`; where there is nothing to write, no file is made.
///
/// # Errors
/// Where a large file cannot be read again, the format has no room for them, or the system refuses.
pub fn write_layers(
    writer: &Writer,
    atlas: &Atlas,
    layers: &[LayerToWrite<'_>],
    (path, replace): (&Path, bool),
) -> Result<WriteReport, FeaturesError> {
    let failed = |error: io::Error| match error.raw_os_error() {
        Some(_) => FeaturesError::Write(refused(path)(error)),
        None => FeaturesError::Format(error),
    };
    let known = match writer.one_by_one {
        Some(_) => Vec::new(),
        None => layers
            .iter()
            .map(|layer| layer.read(atlas))
            .collect::<Result<_, _>>()?,
    };
    let mut file = NewFile::begin(path, replace)?;
    let mut out = BufWriter::new(file.writer());
    let written = match writer.one_by_one {
        Some(form) => {
            let mut stream = Stream::new(form, &mut out);
            for layer in layers {
                let name = (layers.len() > 1).then_some(layer.name);
                named_records(atlas, &layer.ids, |_, record| {
                    stream.push(name, record).map_err(failed)
                })?;
            }
            stream.finish()
        }
        None => (writer.write)(&known, &mut out),
    };
    let written = written.and_then(|written| {
        out.flush()?;
        Ok(written)
    });
    drop(out);
    let written = written.map_err(failed)?;
    if written.count > 0 {
        file.keep()?;
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::BaseMap;

    #[test]
    fn rows_are_written_in_the_order_of_the_table() {
        let dossier = crate::dossier::builtin().dossier;
        let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
        let folder = tempfile::tempdir().unwrap();
        let ids = [FeatureId(9), FeatureId(2), FeatureId(5)];
        for name in ["rows.csv", "rows.geojson", "rows.xlsx"] {
            let path = folder.path().join(name);
            let written = save_rows(&atlas, &ids, (&path, false)).unwrap();
            assert_eq!(written.count, 3, "{name}");
            if name.ends_with("xlsx") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let at = ids.map(|id| {
                let name = atlas.feature(id).id.clone();
                text.find(&name).expect("it is written")
            });
            assert!(at.is_sorted(), "{name}: {at:?}");
        }
    }
}

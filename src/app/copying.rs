//! Features on their way to the clipboard.

use std::io;

use crate::atlas::{Atlas, FeatureId};
use crate::dossier::{DetailsError, details, record};
use crate::formats::write::{GEOJSON, OutputLayer, OutputRecords};

/// Why features could not be copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The source of a feature cannot be read again.
    #[error("nothing was copied: {0}")]
    Details(#[from] DetailsError),
    /// The features cannot be written as text.
    #[error("the features cannot be written as GeoJSON: {0}")]
    Format(#[from] io::Error),
}

/// Features as a `GeoJSON` collection (RFC 7946), in the order of `ids`, with every property. The
/// details of large sources are read again.
///
/// # Errors
/// If a source cannot be read any more, or has changed since.
///
/// # Panics
/// If one of `ids` is not of `atlas`.
pub fn features_as_geojson(atlas: &Atlas, ids: &[FeatureId]) -> Result<String, CopyError> {
    let mut bytes = Vec::new();
    (GEOJSON.write)(&[listed(atlas, ids)?], &mut bytes)?;
    Ok(String::from_utf8(bytes).map_err(io::Error::other)?)
}

/// Features as one layer, in the order of `ids`. Each says which layer it is of, where that is not
/// the same for all.
pub(super) fn listed(atlas: &Atlas, ids: &[FeatureId]) -> Result<OutputLayer, DetailsError> {
    let layer_of = |id: &FeatureId| atlas.layer_of(*id);
    let only = ids.first().map(layer_of);
    let only = only.filter(|only| ids.iter().all(|id| layer_of(id) == *only));
    let mut records = OutputRecords::default();
    for &id in ids {
        let feature = details(atlas, id)?;
        let mut record = record(&feature);
        // Such an id would mean nothing elsewhere, and depends on whether the layer is held in memory.
        record.id = record.id.filter(|_| !feature.named_by_place);
        if only.is_none() {
            let layer = atlas.layer(feature.layer).name.as_str();
            let said = record.properties.entry("layer");
            said.or_insert_with(|| layer.into());
        }
        records.push(record);
    }
    let name = only.map_or("features", |only| atlas.layer(only).name.as_str());
    Ok(OutputLayer {
        name: name.to_owned(),
        records,
    })
}

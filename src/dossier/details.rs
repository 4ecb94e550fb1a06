//! The details of a feature: held in memory, unpacked, or read again from its source's bytes.

use std::any::Any;
use std::borrow::Cow;

use super::import::packed::Records;
use super::table::{DetailsError, LargeSource, read_feature};
use crate::atlas::{Atlas, Feature, FeatureId};

/// Everything that is known of a feature. The details of an authored feature are held in memory;
/// those of a large source are read again from its bytes, with all properties.
///
/// Properties of a large source that are not this program's are in [`Feature::other`], as those of
/// another program's file are. The `line` of such a feature is 0, not known: to count it, all of the
/// file before it would have to be read.
///
/// # Errors
/// Where the source cannot be read any more, or has no feature there.
///
/// # Panics
/// If `id` is not of `atlas`.
pub fn details(atlas: &Atlas, id: FeatureId) -> Result<Cow<'_, Feature>, DetailsError> {
    if let Some(feature) = atlas.held(id) {
        return Ok(Cow::Borrowed(feature));
    }
    let (table, row) = atlas.locate(id);
    let table = atlas.table(table);
    let changed = || DetailsError::Changed(table.file.clone());
    let backing = table.backing.as_deref().ok_or_else(changed)?;
    let start = *table.columns.starts.get(row.index()).ok_or_else(changed)?;
    let source: &dyn Any = backing;
    let read = if let Some(records) = source.downcast_ref::<Records>() {
        let unreadable = |source| DetailsError::NotReadable {
            file: table.file.clone(),
            source,
        };
        records.feature(start).map_err(unreadable)?
    } else {
        let text = source.downcast_ref::<LargeSource>().ok_or_else(changed)?;
        read_feature(&table.file, text, start)?
    };
    Ok(Cow::Owned(Feature {
        layer: table.layer(row),
        ..read
    }))
}

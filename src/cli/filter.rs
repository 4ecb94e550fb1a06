//! `--where`: only the features for which a condition holds.

use std::io;

use crate::atlas::Atlas;
use crate::atlas::query::{Expression, QueryError};
use crate::dossier;

/// Why a filter cannot be asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum FilterError {
    #[error("--where: {0}")]
    Query(#[from] QueryError),
    #[error("--where: the properties of {file} cannot be read: {source}")]
    Properties {
        file: String,
        #[source]
        source: io::Error,
    },
}

/// The condition that `text` says, with all that it takes to ask it of `atlas`.
pub(super) fn condition(atlas: &Atlas, text: &str) -> Result<Expression, FilterError> {
    let condition: Expression = text.parse()?;
    read_properties(atlas)?;
    atlas.check(&condition)?;
    Ok(condition)
}

/// Reads the properties of large layers, which their columns are made of.
pub(super) fn read_properties(atlas: &Atlas) -> Result<(), FilterError> {
    for (ix, table) in atlas.large_tables() {
        if !atlas.has_properties(ix) {
            let properties = dossier::properties(atlas, ix);
            let properties = properties.map_err(|source| FilterError::Properties {
                file: table.file.clone(),
                source,
            })?;
            atlas.supply_properties(ix, properties);
        }
    }
    Ok(())
}

//! Features read again as records with ids, on their way to files.

use super::record;
use crate::atlas::{Atlas, FeatureId, Subject};
use crate::cores;
use crate::dossier::DetailsError;
use crate::dossier::details::details;
use crate::formats::Record;

/// Features that one core reads again before it begins the next run of them.
const FEATURES_A_RUN: usize = 1_024;

/// The features `ids` as records with ids, each to `take`, in their order; read again on all cores. Those of
/// a large file are read soonest in the order of the file.
///
/// # Errors
/// Where a large file cannot be read again, and what `take` says.
pub fn named_records<E: From<DetailsError>>(
    atlas: &Atlas,
    ids: &[FeatureId],
    mut take: impl FnMut(FeatureId, Record) -> Result<(), E>,
) -> Result<(), E> {
    let runs: Vec<&[FeatureId]> = ids.chunks(FEATURES_A_RUN).collect();
    let read = |run: u64| -> Result<Vec<(FeatureId, Record)>, DetailsError> {
        let run = runs[run as usize].iter();
        run.map(|&id| Ok((id, named_record(atlas, id)?))).collect()
    };
    cores::in_order(
        runs.len() as u64,
        || (),
        |(), run| read(run),
        |records| {
            let mut records = records?.into_iter();
            records.try_for_each(|(id, record)| take(id, record))
        },
    )
}

/// A feature as a record with an id.
fn named_record(atlas: &Atlas, id: FeatureId) -> Result<Record, DetailsError> {
    let mut feature = details(atlas, id)?.into_owned();
    if feature.id.is_empty() {
        feature.id = atlas.id(Subject::Feature(id)).into_owned();
    }
    Ok(record(&feature))
}

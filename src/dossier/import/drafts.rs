//! The records of a file as drafts of features.

use std::ops::Range;

use super::Imported;
use crate::dossier::feature::{self, FeatureDraft, Slips};
use crate::dossier::own_layer::OwnLayer;
use crate::dossier::read_as::ReadAs;
use crate::dossier::report::Context;
use crate::dossier::understand::{Survey, Understanding};
use crate::formats::Record;

/// The features of a file, and the layers that they stand in where the dossier lists none for them.
/// `at` gives the number of each record in its file, and where it stands.
pub(in crate::dossier) fn drafts(
    imported: Imported,
    at: Vec<(usize, Range<usize>)>,
    read_as: &ReadAs,
    cx: Context<'_>,
    slips: &mut Slips,
) -> (Vec<FeatureDraft>, Vec<OwnLayer>) {
    let Imported {
        layers,
        records,
        has_ids,
    } = imported;
    let count = layers.len().max(1);
    let layer_of = |record: &Record| usize::from(record.layer.0).min(count - 1);
    let mut surveys: Vec<Survey> = (0..count).map(|_| Survey::default()).collect();
    for record in &records {
        surveys[layer_of(record)].add(&record.properties);
    }
    let of = |survey: &Survey| {
        let understanding = Understanding::of(survey, read_as);
        if has_ids {
            understanding.without_ids()
        } else {
            understanding
        }
    };
    let understandings: Vec<Understanding> = surveys.iter().map(of).collect();
    // A column may be of one sheet or layer of several.
    let missing = surveys
        .iter()
        .map(|survey| survey.missing(read_as, cx.file.name));
    let fewest = missing.min_by_key(Vec::len).unwrap_or_default();
    for problem in fewest {
        cx.push(problem);
    }
    let own = (0..count).map(|at| {
        let info = layers.get(at);
        let mut understood = understandings[at].words();
        understood.extend(
            info.into_iter()
                .flat_map(|info| info.understood.iter().cloned()),
        );
        OwnLayer {
            name: info.map(|info| info.name.clone()).unwrap_or_default(),
            understood,
            columns: surveys[at].keys(),
        }
    });
    let own = own.collect();
    let drafts = records.into_iter().zip(at).map(|(record, (number, span))| {
        let layer = layer_of(&record);
        let undated = |fault| slips.undated(fault, &span);
        let mut feature = feature::of_record(record, &understandings[layer], undated);
        if feature.name.is_empty() {
            feature.name = format!("#{number}");
        }
        FeatureDraft::foreign(feature, number, layer, span)
    });
    (drafts.collect(), own)
}

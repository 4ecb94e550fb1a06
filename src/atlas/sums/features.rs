//! What the figures of several features come to together.

use std::collections::BTreeSet;

use super::{Addend, Total, totals};
use crate::atlas::{Atlas, Feature, FeatureId, Figure};

/// Figures of features that count the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// What they come to, nothing counted twice.
    pub total: Total,
    /// How many features have such a figure.
    pub features: usize,
    /// How many figures there are.
    pub figures: usize,
}

/// What the figures of the features whose details are held come to, as [`of_details`] says it.
#[must_use]
pub fn of_features(atlas: &Atlas, features: &[FeatureId]) -> Vec<Shared> {
    let held = features.iter().filter_map(|&id| atlas.held(id));
    of_details(&held.collect::<Vec<_>>())
}

/// What the figures of `features` come to where at least two of them count the same in the same
/// unit; in alphabetical order. Several counts on one feature are of one thing: they do not add.
#[must_use]
pub fn of_details(features: &[&Feature]) -> Vec<Shared> {
    let each = features.iter().enumerate().flat_map(|(number, feature)| {
        let figures = feature.figures.iter();
        figures.map(move |figure| (number, figure))
    });
    let each: Vec<(usize, &Figure)> = each.collect();
    let addends: Vec<Addend> = each
        .iter()
        .map(|&(number, figure)| addend(features[number], figure))
        .collect();
    let shared = totals(&addends).into_iter().map(|total| {
        let same = |figure: &&Figure| figure.what == total.what && figure.unit == total.unit;
        let of_kind = || each.iter().filter(|(_, figure)| same(figure));
        Shared {
            features: of_kind()
                .map(|(number, _)| *number)
                .collect::<BTreeSet<_>>()
                .len(),
            figures: of_kind().count(),
            total,
        }
    });
    shared.filter(|shared| shared.figures > 1).collect()
}

fn addend(feature: &Feature, figure: &Figure) -> Addend {
    let counts = if figure.parts.is_empty() {
        BTreeSet::from([feature.id.clone()])
    } else {
        figure.parts.iter().cloned().collect()
    };
    Addend {
        label: feature.name.clone(),
        what: figure.what.clone(),
        unit: figure.unit.clone(),
        value: figure.value,
        low: None,
        high: None,
        qualifier: figure.qualifier.clone(),
        counts,
    }
}

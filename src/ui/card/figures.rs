//! The numbers of a feature, each with its qualifier; and what several come to, nothing counted twice.

use egui::Ui;

use super::super::View;
use super::parts::{remark_ui, value_ui};
use super::words;
use crate::atlas::sums::{Shared, of_details, of_features};
use crate::atlas::{Atlas, Feature, FeatureId, Figure};

/// Every number with its qualifier.
pub(super) fn figures_ui(ui: &mut Ui, view: View<'_>, feature: &Feature) {
    let atlas = &view.session.atlas;
    let shared = of_details(&[feature]);
    for (number, figure) in feature.figures.iter().enumerate() {
        let remark = remark(atlas, feature, figure);
        value_ui(
            ui,
            &words::capitalised(&figure.what),
            &figure.amount(),
            remark.as_deref(),
        );
        let alike = |other: &Figure| other.what == figure.what && other.unit == figure.unit;
        let last = !feature.figures[number + 1..].iter().any(alike);
        let of_kind =
            |shared: &&Shared| shared.total.what == figure.what && shared.total.unit == figure.unit;
        if let (true, Some(shared)) = (last, shared.iter().find(of_kind))
            && let Some(said) = one_thing(shared)
        {
            remark_ui(ui, &said);
            ui.add_space(4.0);
        }
    }
}

/// What a number rests on, and what else it is the total over.
fn remark(atlas: &Atlas, feature: &Feature, figure: &Figure) -> Option<String> {
    let basis = figure.basis.as_deref().filter(|basis| *basis != "article");
    let others = figure.parts.iter().filter(|id| **id != feature.id);
    let others: Vec<String> = others
        .filter_map(|id| Some(atlas.name(atlas.find(id)?)))
        .collect();
    let total =
        (!others.is_empty()).then(|| format!("One number for this and for {}.", others.join(", ")));
    let said: Vec<String> = total.into_iter().chain(basis.map(words::basis)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What several counts of one thing come to: they are not added.
fn one_thing(shared: &Shared) -> Option<String> {
    let numbers = shared.figures - shared.total.left_out.len();
    (numbers > 1 && shared.total.counted.len() == 1).then(|| {
        let words = shared.total.words();
        format!("Counts of one thing, not added: {words}.")
    })
}

/// What the figures of several features come to, where they count the same: a line each.
pub(in crate::ui) fn together(atlas: &Atlas, features: &[FeatureId]) -> Vec<String> {
    let shared = of_features(atlas, features).into_iter();
    shared
        .filter(|shared| shared.features > 1)
        .map(|shared| {
            let what = words::capitalised(&shared.total.what);
            format!("{what}. {}", shared.total.sentences().join(" "))
        })
        .collect()
}

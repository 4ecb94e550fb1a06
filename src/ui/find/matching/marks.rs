//! Features and borders by what is known of them.

use super::hit::HitGroup;
use super::ranked::{MOST, USUAL_WEIGHT, ranked, subject};
use crate::atlas::table::{Layers, Letters};
use crate::atlas::{Atlas, Feature, FeatureId, RowIx, Subject};
use crate::ui::find::rank::{FindQuery, Known, folded};

/// The features of all layers and the borders.
pub(super) fn marks(atlas: &Atlas, wanted: &mut FindQuery) -> HitGroup {
    let features = atlas
        .features()
        .map(|(id, feature)| (Subject::Feature(id), of_feature(atlas, id, feature)));
    let borders = atlas.borders().map(|(ix, border)| {
        let names = vec![atlas.border_name(border)];
        let words = border.label.iter().cloned().collect();
        let weight = USUAL_WEIGHT;
        (
            Subject::Border(ix),
            Known {
                names,
                words,
                weight,
            },
        )
    });
    let short = wanted.is_short();
    let rows = if short {
        rows(atlas, wanted)
    } else {
        Vec::new()
    };
    let large = (!short).then(|| of_large_tables(atlas, wanted.letters()));
    let named = features.chain(borders).chain(large.into_iter().flatten());
    let mut group = ranked("Marks and borders", wanted, named, MOST, |what| {
        subject(atlas, what)
    });
    let left = MOST - group.hits.len();
    let rows = rows.into_iter().take(left).map(|row| subject(atlas, row));
    group.hits.extend(rows);
    group
}

/// What a feature is called, and what else is known of it.
fn of_feature(atlas: &Atlas, id: FeatureId, feature: &Feature) -> Known {
    let mut names = vec![feature.name.clone()];
    names.extend(feature.short_name.clone());
    names.extend(feature.alt_names.iter().cloned());
    names.extend(feature.names.values().cloned());
    let mut words = vec![
        feature.kind.clone(),
        atlas.layer(feature.layer).name.clone(),
    ];
    words.extend(feature.country.map(|iso3| atlas.country_name(iso3)));
    words.extend(feature.actors.iter().map(|actor| atlas.actor_name(actor)));
    words.extend(feature.operator.clone());
    words.extend(feature.status.map(|status| status.words().to_owned()));
    words.extend(feature.when.as_ref().map(crate::atlas::When::words));
    Known {
        names,
        words,
        weight: atlas.weight(id),
    }
}

/// The features of large tables that may answer, by the letters of what is known of them: most are
/// passed over at a glance.
fn of_large_tables(atlas: &Atlas, needed: Letters) -> impl Iterator<Item = (Subject, Known)> {
    atlas.large_tables().flat_map(move |(ix, table)| {
        let layer = match table.layers {
            Layers::One(layer) => atlas.layer(layer).name.clone(),
            Layers::Each(_) => String::new(),
        };
        let of_layer = Letters::of(&layer);
        let kinds = table.columns.kinds.iter();
        let kinds: Vec<Letters> = kinds.map(|kind| Letters::of(kind)).collect();
        let names = table.rows().zip(table.letters());
        let may_answer = names.filter(move |(row, letters)| {
            let kind = table.columns.kind_of.get(row.index());
            let of_kind = kind.and_then(|&kind| kinds.get(usize::from(kind)));
            let of_kind = of_kind.copied().unwrap_or_default();
            letters.with(of_layer).with(of_kind).hold(needed)
        });
        may_answer.map(move |(row, _)| {
            let kind = table.kind(row).unwrap_or_default().to_owned();
            let known = Known {
                names: vec![table.name(row).to_owned()],
                words: vec![kind, layer.clone()],
                weight: USUAL_WEIGHT,
            };
            (Subject::Feature(atlas.id_in(ix, row)), known)
        })
    })
}

/// Rows of large layers whose names hold the longest word of the query, and with their kind and
/// layer the others too; those that begin with it first. A match by letters of a million names would
/// keep the reader waiting at each key.
fn rows(atlas: &Atlas, wanted: &FindQuery) -> Vec<Subject> {
    let (mut begin, mut hold) = (Vec::new(), Vec::new());
    let Some(longest) = wanted.words().iter().max_by_key(|word| word.len()) else {
        return hold;
    };
    for (ix, table) in atlas.large_tables() {
        for (row, begins) in table.columns.names.holding(longest) {
            let row_ix = RowIx(row as u32);
            let text = folded(&format!(
                "{} {}",
                table.name(row_ix),
                table.kind(row_ix).unwrap_or_default()
            ));
            if !wanted
                .words()
                .iter()
                .all(|word| text.contains(word.as_str()))
            {
                continue;
            }
            let found = if begins { &mut begin } else { &mut hold };
            if found.len() < MOST {
                found.push(Subject::Feature(atlas.id_in(ix, row_ix)));
            }
            if begin.len() == MOST {
                return begin;
            }
        }
    }
    begin.extend(hold);
    begin
}

//! The groups of a scene's layers.

use std::collections::BTreeSet;

use super::Staged;
use crate::atlas::{LayerKind, Subject};
use crate::scene::layout::labels::LabelLayout;
use crate::scene::layout::layers;
use crate::scene::layout::layers::ReliefImage;
use crate::scene::layout::table::TableLook;
use crate::scene::{Group, Item};

/// The layers' groups, lowest first, and the graticule over the land.
pub(super) fn layer_groups(
    relief: &mut ReliefImage,
    Staged { frame, stage }: &Staged<'_>,
    layout: &LabelLayout,
    looks: &mut [TableLook],
    graticule: Vec<Item>,
) -> Vec<Group> {
    let mut groups = Vec::new();
    let graticule = group("graticule", "Graticule", graticule);
    let mut over_land = 0;
    let named: BTreeSet<Subject> = layout.of_marks().map(|(subject, _)| subject).collect();
    for state in frame.view.layers.iter().rev() {
        if !frame.view.shows(state.layer) {
            continue;
        }
        let layer = frame.atlas.layer(state.layer);
        let mut marks = Vec::new();
        let items = match layer.kind {
            LayerKind::Countries => layers::land_items(frame),
            LayerKind::Water => layers::water_items(frame),
            LayerKind::Relief => relief.items(frame),
            LayerKind::Borders => layers::agreed_items(frame),
            LayerKind::DisputedBorders => layers::disputed_items(frame),
            LayerKind::Alliances => layers::alliance_items(frame),
            LayerKind::Cities => layers::city_items(frame, layout),
            LayerKind::Features(_) => {
                let looks = looks.iter_mut();
                let of_layer = looks.filter(|look| look.shown.layer == state.layer);
                let of_tables = of_layer.flat_map(|look| std::mem::take(&mut look.items));
                let mut items: Vec<Item> = of_tables.collect();
                marks = layers::feature_items(frame, stage, (state.layer, &named), &mut items);
                items
            }
        };
        groups.push(Group {
            opacity: state.opacity,
            marks,
            ..group(&layer.id, &layer.name, items)
        });
        if layer.kind == LayerKind::Countries {
            over_land = groups.len();
        }
    }
    groups.insert(over_land, graticule);
    groups
}

/// A group at full strength.
pub(in crate::scene) fn group(id: &str, name: &str, items: Vec<Item>) -> Group {
    Group {
        id: id.to_owned(),
        name: name.to_owned(),
        opacity: 1.0,
        items,
        marks: Vec::new(),
    }
}

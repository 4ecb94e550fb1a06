//! What is written on a map, and what lies over its layers.

use super::Staged;
use super::edge::{edge_items, stand_on_edge};
use super::groups::group;
use crate::scene::display::text;
use crate::scene::layout::furniture::Furniture;
use crate::scene::layout::labels::{Enlarged, Labels, Layout, Named};
use crate::scene::layout::layers;
use crate::scene::layout::table::{chosen_items, chosen_name};
use crate::scene::{Group, Item, ScreenRect, Text};

/// What is written on a map, each name clear of the others.
pub(super) struct Written {
    pub(super) layout: Layout,
    edge: Vec<Item>,
    /// The name of a large layer's selected row.
    chosen: Option<Text>,
}

impl Written {
    /// All names, those on the frame's edge among them: clear of the margins, of what is `standing`
    /// on the edge and of what is `reserved`. What is `enlarged` elsewhere has its names there.
    pub(super) fn of(
        labels: &mut Labels,
        Staged { frame, stage }: &Staged<'_>,
        days: Option<&mut Staged<'_>>,
        furniture: &Furniture,
        standing: &[ScreenRect],
        reserved: &[ScreenRect],
        enlarged: Option<&Enlarged>,
    ) -> Self {
        let covers = &furniture.covers;
        let mut layout = match days {
            None if reserved.is_empty() => labels.layout(frame, stage, covers, standing, enlarged),
            // What is reserved moves chips, and moved chips shall move no name: a name stands where
            // it ordinarily does, or not at all.
            None => {
                let mut ordinary = stage.clone();
                let ordinary = stand_on_edge(frame, &mut ordinary, furniture, &[]);
                let mut layout = labels.layout(frame, stage, covers, &ordinary, None);
                layout.give_way(standing);
                layout
            }
            Some(days) => {
                // What ever stands on the edge is kept free, and what then stands keeps its name.
                let ever = stand_on_edge(&days.frame, &mut days.stage, furniture, reserved);
                let standing = [standing, &ever].concat();
                let days = (&days.frame, &days.stage);
                labels.layout_step((frame, stage), days, covers, &standing)
            }
        };
        let edge = edge_items(frame, stage);
        let chosen = chosen_name(frame, &[covers.as_slice(), standing].concat());
        layout.give_way(chosen.as_ref().map(text::covers).as_slice());
        Self {
            layout,
            edge,
            chosen,
        }
    }
}

/// The groups over those of the layers, lowest first; and what each name belongs to.
pub(super) fn over_layers(
    Staged { frame, stage }: &Staged<'_>,
    written: Written,
    furniture: Furniture,
    groups: &mut Vec<Group>,
) -> Vec<Option<Named>> {
    let mut selection = layers::selection_items(frame, stage);
    selection.extend(chosen_items(frame));
    let (mut names, owners) = written.layout.items();
    names.extend(written.chosen.map(Item::Text));
    groups.extend([
        group("selection", "Selection", selection),
        group("edge", "Beyond the frame", written.edge),
        group("labels", "Names", names),
        group("furniture", "Margins", furniture.items),
    ]);
    owners
}

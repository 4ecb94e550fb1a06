//! What is written on a map, and what lies over its layers.

use super::Staged;
use super::edge::{edge_items, stand_on_edge};
use super::groups::group;
use crate::scene::display::text;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::labels::{Enlarged, LabelLayout, Labels, NameOwner};
use crate::scene::layout::layers;
use crate::scene::layout::table::{chosen_items, chosen_name};
use crate::scene::{Group, Item, ScreenRect, Text};

/// What is written on a map, each name clear of the others.
pub(super) struct MapWriting {
    pub(super) layout: LabelLayout,
    /// What the names keep clear of: marks, margins and chips.
    pub(super) taken: CollisionIndex,
    edge: Vec<Item>,
    /// The name of a large layer's selected row.
    chosen: Option<Text>,
}

impl MapWriting {
    /// All names and the chips on the frame's edge, clear of what is `taken`. The chips keep clear of the
    /// `captions`, too. What is `enlarged` elsewhere has its names there.
    pub(super) fn of(
        labels: &mut Labels,
        Staged { frame, stage }: &mut Staged<'_>,
        days: Option<&mut Staged<'_>>,
        mut taken: CollisionIndex,
        captions: &[ScreenRect],
        enlarged: Option<&Enlarged>,
    ) -> Self {
        let without_chips = taken.clone();
        taken.take_all(captions.iter().copied(), Occupant::Caption);
        stand_on_edge(frame, stage, &mut taken);
        let (frame, stage) = (&*frame, &*stage);
        let chips: Vec<ScreenRect> = taken.rects(Occupant::EdgeChip).collect();
        let mut layout = match days {
            None if captions.is_empty() => labels.layout(frame, stage, taken.clone(), enlarged),
            None => {
                // Captions move chips, and moved chips shall move no label: a label stands where it
                // stands without captions, or not at all.
                let mut ordinary = without_chips;
                stand_on_edge(frame, &mut stage.clone(), &mut ordinary);
                let mut layout = labels.layout(frame, stage, ordinary, None);
                layout.give_way(&chips);
                layout
            }
            Some(days) => {
                // Labels keep clear of every chip of any day, so that a label of one day stands on
                // the others.
                let mut on_all_days = days.stage.taken_within(&without_chips);
                stand_on_edge(&days.frame, &mut days.stage, &mut on_all_days);
                taken.take_all(on_all_days.rects(Occupant::EdgeChip), Occupant::EdgeChip);
                on_all_days.take_all(chips, Occupant::EdgeChip);
                let days = (&days.frame, &days.stage, on_all_days);
                labels.layout_step((frame, stage, &taken), days)
            }
        };
        let edge = edge_items(frame, stage);
        let chosen = chosen_name(frame, &taken);
        layout.give_way(chosen.as_ref().map(text::covers).as_slice());
        Self {
            layout,
            taken,
            edge,
            chosen,
        }
    }
}

/// The groups over those of the layers, lowest first; and what each name belongs to.
pub(super) fn over_layers(
    Staged { frame, stage }: &Staged<'_>,
    written: MapWriting,
    furniture: Vec<Item>,
    groups: &mut Vec<Group>,
) -> Vec<Option<NameOwner>> {
    let mut selection = layers::selection_items(frame, stage);
    selection.extend(chosen_items(frame));
    let (mut names, owners) = written.layout.items();
    names.extend(written.chosen.map(Item::Text));
    let holders = written.layout.below_items();
    if !holders.is_empty() {
        groups.push(group("holders", "Who holds and who claims", holders));
    }
    groups.extend([
        group("selection", "Selection", selection),
        group("edge", "Beyond the frame", written.edge),
        group("labels", "Names", names),
        group("furniture", "Margins", furniture),
    ]);
    owners
}

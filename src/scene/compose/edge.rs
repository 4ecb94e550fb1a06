//! The chips that say what lies beyond the frame.

use crate::scene::Item;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::marks::{Ring, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;

/// Places the chips on the frame's edge, clear of what is `taken`. A chip that has no room is left out,
/// except that of the selected mark.
pub(super) fn stand_on_edge(
    frame: &ViewContext<'_>,
    stage: &mut VisibleMarks<'_>,
    taken: &mut CollisionIndex,
) {
    if stage.edges.is_empty() {
        return;
    }
    let rings = Ring::all(frame, &stage.standing);
    stage.edges.retain_mut(|chip| {
        let stands = chip.stand(frame, taken, &rings);
        if stands {
            taken.take(chip.covers(), Occupant::EdgeChip);
        }
        stands
    });
}

/// What is drawn of the chips.
pub(super) fn edge_items(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for chip in &stage.edges {
        chip.draw(frame, &mut items);
    }
    items
}

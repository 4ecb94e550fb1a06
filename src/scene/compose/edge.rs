//! The chips that say what lies beyond the frame.

use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::furniture::Furniture;
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{Item, ScreenRect};

/// Stands the chips on the frame's edge, clear of its furniture, of what is `reserved` and of the
/// marks in view, and says what they cover. A chip that has no room is left out, but for that of the
/// selected mark.
pub(super) fn stand_on_edge(
    frame: &ViewContext<'_>,
    stage: &mut VisibleMarks<'_>,
    furniture: &Furniture,
    reserved: &[ScreenRect],
) -> Vec<ScreenRect> {
    let mut taken = CollisionIndex::default();
    let margins = furniture.covers.iter().chain(reserved);
    taken.take_all(margins.copied(), Occupant::Margin);
    let drawn = stage.standing.iter().filter(|mark| mark.is_drawn());
    taken.take_all(drawn.map(PlacedMark::covers), Occupant::Mark);
    let mut covers = Vec::new();
    stage.edges.retain_mut(|chip| {
        let stands = chip.stand(frame, &taken);
        if stands {
            covers.push(chip.covers());
            taken.take(chip.covers(), Occupant::Margin);
        }
        stands
    });
    covers
}

/// What is drawn of the chips.
pub(super) fn edge_items(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for chip in &stage.edges {
        chip.draw(frame, &mut items);
    }
    items
}

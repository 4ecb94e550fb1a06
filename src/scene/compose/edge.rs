//! The chips that say what lies beyond the frame.

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
    let mut taken = [furniture.covers.as_slice(), reserved].concat();
    let drawn = stage.standing.iter().filter(|mark| mark.is_drawn());
    taken.extend(drawn.map(PlacedMark::covers));
    let before = taken.len();
    stage.edges.retain_mut(|chip| {
        let stands = chip.stand(frame, &taken);
        if stands {
            taken.push(chip.covers());
        }
        stands
    });
    taken.split_off(before)
}

/// What is drawn of the chips.
pub(super) fn edge_items(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for chip in &stage.edges {
        chip.draw(frame, &mut items);
    }
    items
}

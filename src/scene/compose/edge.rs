//! Marks beyond the frame: where they stand on its edge, and their names there.

use crate::scene::furniture::Furniture;
use crate::scene::labels::Layout;
use crate::scene::marks::{PlacedMark, VisibleMarks};
use crate::scene::view_context::ViewContext;
use crate::scene::{Item, ScreenRect};

/// Moves the marks on the frame's edge clear of its furniture and of what is `reserved`, and says what they cover then.
pub(super) fn stand_on_edge(
    frame: &ViewContext<'_>,
    stage: &mut VisibleMarks<'_>,
    furniture: &Furniture,
    reserved: &[ScreenRect],
) -> Vec<ScreenRect> {
    let mut taken = [furniture.covers.as_slice(), reserved].concat();
    let before = taken.len();
    for edge in &mut stage.edges {
        edge.give_way(frame, &taken);
        taken.push(edge.covers());
    }
    taken.split_off(before)
}

/// Marks on the frame's edge, and what their names cover.
pub(super) struct Edge {
    pub(super) items: Vec<Item>,
    pub(super) names: Vec<ScreenRect>,
}

/// Their names stand clear of what is taken, of marks and of names of higher right; all names but
/// the selected mark's give way to that of a selected one.
pub(super) fn edge_items(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    layout: &Layout,
    mut taken: Vec<ScreenRect>,
) -> Edge {
    taken.extend(stage.standing.iter().map(PlacedMark::covers));
    let firm: Vec<ScreenRect> = layout.firm().collect();
    let mut edge = Edge {
        items: Vec::new(),
        names: Vec::new(),
    };
    for mark in &stage.edges {
        mark.draw(frame, &mut edge.items);
        let clear = |covers: &ScreenRect| {
            let firm = firm.iter().filter(|_| !mark.selected);
            let mut taken = taken.iter().chain(&edge.names).chain(firm);
            frame.window.holds(covers) && !taken.any(|rect| rect.overlaps(covers))
        };
        if let Some((text, covers)) = mark.label(frame, clear) {
            edge.items.push(Item::Text(text));
            edge.names.push(covers);
        }
    }
    edge
}

//! Land and its coast.

use std::sync::Arc;

use super::{ViewContext, line};
use crate::atlas::basemap::BorderKind;
use crate::scene::display::style::size;
use crate::scene::{Area, Item, Stroke};

/// The land in view, the dossier's countries in a lighter tone, and the coast.
pub(in crate::scene) fn items(frame: &ViewContext<'_>) -> Vec<Item> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let style = frame.style;
    let in_view = ground
        .land
        .within(frame.seen)
        .filter(|land| frame.can_see(land.geometry.bounds));
    let land = in_view.map(|land| {
        Item::Area(Area {
            geometry: Arc::clone(&land.geometry),
            fill: if land.focus {
                style.land
            } else {
                style.neighbour
            },
        })
    });
    let coast = ground
        .borders
        .within(frame.seen)
        .filter(|border| border.kind == BorderKind::Coast)
        .filter(|border| frame.can_see(border.geometry.bounds))
        .map(|border| line(&border.geometry, Stroke::solid(style.coast, size::HAIRLINE)));
    land.chain(coast).collect()
}

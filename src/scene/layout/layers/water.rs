//! Lakes and rivers.

use std::sync::Arc;

use super::{ViewContext, line};
use crate::scene::display::style::size;
use crate::scene::prepare::of_rank;
use crate::scene::{Area, Item, Stroke};

/// A river of each rank is drawn from this scale on, metres of the map per pixel; the last holds
/// for all lower ranks.
const FROM_METRES_PER_PX: [f64; 5] = [f64::INFINITY, 5000.0, 2300.0, 1200.0, 600.0];

/// Widths of rivers, foremost first, logical pixels.
const WIDTHS_PX: [f32; 4] = [1.5, 1.2, 0.9, 0.7];

/// Additional width of a river that is the border, logical pixels: it shows on both sides of the border's
/// line.
const BESIDE_BORDER_PX: f32 = 2.4;

/// The rivers and lakes in view.
pub(in crate::scene) fn items(frame: &ViewContext<'_>) -> Vec<Item> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let style = frame.style;
    let rivers = ground
        .rivers
        .within(frame.seen)
        .filter(|river| frame.camera.metres_per_px < of_rank(&FROM_METRES_PER_PX, river.rank))
        .map(|river| {
            let width_px = of_rank(&WIDTHS_PX, river.rank);
            let beside_px = if river.is_border {
                BESIDE_BORDER_PX
            } else {
                0.0
            };
            let stroke = Stroke::solid(style.river, width_px + beside_px);
            line(&river.geometry, stroke)
        });
    let in_view = || {
        ground
            .lakes
            .within(frame.seen)
            .filter(|lake| frame.can_see(lake.geometry.bounds))
    };
    let lakes = in_view().map(|lake| {
        Item::Area(Area {
            geometry: Arc::clone(&lake.geometry),
            fill: style.water,
        })
    });
    let shore = Stroke::solid(style.coast, size::HAIRLINE);
    let shores = in_view()
        .flat_map(|lake| &lake.shores)
        .map(|geometry| line(geometry, shore));
    rivers.chain(lakes).chain(shores).collect()
}

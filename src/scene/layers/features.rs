//! Marks of one layer, over what of them is drawn to scale.

use std::sync::Arc;

use super::borders::outline;
use super::{ViewContext, line, solid};
use crate::atlas::{LayerIx, PrecisionClass};
use crate::scene::marks::{PlacedMark, VisibleMarks, badge, ring};
use crate::scene::style::REACH_ALPHA;
use crate::scene::{Area, AreaGeometry, Dash, Item, Stroke};
use crate::session::viewpoint::MapTheme;

/// Strength of a disc that is large on the screen: it would outweigh what is better known.
const LARGE_REACH_ALPHA: f32 = 0.06;
/// From this width on a disc is large, logical pixels.
const LARGE_PX: f64 = 180.0;

/// The marks of a layer that are in view, but for the selected one: discs and bands lowest, then
/// own areas and lines, then symbols.
pub(in crate::scene) fn items(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    layer: LayerIx,
) -> Vec<Item> {
    let of_layer = || {
        stage
            .standing
            .iter()
            .filter(|standing| !standing.selected)
            .filter(|standing| frame.atlas.feature(standing.mark.ix).layer == layer)
    };
    let mut items = Vec::new();
    for standing in of_layer() {
        ground(frame, standing, &mut items);
    }
    for standing in of_layer() {
        symbol(frame, standing, &mut items);
    }
    items
}

/// What of a mark is drawn to scale. The reach of one that is known only to a country is not: a
/// dozen of them would cover the map. It shows when the mark is selected or hovered.
pub(super) fn ground(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, items: &mut Vec<Item>) {
    let mark = standing.mark;
    let drawn = mark.drawn(frame.atlas);
    let feature = frame.atlas.feature(mark.ix);
    let line_color = frame.style.legible(mark.look.actor);
    // On a dark map an actor's own colour may be as dark as the land.
    let fill = match frame.view.theme {
        MapTheme::Dark => line_color,
        MapTheme::Light | MapTheme::Print => mark.look.actor,
    };
    let edge = Stroke {
        color: line_color.faded(0.6 * standing.strength),
        width_px: 0.9,
        dash: Dash::Dashed {
            on_px: 4.0,
            off_px: 3.0,
        },
    };
    if feature.precision.class != PrecisionClass::Country {
        for area in &drawn.reach {
            if area.bounds.intersects(&frame.seen) {
                items.push(Item::Area(Area {
                    geometry: Arc::clone(area),
                    fill: fill.faded(reach_alpha(frame, area) * standing.strength),
                }));
                items.extend(outline(frame, area, edge));
            }
        }
    }
    for area in &drawn.areas {
        items.push(Item::Area(Area {
            geometry: Arc::clone(area),
            fill: fill.faded(0.25 * standing.strength),
        }));
        let color = line_color.faded(standing.strength);
        items.extend(outline(frame, area, solid(color, 1.4)));
    }
    for geometry in &drawn.lines {
        let color = line_color.faded(standing.strength);
        items.push(line(geometry, solid(color, 2.0)));
    }
}

fn reach_alpha(frame: &ViewContext<'_>, area: &AreaGeometry) -> f32 {
    let width_px = area.bounds.width_m() / frame.camera.metres_per_px;
    let large = (width_px / LARGE_PX).min(1.0) as f32;
    REACH_ALPHA + (LARGE_REACH_ALPHA - REACH_ALPHA) * large
}

/// The symbol, its ring when hovered, and the count of those that share its place.
pub(super) fn symbol(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, items: &mut Vec<Item>) {
    let look = &standing.mark.look;
    let style = frame.style;
    if standing.hovered || standing.selected {
        let radius_px = look.reach_px(standing.radius_px) + 2.0;
        let width_px = if standing.selected { 2.6 } else { 1.8 };
        let halo = ring(
            standing.at,
            radius_px,
            solid(style.land.faded(0.9), width_px + 2.4),
        );
        items.push(Item::Path(halo));
        items.push(Item::Path(ring(
            standing.at,
            radius_px,
            solid(style.accent, width_px),
        )));
    }
    look.draw(
        standing.at,
        standing.radius_px,
        style,
        standing.strength,
        items,
    );
    items.extend(badge(standing.at, standing.stack, style, standing.strength));
}

//! Marks of one layer, over what of them is drawn to scale.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::borders::outline;
use super::{ViewContext, line};
use crate::atlas::{LayerIx, Subject};
use crate::scene::display::symbols::{reach_px, ring};
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::{Area, Color, Dots, Item, MarkItems, Stroke};
use crate::session::viewpoint::MapTheme;

/// Width of the ring in which a place lies, logical pixels.
const RING_PX: f32 = 0.9;
/// Strength of the inside of a described zone, which is an area and no doubt about a point.
const ZONE_ALPHA: f32 = 0.08;

/// Adds the marks of a layer that are in view, but for the selected one: rings and zones lowest, then
/// own areas and lines, then symbols. Gives the items of each, in a picture. A ring around a place that has
/// neither a symbol nor is `named` would be anybody's, and is left out.
pub(in crate::scene) fn items(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    (layer, named): (LayerIx, &BTreeSet<Subject>),
    items: &mut Vec<Item>,
) -> Vec<MarkItems> {
    let of_layer = || {
        stage
            .standing
            .iter()
            .filter(|standing| !standing.selected)
            .filter(|standing| frame.atlas.feature(standing.mark.ix).layer == layer)
    };
    let mut marks = Vec::new();
    let mut keep = |standing: &PlacedMark<'_>, items: Range<usize>, ending: &str| {
        if frame.is_picture() && !items.is_empty() {
            marks.push(mark_items(frame, standing, items, ending));
        }
    };
    for standing in of_layer() {
        let nameless = !standing.mark.look.pinned && !named.contains(&standing.subject());
        let is_ring = frame.atlas.feature(standing.mark.ix).zone.is_none();
        let first = items.len();
        if !(nameless && is_ring) {
            rings(frame, standing, items);
        }
        own_shape(frame, standing, items);
        keep(standing, first..items.len(), "-ground");
    }
    for standing in of_layer() {
        let first = items.len();
        symbol(frame, standing, items);
        keep(standing, first..items.len(), "");
    }
    marks
}

/// The items of one mark; the name says how many share its symbol.
fn mark_items(
    frame: &ViewContext<'_>,
    standing: &PlacedMark<'_>,
    items: Range<usize>,
    ending: &str,
) -> MarkItems {
    let name = frame.atlas.name(standing.subject());
    MarkItems {
        items,
        id: format!("{}{ending}", frame.atlas.feature(standing.mark.ix).id),
        name: match standing.stack {
            0 | 1 => name,
            more => format!("{name} and {} more", more - 1),
        },
    }
}

/// The parts of a mark that are drawn to scale: the ring in which its place lies, its zone, its own areas and
/// lines. Where only the country is known its outline shows while the mark is selected or hovered.
pub(super) fn ground(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, items: &mut Vec<Item>) {
    rings(frame, standing, items);
    own_shape(frame, standing, items);
}

/// The colours of a mark's lines and of its areas.
fn colours(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> [Color; 2] {
    let actor = standing.mark.look.actor;
    let line = frame.style.legible(actor);
    // On a dark map an actor's own colour may be as dark as the land.
    match frame.view.theme {
        MapTheme::Dark => [line, line],
        MapTheme::Light | MapTheme::Print => [line, actor],
    }
}

/// The ring in which the place of a mark lies, or its zone.
fn rings(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, items: &mut Vec<Item>) {
    let feature = frame.atlas.feature(standing.mark.ix);
    let [line_color, fill] = colours(frame, standing);
    let edge = Stroke::solid(line_color.faded(0.75 * standing.strength), RING_PX);
    for area in standing.rings(frame) {
        if feature.zone.is_some() {
            items.push(Item::Area(Area {
                geometry: Arc::clone(area),
                fill: fill.faded(ZONE_ALPHA * standing.strength),
            }));
        }
        items.extend(outline(frame, area, edge));
    }
}

/// The areas, lines and further points of a mark.
fn own_shape(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, items: &mut Vec<Item>) {
    let drawn = standing.mark.drawn(frame.atlas);
    let [line_color, fill] = colours(frame, standing);
    for area in &drawn.areas {
        items.push(Item::Area(Area {
            geometry: Arc::clone(area),
            fill: fill.faded(0.25 * standing.strength),
        }));
        let color = line_color.faded(standing.strength);
        items.extend(outline(frame, area, Stroke::solid(color, 1.4)));
    }
    let in_view = drawn.points.iter();
    let in_view = in_view.filter(|point| frame.seen.contains(**point));
    let on_screen = in_view.map(|&point| frame.camera.screen_from_map(point));
    let at: Vec<[f32; 2]> = on_screen
        .map(|at| [at.x_px as f32, at.y_px as f32])
        .collect();
    if !at.is_empty() {
        items.push(Item::Dots(Dots {
            at,
            radius_px: 2.5,
            fill: line_color.faded(standing.strength),
            halo: Some((frame.style.land.faded(0.8 * standing.strength), 0.8)),
        }));
    }
    for geometry in &drawn.lines {
        let color = line_color.faded(standing.strength);
        items.push(line(geometry, Stroke::solid(color, 2.0)));
    }
}

/// The symbol and its ring when hovered or selected.
pub(super) fn symbol(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, items: &mut Vec<Item>) {
    if !standing.is_drawn() {
        return;
    }
    let look = &standing.mark.look;
    let style = frame.style;
    if standing.hovered || standing.selected {
        let radius_px = reach_px(standing.radius_px) + 2.0;
        let width_px = if standing.selected { 2.6 } else { 1.8 };
        let halo = ring(
            standing.at,
            radius_px,
            Stroke::solid(style.land.faded(0.9), width_px + 2.4),
        );
        items.push(Item::Path(halo));
        items.push(Item::Path(ring(
            standing.at,
            radius_px,
            Stroke::solid(style.accent, width_px),
        )));
    }
    look.draw(
        standing.at,
        standing.radius_px,
        style,
        standing.strength,
        items,
    );
}

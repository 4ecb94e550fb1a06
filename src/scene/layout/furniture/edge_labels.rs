//! Degrees of the graticule on the frame's edge.

use super::ViewContext;
use crate::earth::ScreenPoint;
use crate::scene::display::text::{covers, words};
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::layers::{Graticule, GraticuleLine};
use crate::scene::{Item, TextAnchor};

const SIZE_PX: f32 = 10.0;
/// Distance of labels from the frame, logical pixels.
const INSET_PX: f64 = 4.0;
/// Distance that they keep from furniture, logical pixels: under the scale bar a degree reads as a part of it.
const APART_PX: f64 = 10.0;
/// Distance that all else keeps from them in a picture, logical pixels: beside a town's dot a degree reads as the
/// town's name. In the window they come and go while the map is panned.
const ASIDE_PX: f64 = 9.0;

/// The degrees of the graticule on the frame's edge, clear of what is `taken`: meridians are labelled on
/// the upper edge, else on the lower one; parallels on the left edge, else on the right one; and not at
/// all where neither has room.
pub(in crate::scene) fn degrees(
    frame: &ViewContext<'_>,
    graticule: &Graticule,
    taken: &mut CollisionIndex,
) -> Vec<Item> {
    let mut items = Vec::new();
    for line in &graticule.lines {
        let text = reading(line);
        let edges = if line.meridian {
            [Edge::Top, Edge::Bottom]
        } else {
            [Edge::Left, Edge::Right]
        };
        let label = edges.into_iter().find_map(|edge| {
            let at = crossing(frame, line, edge)?;
            let (at, anchor) = edge.stand(at);
            let mut label = words(at, anchor, text.clone(), SIZE_PX, frame.style.country_text);
            label.halo = Some((frame.style.neighbour, 1.6));
            let covers = covers(&label);
            // In the window a degree may lie over a mark: it would come and go while the map is panned.
            let over_mark = frame.is_picture() && taken.count(&covers, Occupant::Mark) > 0;
            let clear = !over_mark && taken.is_free_of_margins(&covers.inflated(APART_PX));
            let within = frame.window.inflated(-1.0).holds(&covers);
            (within && clear).then_some((label, covers))
        });
        if let Some((label, covers)) = label {
            items.push(Item::Text(label));
            let aside_px = if frame.is_picture() { ASIDE_PX } else { 0.0 };
            taken.take(covers.widened([aside_px; 2]), Occupant::Margin);
        }
    }
    items
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

impl Edge {
    /// Where a label stands at a place of the edge.
    fn stand(self, at: ScreenPoint) -> (ScreenPoint, TextAnchor) {
        let (x, y) = (at.x_px, at.y_px);
        match self {
            Self::Top => (ScreenPoint::new(x, y + INSET_PX + 8.0), TextAnchor::Middle),
            Self::Bottom => (ScreenPoint::new(x, y - INSET_PX), TextAnchor::Middle),
            Self::Left => (ScreenPoint::new(x + INSET_PX, y + 3.5), TextAnchor::Start),
            Self::Right => (ScreenPoint::new(x - INSET_PX, y + 3.5), TextAnchor::End),
        }
    }
}

/// Where the line first crosses an edge of the window.
fn crossing(frame: &ViewContext<'_>, line: &GraticuleLine, edge: Edge) -> Option<ScreenPoint> {
    let window = frame.window;
    let pieces = line
        .pieces
        .iter()
        .filter(|piece| piece.bounds.intersects(&frame.seen));
    let mut pairs = pieces.flat_map(|piece| piece.points.windows(2));
    pairs.find_map(|pair| {
        let from = frame.camera.screen_from_map(pair[0]);
        let to = frame.camera.screen_from_map(pair[1]);
        let (a, b, level) = match edge {
            Edge::Top => (from.y_px, to.y_px, window.top),
            Edge::Bottom => (from.y_px, to.y_px, window.bottom),
            Edge::Left => (from.x_px, to.x_px, window.left),
            Edge::Right => (from.x_px, to.x_px, window.right),
        };
        if (a < level) == (b < level) {
            return None;
        }
        let part = (level - a) / (b - a);
        let at = ScreenPoint::new(
            from.x_px + part * (to.x_px - from.x_px),
            from.y_px + part * (to.y_px - from.y_px),
        );
        window.inflated(0.5).contains(at).then_some(at)
    })
}

/// "45° N", "0.25° E", "180°"
fn reading(line: &GraticuleLine) -> String {
    let wrapped = if line.meridian {
        (line.degrees + 180.0).rem_euclid(360.0) - 180.0
    } else {
        line.degrees
    };
    let rounded = (wrapped.abs() * 1000.0).round() / 1000.0;
    // Neither the equator nor the meridians of Greenwich and the date line have a side.
    let side = if rounded == 0.0 || (line.meridian && rounded >= 180.0) {
        ""
    } else {
        match (line.meridian, wrapped > 0.0) {
            (true, true) => " E",
            (true, false) => " W",
            (false, true) => " N",
            (false, false) => " S",
        }
    };
    format!("{rounded}\u{b0}{side}")
}

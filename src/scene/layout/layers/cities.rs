//! Dots of cities and summits.

use super::ViewContext;
use crate::atlas::Symbol;
use crate::earth::ScreenPoint;
use crate::scene::display::style::Style;
use crate::scene::display::symbols::{contour, push, ring};
use crate::scene::layout::labels::LabelLayout;
use crate::scene::prepare::{PlaceKind, dot_radius_px};
use crate::scene::{Item, Path, Stroke};

/// The dots of the cities whose names stand in the view.
pub(in crate::scene) fn items(frame: &ViewContext<'_>, labels: &LabelLayout) -> Vec<Item> {
    let mut items = Vec::new();
    for (kind, rank, at) in labels.dots(frame) {
        items.extend(dot(kind, rank, at, frame.style));
    }
    items
}

/// The dot of a place: ringed for a capital, a small triangle for a summit, larger for a larger city.
pub(in crate::scene) fn dot(
    kind: PlaceKind,
    rank: u8,
    at: ScreenPoint,
    style: &Style,
) -> Vec<Item> {
    let radius_px = dot_radius_px(kind, rank);
    let symbol = match kind {
        PlaceKind::Capital | PlaceKind::City => Symbol::Circle,
        PlaceKind::Peak => Symbol::Triangle,
        PlaceKind::Water | PlaceKind::Expanse => return Vec::new(),
    };
    let mut items = Vec::new();
    let filled = Path {
        contours: vec![contour(symbol, at, radius_px)],
        fill: Some(style.quiet_text),
        stroke: Some(Stroke::solid(style.land, 1.0)),
    };
    push(&mut items, filled, 1.0);
    if kind == PlaceKind::Capital {
        push(
            &mut items,
            ring(at, radius_px + 2.2, Stroke::solid(style.quiet_text, 1.0)),
            1.0,
        );
    }
    items
}

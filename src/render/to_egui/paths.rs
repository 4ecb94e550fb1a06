//! Lines and paths as anti-aliased strokes and fills.

use egui::epaint::{PathShape, PathStroke};
use egui::{Color32, Shape};

use super::dashes::dashes;
use super::{Canvas, MERGE_PX, color32};
use crate::earth::ScreenPoint;
use crate::render::clip::{LinePiece, dash_px, pieces, ring, visible};
use crate::scene::{Contour, Path, Stroke};

mod fill;

/// Corners of a symbol closer than this are drawn as one, logical pixels: it is small, and half a
/// pixel would show.
const SYMBOL_MERGE_PX: f64 = 0.05;

/// Adds a line's visible parts.
pub(super) fn line(
    points: impl IntoIterator<Item = ScreenPoint>,
    stroke: Stroke,
    opacity: f32,
    canvas: &Canvas,
    shapes: &mut Vec<Shape>,
) {
    let pieces = pieces(points, &canvas.frame, MERGE_PX);
    stroked(&pieces, stroke, opacity, canvas, shapes);
}

/// Adds a path's inside, then its edge.
pub(super) fn path(path: &Path, opacity: f32, canvas: &Canvas, shapes: &mut Vec<Shape>) {
    let frame = &canvas.frame;
    if let Some(color) = path.fill {
        let rings = path.contours.iter();
        let rings: Vec<_> = rings
            .map(|contour| ring(contour.points.iter().copied(), frame, SYMBOL_MERGE_PX))
            .filter(|ring| !ring.is_empty())
            .collect();
        fill::fill(&rings, color32(color, opacity), canvas, shapes);
    }
    if let Some(stroke) = path.stroke {
        for contour in &path.contours {
            if visible(&contour.points, frame) {
                let pieces = pieces(corners(contour), frame, SYMBOL_MERGE_PX);
                stroked(&pieces, stroke, opacity, canvas, shapes);
            }
        }
    }
}

/// A contour's corners, the first one again at the end where it is closed.
fn corners(contour: &Contour) -> impl Iterator<Item = ScreenPoint> {
    let again = contour.points.first().filter(|_| contour.closed);
    contour.points.iter().chain(again).copied()
}

fn stroked(
    pieces: &[LinePiece],
    stroke: Stroke,
    opacity: f32,
    canvas: &Canvas,
    shapes: &mut Vec<Shape>,
) {
    let color = color32(stroke.color, opacity);
    if color == Color32::TRANSPARENT || stroke.width_px <= 0.0 {
        return;
    }
    let stroke_of = PathStroke::new(stroke.width_px, color);
    let mut add = |points: &[ScreenPoint], closed| {
        shapes.push(Shape::Path(PathShape {
            points: points.iter().map(|&point| canvas.pos(point)).collect(),
            closed,
            fill: Color32::TRANSPARENT,
            stroke: stroke_of.clone(),
        }));
    };
    for piece in pieces {
        match dash_px(stroke.dash) {
            None if piece.closed && has_needle(&piece.points) => {
                add(&[&piece.points[..], &piece.points[..1]].concat(), false);
            }
            None => add(&piece.points, piece.closed),
            Some((on_px, off_px)) => {
                for dash in dashes(piece, on_px, off_px) {
                    add(&dash, false);
                }
            }
        }
    }
}

/// Least cosine between the edges of a corner that is drawn to its point: about 29°, where SVG's
/// miter limit of 4 cuts corners off as well.
const NEEDLE_COS: f64 = 0.875;

/// Whether a ring has a corner so sharp that its stroke must be cut off there. egui cuts off the
/// corners of open lines, and draws those of closed ones out to their point, however far that is:
/// a lake with a needle in its shore threw a line across the map.
fn has_needle(ring: &[ScreenPoint]) -> bool {
    let edge = |from: ScreenPoint, to: ScreenPoint| (to.x_px - from.x_px, to.y_px - from.y_px);
    let sharp = |at: usize| {
        let (before, here) = (ring[(at + ring.len() - 1) % ring.len()], ring[at]);
        let (a, b) = (edge(here, before), edge(here, ring[(at + 1) % ring.len()]));
        let (along, lengths2) = (
            a.0 * b.0 + a.1 * b.1,
            (a.0 * a.0 + a.1 * a.1) * (b.0 * b.0 + b.1 * b.1),
        );
        // Two corners in one place have no angle between them.
        lengths2 <= 0.0 || (along > 0.0 && along * along > NEEDLE_COS * NEEDLE_COS * lengths2)
    };
    (0..ring.len()).any(sharp)
}

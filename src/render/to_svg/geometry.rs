//! Areas, lines and paths as `path` elements.

use std::fmt::Write as _;

use super::number::{PathData, number};
use super::{MARGIN_PX, MERGE_PX, Paint};
use crate::earth::{Camera, MapRect, ScreenPoint};
use crate::render::cut::{Frame, Piece, dash_px, pieces, ring};
use crate::scene::{Area, Contour, Line, Path, Stroke};

/// Points of a symbol closer than this are written as one, logical pixels: it is small.
const SYMBOL_MERGE_PX: f64 = 0.02;

fn out_of_view(bounds: &MapRect, camera: &Camera) -> bool {
    let margin_m = MARGIN_PX * camera.metres_per_px;
    !bounds.intersects(&camera.view_rect().inflate(margin_m))
}

/// Writes an area's visible part.
pub(super) fn area(out: &mut String, area: &Area, camera: &Camera, frame: &Frame) {
    if area.fill.a == 0 || out_of_view(&area.geometry.bounds, camera) {
        return;
    }
    let mut data = PathData::default();
    for points in &area.geometry.rings {
        let points = points.iter().map(|&point| camera.screen_from_map(point));
        data.add(&ring(points, frame, MERGE_PX), true);
    }
    if let Some(d) = data.finish() {
        let fill = Paint("fill", area.fill);
        let _ = writeln!(out, "<path{fill} fill-rule=\"evenodd\" d=\"{d}\"/>");
    }
}

/// Writes a line's visible parts.
pub(super) fn line(out: &mut String, line: &Line, camera: &Camera, frame: &Frame) {
    if out_of_view(&line.geometry.bounds, camera) {
        return;
    }
    let points = line.geometry.points.iter();
    let points = points.map(|&point| camera.screen_from_map(point));
    stroked(out, &pieces(points, frame, MERGE_PX), line.stroke);
}

/// Writes a path's visible part: one element where it is whole and nothing of it is cut away.
pub(super) fn path(out: &mut String, path: &Path, frame: &Frame) {
    let mut points = path.contours.iter().flat_map(|contour| &contour.points);
    if points.all(|&point| frame.contains(point)) {
        let mut data = PathData::default();
        for contour in &path.contours {
            data.add(&contour.points, contour.closed);
        }
        if let Some(d) = data.finish() {
            whole(out, path, &d);
        }
        return;
    }
    if let Some(fill) = path.fill {
        let mut data = PathData::default();
        for contour in &path.contours {
            let points = contour.points.iter().copied();
            data.add(&ring(points, frame, SYMBOL_MERGE_PX), true);
        }
        if let Some(d) = data.finish() {
            let fill = Paint("fill", fill);
            let _ = writeln!(out, "<path{fill} fill-rule=\"evenodd\" d=\"{d}\"/>");
        }
    }
    if let Some(stroke) = path.stroke {
        let contours = path.contours.iter();
        let pieces: Vec<Piece> = contours
            .flat_map(|contour| pieces(corners(contour), frame, SYMBOL_MERGE_PX))
            .collect();
        stroked(out, &pieces, stroke);
    }
}

fn corners(contour: &Contour) -> impl Iterator<Item = ScreenPoint> {
    let again = contour.points.first().filter(|_| contour.closed);
    contour.points.iter().chain(again).copied()
}

fn whole(out: &mut String, path: &Path, d: &str) {
    let seen = |stroke: &Stroke| stroke.color.a > 0 && stroke.width_px > 0.0;
    let stroke = path.stroke.filter(seen);
    if path.fill.is_none() && stroke.is_none() {
        return;
    }
    out.push_str("<path");
    match path.fill {
        Some(fill) => {
            let rule = [" fill-rule=\"evenodd\"", ""][usize::from(path.contours.len() < 2)];
            let _ = write!(out, "{}{rule}", Paint("fill", fill));
        }
        None => out.push_str(" fill=\"none\""),
    }
    if let Some(stroke) = stroke {
        write_stroke(out, stroke, 0.0);
    }
    let _ = writeln!(out, " d=\"{d}\"/>");
}

/// Writes pieces of a line: one element, or one for each piece where each has its own dash phase.
pub(super) fn stroked(out: &mut String, pieces: &[Piece], stroke: Stroke) {
    if stroke.color.a == 0 || stroke.width_px <= 0.0 {
        return;
    }
    let together = if dash_px(stroke.dash).is_some() {
        1
    } else {
        pieces.len().max(1)
    };
    for pieces in pieces.chunks(together) {
        let mut data = PathData::default();
        for piece in pieces {
            data.add(&piece.points, piece.closed);
        }
        let (Some(d), Some(first)) = (data.finish(), pieces.first()) else {
            continue;
        };
        out.push_str("<path fill=\"none\"");
        write_stroke(out, stroke, first.start_px);
        let _ = writeln!(out, " d=\"{d}\"/>");
    }
}

fn write_stroke(out: &mut String, stroke: Stroke, start_px: f64) {
    let paint = Paint("stroke", stroke.color);
    let width = number(f64::from(stroke.width_px));
    let _ = write!(out, "{paint} stroke-width=\"{width}\"");
    if let Some((on_px, off_px)) = dash_px(stroke.dash) {
        let (on, off) = (number(on_px), number(off_px));
        let _ = write!(out, " stroke-dasharray=\"{on} {off}\"");
        let phase = number(start_px.rem_euclid(on_px + off_px));
        if phase != "0" {
            let _ = write!(out, " stroke-dashoffset=\"{phase}\"");
        }
    }
}

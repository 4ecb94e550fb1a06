//! Areas, lines and paths as `path` elements.

use std::fmt::Write as _;

use super::Paint;
use super::number::{PathData, number};
use crate::render::clip::{LinePiece, dash_px};
use crate::render::visible::View;
use crate::scene::{Area, Line, Path, Stroke};

/// Writes an area's visible part.
pub(super) fn area(out: &mut String, area: &Area, view: &View<'_>) {
    let mut data = PathData::default();
    for ring in view.area(area) {
        data.add(&ring, true);
    }
    if let Some(d) = data.finish() {
        let fill = Paint("fill", area.fill);
        let _ = writeln!(out, "<path{fill} fill-rule=\"evenodd\" d=\"{d}\"/>");
    }
}

/// Writes a line's visible parts.
pub(super) fn line(out: &mut String, line: &Line, view: &View<'_>) {
    stroked(out, &view.line(line), line.stroke);
}

/// Writes a path's visible part: one element where it is whole and nothing of it is cut away.
pub(super) fn path(out: &mut String, path: &Path, view: &View<'_>) {
    let visible = view.path(path);
    let mut data = PathData::default();
    if visible.whole {
        for piece in &visible.edge {
            data.add(&piece.points, piece.closed);
        }
        if let Some(d) = data.finish() {
            whole(out, path, &d);
        }
        return;
    }
    if let Some(fill) = path.fill {
        for ring in &visible.inside {
            data.add(ring, true);
        }
        if let Some(d) = data.finish() {
            let fill = Paint("fill", fill);
            let _ = writeln!(out, "<path{fill} fill-rule=\"evenodd\" d=\"{d}\"/>");
        }
    }
    if let Some(stroke) = path.stroke {
        stroked(out, &visible.edge, stroke);
    }
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
pub(super) fn stroked(out: &mut String, pieces: &[LinePiece], stroke: Stroke) {
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

//! Many things at once: lines and dots in one element, cells as a picture.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::number::number;
use super::{MERGE_PX, Paint, geometry};
use crate::earth::{Camera, ScreenPoint};
use crate::render::cut::{Frame, Piece, pieces};
use crate::render::pixels;
use crate::scene::{Color, Dots, Image, Lines};

/// Writes the visible parts of lines.
pub(super) fn lines(out: &mut String, lines: &Lines, camera: &Camera, frame: &Frame) {
    let visible: Vec<Piece> = lines
        .each()
        .flat_map(|line| {
            let again = line.first().filter(|_| lines.closed);
            let points = line.iter().chain(again);
            pieces(
                points.map(|&point| camera.screen_from_map(point)),
                frame,
                MERGE_PX,
            )
        })
        .filter(has_length)
        .collect();
    geometry::stroked(out, &visible, lines.stroke);
}

/// Whether a piece is still a line when it is written, in hundredths of a pixel.
fn has_length(piece: &Piece) -> bool {
    let first = piece.points.first();
    let mut points = piece.points.iter();
    points.any(|point| first.is_some_and(|first| first.distance_px(*point) >= 0.01))
}

/// Writes dots as strokes of no length with round caps: a tenth of what circles take.
pub(super) fn dots(out: &mut String, dots: &Dots, frame: &Frame) {
    let mut d = String::new();
    for &[x, y] in &dots.at {
        let at = ScreenPoint::new(f64::from(x), f64::from(y));
        if frame.contains(at) {
            let _ = write!(d, "M{} {}h0", number(at.x_px), number(at.y_px));
        }
    }
    if d.is_empty() {
        return;
    }
    let mut discs = |color: Color, radius_px: f32| {
        let paint = Paint("stroke", color);
        let width = number(f64::from(radius_px) * 2.0);
        let _ = writeln!(
            out,
            "<path fill=\"none\"{paint} stroke-width=\"{width}\" stroke-linecap=\"round\" d=\"{d}\"/>"
        );
    };
    if let Some((color, width_px)) = dots.halo {
        discs(color, dots.radius_px + width_px);
    }
    discs(dots.fill, dots.radius_px);
}

/// Writes cells as a PNG picture within the document.
pub(super) fn image(out: &mut String, image: &Image, camera: &Camera) {
    let Some(file) = pixels::png(&image.pixels) else {
        return;
    };
    let low = camera.screen_from_map(image.bounds.min);
    let high = camera.screen_from_map(image.bounds.max);
    let (x, y) = (number(low.x_px), number(high.y_px));
    let (width, height) = (number(high.x_px - low.x_px), number(low.y_px - high.y_px));
    let opacity = if image.opacity < 1.0 {
        format!(" opacity=\"{}\"", number(f64::from(image.opacity)))
    } else {
        String::new()
    };
    let _ = write!(
        out,
        "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{opacity} \
         preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" \
         href=\"data:image/png;base64,"
    );
    STANDARD.encode_string(file, out);
    out.push_str("\"/>\n");
}

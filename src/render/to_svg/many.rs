//! Many things at once: lines and dots in one element, cells as a picture.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::number::number;
use super::{Paint, geometry};
use crate::earth::ScreenPoint;
use crate::render::pixels;
use crate::render::visible::View;
use crate::scene::{Color, Dots, Image, Lines};

/// Writes the visible parts of lines.
pub(super) fn lines(out: &mut String, lines: &Lines, view: &View<'_>) {
    geometry::stroked(out, &view.lines(lines), lines.stroke);
}

/// Writes dots as strokes of no length with round caps: a tenth of what circles take.
pub(super) fn dots(out: &mut String, dots: &Dots, view: &View<'_>) {
    let mut d = String::new();
    for &[x, y] in &dots.at {
        let at = ScreenPoint::new(f64::from(x), f64::from(y));
        if view.frame.contains(at) {
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
pub(super) fn image(out: &mut String, image: &Image, view: &View<'_>) {
    let Some(file) = pixels::png(&image.pixels) else {
        return;
    };
    let [from, to] = view.image(image);
    let (x, y) = (number(from.x_px), number(from.y_px));
    let (width, height) = (number(to.x_px - from.x_px), number(to.y_px - from.y_px));
    let opacity = if image.opacity < 1.0 {
        format!(" opacity=\"{}\"", number(f64::from(image.opacity)))
    } else {
        String::new()
    };
    // Programs that look for what is filled need not take a shade over the whole map for an area.
    let edges = if image.smooth {
        " fill=\"none\""
    } else {
        " style=\"image-rendering:pixelated\""
    };
    let _ = write!(
        out,
        "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{opacity} \
         preserveAspectRatio=\"none\"{edges} \
         href=\"data:image/png;base64,"
    );
    STANDARD.encode_string(file, out);
    out.push_str("\"/>\n");
}

//! The shapes of symbols.

use std::f64::consts::{FRAC_PI_2, TAU};

use crate::atlas::Symbol;
use crate::earth::ScreenPoint;
use crate::math;
use crate::scene::display::{Contour, Path, Stroke};

/// Corners of a circle: a chord departs by less than 0.1 px up to a radius of 11 px.
const CIRCLE_CORNERS: u32 = 24;

/// The outline of a symbol that is as large to the eye as a circle of this radius.
pub(in crate::scene) fn contour(symbol: Symbol, at: ScreenPoint, radius_px: f64) -> Contour {
    match symbol {
        // Areas alike, not widths: a square as wide as a circle looks larger.
        Symbol::Square => regular(at, radius_px * 1.25, 4, FRAC_PI_2 / 2.0),
        Symbol::Diamond => regular(at, radius_px * 1.3, 4, 0.0),
        Symbol::Triangle => {
            let low = ScreenPoint::new(at.x_px, at.y_px + radius_px * 0.15);
            regular(low, radius_px * 1.4, 3, -FRAC_PI_2)
        }
        Symbol::Circle => regular(at, radius_px, CIRCLE_CORNERS, 0.0),
        Symbol::Dot => regular(at, radius_px * 0.78, CIRCLE_CORNERS, 0.0),
    }
}

/// A circle's line.
pub(in crate::scene) fn ring(at: ScreenPoint, radius_px: f64, stroke: Stroke) -> Path {
    Path {
        contours: vec![regular(at, radius_px, CIRCLE_CORNERS, 0.0)],
        fill: None,
        stroke: Some(stroke),
    }
}

fn regular(at: ScreenPoint, radius_px: f64, corners: u32, from_rad: f64) -> Contour {
    let corner = |number: u32| {
        let angle = from_rad + TAU * f64::from(number) / f64::from(corners);
        ScreenPoint::new(
            at.x_px + radius_px * math::cos(angle),
            at.y_px + radius_px * math::sin(angle),
        )
    };
    Contour {
        points: (0..corners).map(corner).collect(),
        closed: true,
    }
}

//! What a piece of furniture stands on.

use crate::earth::ScreenPoint;
use crate::scene::display::style::Style;
use crate::scene::{Contour, Item, Path};

/// Room between a panel's edge and what stands on it, logical pixels.
pub(in crate::scene) const PADDING: f64 = 8.0;

/// A quiet ground for text, with its upper left corner at zero.
pub(in crate::scene) fn panel(style: &Style, width: f64, height: f64) -> Item {
    Item::Path(Path {
        contours: vec![rectangle(0.0, 0.0, width, height)],
        fill: Some(style.panel.faded(0.94)),
        stroke: None,
    })
}

/// A rectangle's outline.
pub(in crate::scene) fn rectangle(left: f64, top: f64, width: f64, height: f64) -> Contour {
    let points = [
        (left, top),
        (left + width, top),
        (left + width, top + height),
        (left, top + height),
    ];
    Contour {
        points: points.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
        closed: true,
    }
}

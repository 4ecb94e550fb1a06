//! How many marks share one place.

use crate::earth::ScreenPoint;
use crate::scene::fonts::Face;
use crate::scene::style::Style;
use crate::scene::{Item, ScreenRect, Text, TextAnchor};

/// Size of the badge's figures.
const SIZE_PX: f32 = 10.0;

/// Where the badge of a mark stands: at its upper right.
fn middle(at: ScreenPoint) -> ScreenPoint {
    ScreenPoint::new(at.x_px + 11.5, at.y_px - 9.0)
}

/// What the badge covers.
pub(in crate::scene) fn badge_covers(at: ScreenPoint, count: usize) -> ScreenRect {
    let width = f64::from(Face::SansSemiBold.advance(&count.to_string(), SIZE_PX, 0.0));
    let middle = middle(at);
    ScreenRect::new(
        middle.x_px - width / 2.0 - 1.5,
        middle.y_px - 5.5,
        width + 3.0,
        11.0,
    )
}

/// The count of the marks that share a place, beside the topmost.
pub(in crate::scene) fn badge(
    at: ScreenPoint,
    count: usize,
    style: &Style,
    strength: f32,
) -> Option<Item> {
    let middle = middle(at);
    (count > 1).then(|| {
        Item::Text(Text {
            at: ScreenPoint::new(middle.x_px, middle.y_px + 3.6),
            anchor: TextAnchor::Middle,
            text: count.to_string(),
            face: Face::SansSemiBold,
            size_px: SIZE_PX,
            color: style.text.faded(strength),
            halo: Some((style.land.faded(strength), 2.0)),
            angle_rad: 0.0,
            spacing_px: 0.0,
        })
    })
}

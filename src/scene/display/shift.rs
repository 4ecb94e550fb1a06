//! Items of the screen, moved.

use super::{Contour, CurvedText, Item, Path, Text};
use crate::earth::ScreenPoint;

/// The item moved to the right by `dx` and down by `dy` logical pixels. Items in map coordinates stay
/// where they are.
pub(in crate::scene) fn shift(item: Item, dx: f64, dy: f64) -> Item {
    let by = |point: ScreenPoint| ScreenPoint::new(point.x_px + dx, point.y_px + dy);
    match item {
        Item::Path(path) => Item::Path(Path {
            contours: path
                .contours
                .into_iter()
                .map(|contour| Contour {
                    points: contour.points.into_iter().map(by).collect(),
                    ..contour
                })
                .collect(),
            ..path
        }),
        Item::Text(text) => Item::Text(Text {
            at: by(text.at),
            ..text
        }),
        Item::CurvedText(curved) => Item::CurvedText(CurvedText {
            baseline: curved.baseline.into_iter().map(by).collect(),
            ..curved
        }),
        Item::Dots(mut dots) => {
            for [x, y] in &mut dots.at {
                *x += dx as f32;
                *y += dy as f32;
            }
            Item::Dots(dots)
        }
        Item::Area(_) | Item::Line(_) | Item::Lines(_) | Item::Image(_) => item,
    }
}

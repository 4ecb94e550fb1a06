//! The line from a name to what stands apart from it.

use crate::earth::ScreenPoint;
use crate::scene::{Contour, Item, Path, Stroke};

/// The line between two places with its halo beneath it.
pub(super) fn leader(ends: [ScreenPoint; 2], halo: Stroke, line: Stroke) -> Vec<Item> {
    let path = |stroke| {
        Item::Path(Path {
            contours: vec![Contour {
                points: ends.to_vec(),
                closed: false,
            }],
            fill: None,
            stroke: Some(stroke),
        })
    };
    [halo, line].map(path).to_vec()
}

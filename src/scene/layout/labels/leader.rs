//! The line from a name to what stands apart from it.

use crate::earth::ScreenPoint;
use crate::scene::{Contour, Item, Path, Stroke};

/// A line is drawn so much nearer to its mark's symbol than the collision index has it, logical pixels.
const GAP_PX: f64 = 6.0;

/// The line from beside a mark to its name, drawn up to the symbol: one that ended before it would point at
/// whatever stands beside.
pub(super) fn up_to_symbol([begin, end]: [ScreenPoint; 2]) -> [ScreenPoint; 2] {
    let part = GAP_PX / begin.distance_px(end).max(f64::MIN_POSITIVE);
    let begin = ScreenPoint::new(
        begin.x_px + part * (begin.x_px - end.x_px),
        begin.y_px + part * (begin.y_px - end.y_px),
    );
    [begin, end]
}

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

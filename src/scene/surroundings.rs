//! The part of the map whose ground is drawn: the view and some more, the same while it moves little.

use crate::earth::{Camera, MapPoint};

/// Side of a cell of the grid, logical pixels: so far a view can move before other ground is drawn.
const CELL_PX: f64 = 256.0;

/// Things this far beyond the frame are still drawn, so that no cut edge shows, logical pixels.
pub(super) const BEYOND_PX: f64 = 24.0;

/// The camera with its middle on a coarse grid of the map, and a window that holds its own wherever
/// in the cell that stands, with 24 logical pixels and more to spare on each side.
///
/// Areas and lines of the ground are chosen for this window, so that a backend can keep what it made
/// of them while the view moves within a cell.
#[must_use]
pub fn surroundings(camera: &Camera) -> Camera {
    let cell_m = CELL_PX * camera.metres_per_px;
    let snap = |metres: f64| (metres / cell_m).round() * cell_m;
    let more_px = CELL_PX + 2.0 * BEYOND_PX;
    Camera {
        center: MapPoint::new(snap(camera.center.x_m), snap(camera.center.y_m)),
        metres_per_px: camera.metres_per_px,
        width_px: camera.width_px + more_px,
        height_px: camera.height_px + more_px,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_surroundings_hold_the_view(
            x_m in -2e7..2e7,
            y_m in -2e7..2e7,
            metres_per_px in 0.5..6e4,
        ) {
            let camera = Camera {
                center: MapPoint::new(x_m, y_m),
                metres_per_px,
                width_px: 1600.0,
                height_px: 1000.0,
            };
            let view = camera.view_rect().inflate((BEYOND_PX - 1e-3) * metres_per_px);
            let around = surroundings(&camera).view_rect();
            prop_assert_eq!(around.union(&view), around);
        }
    }

    #[test]
    fn the_surroundings_stay_while_the_view_moves_within_a_cell() {
        let camera = Camera {
            center: MapPoint::new(0.0, 0.0),
            metres_per_px: 1000.0,
            width_px: 800.0,
            height_px: 600.0,
        };
        let around = surroundings(&camera);
        assert_eq!(surroundings(&camera.panned(120.0, -120.0)), around);
        assert_ne!(surroundings(&camera.panned(140.0, 0.0)), around);
    }
}

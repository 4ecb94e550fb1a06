//! The window onto the projected plane.

use serde::{Deserialize, Serialize};

use super::{MapPoint, MapRect, ScreenPoint};

/// The closest view: half a metre of the map per pixel, far closer than any place is known.
pub const MIN_METRES_PER_PX: f64 = 0.5;

/// The farthest view that zooming gives: a world map 40,000 km wide still takes up 660 pixels.
pub const MAX_METRES_PER_PX: f64 = 60_000.0;

/// The width of a logical pixel where 96 of them make an inch (CSS Values and Units 4, section 6.2);
/// OGC's "standardized rendering pixel" of 0.28 mm would give scales 6 % larger.
pub const METRES_PER_PX_AT_96_DPI: f64 = 0.0254 / 96.0;

/// A window onto the projected plane: where its middle is, how far away, how large.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// The point of the map in the middle of the window.
    pub center: MapPoint,
    /// Metres of the map per logical pixel, more than 0. Zooming keeps it in
    /// [`MIN_METRES_PER_PX`]..=[`MAX_METRES_PER_PX`].
    pub metres_per_px: f64,
    /// The window's width, in logical pixels.
    pub width_px: f64,
    /// The window's height, in logical pixels.
    pub height_px: f64,
}

impl Camera {
    /// Where a point of the map stands in the window.
    #[must_use]
    pub fn screen_from_map(&self, point: MapPoint) -> ScreenPoint {
        ScreenPoint::new(
            self.width_px / 2.0 + (point.x_m - self.center.x_m) / self.metres_per_px,
            self.height_px / 2.0 - (point.y_m - self.center.y_m) / self.metres_per_px,
        )
    }

    /// Which point of the map stands at this place of the window.
    #[must_use]
    pub fn map_from_screen(&self, point: ScreenPoint) -> MapPoint {
        MapPoint::new(
            self.center.x_m + (point.x_px - self.width_px / 2.0) * self.metres_per_px,
            self.center.y_m - (point.y_px - self.height_px / 2.0) * self.metres_per_px,
        )
    }

    /// The part of the map in view.
    #[must_use]
    pub fn view_rect(&self) -> MapRect {
        MapRect::new(
            self.map_from_screen(ScreenPoint::new(0.0, self.height_px)),
            self.map_from_screen(ScreenPoint::new(self.width_px, 0.0)),
        )
    }

    /// The view after the pointer has dragged the map by this many pixels, to the right and down:
    /// the place that it grabbed stays under it.
    #[must_use]
    pub fn panned(&self, right_px: f64, down_px: f64) -> Self {
        let center = MapPoint::new(
            self.center.x_m - right_px * self.metres_per_px,
            self.center.y_m + down_px * self.metres_per_px,
        );
        Self { center, ..*self }
    }

    /// The view `factor` times as near (more than 1 zooms in), the place at `at` staying there.
    ///
    /// The scale stops at [`MIN_METRES_PER_PX`] and [`MAX_METRES_PER_PX`]; the place stays put even
    /// then. A factor that is not a positive number changes nothing.
    #[must_use]
    pub fn zoomed_at(&self, factor: f64, at: ScreenPoint) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let metres_per_px = clamped(self.metres_per_px / factor);
        let fixed = self.map_from_screen(at);
        let center = MapPoint::new(
            fixed.x_m - (at.x_px - self.width_px / 2.0) * metres_per_px,
            fixed.y_m + (at.y_px - self.height_px / 2.0) * metres_per_px,
        );
        Self {
            center,
            metres_per_px,
            ..*self
        }
    }

    /// The nearest view that shows all of `rect` with at least `margin_px` free at each edge.
    ///
    /// It never comes closer than [`MIN_METRES_PER_PX`], but goes as far away as it must: the whole
    /// earth fits a small inset. One point gives the closest view of it, and an empty rectangle the origin from farthest
    /// away. A margin that leaves no room is cut down to a tenth of the window's shorter side.
    #[must_use]
    pub fn fitted(rect: MapRect, width_px: f64, height_px: f64, margin_px: f64) -> Self {
        let margin_px = if 2.0 * margin_px < width_px.min(height_px) {
            margin_px.max(0.0)
        } else {
            width_px.min(height_px) / 10.0
        };
        let (center, metres_per_px) = if rect.is_empty() {
            (MapPoint::new(0.0, 0.0), MAX_METRES_PER_PX)
        } else {
            let across = rect.width_m() / (width_px - 2.0 * margin_px);
            let along = rect.height_m() / (height_px - 2.0 * margin_px);
            let metres_per_px = across.max(along);
            (
                rect.center(),
                if metres_per_px.is_finite() {
                    metres_per_px.max(MIN_METRES_PER_PX)
                } else {
                    // A window with no size yet: any scale will do until it has one.
                    MAX_METRES_PER_PX
                },
            )
        };
        Self {
            center,
            metres_per_px,
            width_px,
            height_px,
        }
    }

    /// The same middle and scale in a window of another size, in logical pixels.
    #[must_use]
    pub fn resized(&self, width_px: f64, height_px: f64) -> Self {
        Self {
            width_px,
            height_px,
            ..*self
        }
    }

    /// The `n` of the scale 1 : n, for a screen of 96 logical pixels to the inch.
    ///
    /// `scale_here` is the projection's own scale at the place for which it shall hold (see
    /// [`Projection::scale_at`](super::Projection::scale_at)): metres of the map per metre of the
    /// ground.
    #[must_use]
    pub fn scale_denominator(&self, scale_here: f64) -> f64 {
        self.metres_per_px / scale_here / METRES_PER_PX_AT_96_DPI
    }
}

/// The scale brought into the range of zooming.
fn clamped(metres_per_px: f64) -> f64 {
    metres_per_px.clamp(MIN_METRES_PER_PX, MAX_METRES_PER_PX)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any camera that a user could arrive at.
    pub(in crate::earth) fn cameras() -> impl Strategy<Value = Camera> {
        let scales = (MIN_METRES_PER_PX.ln()..MAX_METRES_PER_PX.ln()).prop_map(f64::exp);
        let sizes = (200.0..4000.0, 150.0..3000.0);
        ((-2e7..2e7, -1e7..1e7), scales, sizes).prop_map(
            |((x_m, y_m), metres_per_px, (width_px, height_px))| Camera {
                center: MapPoint::new(x_m, y_m),
                metres_per_px,
                width_px,
                height_px,
            },
        )
    }

    fn screen_points() -> impl Strategy<Value = ScreenPoint> {
        (-100.0..4000.0, -100.0..3000.0).prop_map(|(x, y)| ScreenPoint::new(x, y))
    }

    proptest! {
        #[test]
        fn screen_to_map_and_back_is_the_same_point(
            camera in cameras(), at in screen_points()
        ) {
            let back = camera.screen_from_map(camera.map_from_screen(at));
            prop_assert!(back.distance_px(at) < 1e-6, "{back:?}");
        }

        #[test]
        fn zoom_keeps_the_place_under_the_pointer(
            camera in cameras(), at in screen_points(), factor in 1e-4..1e4
        ) {
            let place = camera.map_from_screen(at);
            let zoomed = camera.zoomed_at(factor, at);
            prop_assert!(zoomed.screen_from_map(place).distance_px(at) < 1e-6);
            prop_assert!((MIN_METRES_PER_PX..=MAX_METRES_PER_PX).contains(&zoomed.metres_per_px));
        }

        #[test]
        fn pan_keeps_the_grabbed_place_under_the_pointer(
            camera in cameras(), at in screen_points(), dx in -900.0..900.0, dy in -900.0..900.0
        ) {
            let grabbed = camera.map_from_screen(at);
            let now = camera.panned(dx, dy).screen_from_map(grabbed);
            let pointer = ScreenPoint::new(at.x_px + dx, at.y_px + dy);
            prop_assert!(now.distance_px(pointer) < 1e-6);
        }

        #[test]
        fn a_fitted_view_holds_the_rectangle_and_its_margin(
            (x_m, y_m) in (-1e7..1e7, -1e7..1e7), (width_m, height_m) in (0.0..1e7, 0.0..8e6),
            (width_px, height_px) in (300.0..4000.0, 300.0..3000.0), margin_px in 0.0..100.0
        ) {
            let rect = MapRect::new(
                MapPoint::new(x_m, y_m),
                MapPoint::new(x_m + width_m, y_m + height_m),
            );
            let camera = Camera::fitted(rect, width_px, height_px, margin_px);
            let lower_left = camera.screen_from_map(rect.min);
            let upper_right = camera.screen_from_map(rect.max);
            prop_assert!(lower_left.x_px >= margin_px - 1e-6);
            prop_assert!(upper_right.y_px >= margin_px - 1e-6);
            prop_assert!(upper_right.x_px <= width_px - margin_px + 1e-6);
            prop_assert!(lower_left.y_px <= height_px - margin_px + 1e-6);
        }
    }

    #[test]
    fn north_is_up() {
        let camera = Camera::fitted(MapRect::empty(), 800.0, 600.0, 0.0);
        let north = camera.screen_from_map(MapPoint::new(0.0, 1e6));
        assert!(north.y_px < 300.0);
        assert_eq!(north.x_px, 400.0);
        assert!(camera.view_rect().max.y_m > camera.view_rect().min.y_m);
    }

    #[test]
    fn a_factor_that_is_no_number_changes_nothing() {
        let camera = Camera::fitted(MapRect::empty(), 800.0, 600.0, 0.0);
        for factor in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(camera.zoomed_at(factor, ScreenPoint::new(1.0, 1.0)), camera);
        }
    }

    #[test]
    fn a_window_without_size_still_gives_a_finite_view() {
        let point = MapPoint::new(5.0, 5.0);
        let camera = Camera::fitted(MapRect::new(point, point), 0.0, 0.0, 20.0);
        assert!(camera.metres_per_px.is_finite());
        assert_eq!(camera.center, point);
    }

    #[test]
    fn a_scale_of_one_to_ten_million_is_2646_metres_per_pixel() {
        let mut camera = Camera::fitted(MapRect::empty(), 800.0, 600.0, 0.0);
        camera.metres_per_px = 2_645.833_333;
        assert!((camera.scale_denominator(1.0) - 1e7).abs() < 1.0);
        assert!((camera.scale_denominator(0.5) - 2e7).abs() < 2.0);
    }
}

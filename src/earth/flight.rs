//! A smooth way from one view to another.

use super::{Camera, MapPoint};
use crate::math;

/// The longest that a flight lasts, in seconds: a reader shall not wait for the map.
pub const MAX_FLIGHT_S: f64 = 0.4;

/// How much the view rises before it moves on: the mean of what people chose in the trial of van
/// Wijk & Nuij (2003), section 5.
const RHO: f64 = 1.42;

/// Seconds for each unit of the path's length as the paper measures it.
const S_PER_UNIT: f64 = 0.2;

/// A flight between two views along the shortest path as the eye perceives it.
///
/// Van Wijk, J. J., & Nuij, W. A. A. (2003). Smooth and efficient zooming and panning. IEEE
/// Symposium on Information Visualization, pp. 15-22, equation 9. Time is eased in and out by
/// smoothstep. The window has the size of `to` all the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flight {
    /// The view it leaves.
    pub from: Camera,
    /// The view it arrives at.
    pub to: Camera,
    /// How long it lasts, in seconds.
    pub duration_s: f64,
}

impl Flight {
    /// The flight between two views; the farther, the longer, up to [`MAX_FLIGHT_S`].
    #[must_use]
    pub fn new(from: Camera, to: Camera) -> Self {
        let length = Path::between(&from, &to).length;
        Self {
            from,
            to,
            duration_s: (length * S_PER_UNIT).min(MAX_FLIGHT_S),
        }
    }

    /// The view at the part `t` of its time; `from` at 0 and before, `to` at 1 and after, exactly.
    #[must_use]
    pub fn at(&self, t: f64) -> Camera {
        if t <= 0.0 {
            return self.from;
        }
        // A `t` that is no number lands, too.
        if t >= 1.0 || t.is_nan() {
            return self.to;
        }
        let eased = t * t * (3.0 - 2.0 * t);
        let (part, metres_per_px) = Path::between(&self.from, &self.to).at(eased);
        let between = |from: f64, to: f64| from + (to - from) * part;
        Camera {
            center: MapPoint::new(
                between(self.from.center.x_m, self.to.center.x_m),
                between(self.from.center.y_m, self.to.center.y_m),
            ),
            metres_per_px,
            ..self.to
        }
    }
}

/// The paper's path: `w` is the width of the map in view, `u` the way along the ground.
struct Path {
    w0: f64,
    /// Metres of the map between the middles; 0 for a pure zoom.
    u1: f64,
    r0: f64,
    /// `S` in the paper.
    length: f64,
    /// +1 where a pure zoom goes out, −1 where it goes in.
    outward: f64,
    px: f64,
}

impl Path {
    fn between(from: &Camera, to: &Camera) -> Self {
        let px = to.width_px.max(1.0);
        let (w0, w1) = (from.metres_per_px * px, to.metres_per_px * px);
        let u1 = from.center.plane_distance_m(to.center);
        let rho2 = RHO * RHO;
        // Shorter than a thousandth of the view: the formula divides by the way.
        if u1 < 1e-3 * w0.min(w1) {
            return Self {
                w0,
                u1: 0.0,
                r0: 0.0,
                length: math::ln(w1 / w0).abs() / RHO,
                outward: (w1 - w0).signum(),
                px,
            };
        }
        let b0 = (w1 * w1 - w0 * w0 + rho2 * rho2 * u1 * u1) / (2.0 * w0 * rho2 * u1);
        let b1 = (w1 * w1 - w0 * w0 - rho2 * rho2 * u1 * u1) / (2.0 * w1 * rho2 * u1);
        // asinh(−b) is ln(√(b² + 1) − b) without the cancellation for large b.
        let (r0, r1) = (math::asinh(-b0), math::asinh(-b1));
        Self {
            w0,
            u1,
            r0,
            length: (r1 - r0) / RHO,
            outward: 0.0,
            px,
        }
    }

    /// The part of the way that lies behind at the part `eased` of the path, and the metres per
    /// pixel there.
    fn at(&self, eased: f64) -> (f64, f64) {
        let s = RHO * eased * self.length;
        if self.u1 == 0.0 {
            return (eased, self.w0 * math::exp(self.outward * s) / self.px);
        }
        let here = s + self.r0;
        // The paper's cosh(r0)·tanh(here) − sinh(r0) is sinh(s)/cosh(here), without its cancellation.
        let way = self.w0 / (RHO * RHO) * math::sinh(s) / math::cosh(here);
        let width = self.w0 * math::cosh(self.r0) / math::cosh(here);
        (way / self.u1, width / self.px)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::camera::tests::cameras;

    proptest! {
        #[test]
        fn a_flight_begins_and_ends_exactly(from in cameras(), to in cameras()) {
            let flight = Flight::new(from, to);
            prop_assert_eq!(flight.at(0.0), from);
            prop_assert_eq!(flight.at(1.0), to);
            prop_assert!((0.0..=MAX_FLIGHT_S).contains(&flight.duration_s));
        }

        #[test]
        fn a_flight_makes_no_leap_at_either_end(from in cameras(), to in cameras()) {
            let flight = Flight::new(from, to);
            for (end, t) in [(from.resized(to.width_px, to.height_px), 1e-6), (to, 1.0 - 1e-6)] {
                let near = flight.at(t);
                let zoom = near.metres_per_px / end.metres_per_px;
                prop_assert!((zoom - 1.0).abs() < 1e-6, "{zoom}");
                let off_px = near.center.plane_distance_m(end.center) / end.metres_per_px;
                prop_assert!(off_px < 1.5, "{off_px}");
            }
        }

        #[test]
        fn a_flight_goes_straight_and_never_back(from in cameras(), to in cameras()) {
            let flight = Flight::new(from, to);
            let whole_m = from.center.plane_distance_m(to.center);
            let mut behind_m = 0.0;
            for step in 0..=40 {
                let here = flight.at(f64::from(step) / 40.0).center;
                let next_m = here.plane_distance_m(from.center);
                prop_assert!(next_m >= behind_m - 1e-6 * whole_m);
                let detour_m = next_m + here.plane_distance_m(to.center) - whole_m;
                prop_assert!(detour_m < 1e-6 * whole_m + 1e-6);
                behind_m = next_m;
            }
        }
    }

    fn camera(x_m: f64, metres_per_px: f64) -> Camera {
        Camera {
            center: MapPoint::new(x_m, 0.0),
            metres_per_px,
            width_px: 1000.0,
            height_px: 700.0,
        }
    }

    #[test]
    fn a_long_flight_rises_and_comes_down() {
        let flight = Flight::new(camera(0.0, 200.0), camera(3e6, 200.0));
        let top = flight.at(0.5);
        assert!(top.metres_per_px > 1000.0);
        assert!((top.center.x_m - 1.5e6).abs() < 1.0);
    }

    #[test]
    fn a_pure_zoom_stays_where_it_is() {
        let flight = Flight::new(camera(7.0, 1000.0), camera(7.0, 10.0));
        let middle = flight.at(0.5);
        assert_eq!(middle.center.x_m, 7.0);
        assert!((middle.metres_per_px - 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_flight_to_where_it_is_takes_no_time() {
        let here = camera(7.0, 1000.0);
        assert_eq!(Flight::new(here, here).duration_s, 0.0);
    }
}

//! How places that are not known exactly are drawn in a view, which its legend explains.

use crate::atlas::{Atlas, Feature, PrecisionClass, Shape};
use crate::earth::Camera;
use crate::session::viewpoint::Viewpoint;

/// Least radius of a ring that the legend explains, logical pixels: smaller ones hide behind their
/// symbols.
const LEAST_RING_PX: f64 = 10.0;

/// What of a view has no exact place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vague {
    /// A place lies somewhere in its ring.
    Rings,
    /// What is written in italics lies somewhere in its country.
    Countries,
    /// Both are in view.
    Both,
}

impl Vague {
    /// What the view, or its inset, which is seen from `enlarged`, has: of the `features` with symbols those with
    /// rings of some size, and such of which no more than the country is known, where `countries` says that some are
    /// in view.
    pub(super) fn of(
        atlas: &Atlas,
        view: &Viewpoint,
        features: &[&Feature],
        countries: bool,
        enlarged: Option<Camera>,
    ) -> Option<Self> {
        let has_ring = |feature: &&Feature| {
            let radius_m = feature.precision.radius_m.unwrap_or(0.0);
            let is_point =
                feature.zone.is_none() && feature.precision.class != PrecisionClass::Country;
            let mut cameras = [view.camera].into_iter().chain(enlarged);
            is_point
                && cameras.any(|camera| {
                    radius_m / camera.metres_per_px >= LEAST_RING_PX
                        && is_near(atlas, &camera, feature, radius_m)
                })
        };
        match (features.iter().any(has_ring), countries) {
            (false, false) => None,
            (true, false) => Some(Self::Rings),
            (false, true) => Some(Self::Countries),
            (true, true) => Some(Self::Both),
        }
    }
}

/// Whether the anchor of a feature is in view or no farther from it than `most_m`.
fn is_near(atlas: &Atlas, camera: &Camera, feature: &Feature, most_m: f64) -> bool {
    let anchor = feature.shape.as_ref().and_then(Shape::anchor);
    let at = anchor.and_then(|anchor| atlas.projection.project(anchor));
    let around = camera.view_rect().inflate(most_m);
    at.is_some_and(|at| around.contains(at))
}

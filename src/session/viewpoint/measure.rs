//! What is measured on the map: a path from corner to corner, or a ring around a place.

use serde::{Deserialize, Serialize};

use crate::atlas::{Atlas, Subject};
use crate::earth::{LonLat, area_m2, bearing_deg, circle, distance_m, interpolate};

/// A leg is drawn in steps of this many metres, so that it bends as the geodesic does.
const STEP_M: f64 = 25_000.0;
/// Most steps of a leg.
const MOST_STEPS: usize = 400;
/// Smallest and largest radius of a ring, metres.
pub const RING_RANGE_M: [f64; 2] = [100.0, 5_000_000.0];
/// Corners of a ring.
const CORNERS: usize = 180;

/// A corner of a measured path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeasurePoint {
    /// Where it is.
    pub at: LonLat,
    /// The mark that it was set on, if any: then it is as sure as that mark's place.
    pub subject: Option<Subject>,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Measurement {
    /// A path through these corners.
    Path {
        /// Its corners in order.
        points: Vec<MeasurePoint>,
        /// Whether it is finished: clicks on the map select again.
        ended: bool,
    },
    /// What lies within a radius.
    Ring {
        /// Its middle.
        center: MeasurePoint,
        /// Its radius, metres.
        radius_m: f64,
    },
}

/// One leg of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leg {
    /// Its length on the ellipsoid, metres.
    pub length_m: f64,
    /// The direction in which it sets out, degrees clockwise from north.
    pub bearing_deg: f64,
    /// How far the length may be off, since its ends are no surer; `None` where that is not known or
    /// the ends are places and no marks.
    pub plus_minus_m: Option<f64>,
}

impl Measurement {
    /// A ring around a place, no smaller and no larger than [`RING_RANGE_M`] says.
    #[must_use]
    pub fn ring(center: MeasurePoint, radius_m: f64) -> Self {
        let [least, most] = RING_RANGE_M;
        Self::Ring {
            center,
            // Of what is no number, the smallest.
            radius_m: radius_m.max(least).min(most),
        }
    }

    /// The corners of the path; the middle of the ring.
    #[must_use]
    pub fn points(&self) -> &[MeasurePoint] {
        match self {
            Self::Path { points, .. } => points,
            Self::Ring { center, .. } => std::slice::from_ref(center),
        }
    }

    /// Whether a click on the map sets a corner.
    #[must_use]
    pub fn takes_clicks(&self) -> bool {
        matches!(self, Self::Path { ended: false, .. })
    }

    /// The legs between the corners.
    #[must_use]
    pub fn legs(&self, atlas: &Atlas) -> Vec<Leg> {
        let between = |pair: &[MeasurePoint]| {
            let ends = [pair[0], pair[1]];
            let radii = ends.map(|end| radius_m(atlas, end.subject));
            let marks = ends.iter().any(|end| end.subject.is_some());
            Leg {
                length_m: distance_m(ends[0].at, ends[1].at),
                bearing_deg: bearing_deg(ends[0].at, ends[1].at),
                plus_minus_m: radii[0].zip(radii[1]).map(|(a, b)| a + b).filter(|_| marks),
            }
        };
        match self {
            Self::Path { points, .. } => points.windows(2).map(between).collect(),
            Self::Ring { .. } => Vec::new(),
        }
    }

    /// The legs, or the ring, as places so near to each other that straight lines between them bend as
    /// geodesics do.
    #[must_use]
    pub fn lines(&self) -> Vec<Vec<LonLat>> {
        match self {
            Self::Path { points, .. } => {
                let legs = points.windows(2);
                legs.map(|ends| along(ends[0].at, ends[1].at)).collect()
            }
            Self::Ring { center, radius_m } => {
                let mut ring = circle(center.at, *radius_m, CORNERS);
                ring.extend(ring.first().copied());
                vec![ring]
            }
        }
    }

    /// The leg from the last corner to where the next may be, as [`Measurement::lines`] has the others;
    /// `None` where no corner is waited for.
    #[must_use]
    pub fn line_to(&self, next: LonLat) -> Option<Vec<LonLat>> {
        let last = self.points().last().filter(|_| self.takes_clicks())?;
        Some(along(last.at, next))
    }

    /// The area inside the path, square metres; `None` for fewer than three corners.
    #[must_use]
    pub fn area_m2(&self) -> Option<f64> {
        let ring: Vec<LonLat> = self.points().iter().map(|point| point.at).collect();
        (ring.len() >= 3).then(|| area_m2(&[ring]))
    }
}

/// Places along the shortest way between two.
fn along(from: LonLat, to: LonLat) -> Vec<LonLat> {
    let steps = (distance_m(from, to) / STEP_M).ceil() as usize;
    let steps = steps.clamp(1, MOST_STEPS);
    let at = |step: usize| interpolate(from, to, step as f64 / steps as f64);
    (0..=steps).map(at).collect()
}

/// Radius in which the true place lies: nothing for a place of its own, `None` where a mark's is not
/// known.
fn radius_m(atlas: &Atlas, subject: Option<Subject>) -> Option<f64> {
    match subject {
        None => Some(0.0),
        Some(Subject::Feature(id)) => atlas.held(id)?.precision.radius_m,
        Some(_) => None,
    }
}

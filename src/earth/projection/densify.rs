//! Lines and rings on the plane, as curved as they are.

use super::Projection;
use crate::earth::geodesic::MEAN_RADIUS_M;
use crate::earth::lon_lat::along_edge;
use crate::earth::{LonLat, MapPoint};

/// An edge is halved at most so often: into 65,536 parts, 600 m each for one round the earth.
const MAX_DEPTH: u32 = 16;

impl Projection {
    /// Projects a line, with vertices put in where its edges, straight in longitude and latitude,
    /// are curves on the plane: no chord then departs from its curve by more than `tolerance_m`
    /// metres of the map.
    ///
    /// The points are added to `out`. Places outside the domain are left out, so cut the line to
    /// it with [`clip`](crate::earth::clip) first. Edges go the short way round.
    pub fn project_line(&self, line: &[LonLat], tolerance_m: f64, out: &mut Vec<MapPoint>) {
        let mut before: Option<(LonLat, MapPoint)> = None;
        for &place in line {
            let Some(point) = self.project(place) else {
                before = None;
                continue;
            };
            if let Some(from) = before {
                self.bend(from, (place, point), tolerance_m, MAX_DEPTH, out);
            }
            out.push(point);
            before = Some((place, point));
        }
    }

    /// [`project_line`](Self::project_line) for a ring, its closing edge included; the first point
    /// is not repeated.
    pub fn project_ring(&self, ring: &[LonLat], tolerance_m: f64, out: &mut Vec<MapPoint>) {
        let start = out.len();
        self.project_line(ring, tolerance_m, out);
        let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else {
            return;
        };
        if first == last {
            if out.len() > start + 1 {
                out.pop();
            }
        } else if let (Some(from), Some(to)) = (self.project(last), self.project(first)) {
            self.bend((last, from), (first, to), tolerance_m, MAX_DEPTH, out);
        }
    }

    /// Adds the points that the edge between two needs, without the two. Whichever way an edge is
    /// walked they are the same to the last bit: two areas that share it have neither gap nor overlap.
    fn bend(
        &self,
        from: (LonLat, MapPoint),
        to: (LonLat, MapPoint),
        tolerance_m: f64,
        depth: u32,
        out: &mut Vec<MapPoint>,
    ) {
        let begin = out.len();
        if plainly_straight(from.0, to.0, tolerance_m) {
            return;
        }
        let is_eastward = (from.0.lon_deg, from.0.lat_deg) <= (to.0.lon_deg, to.0.lat_deg);
        let (from, to) = if is_eastward { (from, to) } else { (to, from) };
        let middle = self.between(from.0, to.0, 0.5);
        self.bend_eastward([from, to], middle, tolerance_m, depth, out);
        if !is_eastward {
            out[begin..].reverse();
        }
    }

    /// The same for an edge that is walked eastward and whose `middle` is known, where it has one.
    fn bend_eastward(
        &self,
        [from, to]: [(LonLat, MapPoint); 2],
        middle: Option<(LonLat, MapPoint)>,
        tolerance_m: f64,
        depth: u32,
        out: &mut Vec<MapPoint>,
    ) {
        if depth == 0 || plainly_straight(from.0, to.0, tolerance_m) {
            return;
        }
        // A curve that crosses its chord has its middle on it, so look at the quarters too.
        let quarters = [0.25, 0.75].map(|part| self.between(from.0, to.0, part));
        let bent = [middle, quarters[0], quarters[1]]
            .iter()
            .flatten()
            .any(|(_, point)| distance_to_chord_m(*point, from.1, to.1) > tolerance_m / 2.0);
        if let (true, Some(middle)) = (bent, middle) {
            // A quarter of the whole is the middle of a half.
            self.bend_eastward([from, middle], quarters[0], tolerance_m, depth - 1, out);
            out.push(middle.1);
            self.bend_eastward([middle, to], quarters[1], tolerance_m, depth - 1, out);
        }
    }

    /// A place on an edge and its point; `None` where the projection has none.
    fn between(&self, from: LonLat, to: LonLat, part: f64) -> Option<(LonLat, MapPoint)> {
        let place = along_edge(from, to, part);
        self.project(place).map(|point| (place, point))
    }
}

/// Whether an edge is so short that no projection bends it noticeably: a parallel departs from its
/// chord by a sixteenth of `length² / radius` at most, the length being that of as many degrees of a
/// great circle; this leaves room for 16 times that. Near a pole parallels are tighter.
fn plainly_straight(from: LonLat, to: LonLat, tolerance_m: f64) -> bool {
    let farther_deg = from.lat_deg.abs().max(to.lat_deg.abs());
    let longest_deg = (to.lon_deg - from.lon_deg)
        .abs()
        .max((to.lat_deg - from.lat_deg).abs());
    let length_m = longest_deg.to_radians() * MEAN_RADIUS_M;
    farther_deg < 80.0 && length_m * length_m < tolerance_m * MEAN_RADIUS_M
}

pub(super) fn distance_to_chord_m(point: MapPoint, from: MapPoint, to: MapPoint) -> f64 {
    let chord = MapPoint::new(to.x_m - from.x_m, to.y_m - from.y_m);
    let length2 = chord.x_m * chord.x_m + chord.y_m * chord.y_m;
    let along = (point.x_m - from.x_m) * chord.x_m + (point.y_m - from.y_m) * chord.y_m;
    let part = if length2 > 0.0 {
        (along / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    point.plane_distance_m(MapPoint::new(
        from.x_m + chord.x_m * part,
        from.y_m + chord.y_m * part,
    ))
}

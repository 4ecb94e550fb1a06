//! Cutting to a disc around a place.
//!
//! The sphere is turned until the disc's middle is its north pole. The disc is then a band of
//! latitude up to the pole, and there is no cut: what runs round the pole may stay as it is.

use super::half_plane::HalfPlane;
use super::nest::{contains, nested};
use super::plane::{Plane, Unrolled, cyclic_pairs, tidied, unrolled};
use crate::earth::LonLat;
use crate::earth::lon_lat::wrapped_deg;

/// Edges are divided to this length before the sphere is turned, and along the disc's own edge, in
/// degrees: straight in one, they are curves in the other.
const STEP_DEG: f64 = 1.0;

/// The sphere turned so that a place is its pole, and the latitude there of the disc's edge.
struct Cap {
    turned: Turned,
    edge: HalfPlane,
}

pub(super) fn polygon(
    center: LonLat,
    radius_deg: f64,
    rings: &[impl AsRef<[LonLat]>],
) -> Vec<Vec<Vec<LonLat>>> {
    let cap = Cap::new(center, radius_deg);
    let mut whole = Vec::new();
    let mut to_cut = Vec::new();
    for ring in rings.iter().map(AsRef::as_ref) {
        cap.sort(ring, &mut whole, &mut to_cut);
    }
    whole.extend(cap.edge.cut(to_cut));
    let flat: Vec<_> = whole
        .iter()
        .map(|ring| cap.divided(ring))
        .map(|ring| ring.iter().map(|&point| polar(point)).collect::<Vec<_>>())
        .filter_map(tidied)
        .collect();
    nested(flat)
        .iter()
        .map(|polygon| polygon.iter().map(|ring| cap.placed_flat(ring)).collect())
        .collect()
}

pub(super) fn line(center: LonLat, radius_deg: f64, line: &[LonLat]) -> Vec<Vec<LonLat>> {
    let cap = Cap::new(center, radius_deg);
    let path = unrolled(line);
    let mut pieces: Vec<Vec<Plane>> = Vec::new();
    for (a, b) in path.windows(2).flat_map(|pair| steps(pair[0], pair[1])) {
        let (a, b) = cap.turned_edge(a, b);
        let (start, end) = match (cap.edge.holds(a), cap.edge.holds(b)) {
            (true, true) => (a, b),
            (true, false) => (a, cap.edge.crossing(a, b)),
            (false, true) => (cap.edge.crossing(a, b), b),
            (false, false) => continue,
        };
        match pieces.last_mut() {
            // The same point may be named a turn apart.
            Some(piece) if cap.edge.holds(a) && !piece.is_empty() => piece.push(end),
            _ => pieces.push(vec![start, end]),
        }
        if !cap.edge.holds(b) {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
        .iter()
        .map(|piece| piece.iter().map(|&point| cap.turned.back(point)).collect())
        .collect()
}

impl Cap {
    fn new(center: LonLat, radius_deg: f64) -> Self {
        Self {
            turned: Turned::to(center),
            edge: HalfPlane::above(1, 90.0 - radius_deg),
        }
    }

    /// An edge on the turned sphere, the short way round.
    fn turned_edge(&self, a: Plane, b: Plane) -> (Plane, Plane) {
        let (a, mut b) = (self.turned.there(a), self.turned.there(b));
        b[0] = a[0] + wrapped_deg(b[0] - a[0]);
        (a, b)
    }

    /// A ring on the turned sphere: among the `whole` ones that need no cutting, or those `to_cut`.
    fn sort(&self, ring: &[LonLat], whole: &mut Vec<Vec<Plane>>, to_cut: &mut Vec<Vec<Plane>>) {
        let unrolled = Unrolled::of(ring);
        let (path, turns) = self.turned_ring(&unrolled);
        let closed = unrolled.closed_once();
        let [lon_deg, lat_deg] = self.turned.center;
        let center_inside = holds_place(&closed, [lon_deg, lat_deg]);
        let antipode_inside = holds_place(&closed, [lon_deg + 180.0, -lat_deg]);
        let inside = path.iter().filter(|&&point| self.edge.holds(point)).count();
        let cut_off = path.iter().position(|&point| !self.edge.holds(point));
        match (turns != 0, center_inside) {
            // All but what lies in the ring.
            (false, true) if antipode_inside => {
                whole.push(self.rim());
                to_cut.push(path);
            }
            (false, _) => to_cut.push(path),
            (true, true) if inside == 0 => whole.push(self.rim()),
            (true, true) => whole.push(self.held_in(&path)),
            // The part around the antipode, down to the rim; it begins outside, where there is one,
            // so that its ends meet out of sight.
            (true, false) => match cut_off {
                None => whole.extend([self.rim(), path]),
                Some(at) => to_cut.push(below(&[&path[at..], &path[..at]].concat(), turns)),
            },
        }
    }

    /// A ring on the turned sphere, the short way round, and the turns it takes round the pole.
    fn turned_ring(&self, ring: &Unrolled) -> (Vec<Plane>, i32) {
        let home = ring
            .path
            .first()
            .map(|&[x, y]| [x + 360.0 * f64::from(ring.turns), y]);
        let ends = ring.path.iter().copied().skip(1).chain(home);
        let mut path: Vec<Plane> = ring
            .path
            .iter()
            .zip(ends)
            .filter(|&(&a, b)| a.map(f64::to_bits) != b.map(f64::to_bits))
            .flat_map(|(&a, b)| steps(a, b))
            .map(|(a, _)| self.turned.there(a))
            .collect();
        let (Some(&first), mut so_far_deg) = (path.first(), 0.0) else {
            return (path, 0);
        };
        let mut before_deg = first[0];
        for point in &mut path {
            so_far_deg += wrapped_deg(point[0] - before_deg);
            before_deg = point[0];
            point[0] = first[0] + so_far_deg;
        }
        so_far_deg += wrapped_deg(first[0] - before_deg);
        (path, (so_far_deg / 360.0).round() as i32)
    }

    /// A ring around the pole, with what lies beyond the rim brought in to it.
    fn held_in(&self, path: &[Plane]) -> Vec<Plane> {
        let mut ring = Vec::new();
        for (a, mut b) in cyclic_pairs(path) {
            b[0] = a[0] + wrapped_deg(b[0] - a[0]);
            if self.edge.holds(a) {
                ring.push(a);
            } else {
                ring.push([a[0], self.edge.at]);
            }
            if self.edge.holds(a) != self.edge.holds(b) {
                ring.push(self.edge.crossing(a, b));
            }
        }
        ring
    }

    /// The disc's own edge.
    fn rim(&self) -> Vec<Plane> {
        (0..360)
            .map(|at| [f64::from(at) - 180.0, self.edge.at])
            .collect()
    }

    /// The ring with more vertices where it runs along the disc's edge.
    fn divided(&self, ring: &[Plane]) -> Vec<Plane> {
        cyclic_pairs(ring)
            .flat_map(|(a, b)| {
                let on_edge = [a, b].iter().all(|end| end[1] <= self.edge.at);
                let starts: Vec<_> = if on_edge {
                    steps(a, b).map(|(start, _)| start).collect()
                } else {
                    vec![a]
                };
                starts
            })
            .collect()
    }

    fn placed_flat(&self, ring: &[Plane]) -> Vec<LonLat> {
        let places: Vec<LonLat> = ring
            .iter()
            .map(|&[x, y]| {
                let turned = [x.atan2(-y).to_degrees(), 90.0 - x.hypot(y)];
                self.turned.back(turned)
            })
            .collect();
        straight_at_poles(&places)
    }
}

/// The ring with each vertex at a pole on the meridians of its neighbours: it has no longitude of
/// its own, and any other would bend the edges that lead there.
fn straight_at_poles(ring: &[LonLat]) -> Vec<LonLat> {
    let at_pole = |place: &LonLat| place.lat_deg.abs() > 90.0 - 1e-7;
    let count = ring.len();
    (0..count)
        .flat_map(|at| {
            let neighbours = [ring[(at + count - 1) % count], ring[(at + 1) % count]];
            if at_pole(&ring[at]) {
                let off_pole = neighbours.into_iter().filter(|place| !at_pole(place));
                off_pole
                    .map(|place| LonLat::new(place.lon_deg, ring[at].lat_deg))
                    .collect()
            } else {
                vec![ring[at]]
            }
        })
        .collect()
}

/// Whether a closed ring of the unrolled globe holds a place, in whichever turn.
fn holds_place(closed: &[Plane], [lon_deg, lat_deg]: Plane) -> bool {
    (-2..=2).any(|turn| contains(closed, [lon_deg + 360.0 * f64::from(turn), lat_deg]))
}

/// A ring around the turned pole as the polygon below it, closed along the other pole.
fn below(path: &[Plane], turns: i32) -> Vec<Plane> {
    let mut path = path.to_vec();
    for at in 1..path.len() {
        path[at][0] = path[at - 1][0] + wrapped_deg(path[at][0] - path[at - 1][0]);
    }
    if let Some(&first) = path.first() {
        let home_deg = first[0] + 360.0 * f64::from(turns);
        path.extend([[home_deg, first[1]], [home_deg, -90.0], [first[0], -90.0]]);
    }
    path
}

/// The turned sphere seen from above its pole, where no ring is cut open: degrees from the pole.
fn polar([x, y]: Plane) -> Plane {
    let (sin, cos) = x.to_radians().sin_cos();
    [(90.0 - y) * sin, -(90.0 - y) * cos]
}

/// An edge in steps of [`STEP_DEG`] at most.
fn steps(a: Plane, b: Plane) -> impl Iterator<Item = (Plane, Plane)> {
    let longest_deg = (b[0] - a[0]).abs().max((b[1] - a[1]).abs());
    let parts = (longest_deg / STEP_DEG).ceil().max(1.0) as u32;
    let at = move |step: u32| {
        if step == parts {
            return b;
        }
        let part = f64::from(step) / f64::from(parts);
        [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
    };
    (0..parts).map(move |step| (at(step), at(step + 1)))
}

/// The sphere turned so that a place becomes its north pole.
struct Turned {
    center: Plane,
    sin_lat: f64,
    cos_lat: f64,
}

impl Turned {
    fn to(center: LonLat) -> Self {
        let (sin_lat, cos_lat) = center.lat_deg.to_radians().sin_cos();
        // A pole's cosine is not quite 0 after rounding, and the pole's own longitudes would be lost.
        let cos_lat = if center.lat_deg.abs() >= 90.0 {
            0.0
        } else {
            cos_lat
        };
        Self {
            center: [center.lon_deg, center.lat_deg],
            sin_lat,
            cos_lat,
        }
    }

    /// A place as longitude and latitude of the turned sphere.
    fn there(&self, [lon_deg, lat_deg]: Plane) -> Plane {
        let (sin_lon, cos_lon) = (lon_deg - self.center[0]).to_radians().sin_cos();
        let (sin_lat, cos_lat) = lat_deg.to_radians().sin_cos();
        let east = cos_lat * sin_lon;
        let south = self.sin_lat * cos_lat * cos_lon - self.cos_lat * sin_lat;
        let up = self.cos_lat * cos_lat * cos_lon + self.sin_lat * sin_lat;
        [
            east.atan2(south).to_degrees(),
            up.atan2(east.hypot(south)).to_degrees(),
        ]
    }

    /// The place of a longitude and latitude of the turned sphere.
    fn back(&self, [x_deg, y_deg]: Plane) -> LonLat {
        let (sin_x, cos_x) = x_deg.to_radians().sin_cos();
        let (sin_y, cos_y) = y_deg.to_radians().sin_cos();
        let (east, south, up) = (cos_y * sin_x, cos_y * cos_x, sin_y);
        let outward = self.sin_lat * south + self.cos_lat * up;
        let north = self.sin_lat * up - self.cos_lat * south;
        let lon_deg = self.center[0] + east.atan2(outward).to_degrees();
        LonLat::new(lon_deg, north.atan2(east.hypot(outward)).to_degrees()).normalized()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::distance_m;
    use crate::earth::lon_lat::tests::places;

    proptest! {
        #[test]
        fn the_turned_sphere_turns_back(center in places(), place in places()) {
            let turned = Turned::to(center);
            let back = turned.back(turned.there([place.lon_deg, place.lat_deg]));
            prop_assert!(distance_m(back, place) < 1e-3, "{back:?}");
        }
    }

    #[test]
    fn the_middle_becomes_the_pole() {
        let center = LonLat::new(68.0, 45.0);
        let [_, y] = Turned::to(center).there([68.0, 45.0]);
        assert!((y - 90.0).abs() < 1e-6);
        assert!((Turned::to(center).there([68.0, -45.0])[1]).abs() < 1e-9);
    }
}

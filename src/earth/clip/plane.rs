//! Rings and lines of the globe unrolled onto a plane.

use crate::earth::LonLat;
use crate::earth::lon_lat::wrapped_deg;

/// A point of the unrolled globe: degrees eastward, without end, and degrees northward.
pub(super) type Plane = [f64; 2];

/// An edge that goes all the way round is exact in the files that have it, give or take rounding.
const FULL_CIRCLE_SLACK_DEG: f64 = 1e-9;

/// Vertices this near a pole are the pole, drawn out to a line by a flat map.
const POLE_DEG: f64 = 89.9;

/// A ring that closes on the plane.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ring {
    /// Its vertices, the first not repeated.
    pub(super) path: Vec<Plane>,
    /// Whether it is a polygon's outline, not a hole in it.
    pub(super) outline: bool,
}

/// A ring of the globe on the plane.
#[derive(Debug, Clone)]
pub(super) struct Unrolled {
    /// Its vertices, the first not repeated.
    pub(super) path: Vec<Plane>,
    /// How many turns eastward it has gone when it comes back to its first vertex.
    pub(super) turns: i32,
    /// The latitude of the pole on its inner side, where it goes round.
    pub(super) pole_deg: f64,
}

impl Unrolled {
    pub(super) fn of(ring: &[LonLat]) -> Self {
        let mut places: Vec<LonLat> = ring.iter().copied().filter(|place| place.valid()).collect();
        if places.len() > 1 && places.first() == places.last() {
            places.pop();
        }
        let off_pole: Vec<LonLat> = places
            .iter()
            .copied()
            .filter(|place| place.lat_deg.abs() < POLE_DEG)
            .collect();
        // A flat map closes Antarctica along a pole drawn out to a line. Without that it goes round.
        let drawn_out = places.iter().find(|place| place.lat_deg.abs() >= POLE_DEG);
        let mean_deg = off_pole.iter().map(|place| place.lat_deg).sum::<f64>();
        let pole_deg = 90_f64.copysign(drawn_out.map_or(mean_deg, |place| place.lat_deg));
        let (places, steps_deg) = if turns(&short_steps_deg(&off_pole)) == 0 {
            let steps_deg = steps_deg(&places, true);
            (places, steps_deg)
        } else {
            let steps_deg = short_steps_deg(&off_pole);
            (off_pole, steps_deg)
        };
        Self {
            turns: turns(&steps_deg),
            path: walked(&places, &steps_deg),
            pole_deg,
        }
    }

    /// The ring as one that closes on the plane: one that goes round a pole goes on for five turns,
    /// more than any window spans, and back along the pole.
    pub(super) fn closed(self) -> Vec<Plane> {
        self.closed_over(&[-720.0, -360.0, 0.0, 360.0, 720.0])
    }

    /// The ring as one that closes on the plane, with one turn only where it goes round a pole.
    pub(super) fn closed_once(self) -> Vec<Plane> {
        self.closed_over(&[0.0])
    }

    fn closed_over(mut self, shifts_deg: &[f64]) -> Vec<Plane> {
        let (false, Some(&first)) = (self.turns == 0, self.path.first()) else {
            return self.path;
        };
        // Home again after the last turn; without it that turn's closing edge would be missing.
        let home = [first[0] + 360.0 * f64::from(self.turns.signum()), first[1]];
        if self.turns < 0 {
            self.path.push(home);
            self.path.reverse();
            self.path.pop();
        }
        let mut path: Vec<Plane> = shifts_deg
            .iter()
            .flat_map(|&shift| {
                self.path
                    .iter()
                    .map(move |point| [point[0] + shift, point[1]])
            })
            .collect();
        let end_deg = self.path[0][0] + 360.0 + shifts_deg.last().copied().unwrap_or(0.0);
        path.push([end_deg, self.path[0][1]]);
        if let (Some(first), Some(last)) = (path.first().copied(), path.last().copied()) {
            path.push([last[0], self.pole_deg]);
            path.push([first[0], self.pole_deg]);
        }
        path
    }
}

/// The places of a line one after the other, each the short way round from the one before.
pub(super) fn unrolled(line: &[LonLat]) -> Vec<Plane> {
    let places: Vec<LonLat> = line.iter().copied().filter(|place| place.valid()).collect();
    walked(&places, &steps_deg(&places, false))
}

/// The places, each a step eastward of the one before.
fn walked(places: &[LonLat], steps_deg: &[f64]) -> Vec<Plane> {
    let start_deg = places
        .first()
        .map_or(0.0, |place| wrapped_deg(place.lon_deg));
    let so_far = steps_deg.iter().scan(start_deg, |x_deg, step_deg| {
        *x_deg += step_deg;
        Some(*x_deg)
    });
    std::iter::once(start_deg)
        .chain(so_far)
        .zip(places)
        .map(|(x_deg, place)| {
            // By whole turns from the longitude itself: the sum's rounding would part neighbours.
            let turns = ((x_deg - place.lon_deg) / 360.0).round();
            [place.lon_deg + 360.0 * turns, place.lat_deg]
        })
        .collect()
}

/// How far eastward each edge goes, that from the last place to the first included for a ring.
fn steps_deg(places: &[LonLat], ring: bool) -> Vec<f64> {
    let mut edges: Vec<(LonLat, LonLat)> = cyclic_pairs(places).collect();
    if !ring {
        edges.pop();
    }
    let count = edges.len();
    let raw_deg = |at: usize| edges[at % count].1.lon_deg - edges[at % count].0.lon_deg;
    (0..count)
        .map(|at| {
            let before = (ring || at > 0).then(|| raw_deg(at + count - 1));
            let after = (ring || at + 1 < count).then(|| raw_deg(at + 1));
            // 179, 180, -180, -179 steps over the date line; it does not run back round the earth.
            let over_the_line = [before, after]
                .into_iter()
                .flatten()
                .any(|other_deg| other_deg * raw_deg(at) < 0.0 && other_deg.abs() < 180.0);
            if full_circle(edges[at]) && !over_the_line {
                raw_deg(at)
            } else {
                wrapped_deg(raw_deg(at))
            }
        })
        .collect()
}

/// Whether an edge is a parallel of latitude, all the way round.
fn full_circle((from, to): (LonLat, LonLat)) -> bool {
    let off_deg = (to.lon_deg - from.lon_deg).abs() - 360.0;
    off_deg.abs() <= FULL_CIRCLE_SLACK_DEG
        && (to.lat_deg - from.lat_deg).abs() <= FULL_CIRCLE_SLACK_DEG
}

/// How far eastward each edge of a ring goes, always the short way.
fn short_steps_deg(ring: &[LonLat]) -> Vec<f64> {
    cyclic_pairs(ring)
        .map(|(from, to)| wrapped_deg(to.lon_deg - from.lon_deg))
        .collect()
}

/// The whole turns eastward that a ring's edges come to.
fn turns(steps_deg: &[f64]) -> i32 {
    (steps_deg.iter().sum::<f64>() / 360.0).round() as i32
}

/// Each element with the one after it, the last with the first.
pub(super) fn cyclic_pairs<T: Copy>(ring: &[T]) -> impl Iterator<Item = (T, T)> {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(&from, &to)| (from, to))
}

/// A ring without doubled vertices; `None` where no area is left.
pub(super) fn tidied(mut ring: Vec<Plane>) -> Option<Vec<Plane>> {
    /// A hundredth of a square metre, in square degrees.
    const NO_AREA_DEG2: f64 = 1e-12;
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    (ring.len() >= 3 && area_deg2(&ring).abs() > NO_AREA_DEG2).then_some(ring)
}

/// The ring's area on the plane, positive where it goes counter-clockwise.
pub(super) fn area_deg2(ring: &[Plane]) -> f64 {
    // From its own first vertex, so that small rings far from the origin keep their digits.
    let Some(&[x0, y0]) = ring.first() else {
        return 0.0;
    };
    cyclic_pairs(ring)
        .map(|(a, b)| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0))
        .sum::<f64>()
        / 2.0
}

//! Cutting to a disc around a place.
//!
//! The sphere is turned until the disc's middle is its north pole. The disc is then a band of
//! latitude up to the pole, and as a rule nothing need be cut open: what runs round the pole may
//! stay as it is. Only polygons like the ocean, which hold the disc's rim and more, are cut along a
//! line from the middle to the rim.

use super::bounds::GlobeWindow;
use super::half_plane::HalfPlane;
use super::nest::{contains, nested};
use super::plane::{Plane, Ring, Unrolled, cyclic_pairs, tidied, unrolled};
use super::turned::{Turned, from_polar, polar};
use crate::earth::lon_lat::wrapped_deg;
use crate::earth::{Domain, LonLat};

/// Edges are divided to this length before the sphere is turned, and along the disc's own edge, in
/// degrees: straight in one, they are curves in the other.
const STEP_DEG: f64 = 1.0;

/// The sphere turned so that a place is its pole, and the latitude there of the disc's edge.
struct Cap {
    turned: Turned,
    edge: HalfPlane,
}

/// A ring on the turned sphere.
struct TurnedRing {
    ring: Unrolled,
    /// Whether the disc's middle lies on its inner side.
    holds_center: bool,
    /// Whether the place opposite to that does.
    holds_antipode: bool,
}

pub(super) fn polygon(
    center: LonLat,
    radius_deg: f64,
    rings: &[impl AsRef<[LonLat]>],
) -> Vec<Vec<Vec<LonLat>>> {
    let cap = Cap::new(center, radius_deg);
    let rings: Vec<TurnedRing> = rings
        .iter()
        .map(|ring| cap.turned_ring(ring.as_ref()))
        .collect();
    let flat = cap
        .cut(rings)
        .into_iter()
        .filter_map(|Ring { path, outline }| {
            let path = path.into_iter().map(polar).collect();
            tidied(path).map(|path| Ring { path, outline })
        })
        .collect();
    nested(flat)
        .iter()
        .map(|polygon| polygon.iter().map(|ring| cap.placed(ring)).collect())
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

    /// The parts of a polygon within the disc.
    fn cut(&self, rings: Vec<TurnedRing>) -> Vec<Ring> {
        let closed = |ring: &TurnedRing| ring.ring.turns == 0 && !ring.all_around();
        if rings.iter().all(closed) {
            let rings = rings.into_iter().enumerate().map(|(at, ring)| Ring {
                path: ring.ring.path,
                outline: at == 0,
            });
            return self.divided(&self.edge.cut(rings.collect()));
        }
        self.cut_around(&rings)
            .unwrap_or_else(|| self.divided(&self.cut_open(rings)))
    }

    /// A polygon whose outline goes round the middle, with no hole across the rim.
    fn cut_around(&self, rings: &[TurnedRing]) -> Option<Vec<Ring>> {
        let (outline, holes) = rings.split_first()?;
        if outline.ring.turns == 0 || !outline.holds_center {
            return None;
        }
        let mut cut = vec![Ring {
            path: self.held_in(&outline.ring.path),
            outline: true,
        }];
        for hole in holes {
            let path = &hole.ring.path;
            let inside = path.iter().filter(|&&point| self.edge.holds(point)).count();
            if inside == path.len() {
                cut.push(Ring {
                    path: path.clone(),
                    outline: false,
                });
            } else if inside > 0 || hole.holds_center {
                return None;
            }
        }
        Some(cut)
    }

    /// Any polygon, cut open along a line from the middle to the rim.
    fn cut_open(&self, rings: Vec<TurnedRing>) -> Vec<Ring> {
        let everything = Unrolled {
            path: vec![
                [-180.0, -90.0],
                [180.0, -90.0],
                [180.0, 90.0],
                [-180.0, 90.0],
            ],
            turns: 0,
            pole_deg: 90.0,
        };
        let mut tagged = Vec::new();
        for (at, ring) in rings.into_iter().enumerate() {
            let outline = at == 0;
            let all_around = ring.all_around();
            if all_around {
                tagged.push((everything.clone(), outline));
            }
            tagged.push((ring.ring, outline != all_around));
        }
        let band = Domain::Window {
            central_meridian_deg: 0.0,
            half_width_deg: 180.0,
            south_deg: self.edge.at,
            north_deg: 90.0,
        };
        GlobeWindow::of(&band).map_or_else(|_| Vec::new(), |window| window.cut(tagged.into_iter()))
    }

    /// A ring on the turned sphere, each step the short way round.
    fn turned_ring(&self, ring: &[LonLat]) -> TurnedRing {
        let before = Unrolled::of(ring);
        let (path, turns) = self.turned_path(&before);
        let closed = before.closed_once();
        let [lon_deg, lat_deg] = self.turned.center;
        let mut holds_center = holds_place(&closed, [lon_deg, lat_deg]);
        let holds_antipode = holds_place(&closed, [lon_deg + 180.0, -lat_deg]);
        // Round the pole it holds just one of the two. A ring that passes close by one of them may
        // be taken for passing on its other side, so ask the one farther off.
        let highest = path.iter().map(|point| point[1]).fold(-90.0, f64::max);
        let lowest = path.iter().map(|point| point[1]).fold(90.0, f64::min);
        if turns != 0 && highest > -lowest {
            holds_center = !holds_antipode;
        }
        TurnedRing {
            ring: Unrolled {
                path,
                turns,
                pole_deg: if holds_center { 90.0 } else { -90.0 },
            },
            holds_center,
            holds_antipode,
        }
    }

    /// A ring's path on the turned sphere, and the turns that it takes round the pole.
    fn turned_path(&self, ring: &Unrolled) -> (Vec<Plane>, i32) {
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
        let held = |[x, y]: Plane| [x, y.max(self.edge.at)];
        let mut ring = Vec::new();
        for (a, mut b) in cyclic_pairs(path) {
            b[0] = a[0] + wrapped_deg(b[0] - a[0]);
            match (self.edge.holds(a), self.edge.holds(b)) {
                (true, true) => ring.push(a),
                (true, false) => {
                    let crossing = self.edge.crossing(a, b);
                    ring.push(a);
                    ring.extend(steps(crossing, held(b)).map(|(start, _)| start));
                }
                (false, true) => {
                    let crossing = self.edge.crossing(a, b);
                    ring.extend(steps(held(a), crossing).map(|(start, _)| start));
                    ring.push(crossing);
                }
                (false, false) => ring.extend(steps(held(a), held(b)).map(|(start, _)| start)),
            }
        }
        ring
    }

    /// The rings with more vertices where they were cut: along the rim, and from there to the middle.
    fn divided(&self, rings: &[Ring]) -> Vec<Ring> {
        let cut = |a: Plane, b: Plane| {
            let along_rim = a[1] <= self.edge.at && b[1] <= self.edge.at;
            along_rim || (b[0] - a[0]).abs() <= 1e-9
        };
        let path = |ring: &[Plane]| {
            let edges = cyclic_pairs(ring).map(|(a, b)| {
                let parts = if cut(a, b) { parts(a, b) } else { 1 };
                (0..parts).map(move |at| part(a, b, at, parts))
            });
            edges.flatten().collect()
        };
        rings
            .iter()
            .map(|ring| Ring {
                path: path(&ring.path),
                outline: ring.outline,
            })
            .collect()
    }

    fn placed(&self, ring: &[Plane]) -> Vec<LonLat> {
        let places = ring
            .iter()
            .map(|&point| self.turned.back(from_polar(point)));
        straight_at_poles(&places.collect::<Vec<_>>())
    }
}

impl TurnedRing {
    /// Whether its inner side is all of the sphere but what it seems to hold.
    fn all_around(&self) -> bool {
        self.ring.turns == 0 && self.holds_center && self.holds_antipode
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

/// How many steps of [`STEP_DEG`] at most an edge takes.
fn parts(a: Plane, b: Plane) -> u32 {
    let longest_deg = (b[0] - a[0]).abs().max((b[1] - a[1]).abs());
    (longest_deg / STEP_DEG).ceil().max(1.0) as u32
}

/// The place after so many of an edge's parts.
fn part(a: Plane, b: Plane, at: u32, parts: u32) -> Plane {
    if at == parts {
        return b;
    }
    let part = f64::from(at) / f64::from(parts);
    [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
}

/// An edge in steps.
fn steps(a: Plane, b: Plane) -> impl Iterator<Item = (Plane, Plane)> {
    let parts = parts(a, b);
    (0..parts).map(move |at| (part(a, b, at, parts), part(a, b, at + 1, parts)))
}

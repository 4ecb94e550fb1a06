//! Cutting to a band of latitude that is open along a meridian.

use super::bounds::{GlobeWindow, LONGEST_DEG};
use super::half_plane::HalfPlane;
use super::nest::nested;
use super::plane::{Plane, Ring, Unrolled, area_deg2, cyclic_pairs, tidied, unrolled};
use super::whole::{whole_line, whole_ring};
use crate::earth::LonLat;

impl GlobeWindow {
    pub(super) fn polygon(&self, rings: &[impl AsRef<[LonLat]>]) -> Vec<Vec<Vec<LonLat>>> {
        // Nearly all that is ever cut needs no cut: one look at each vertex tells.
        let whole = rings.iter().map(|ring| whole_ring(self, ring.as_ref()));
        match whole.collect::<Option<Vec<_>>>() {
            Some(whole) if !whole.is_empty() => uncut(whole),
            _ => self.cut_polygon(rings),
        }
    }

    /// The same for rings that may have to be cut.
    pub(super) fn cut_polygon(&self, rings: &[impl AsRef<[LonLat]>]) -> Vec<Vec<Vec<LonLat>>> {
        let rings = rings.iter().map(|ring| Unrolled::of(ring.as_ref()));
        let tagged = rings.enumerate().map(|(at, ring)| (ring, at == 0));
        nested(self.cut(tagged))
            .into_iter()
            .map(|polygon| polygon.iter().map(|ring| placed(ring)).collect())
            .collect()
    }

    /// The parts of a polygon within the window, of its rings and whether each is the outline.
    pub(super) fn cut(&self, rings: impl Iterator<Item = (Unrolled, bool)>) -> Vec<Ring> {
        let on_plane = rings
            .flat_map(|(ring, outline)| {
                let round_a_pole = ring.turns != 0;
                self.copies(ring.closed(), round_a_pole)
                    .into_iter()
                    .filter_map(tidied)
                    .map(move |path| Ring { path, outline })
            })
            .collect();
        self.edges()
            .iter()
            .fold(on_plane, |rings, edge| edge.cut(rings))
    }

    pub(super) fn line(&self, line: &[LonLat]) -> Vec<Vec<LonLat>> {
        whole_line(self, line).map_or_else(|| self.cut_line(line), |line| vec![line])
    }

    /// The same for a line that may have to be cut.
    pub(super) fn cut_line(&self, line: &[LonLat]) -> Vec<Vec<LonLat>> {
        let mut pieces: Vec<(f64, Vec<Plane>)> = self
            .copies(unrolled(line), false)
            .iter()
            .flat_map(|path| self.pieces(path))
            .collect();
        pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
        pieces
            .iter()
            .map(|(_, piece)| subdivided(piece.windows(2).map(|pair| (pair[0], pair[1])), true))
            .collect()
    }

    /// The path wherever it comes to lie in the window, one turn after the other. One round a pole
    /// is already there in every turn.
    fn copies(&self, path: Vec<Plane>, round_a_pole: bool) -> Vec<Vec<Plane>> {
        if round_a_pole {
            return vec![path];
        }
        let lons_deg = || path.iter().map(|point| point[0]);
        let west_deg = lons_deg().fold(f64::INFINITY, f64::min);
        let east_deg = lons_deg().fold(f64::NEG_INFINITY, f64::max);
        if path.is_empty() {
            return Vec::new();
        }
        let first = ((self.lon_deg[0] - east_deg) / 360.0).ceil() as i32;
        let last = ((self.lon_deg[1] - west_deg) / 360.0).floor() as i32;
        (first..=last)
            .map(|turn| {
                let shift_deg = f64::from(turn) * 360.0;
                path.iter().map(|&[x, y]| [x + shift_deg, y]).collect()
            })
            .collect()
    }

    fn edges(&self) -> [HalfPlane; 4] {
        [
            HalfPlane::above(0, self.lon_deg[0]),
            HalfPlane::below(0, self.lon_deg[1]),
            HalfPlane::above(1, self.lat_deg[0]),
            HalfPlane::below(1, self.lat_deg[1]),
        ]
    }

    /// The parts of a path within the window, each with where on the path it begins, in edges.
    fn pieces(&self, path: &[Plane]) -> Vec<(f64, Vec<Plane>)> {
        let mut pieces: Vec<(f64, Vec<Plane>)> = Vec::new();
        for (at, pair) in path.windows(2).enumerate() {
            let Some((a, b)) = self.edge_within(pair[0], pair[1]) else {
                continue;
            };
            match pieces.last_mut() {
                Some((_, piece)) if piece.last() == Some(&a) => piece.push(b),
                _ => pieces.push((at as f64 + part_of(pair[0], pair[1], a), vec![a, b])),
            }
        }
        for (_, piece) in &mut pieces {
            piece.dedup();
        }
        pieces.retain(|(_, piece)| piece.len() > 1);
        pieces
    }

    /// The part of an edge within the window.
    fn edge_within(&self, mut a: Plane, mut b: Plane) -> Option<(Plane, Plane)> {
        for side in self.edges() {
            match (side.holds(a), side.holds(b)) {
                (true, true) => {}
                (true, false) => b = side.crossing(a, b),
                (false, true) => a = side.crossing(a, b),
                (false, false) => return None,
            }
        }
        Some((a, b))
    }
}

/// A polygon whose rings, outline first, lie within the window: what cutting would leave of it.
fn uncut(rings: Vec<Vec<Plane>>) -> Vec<Vec<Vec<LonLat>>> {
    let mut polygon = Vec::with_capacity(rings.len());
    for (at, ring) in rings.into_iter().enumerate() {
        match tidied(ring) {
            Some(mut ring) => {
                if (area_deg2(&ring) > 0.0) != (at == 0) {
                    ring.reverse();
                }
                polygon.push(ring.iter().map(|&[x, y]| LonLat::new(x, y)).collect());
            }
            // Holes in nothing.
            None if at == 0 => return Vec::new(),
            None => {}
        }
    }
    vec![polygon]
}

/// Which part of an edge lies before a point of it.
fn part_of(from: Plane, to: Plane, point: Plane) -> f64 {
    let way = |end: Plane| (end[0] - from[0]).abs() + (end[1] - from[1]).abs();
    if way(to) > 0.0 {
        way(point) / way(to)
    } else {
        0.0
    }
}

/// A ring's places, with long edges divided.
fn placed(ring: &[Plane]) -> Vec<LonLat> {
    subdivided(cyclic_pairs(ring), false)
}

/// The edges' vertices, with more of them where an edge is long; `open` keeps the last one.
fn subdivided(edges: impl Iterator<Item = (Plane, Plane)>, open: bool) -> Vec<LonLat> {
    let mut places = Vec::new();
    let mut last = None;
    for (a, b) in edges {
        let parts = ((b[0] - a[0]).abs() / LONGEST_DEG).ceil().max(1.0) as u32;
        places.extend((0..parts).map(|at| {
            let part = f64::from(at) / f64::from(parts);
            LonLat::new(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
        }));
        last = Some(LonLat::new(b[0], b[1]));
    }
    if open {
        places.extend(last);
    }
    places
}

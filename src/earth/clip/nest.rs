//! Which hole lies in which outline.

use super::plane::{Plane, Ring, cyclic_pairs};

/// The rings as polygons, each an outline and then its holes. The rings must not cross.
pub(super) fn nested(rings: Vec<Ring>) -> Vec<Vec<Vec<Plane>>> {
    let (outlines, holes): (Vec<Ring>, Vec<Ring>) =
        rings.into_iter().partition(|ring| ring.outline);
    let mut polygons: Vec<_> = outlines.into_iter().map(|ring| vec![ring.path]).collect();
    // With one outline there is nothing to look for.
    let several = polygons.len() > 1 && !holes.is_empty();
    let sought = polygons.iter().filter(|_| several);
    let belts: Vec<Belts> = sought.map(|polygon| Belts::of(&polygon[0])).collect();
    for Ring { path: hole, .. } in holes {
        let around = if polygons.len() == 1 {
            Some(0)
        } else {
            belts.iter().position(|belts| belts.enclose(&hole))
        };
        if let Some(polygon) = around.and_then(|at| polygons.get_mut(at)) {
            polygon.push(hole);
        }
    }
    polygons
}

/// A ring's edges by belts of latitude, so that one look at a point need not see them all: the
/// ocean has thousands of islands, and hundreds of thousands of edges.
struct Belts {
    south: f64,
    height: f64,
    edges: Vec<Vec<(Plane, Plane)>>,
}

impl Belts {
    /// So many edges to a belt, if they were spread evenly.
    const EDGES: usize = 32;

    fn of(ring: &[Plane]) -> Self {
        let lats = || ring.iter().map(|point| point[1]);
        let south = lats().fold(f64::INFINITY, f64::min);
        let north = lats().fold(f64::NEG_INFINITY, f64::max);
        let count = ring.len() / Self::EDGES + 1;
        let mut belts = Self {
            south,
            height: (north - south) / count as f64,
            edges: vec![Vec::new(); count],
        };
        for (a, b) in cyclic_pairs(ring) {
            let (first, last) = (belts.at(a[1].min(b[1])), belts.at(a[1].max(b[1])));
            for belt in &mut belts.edges[first..=last] {
                belt.push((a, b));
            }
        }
        belts
    }

    /// The belt of a latitude, the nearest one beyond the ring.
    fn at(&self, lat: f64) -> usize {
        // As an integer, not a number is 0, and so is what lies below.
        (((lat - self.south) / self.height) as usize).min(self.edges.len() - 1)
    }

    /// Whether most of a hole's first vertices lie inside: one may touch the ring.
    fn enclose(&self, hole: &[Plane]) -> bool {
        let inside =
            |&&vertex: &&Plane| crossed(self.edges[self.at(vertex[1])].iter().copied(), vertex);
        hole.iter().take(3).filter(inside).count() > 1
    }
}

/// Whether a point lies in a ring.
pub(super) fn contains(ring: &[Plane], point: Plane) -> bool {
    crossed(cyclic_pairs(ring), point)
}

/// Whether a ray eastward from the point crosses an odd number of edges.
fn crossed(edges: impl Iterator<Item = (Plane, Plane)>, [x, y]: Plane) -> bool {
    edges
        .filter(|(a, b)| (a[1] > y) != (b[1] > y))
        .filter(|(a, b)| x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, half: f64, outline: bool) -> Ring {
        Ring {
            path: vec![
                [x - half, -half],
                [x + half, -half],
                [x + half, half],
                [x - half, half],
            ],
            outline,
        }
    }

    #[test]
    fn each_hole_goes_to_the_outline_around_it() {
        let rings = vec![
            square(0.0, 1.0, false),
            square(0.0, 2.0, true),
            square(10.0, 1.0, false),
            square(10.0, 2.0, true),
            square(20.0, 1.0, false),
        ];
        let corners: Vec<Vec<f64>> = nested(rings)
            .iter()
            .map(|polygon| polygon.iter().map(|ring| ring[0][0]).collect())
            .collect();
        assert_eq!(corners, [vec![-2.0, -1.0], vec![8.0, 9.0]]);
    }
}

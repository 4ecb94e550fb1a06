//! Which ring is an outline and which a hole.

use super::plane::{Plane, cyclic_pairs};

/// The rings as polygons, each an outline and then its holes.
///
/// The rings must not cross. A ring inside an even number of others is an outline.
pub(super) fn nested(rings: Vec<Vec<Plane>>) -> Vec<Vec<Vec<Plane>>> {
    if rings.len() < 2 {
        return rings.into_iter().map(|ring| vec![ring]).collect();
    }
    let bounds: Vec<_> = rings.iter().map(|ring| bounds(ring)).collect();
    let around: Vec<Vec<usize>> = (0..rings.len())
        .map(|inner| {
            (0..rings.len())
                .filter(|&outer| outer != inner && holds(&bounds[outer], &bounds[inner]))
                .filter(|&outer| encloses(&rings[outer], &rings[inner]))
                .collect()
        })
        .collect();
    let mut polygons: Vec<Vec<Vec<Plane>>> = Vec::new();
    let mut polygon_of = vec![None; rings.len()];
    for (at, ring) in rings.iter().enumerate() {
        if around[at].len().is_multiple_of(2) {
            polygon_of[at] = Some(polygons.len());
            polygons.push(vec![ring.clone()]);
        }
    }
    for (at, ring) in rings.into_iter().enumerate() {
        if around[at].len().is_multiple_of(2) {
            continue;
        }
        // The outline just around it is itself inside the most others.
        let outline = around[at]
            .iter()
            .filter(|&&outer| polygon_of[outer].is_some())
            .max_by_key(|&&outer| around[outer].len());
        if let Some(polygon) = outline.and_then(|&outer| polygon_of[outer]) {
            polygons[polygon].push(ring);
        }
    }
    polygons
}

/// Least and greatest of both coordinates.
fn bounds(ring: &[Plane]) -> [f64; 4] {
    let none = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    ring.iter().fold(none, |[w, s, e, n], &[x, y]| {
        [w.min(x), s.min(y), e.max(x), n.max(y)]
    })
}

fn holds(outer: &[f64; 4], inner: &[f64; 4]) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

/// Whether most of the inner ring's first few edges lie inside the outer one: a vertex, or an edge,
/// may lie on it where both were cut.
fn encloses(outer: &[Plane], inner: &[Plane]) -> bool {
    let middles = cyclic_pairs(inner).map(|(a, b)| [a[0].midpoint(b[0]), a[1].midpoint(b[1])]);
    let (mut inside, mut looked) = (0, 0);
    for middle in middles.take(5) {
        looked += 1;
        inside += i32::from(contains(outer, middle));
    }
    inside * 2 > looked
}

/// Whether a point lies in a ring, by the edges that a ray eastward crosses.
pub(super) fn contains(ring: &[Plane], [x, y]: Plane) -> bool {
    cyclic_pairs(ring)
        .filter(|(a, b)| (a[1] > y) != (b[1] > y))
        .filter(|(a, b)| x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(half: f64) -> Vec<Plane> {
        vec![[-half, -half], [half, -half], [half, half], [-half, half]]
    }

    #[test]
    fn an_island_in_a_lake_on_an_island_is_a_polygon_of_its_own() {
        let polygons = nested(vec![square(1.0), square(2.0), square(3.0)]);
        let sides: Vec<Vec<f64>> = polygons
            .iter()
            .map(|polygon| polygon.iter().map(|ring| ring[1][0]).collect())
            .collect();
        assert_eq!(sides, [vec![1.0], vec![3.0, 2.0]]);
    }
}

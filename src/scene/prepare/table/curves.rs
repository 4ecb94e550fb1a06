//! How closely the edges of a table follow their curves.

use std::ops::Range;

use crate::atlas::table::{PartKind, Shapes, TablePoint};
use crate::cores;
use crate::earth::MEAN_RADIUS_M;

/// Largest distance of a projected edge from its curve, metres of the map.
const CURVE_M: f64 = 25.0;

/// Corners that the edges of a table may be given to follow their curves, as estimated: all edges of a
/// grid of degrees over the world and more. Their number, not that of the file's corners, is what
/// memory and time would follow, and a file of some megabytes can ask for hundreds of millions.
const MOST_BENDS: f64 = 1e6;

/// Largest distance of a projected edge of these shapes from its curve, metres of the map: one for all
/// edges of a table, so that neighbours share what they share.
///
/// It is 25 m but for tables whose edges, all together, are more than a million times as long as a piece
/// of curve that is straight within 25 m (36 km): some ten thousand edges across a continent. Their edges
/// depart further, as little as the bound on added corners allows: by 430 m for 50,000 edges of 3,000 km.
///
/// The positions of parts are worked on in these `loads`.
pub(super) fn curve_m(shapes: &Shapes, loads: &[Range<usize>]) -> f64 {
    let long_m = cores::map(loads, 1, |parts| -> f64 {
        parts.clone().map(|part| long_edges_m(shapes, part)).sum()
    });
    curve_for(long_m.into_iter().sum())
}

/// The same for edges that are so long together.
fn curve_for(long_m: f64) -> f64 {
    let over = (long_m / straight_m(CURVE_M) / MOST_BENDS).max(1.0);
    CURVE_M * over * over
}

/// Length of an arc of a great circle that departs so far from its chord, metres.
fn straight_m(curve_m: f64) -> f64 {
    (8.0 * MEAN_RADIUS_M * curve_m).sqrt()
}

/// Length of a part's edges that are too long to be straight, metres.
fn long_edges_m(shapes: &Shapes, part: usize) -> f64 {
    if shapes.parts[part].kind == PartKind::Points {
        return 0.0;
    }
    let longest_m = straight_m(CURVE_M);
    let edges = shapes.part(part).windows(2);
    let lengths = edges.map(|edge| length_m(edge[0], edge[1]));
    lengths.filter(|&length| length > longest_m).sum()
}

/// About how long an edge is: the longer of its two sides, degrees of a great circle as metres.
fn length_m(from: TablePoint, to: TablePoint) -> f64 {
    let (from, to) = (from.lon_lat(), to.lon_lat());
    let east_deg = (to.lon_deg - from.lon_deg).abs();
    let east_deg = east_deg.min(360.0 - east_deg);
    let north_deg = (to.lat_deg - from.lat_deg).abs();
    east_deg.max(north_deg).to_radians() * MEAN_RADIUS_M
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_of_a_world_of_degrees_are_as_curved_as_any() {
        let degree_m = 1_f64.to_radians() * MEAN_RADIUS_M;
        assert_eq!(
            curve_for(360.0 * 180.0 * 4.0 * degree_m).to_bits(),
            CURVE_M.to_bits()
        );
    }

    #[test]
    fn added_corners_stay_bounded_however_long_edges_are() {
        let across_a_continent_m = 40_f64.to_radians() * MEAN_RADIUS_M;
        let all_m = 400_000.0 * across_a_continent_m;
        let bends = all_m / straight_m(curve_for(all_m));
        assert!((bends / MOST_BENDS - 1.0).abs() < 1e-9, "{bends}");
    }
}

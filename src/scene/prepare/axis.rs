//! The line that a range's name is written along.

use std::sync::Arc;

use crate::earth::{LonLat, Projection};
use crate::scene::LineGeometry;
use crate::scene::prepare::geometry::projected_lines;

/// Number of steps in which the curve goes from one corner to the next.
const STEPS: u32 = 8;
/// Largest distance of a projected step from its curve, metres of the map: letters stand too far apart to
/// show it.
const TOLERANCE_M: f64 = 500.0;

/// The smooth curve through the corners of an axis; in pieces where the projection's edge cuts it.
pub(super) fn axis(projection: &Projection, corners: &[LonLat]) -> Vec<Arc<LineGeometry>> {
    projected_lines(projection, &smooth(&unwrapped(corners)), TOLERANCE_M)
}

/// The corners with each longitude within half a turn of the one before.
fn unwrapped(corners: &[LonLat]) -> Vec<LonLat> {
    let mut before_deg = corners.first().map_or(0.0, |corner| corner.lon_deg);
    let unwrap = |corner: &LonLat| {
        let turns = ((corner.lon_deg - before_deg) / 360.0).round();
        before_deg = corner.lon_deg - turns * 360.0;
        LonLat::new(before_deg, corner.lat_deg)
    };
    corners.iter().map(unwrap).collect()
}

/// The spline through all corners that runs at each of them as a straight line between its
/// neighbours would: Catmull and Rom (1974), A class of local interpolating splines, in Computer
/// Aided Geometric Design.
fn smooth(corners: &[LonLat]) -> Vec<LonLat> {
    let corner = |number: usize| corners[number.min(corners.len() - 1)];
    let mut curve = Vec::new();
    for number in 1..corners.len() {
        let near = [
            corner(number.saturating_sub(2)),
            corner(number - 1),
            corner(number),
            corner(number + 1),
        ];
        curve.extend((0..STEPS).map(|step| spline(near, f64::from(step) / f64::from(STEPS))));
    }
    curve.extend(corners.last());
    curve
}

/// The place at `part` (0 to 1) of the way from the second of four corners to the third.
fn spline(corners: [LonLat; 4], part: f64) -> LonLat {
    let (square, cube) = (part * part, part * part * part);
    let weights = [
        -cube + 2.0 * square - part,
        3.0 * cube - 5.0 * square + 2.0,
        -3.0 * cube + 4.0 * square + part,
        cube - square,
    ];
    let sum = |of: fn(&LonLat) -> f64| -> f64 {
        let terms = corners.iter().zip(weights);
        terms
            .map(|(corner, weight)| of(corner) * weight / 2.0)
            .sum()
    };
    LonLat::new(
        sum(|corner| corner.lon_deg),
        sum(|corner| corner.lat_deg).clamp(-90.0, 90.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_runs_through_every_corner_and_turns_little_at_any() {
        let corners = [(67.9, 34.9), (70.3, 35.9), (71.8, 36.4), (74.4, 36.9)];
        let corners = corners.map(|(lon, lat)| LonLat::new(lon, lat));
        let curve = smooth(&corners);
        for corner in corners {
            assert!(curve.contains(&corner), "{corner:?}");
        }
        let ways: Vec<f64> = curve
            .windows(2)
            .map(|pair| {
                (pair[1].lat_deg - pair[0].lat_deg).atan2(pair[1].lon_deg - pair[0].lon_deg)
            })
            .collect();
        let sharpest = ways.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        assert!(sharpest.fold(0.0, f64::max) < 0.1, "{ways:?}");
    }

    #[test]
    fn an_axis_over_the_date_line_takes_the_short_way() {
        let corners = [(178.0, 60.0), (-179.0, 61.0), (-176.0, 61.5)];
        let corners = corners.map(|(lon, lat)| LonLat::new(lon, lat));
        let curve = smooth(&unwrapped(&corners));
        let step = |pair: &[LonLat]| (pair[1].lon_deg - pair[0].lon_deg).abs();
        assert!(curve.windows(2).map(step).all(|step_deg| step_deg < 1.0));
    }

    #[test]
    fn a_single_corner_and_none_are_no_axis() {
        assert!(smooth(&[]).is_empty());
        assert_eq!(smooth(&[LonLat::new(1.0, 2.0)]).len(), 1);
    }
}

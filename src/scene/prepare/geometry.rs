//! Areas and lines in map metres, made once.

use std::sync::Arc;

use crate::earth::{LonLat, MapPoint, MapRect, Projection, clip};
use crate::scene::{AreaGeometry, LineGeometry};

/// The area within `rings`: the outline, then its holes, none of them closed by a repeated point.
pub(in crate::scene) fn area(rings: Vec<Vec<MapPoint>>) -> Option<Arc<AreaGeometry>> {
    let rings: Vec<_> = rings.into_iter().filter(|ring| ring.len() >= 3).collect();
    if rings.is_empty() {
        return None;
    }
    Some(Arc::new(AreaGeometry::new(rings)))
}

/// A polyline, where it has two points at least.
pub(in crate::scene) fn line(points: Vec<MapPoint>) -> Option<Arc<LineGeometry>> {
    let bounds = points.iter().copied().collect::<MapRect>();
    (points.len() >= 2).then(|| Arc::new(LineGeometry { bounds, points }))
}

/// The parts of a polygon that the projection shows, as areas.
pub(in crate::scene) fn projected_areas(
    projection: &Projection,
    rings: &[impl AsRef<[LonLat]>],
    tolerance_m: f64,
) -> Vec<Arc<AreaGeometry>> {
    clip::polygon(&projection.domain(), rings)
        .into_iter()
        .filter_map(|piece| {
            let rings = piece.iter().map(|ring| {
                let mut points = Vec::with_capacity(ring.len());
                projection.project_ring(ring, tolerance_m, &mut points);
                points
            });
            area(rings.collect())
        })
        .collect()
}

/// The parts of a line that the projection shows.
pub(in crate::scene) fn projected_lines(
    projection: &Projection,
    places: &[LonLat],
    tolerance_m: f64,
) -> Vec<Arc<LineGeometry>> {
    let cut = clip::line(&projection.domain(), places);
    projected_pieces(projection, &cut, tolerance_m)
}

/// The same of a line that is cut already.
pub(in crate::scene) fn projected_pieces(
    projection: &Projection,
    cut: &[Vec<LonLat>],
    tolerance_m: f64,
) -> Vec<Arc<LineGeometry>> {
    let project = |piece: &Vec<LonLat>| {
        let mut points = Vec::with_capacity(piece.len());
        projection.project_line(piece, tolerance_m, &mut points);
        line(points)
    };
    cut.iter().filter_map(project).collect()
}

/// Whether the point lies in the area, by the even-odd rule.
#[cfg(test)]
pub(in crate::scene) fn holds(area: &AreaGeometry, at: MapPoint) -> bool {
    let crosses = |ring: &Vec<MapPoint>| {
        let mut inside = false;
        let mut before = ring[ring.len() - 1];
        for &point in ring {
            if (point.y_m > at.y_m) != (before.y_m > at.y_m) {
                let part = (at.y_m - point.y_m) / (before.y_m - point.y_m);
                inside ^= at.x_m < point.x_m + part * (before.x_m - point.x_m);
            }
            before = point;
        }
        inside
    };
    area.bounds.contains(at) && area.rings.iter().filter(|ring| crosses(ring)).count() % 2 == 1
}

//! Where a mark stands when only a part of its feature is in view.

use crate::earth::clip::{PlanePoint, Rectangle};
use crate::earth::{MapPoint, MapRect, pole_of_inaccessibility};
use crate::scene::prepare::DrawnParts;
use crate::scene::{AreaGeometry, LineGeometry};

/// A point of the feature within `rect`, chosen as its anchor is chosen of the whole: of points the
/// one nearest to their middle, of lines the middle of the longest stretch, of areas the pole of
/// inaccessibility of the largest part. `None` where nothing of the feature is in `rect`.
pub(super) fn anchor_in(drawn: &DrawnParts, rect: &MapRect) -> Option<MapPoint> {
    if !drawn.bounds.intersects(rect) {
        return None;
    }
    let point = of_points(&drawn.points, rect);
    let line = || of_lines(drawn.lines.iter().map(AsRef::as_ref), rect);
    let area = || of_areas(drawn.areas.iter().map(AsRef::as_ref), rect);
    point.or_else(line).or_else(area)
}

fn of_points(points: &[MapPoint], rect: &MapRect) -> Option<MapPoint> {
    let within = || points.iter().filter(|point| rect.contains(**point));
    let count = within().count() as f64;
    let sum = within().fold((0.0, 0.0), |(x, y), point| (x + point.x_m, y + point.y_m));
    let middle = MapPoint::new(sum.0 / count, sum.1 / count);
    let away = |point: &MapPoint| point.plane_distance_m(middle);
    within().min_by(|a, b| away(a).total_cmp(&away(b))).copied()
}

fn of_lines<'a>(lines: impl Iterator<Item = &'a LineGeometry>, rect: &MapRect) -> Option<MapPoint> {
    let crossing = lines.filter(|line| line.bounds.intersects(rect));
    let rect = Rectangle::from(*rect);
    let stretches = crossing.flat_map(|line| rect.line(&line.points));
    let longest = stretches.map(|stretch| (length(&stretch), stretch));
    let (length_m, stretch) = longest.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let mut left_m = length_m / 2.0;
    for edge in stretch.windows(2) {
        let edge_m = edge[0].plane_distance_m(edge[1]);
        if edge_m > 0.0 && left_m <= edge_m {
            return Some(edge[0].between(edge[1], left_m / edge_m));
        }
        left_m -= edge_m;
    }
    stretch.first().copied()
}

fn length(line: &[MapPoint]) -> f64 {
    let edges = line.windows(2);
    edges.map(|edge| edge[0].plane_distance_m(edge[1])).sum()
}

fn of_areas<'a>(areas: impl Iterator<Item = &'a AreaGeometry>, rect: &MapRect) -> Option<MapPoint> {
    let crossing = areas.filter(|area| area.bounds.intersects(rect));
    let rect = Rectangle::from(*rect);
    let cut = crossing.map(|area| {
        let rings = area.rings.iter().map(|ring| {
            let ring = rect.ring(ring).into_iter();
            ring.map(PlanePoint::coordinates).collect()
        });
        rings.collect::<Vec<Vec<_>>>()
    });
    let sized = cut.map(|rings| (rings.first().map_or(0.0, |ring| size(ring)), rings));
    let (_, rings) = sized.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let [x_m, y_m] = pole_of_inaccessibility(&rings)?;
    Some(MapPoint::new(x_m, y_m))
}

/// Twice the area within a ring.
fn size(ring: &[[f64; 2]]) -> f64 {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let edges = before.zip(ring);
    let twice: f64 = edges.map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
    twice.abs()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn rect(left: f64, low: f64, right: f64, high: f64) -> MapRect {
        MapRect::new(MapPoint::new(left, low), MapPoint::new(right, high))
    }

    fn points(corners: &[(f64, f64)]) -> Vec<MapPoint> {
        corners.iter().map(|&(x, y)| MapPoint::new(x, y)).collect()
    }

    fn drawn(rings: Vec<Vec<MapPoint>>, line: Vec<MapPoint>) -> DrawnParts {
        let mut drawn = DrawnParts::default();
        if !rings.is_empty() {
            drawn.areas.push(Arc::new(AreaGeometry::new(rings)));
        }
        if !line.is_empty() {
            let bounds = line.iter().copied().collect();
            let line = LineGeometry {
                bounds,
                points: line,
            };
            drawn.lines.push(Arc::new(line));
        }
        drawn.bounded()
    }

    #[test]
    fn an_area_that_covers_the_view_has_its_mark_in_the_middle_of_the_view() {
        let area = points(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]);
        let view = rect(10.0, 10.0, 30.0, 20.0);
        let at = anchor_in(&drawn(vec![area], Vec::new()), &view).unwrap();
        assert_eq!((at.x_m, at.y_m), (20.0, 15.0));
    }

    #[test]
    fn the_mark_of_a_horseshoe_is_on_an_arm_that_is_in_view() {
        let horseshoe = points(&[
            (0.0, 0.0),
            (10.0, 0.0),
            (10.0, 6.0),
            (8.0, 6.0),
            (8.0, 2.0),
            (2.0, 2.0),
            (2.0, 6.0),
            (0.0, 6.0),
        ]);
        let above = rect(-1.0, 3.0, 11.0, 5.0);
        let at = anchor_in(&drawn(vec![horseshoe.clone()], Vec::new()), &above).unwrap();
        assert!(at.x_m < 2.0 || at.x_m > 8.0, "{at:?}");
        let gap = rect(3.0, 3.0, 7.0, 5.0);
        assert_eq!(anchor_in(&drawn(vec![horseshoe], Vec::new()), &gap), None);
    }

    #[test]
    fn the_mark_of_a_line_is_in_the_middle_of_its_longest_stretch_in_view() {
        let line = points(&[
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 20.0),
            (10.0, 20.0),
            (10.0, 0.0),
            (30.0, 0.0),
        ]);
        let at = anchor_in(&drawn(Vec::new(), line), &rect(0.0, -1.0, 20.0, 1.0)).unwrap();
        assert!((at.x_m - 14.5).abs() < 1.0 && at.y_m == 0.0, "{at:?}");
    }
}

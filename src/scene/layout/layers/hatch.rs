//! Areas filled with parallel lines that lie fast on the map.

use super::ViewContext;
use crate::earth::clip::{PlanePoint, Rectangle};
use crate::earth::{MapPoint, MapRect};
use crate::scene::{AreaGeometry, Contour, Item, Path, Stroke};

/// Which way the lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Slope {
    /// Up to the right.
    Rising,
    /// Down to the right.
    Falling,
}

impl Slope {
    /// The way that they run, of length 1, y up.
    pub(in crate::scene) fn direction(self) -> (f64, f64) {
        let half = std::f64::consts::FRAC_1_SQRT_2;
        match self {
            Self::Rising => (half, half),
            Self::Falling => (half, -half),
        }
    }
}

/// The pieces of parallel lines, `spacing_m` apart, within the areas (by the even-odd rule, each on
/// its own) and within `rect`. They lie fast on the map: a larger `rect` adds to them and moves none.
pub(super) fn segments(
    areas: &[&AreaGeometry],
    slope: Slope,
    spacing_m: f64,
    rect: MapRect,
) -> Vec<[MapPoint; 2]> {
    let turned = Turned(slope.direction());
    let mut pieces = Vec::new();
    for area in areas {
        let Some(bands) = turned.bands(spacing_m, area, rect) else {
            continue;
        };
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); bands.count];
        for ring in &area.rings {
            let mut before = ring.last().map(|&point| turned.of(point));
            for &point in ring {
                let to = turned.of(point);
                if let Some(from) = before {
                    bands.cross(from, to, &mut crossings);
                }
                before = Some(to);
            }
        }
        for (number, along) in crossings.iter_mut().enumerate() {
            along.sort_by(f64::total_cmp);
            let across = bands.across(number);
            for pair in along.chunks_exact(2) {
                let ends = [turned.back(pair[0], across), turned.back(pair[1], across)];
                pieces.extend(cut(ends, rect));
            }
        }
    }
    pieces
}

/// The areas hatched in the view, as one path of the screen.
pub(super) fn hatched(
    frame: &ViewContext<'_>,
    areas: &[&AreaGeometry],
    slope: Slope,
    spacing_px: f64,
    stroke: Stroke,
) -> Option<Item> {
    let spacing_m = spacing_px * frame.camera.metres_per_px;
    let pieces = segments(areas, slope, spacing_m, frame.seen);
    on_screen(frame, &pieces, stroke)
}

/// Segments in view, as one path of the screen.
pub(super) fn on_screen(
    frame: &ViewContext<'_>,
    pieces: &[[MapPoint; 2]],
    stroke: Stroke,
) -> Option<Item> {
    let contours: Vec<Contour> = pieces
        .iter()
        .filter_map(|&piece| cut(piece, frame.seen))
        .map(|piece| Contour {
            points: piece
                .map(|point| frame.camera.screen_from_map(point))
                .to_vec(),
            closed: false,
        })
        .collect();
    (!contours.is_empty()).then_some(Item::Path(Path {
        contours,
        fill: None,
        stroke: Some(stroke),
    }))
}

/// The plane turned so that the lines run along the first axis.
struct Turned((f64, f64));

impl Turned {
    fn of(&self, point: MapPoint) -> (f64, f64) {
        let (cos, sin) = self.0;
        (
            point.x_m * cos + point.y_m * sin,
            point.y_m * cos - point.x_m * sin,
        )
    }

    fn back(&self, along: f64, across: f64) -> MapPoint {
        let (cos, sin) = self.0;
        MapPoint::new(along * cos - across * sin, along * sin + across * cos)
    }

    /// The lines that can touch both the area and the rectangle.
    fn bands(&self, spacing_m: f64, area: &AreaGeometry, rect: MapRect) -> Option<Bands> {
        let both = MapRect::new(
            MapPoint::new(
                area.bounds.min.x_m.max(rect.min.x_m),
                area.bounds.min.y_m.max(rect.min.y_m),
            ),
            MapPoint::new(
                area.bounds.max.x_m.min(rect.max.x_m),
                area.bounds.max.y_m.min(rect.max.y_m),
            ),
        );
        if both.is_empty() || spacing_m <= 0.0 {
            return None;
        }
        let corners = [
            (both.min.x_m, both.min.y_m),
            (both.min.x_m, both.max.y_m),
            (both.max.x_m, both.min.y_m),
            (both.max.x_m, both.max.y_m),
        ];
        let across = corners.map(|(x_m, y_m)| self.of(MapPoint::new(x_m, y_m)).1);
        let lowest = across.into_iter().fold(f64::INFINITY, f64::min);
        let highest = across.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let first = (lowest / spacing_m).ceil();
        let last = (highest / spacing_m).floor();
        (last >= first).then(|| Bands {
            spacing_m,
            first,
            count: (last - first) as usize + 1,
        })
    }
}

/// Some of the parallel lines.
struct Bands {
    spacing_m: f64,
    first: f64,
    count: usize,
}

impl Bands {
    /// How far across the line with this number lies.
    fn across(&self, number: usize) -> f64 {
        (self.first + number as f64) * self.spacing_m
    }

    /// Notes where the edge crosses which line; an edge holds its lower end and not its upper one.
    fn cross(&self, from: (f64, f64), to: (f64, f64), crossings: &mut [Vec<f64>]) {
        let (low, high) = if from.1 <= to.1 {
            (from, to)
        } else {
            (to, from)
        };
        let number = |across: f64| (across / self.spacing_m).ceil() - self.first;
        let start = number(low.1).max(0.0);
        let end = number(high.1).min(self.count as f64);
        // A range from a greater to a smaller number is empty, and so is one of no numbers.
        let lines = start as usize..end.max(0.0) as usize;
        for (number, crossings) in crossings
            .iter_mut()
            .enumerate()
            .take(lines.end)
            .skip(lines.start)
        {
            let part = (self.across(number) - low.1) / (high.1 - low.1);
            crossings.push(low.0 + part * (high.0 - low.0));
        }
    }
}

/// The part of a segment within a rectangle, where that has any length.
pub(super) fn cut([from, to]: [MapPoint; 2], rect: MapRect) -> Option<[MapPoint; 2]> {
    let parts = Rectangle::from(rect).segment(from, to);
    let parts = parts.filter(|[enters, leaves]| enters < leaves)?;
    Some(parts.map(|part| from.between(to, part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::prepare::geometry;

    fn square(low: f64, high: f64) -> Vec<MapPoint> {
        [(low, low), (high, low), (high, high), (low, high)]
            .map(|(x, y)| MapPoint::new(x, y))
            .to_vec()
    }

    const ALL: MapRect = MapRect::new(MapPoint::new(-1e9, -1e9), MapPoint::new(1e9, 1e9));

    #[test]
    fn a_hole_stays_free() {
        let area = geometry::area(vec![square(0.5, 99.5), square(30.5, 69.5)]).unwrap();
        for slope in [Slope::Rising, Slope::Falling] {
            let pieces = segments(&[&area], slope, 7.0, ALL);
            assert!(pieces.len() > 10, "{slope:?}");
            for [from, to] in pieces {
                let middle = MapPoint::new(
                    f64::midpoint(from.x_m, to.x_m),
                    f64::midpoint(from.y_m, to.y_m),
                );
                assert!(geometry::holds(&area, middle), "{slope:?} {middle:?}");
            }
        }
    }

    #[test]
    fn lines_of_a_square_are_as_long_as_its_area_over_their_spacing() {
        let area = geometry::area(vec![square(0.5, 100.5)]).unwrap();
        let pieces = segments(&[&area], Slope::Rising, 1.0, ALL);
        let length: f64 = pieces
            .iter()
            .map(|[from, to]| (to.x_m - from.x_m).hypot(to.y_m - from.y_m))
            .sum();
        assert!((length - 10_000.0).abs() < 100.0, "{length}");
    }

    #[test]
    fn a_smaller_window_shows_the_same_lines() {
        let area = geometry::area(vec![square(0.0, 100.0)]).unwrap();
        let window = MapRect::new(MapPoint::new(20.0, 20.0), MapPoint::new(60.0, 60.0));
        let mut whole = segments(&[&area], Slope::Rising, 9.0, ALL);
        whole = whole
            .into_iter()
            .filter_map(|piece| cut(piece, window))
            .collect();
        let part = segments(&[&area], Slope::Rising, 9.0, window);
        assert_eq!(whole.len(), part.len());
        for (one, other) in whole.iter().zip(&part) {
            assert!(one[0].plane_distance_m(other[0]) < 1e-6);
            assert!(one[1].plane_distance_m(other[1]) < 1e-6);
        }
    }
}

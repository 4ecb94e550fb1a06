//! An upright rectangle of the projected plane.

use super::MapPoint;

/// An upright rectangle of the projected plane, its edges included.
///
/// A rectangle whose `min` lies beyond its `max` holds nothing; [`MapRect::empty`] is the one that
/// any union or point leaves behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapRect {
    /// The lower left corner.
    pub min: MapPoint,
    /// The upper right corner.
    pub max: MapPoint,
}

impl MapRect {
    /// The rectangle between two corners, each given as lower left and upper right.
    #[must_use]
    pub const fn new(min: MapPoint, max: MapPoint) -> Self {
        Self { min, max }
    }

    /// The rectangle that holds nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self::new(
            MapPoint::new(f64::INFINITY, f64::INFINITY),
            MapPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
        )
    }

    /// Whether it holds no point at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !(self.min.x_m <= self.max.x_m && self.min.y_m <= self.max.y_m)
    }

    /// Grows it just so far that it holds `point`.
    pub fn include(&mut self, point: MapPoint) {
        *self = self.union(&Self::new(point, point));
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(
            MapPoint::new(
                self.min.x_m.min(other.min.x_m),
                self.min.y_m.min(other.min.y_m),
            ),
            MapPoint::new(
                self.max.x_m.max(other.max.x_m),
                self.max.y_m.max(other.max.y_m),
            ),
        )
    }

    /// Whether the two share a point; touching edges do.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x_m <= other.max.x_m
            && other.min.x_m <= self.max.x_m
            && self.min.y_m <= other.max.y_m
            && other.min.y_m <= self.max.y_m
    }

    /// Whether `point` lies in it or on its edge.
    #[must_use]
    pub fn contains(&self, point: MapPoint) -> bool {
        self.intersects(&Self::new(point, point))
    }

    /// Its middle; not finite where it is empty.
    #[must_use]
    pub fn center(&self) -> MapPoint {
        MapPoint::new(
            f64::midpoint(self.min.x_m, self.max.x_m),
            f64::midpoint(self.min.y_m, self.max.y_m),
        )
    }

    /// Its width, in metres; 0 where it is empty.
    #[must_use]
    pub fn width_m(&self) -> f64 {
        (self.max.x_m - self.min.x_m).max(0.0)
    }

    /// Its height, in metres; 0 where it is empty.
    #[must_use]
    pub fn height_m(&self) -> f64 {
        (self.max.y_m - self.min.y_m).max(0.0)
    }

    /// The rectangle with every edge `by_m` metres further out; a negative one shrinks it.
    #[must_use]
    pub fn inflate(&self, by_m: f64) -> Self {
        Self::new(
            MapPoint::new(self.min.x_m - by_m, self.min.y_m - by_m),
            MapPoint::new(self.max.x_m + by_m, self.max.y_m + by_m),
        )
    }
}

impl FromIterator<MapPoint> for MapRect {
    /// The smallest rectangle that holds all the points.
    fn from_iter<I: IntoIterator<Item = MapPoint>>(points: I) -> Self {
        let mut rect = Self::empty();
        for point in points {
            rect.include(point);
        }
        rect
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(min: (f64, f64), max: (f64, f64)) -> MapRect {
        MapRect::new(MapPoint::new(min.0, min.1), MapPoint::new(max.0, max.1))
    }

    #[test]
    fn the_empty_rectangle_holds_nothing_and_adds_nothing() {
        let square = rect((0.0, 0.0), (2.0, 2.0));
        assert!(MapRect::empty().is_empty());
        assert!(!MapRect::empty().contains(MapPoint::new(0.0, 0.0)));
        assert!(!MapRect::empty().intersects(&square));
        assert_eq!(MapRect::empty().union(&square), square);
        assert_eq!(MapRect::empty().width_m(), 0.0);
    }

    #[test]
    fn touching_rectangles_intersect() {
        let left = rect((0.0, 0.0), (1.0, 1.0));
        assert!(left.intersects(&rect((1.0, 1.0), (2.0, 2.0))));
        assert!(!left.intersects(&rect((1.1, 0.0), (2.0, 1.0))));
    }

    #[test]
    fn points_gather_into_their_bounds() {
        let points = [(3.0, -1.0), (-2.0, 5.0), (0.0, 0.0)].map(|(x, y)| MapPoint::new(x, y));
        let bounds = points.into_iter().collect::<MapRect>();
        assert_eq!(bounds, rect((-2.0, -1.0), (3.0, 5.0)));
        assert_eq!(bounds.center(), MapPoint::new(0.5, 2.0));
        assert!(points.iter().all(|&point| bounds.contains(point)));
    }

    #[test]
    fn a_rectangle_shrunk_past_its_middle_is_empty() {
        let square = rect((0.0, 0.0), (2.0, 2.0));
        assert_eq!(square.inflate(1.0), rect((-1.0, -1.0), (3.0, 3.0)));
        assert!(square.inflate(-1.5).is_empty());
    }
}

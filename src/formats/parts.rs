//! Points, lines and areas of one record, put together.

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

/// Fewest positions of a ring: a triangle, and its first corner again.
const FEWEST_IN_RING: usize = 4;

/// The parts of one record's geometry.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    points: Vec<Point<f64>>,
    lines: Vec<LineString<f64>>,
    polygons: Vec<Polygon<f64>>,
    /// Rings that had to be closed.
    pub(super) closed_rings: usize,
    /// Lines of a single position, which became points.
    pub(super) single_positions: usize,
    /// Rings of fewer than three corners, which were left out.
    pub(super) bad_rings: usize,
}

impl Parts {
    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.points.is_empty() && self.lines.is_empty() && self.polygons.is_empty()
    }

    /// Adds a place.
    pub(super) fn add_point(&mut self, position: Coord<f64>) {
        self.points.push(position.into());
    }

    /// Adds a line. One without positions is nothing; one of a single position is a place.
    pub(super) fn add_line(&mut self, positions: Vec<Coord<f64>>) {
        match *positions {
            [] => {}
            [position] => {
                self.single_positions += 1;
                self.add_point(position);
            }
            _ => self.lines.push(LineString(positions)),
        }
    }

    /// Adds an area: its outer ring and its holes. Open rings are closed; a ring of fewer than three
    /// corners is left out, and with an outer one its holes.
    pub(super) fn add_polygon(&mut self, outer: Vec<Coord<f64>>, holes: Vec<Vec<Coord<f64>>>) {
        if outer.is_empty() {
            return;
        }
        let Some(outer) = self.ring(outer) else {
            return;
        };
        let mut closed_holes = Vec::with_capacity(holes.len());
        for hole in holes.into_iter().filter(|hole| !hole.is_empty()) {
            closed_holes.extend(self.ring(hole));
        }
        self.polygons.push(Polygon::new(outer, closed_holes));
    }

    fn ring(&mut self, mut positions: Vec<Coord<f64>>) -> Option<LineString<f64>> {
        if let (Some(&first), Some(last)) = (positions.first(), positions.last())
            && first != *last
        {
            positions.push(first);
            self.closed_rings += usize::from(positions.len() >= FEWEST_IN_RING);
        }
        if positions.len() < FEWEST_IN_RING {
            self.bad_rings += 1;
            return None;
        }
        Some(LineString(positions))
    }

    /// One geometry of all parts, of the simplest type that holds them; `None` where there are none.
    pub(super) fn into_geometry(mut self) -> Option<Geometry<f64>> {
        let kinds = [
            self.points.is_empty(),
            self.lines.is_empty(),
            self.polygons.is_empty(),
        ];
        match kinds {
            [true, true, true] => None,
            [false, true, true] => Some(match self.points.len() {
                1 => self.points.remove(0).into(),
                _ => MultiPoint(self.points).into(),
            }),
            [true, false, true] => Some(match self.lines.len() {
                1 => self.lines.remove(0).into(),
                _ => MultiLineString(self.lines).into(),
            }),
            [true, true, false] => Some(match self.polygons.len() {
                1 => self.polygons.remove(0).into(),
                _ => MultiPolygon(self.polygons).into(),
            }),
            _ => {
                let points = self.points.into_iter().map(Geometry::from);
                let lines = self.lines.into_iter().map(Geometry::from);
                let polygons = self.polygons.into_iter().map(Geometry::from);
                Some(Geometry::GeometryCollection(
                    points.chain(lines).chain(polygons).collect(),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Coord<f64> {
        Coord { x, y }
    }

    #[test]
    fn parts_of_one_kind_are_of_one_type() {
        let mut parts = Parts::default();
        assert_eq!(parts.clone().into_geometry(), None);
        parts.add_line(vec![at(1.0, 2.0), at(3.0, 4.0)]);
        assert!(matches!(
            parts.clone().into_geometry(),
            Some(Geometry::LineString(_))
        ));
        parts.add_line(vec![at(1.0, 2.0), at(3.0, 4.0)]);
        assert!(matches!(
            parts.clone().into_geometry(),
            Some(Geometry::MultiLineString(_))
        ));
        parts.add_line(vec![at(5.0, 6.0)]);
        assert_eq!(parts.single_positions, 1);
        assert!(matches!(
            parts.into_geometry(),
            Some(Geometry::GeometryCollection(_))
        ));
    }

    #[test]
    fn a_ring_without_area_costs_itself_alone() {
        let mut parts = Parts::default();
        let corners = || vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0)];
        parts.add_polygon(
            corners(),
            vec![vec![at(0.0, 0.0), at(1.0, 1.0)], Vec::new()],
        );
        assert_eq!((parts.closed_rings, parts.bad_rings), (1, 1));
        let Some(Geometry::Polygon(area)) = parts.into_geometry() else {
            panic!("an area");
        };
        assert_eq!((area.exterior().0.len(), area.interiors().len()), (4, 0));
    }
}

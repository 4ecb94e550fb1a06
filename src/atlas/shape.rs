//! Where a feature is: RFC 7946 geometry in typed coordinates.

use super::table::{Part, PartKind, RowIx, TablePoint, anchor};
use crate::earth::LonLat;

/// A polygon: its outer ring first, then its holes; each ring closed (first point last).
pub type Rings = Vec<Vec<LonLat>>;

/// The geometry of a feature. Collections and multi-geometries are flattened
/// into their parts, which all belong to the one feature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    /// Single places.
    pub points: Vec<LonLat>,
    /// Lines.
    pub lines: Vec<Vec<LonLat>>,
    /// Areas.
    pub polygons: Vec<Rings>,
}

impl Shape {
    /// A single place.
    #[must_use]
    pub fn point(at: LonLat) -> Self {
        Self {
            points: vec![at],
            ..Self::default()
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.lines.is_empty() && self.polygons.is_empty()
    }

    /// Every position in it, in order.
    pub fn positions(&self) -> impl Iterator<Item = LonLat> {
        let lines = self.lines.iter().flatten();
        let rings = self.polygons.iter().flatten().flatten();
        self.points.iter().chain(lines).chain(rings).copied()
    }

    /// The point, where there is nothing else in it.
    #[must_use]
    pub fn single_point(&self) -> Option<LonLat> {
        match (
            self.points.as_slice(),
            self.lines.len(),
            self.polygons.len(),
        ) {
            (&[point], 0, 0) => Some(point),
            _ => None,
        }
    }

    /// Where its symbol stands: always on the geometry. Of several points it is the one nearest to
    /// their middle, of lines the middle of the longest along its length, and of areas the pole of
    /// inaccessibility of the largest. Points come before lines, and lines before areas.
    #[must_use]
    pub fn anchor(&self) -> Option<LonLat> {
        self.single_point().or_else(|| {
            let (parts, places) = self.parts();
            anchor::of_parts(&parts, &places).map(TablePoint::lon_lat)
        })
    }

    /// Its parts as the columns of a table have them, all of the first row.
    pub(crate) fn parts(&self) -> (Vec<Part>, Vec<TablePoint>) {
        let (mut parts, mut places) = (Vec::new(), Vec::new());
        let mut add = |kind, of_part: &[LonLat]| {
            let begin = u32::try_from(places.len()).unwrap_or(u32::MAX);
            let row = RowIx(0);
            parts.push(Part { row, kind, begin });
            places.extend(of_part.iter().copied().map(TablePoint::of));
        };
        if !self.points.is_empty() {
            add(PartKind::Points, &self.points);
        }
        for line in &self.lines {
            add(PartKind::Line, line);
        }
        for rings in &self.polygons {
            let kinds = std::iter::once(PartKind::Outer).chain(std::iter::repeat(PartKind::Hole));
            for (ring, kind) in rings.iter().zip(kinds) {
                add(kind, ring);
            }
        }
        (parts, places)
    }
}

//! Where a feature is: RFC 7946 geometry in typed coordinates.

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

    /// Where its symbol stands: the first point, else the middle vertex of
    /// the first line, else the mean of the first outer ring's vertices.
    #[must_use]
    pub fn anchor(&self) -> Option<LonLat> {
        if let Some(&point) = self.points.first() {
            return Some(point);
        }
        if let Some(line) = self.lines.first() {
            return line.get(line.len() / 2).copied();
        }
        let ring = self.polygons.first()?.first()?;
        let distinct = &ring[..ring.len().saturating_sub(1).max(1).min(ring.len())];
        let count = distinct.len() as f64;
        let (lon, lat) = distinct.iter().fold((0.0, 0.0), |(lon, lat), at| {
            (lon + at.lon_deg, lat + at.lat_deg)
        });
        (count > 0.0).then(|| LonLat::new(lon / count, lat / count))
    }
}

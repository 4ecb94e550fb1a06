//! Placeholder.
use super::{Extent, LonLat, MapPoint};
/// Placeholder.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection(String);
/// Placeholder.
#[derive(Debug, thiserror::Error)]
#[error("placeholder")]
pub struct ProjectionError;
impl Projection {
    /// Placeholder.
    pub fn parse(s: &str) -> Result<Self, ProjectionError> {
        Ok(Self(s.into()))
    }
    /// Placeholder.
    #[must_use]
    pub fn for_extent(_: Extent) -> Self {
        Self(String::new())
    }
    /// Placeholder.
    #[must_use]
    pub fn project(&self, at: LonLat) -> Option<MapPoint> {
        Some(MapPoint::new(
            (at.lon_deg - 68.0) * 80_000.0,
            (at.lat_deg - 45.0) * 111_000.0,
        ))
    }
    /// Placeholder.
    #[must_use]
    pub fn unproject(&self, at: MapPoint) -> Option<LonLat> {
        Some(LonLat::new(
            at.x_m / 80_000.0 + 68.0,
            at.y_m / 111_000.0 + 45.0,
        ))
    }
    /// Placeholder.
    #[must_use]
    pub fn scale_at(&self, _: LonLat) -> Option<f64> {
        Some(1.0)
    }
}

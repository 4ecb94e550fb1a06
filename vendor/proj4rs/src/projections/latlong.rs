//!
//! Stub projection implementation for lat/long coordinates.
//!
//! We don't actually change the coordinates, but we want proj=latlong
//! to act sort of like a projection.
//!
use crate::errors::Result;
use crate::parameters::ParamList;
use crate::proj::{ProjData, ProjType};

// Projection stub
super::projection! { latlong, longlat }

#[derive(Debug, Clone)]
pub(crate) struct Projection {}

impl Projection {
    pub fn latlong(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        p.proj_type = ProjType::Latlong;
        p.x0 = 0.;
        p.y0 = 0.;
        Ok(Self {})
    }

    pub fn longlat(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        Self::latlong(p, params)
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        Ok((lam, phi, z))
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        Ok((x, y, z))
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

//!
//! Miller Cylindrical (Spherical)
//!
//! See <https://proj.org/en/stable/operations/projections/mill.html>
//!
use crate::portable::Portable;
use crate::errors::Result;
use crate::math::consts::FRAC_PI_4;
use crate::parameters::ParamList;
use crate::proj::ProjData;

super::projection! { mill }

#[derive(Debug, Clone)]
pub(crate) struct Projection {}

impl Projection {
    pub fn mill(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        p.ellps = crate::ellps::Ellipsoid::sphere(p.ellps.a)?;
        Ok(Self {})
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        Ok((lam, (FRAC_PI_4 + phi * 0.4).portable_tan().portable_ln() * 1.25, z))
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        Ok((x, 2.5 * ((0.8 * y).portable_exp().portable_atan() - FRAC_PI_4), z))
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

//============
// Tests
//============

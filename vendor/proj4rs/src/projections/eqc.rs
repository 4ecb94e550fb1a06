//!
//! From proj/eqc.cpp
//!
//! See also <https://proj.org/operations/projections/eqc.html>
//!
//! Simplest of all projections
//!
//! eqc: "Equidistant Cylindrical (Plate Carree)"
//!

use crate::portable::Portable;
use crate::ellps::Ellipsoid;
use crate::errors::{Error, Result};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { eqc }

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    rc: f64,
    phi0: f64,
}

impl Projection {
    pub fn eqc(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let rc = params.try_angular_value("lat_ts")?.unwrap_or(0.).portable_cos();
        if rc <= 0. {
            return Err(Error::InvalidParameterValue("lat_ts should be <= 90°"));
        }
        p.ellps = Ellipsoid::sphere(p.ellps.a)?;
        Ok(Self { rc, phi0: p.phi0 })
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        Ok((lam * self.rc, phi - self.phi0, z))
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        Ok((x / self.rc, y + self.phi0, z))
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

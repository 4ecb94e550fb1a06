//!
//! Pseudo Mercator
//!
//! merc: "Mercator" "\n\tCyl, Sph&Ell\n\tlat_ts="
//! webmerc: "Web Mercator / Pseudo Mercator" "\n\tCyl, Ell\n\t"
//!

// Projection stub
super::projection! { merc, webmerc }

use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{
    asinh,
    consts::{EPS_10, FRAC_PI_2},
    msfn, phi2,
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    is_ellps: bool,
    k0: f64,
    e: f64,
}

impl Projection {
    pub fn merc(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let phits: Option<f64> = params.try_angular_value("lat_ts")?;
        if let Some(phits) = phits
            && phits.abs() >= FRAC_PI_2
        {
            return Err(Error::InvalidParameterValue(
                "lat_ts larger than 90 degrees",
            ));
        }

        if p.ellps.is_ellipsoid() {
            if let Some(phits) = phits {
                p.k0 = msfn(phits.portable_sin(), phits.portable_cos(), p.ellps.es);
            }
        } else if let Some(phits) = phits {
            p.k0 = phits.portable_cos();
        }

        Ok(Self {
            is_ellps: p.ellps.is_ellipsoid(),
            k0: p.k0,
            e: p.ellps.e,
        })
    }

    pub fn webmerc(p: &mut ProjData, _params: &ParamList) -> Result<Self> {
        p.k0 = 1.0;
        Ok(Self {
            is_ellps: false,
            k0: p.k0,
            e: p.ellps.e,
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        if (phi.abs() - FRAC_PI_2).abs() <= EPS_10 {
            return Err(Error::ToleranceConditionError);
        }
        if self.is_ellps {
            let (sphi, cphi) = phi.portable_sin_cos();
            Ok((
                self.k0 * lam,
                self.k0 * (asinh(sphi / cphi) - self.e * (self.e * sphi).portable_atanh()),
                z,
            ))
        } else {
            Ok((self.k0 * lam, self.k0 * asinh(phi.portable_tan()), z))
        }
    }

    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        if self.is_ellps {
            Ok((x / self.k0, phi2((-y / self.k0).portable_exp(), self.e)?, z))
        } else {
            Ok((x / self.k0, (y / self.k0).portable_sinh().portable_atan(), z))
        }
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

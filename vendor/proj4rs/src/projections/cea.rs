//!
//! Equal Area Cylindrical Cylindrical (Spherical)
//!
//! Parameters:
//!
//! * lat_ts:
//!
//! See <https://proj.org/en/stable/operations/projections/cea.html>
//!

use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::consts::{EPS_10, FRAC_PI_2};
use crate::math::Authalic;
use crate::parameters::ParamList;
use crate::proj::ProjData;

super::projection! { cea }

#[derive(Debug, Clone)]
pub(crate) enum Projection {
    Sph {
        k0: f64,
    },
    Ell {
        k0: f64,
        auth: Authalic,
    },
}

impl Projection {
    pub fn cea(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let (mut k0, t) = match params.try_angular_value("lat_ts")? {
            Some(t) => {
                let k0 = t.portable_cos();
                if k0 < 0. {
                    return Err(Error::InvalidParameterValue(
                        "Invalid value for lat_ts: |lat_ts| should be <= 90\u{00b0}",
                    ));
                }
                (k0, t)
            }
            None => (p.k0, 0.0),
        };

        Ok(if p.ellps.is_ellipsoid() {
            let sint = t.portable_sin();
            k0 /= (1. - p.ellps.es * sint * sint).sqrt();
            Self::Ell {
                k0,
                auth: Authalic::new(&p.ellps),
            }
        } else {
            Self::Sph { k0 }
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::Ell { k0, auth } => Ok((k0 * lam, 0.5 * auth.q(phi.portable_sin()) / k0, z)),
            Self::Sph { k0 } => Ok((k0 * lam, phi.portable_sin() / k0, z)),
        }
    }

    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::Ell { k0, auth } => Ok((
                x / k0,
                auth.lat_inverse((2. * y * k0 / auth.qp()).portable_asin()),
                z,
            )),
            Self::Sph { k0 } => {
                let y = y * k0;
                let t = y.abs();
                if t - EPS_10 > 1. {
                    Err(Error::CoordTransOutsideProjectionDomain)
                } else {
                    let phi = if t >= 1. {
                        if y < 0. { -FRAC_PI_2 } else { FRAC_PI_2 }
                    } else {
                        y.portable_asin()
                    };
                    Ok((x / k0, phi, z))
                }
            }
        }
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

//!
//! Implementation of the sinu (Sinusoidal, Sanson-Flamsteed) projection.
//! Original author (Proj library) Author:   Gerald Evenden
//!
//!
//! Copyright (c) 1995, Gerald Evenden
//!
//! Permission is hereby granted, free of charge, to any person obtaining a
//! copy of this software and associated documentation files (the "Software"),
//! to deal in the Software without restriction, including without limitation
//! the rights to use, copy, modify, merge, publish, distribute, sublicense,
//! and/or sell copies of the Software, and to permit persons to whom the
//! Software is furnished to do so, subject to the following conditions:
//!
//! The above copyright notice and this permission notice shall be included
//! in all copies or substantial portions of the Software.
//!
//! THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS
//! OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
//! FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL
//! THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
//! LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
//! FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER
//! DEALINGS IN THE SOFTWARE.
//!
//! Ported from PROJ `src/projections/gn_sinu.cpp`, its `sinu` case (`m = 0`, `n = 1`), with
//! its ellipsoidal and spherical forms.
//!
//! Parameters:
//!
//! * lon_0, x_0, y_0
//!
//! Used by MODIS land products (sphere, R = 6371007.181), ESRI:54008 (World_Sinusoidal),
//! ESRI:53008 (Sphere_Sinusoidal) and ESRI:102011 (Africa_Sinusoidal).
//!
//! See <https://proj.org/en/stable/operations/projections/sinu.html>
//! and Snyder, *Map Projections: A Working Manual*, USGS PP 1395, pp. 243–248.
//!

use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::consts::{EPS_10, FRAC_PI_2};
use crate::math::{Enfn, enfn, inv_mlfn, mlfn};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { sinu }

#[derive(Debug, Clone)]
pub(crate) enum Projection {
    Ell { es: f64, en: Enfn },
    Sph,
}

impl Projection {
    pub fn sinu(p: &mut ProjData, _params: &ParamList) -> Result<Self> {
        Ok(if p.ellps.is_ellipsoid() {
            Self::Ell {
                es: p.ellps.es,
                en: enfn(p.ellps.es),
            }
        } else {
            Self::Sph
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::Ell { es, en } => {
                let (s, c) = phi.portable_sin_cos();
                Ok((lam * c / (1. - es * s * s).sqrt(), mlfn(phi, s, c, *en), z))
            }
            Self::Sph => Ok((lam * phi.portable_cos(), phi, z)),
        }
    }

    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (lam, phi) = match self {
            Self::Ell { es, en } => {
                let phi = inv_mlfn(y, *en);
                let s = phi.abs();
                if s < FRAC_PI_2 {
                    let s = phi.portable_sin();
                    (x * (1. - es * s * s).sqrt() / phi.portable_cos(), phi)
                } else if (s - EPS_10) < FRAC_PI_2 {
                    (0., phi)
                } else {
                    return Err(Error::CoordTransOutsideProjectionDomain);
                }
            }
            Self::Sph => {
                if y.abs() > FRAC_PI_2 + EPS_10 {
                    return Err(Error::CoordTransOutsideProjectionDomain);
                }
                let c = y.portable_cos();
                (if c.abs() > EPS_10 { x / c } else { 0. }, y)
            }
        };
        if lam.is_finite() {
            Ok((lam, phi, z))
        } else {
            Err(Error::CoordTransOutsideProjectionDomain)
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

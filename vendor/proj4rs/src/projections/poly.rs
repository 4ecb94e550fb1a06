//!
//! Implementation of the poly (American Polyconic) projection.
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
//! Parameters:
//!
//! * lat_0, lon_0, x_0, y_0
//!
//! Used by EPSG:5880 (SIRGAS 2000 / Brazil Polyconic), EPSG:5530, EPSG:29101 and EPSG:5472.
//!
//! See <https://proj.org/en/stable/operations/projections/poly.html>
//! and Snyder, *Map Projections: A Working Manual*, USGS PP 1395, pp. 124–137.
//!

use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{Enfn, aasin, enfn, mlfn, msfn};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { poly }

const TOL: f64 = 1e-10;
const CONV: f64 = 1e-10;
const N_ITER: usize = 10;
const I_ITER: usize = 20;
const ITOL: f64 = 1e-12;

#[derive(Debug, Clone)]
pub(crate) enum Projection {
    Ell {
        ml0: f64,
        es: f64,
        one_es: f64,
        en: Enfn,
    },
    Sph {
        phi0: f64,
    },
}

impl Projection {
    pub fn poly(p: &mut ProjData, _params: &ParamList) -> Result<Self> {
        Ok(if p.ellps.is_ellipsoid() {
            let en = enfn(p.ellps.es);
            let (s0, c0) = p.phi0.portable_sin_cos();
            Self::Ell {
                ml0: mlfn(p.phi0, s0, c0, en),
                es: p.ellps.es,
                one_es: p.ellps.one_es,
                en,
            }
        } else {
            Self::Sph { phi0: p.phi0 }
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::Ell { ml0, es, en, .. } => {
                if phi.abs() <= TOL {
                    Ok((lam, -ml0, z))
                } else {
                    let (sp, cp) = phi.portable_sin_cos();
                    let ms = if cp.abs() > TOL {
                        msfn(sp, cp, *es) / sp
                    } else {
                        0.
                    };
                    let e = lam * sp;
                    Ok((
                        ms * e.portable_sin(),
                        (mlfn(phi, sp, cp, *en) - ml0) + ms * (1. - e.portable_cos()),
                        z,
                    ))
                }
            }
            Self::Sph { phi0 } => {
                if phi.abs() <= TOL {
                    Ok((lam, -phi0, z))
                } else {
                    let cot = 1. / phi.portable_tan();
                    let e = lam * phi.portable_sin();
                    Ok((e.portable_sin() * cot, phi - phi0 + cot * (1. - e.portable_cos()), z))
                }
            }
        }
    }

    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::Ell {
                ml0,
                es,
                one_es,
                en,
            } => {
                let y = y + ml0;
                if y.abs() <= TOL {
                    return Ok((x, 0., z));
                }
                // Newton-Raphson on the meridional distance (Snyder, eq. 18-17 to 18-19).
                let r = y * y + x * x;
                let mut phi = y;
                let mut converged = false;
                for _ in 0..I_ITER {
                    let (sp, cp) = phi.portable_sin_cos();
                    if cp.abs() < ITOL {
                        return Err(Error::CoordTransOutsideProjectionDomain);
                    }
                    let s2ph = sp * cp;
                    let w = (1. - es * sp * sp).sqrt();
                    let c = sp * w / cp;
                    let ml = mlfn(phi, sp, cp, *en);
                    let mlb = ml * ml + r;
                    let mlp = one_es / (w * w * w);
                    let dphi = (ml + ml + c * mlb - 2. * y * (c * ml + 1.))
                        / (es * s2ph * (mlb - 2. * y * ml) / c
                            + 2. * (y - ml) * (c * mlp - 1. / s2ph)
                            - mlp
                            - mlp);
                    phi += dphi;
                    if dphi.abs() <= ITOL {
                        converged = true;
                        break;
                    }
                }
                if !converged {
                    return Err(Error::CoordTransOutsideProjectionDomain);
                }
                let sp = phi.portable_sin();
                let lam = aasin(x * phi.portable_tan() * (1. - es * sp * sp).sqrt())? / sp;
                Ok((lam, phi, z))
            }
            Self::Sph { phi0 } => {
                let y = phi0 + y;
                if y.abs() <= TOL {
                    return Ok((x, 0., z));
                }
                let b = x * x + y * y;
                let mut phi = y;
                let mut converged = false;
                for _ in 0..N_ITER {
                    let tp = phi.portable_tan();
                    let dphi = (y * (phi * tp + 1.) - phi - 0.5 * (phi * phi + b) * tp)
                        / ((phi - y) / tp - 1.);
                    phi -= dphi;
                    if dphi.abs() <= CONV {
                        converged = true;
                        break;
                    }
                }
                if !converged {
                    return Err(Error::CoordTransOutsideProjectionDomain);
                }
                let lam = aasin(x * phi.portable_tan())? / phi.portable_sin();
                Ok((lam, phi, z))
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

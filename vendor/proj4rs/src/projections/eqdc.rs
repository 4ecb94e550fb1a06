//!
//! Equidistant Conic
//!
//! ref: <https://proj.org/en/stable/operations/projections/eqdc.html>
//!
//! eqdc: "Equidistant Conic" "\n\tConic, Sph&Ell\n\tlat_1= lat_2=";
//!
//! Ported from PROJ `src/projections/eqdc.cpp`.
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
use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{
    Enfn,
    consts::{EPS_10, FRAC_PI_2},
    enfn, inv_mlfn, mlfn, msfn,
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { eqdc }

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    n: f64,
    rho0: f64,
    c: f64,
    en: Enfn,
    ellips: bool,
}

impl Projection {
    pub fn eqdc(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let phi1 = params.try_angular_value("lat_1")?.unwrap_or(0.);
        let phi2 = params.try_angular_value("lat_2")?.unwrap_or(0.);

        if phi1.abs() > FRAC_PI_2 {
            return Err(Error::InvalidParameterValue("|lat_1| should be <= 90°"));
        }
        if phi2.abs() > FRAC_PI_2 {
            return Err(Error::InvalidParameterValue("|lat_2| should be <= 90°"));
        }
        if (phi1 + phi2).abs() < EPS_10 {
            return Err(Error::InvalidParameterValue(
                "|lat_1 + lat_2| should be > 0",
            ));
        }

        let es = p.ellps.es;
        let en = enfn(es);
        let (mut sinphi, mut cosphi) = phi1.portable_sin_cos();
        let mut n = sinphi;
        let secant = (phi1 - phi2).abs() >= EPS_10;
        let ellips = p.ellps.is_ellipsoid();

        let (c, rho0);
        if ellips {
            let m1 = msfn(sinphi, cosphi, es);
            let ml1 = mlfn(phi1, sinphi, cosphi, en);
            if secant {
                (sinphi, cosphi) = phi2.portable_sin_cos();
                let ml2 = mlfn(phi2, sinphi, cosphi, en);
                if ml1 == ml2 {
                    return Err(Error::InvalidParameterValue("Eccentricity too close to 1"));
                }
                n = (m1 - msfn(sinphi, cosphi, es)) / (ml2 - ml1);
                if n == 0. {
                    return Err(Error::InvalidParameterValue(
                        "Invalid value for eccentricity",
                    ));
                }
            }
            c = ml1 + m1 / n;
            rho0 = c - mlfn(p.phi0, p.phi0.portable_sin(), p.phi0.portable_cos(), en);
        } else {
            if secant {
                n = (cosphi - phi2.portable_cos()) / (phi2 - phi1);
            }
            if n == 0. {
                return Err(Error::InvalidParameterValue("lat_1 + lat_2 should be > 0"));
            }
            c = phi1 + phi1.portable_cos() / n;
            rho0 = c - p.phi0;
        }

        Ok(Self {
            n,
            rho0,
            c,
            en,
            ellips,
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let rho = self.c
            - if self.ellips {
                mlfn(phi, phi.portable_sin(), phi.portable_cos(), self.en)
            } else {
                phi
            };
        let (sinl, cosl) = (lam * self.n).portable_sin_cos();
        Ok((rho * sinl, self.rho0 - rho * cosl, z))
    }

    pub fn inverse(&self, mut x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let mut y = self.rho0 - y;
        let mut rho = x.portable_hypot(y);
        if rho != 0. {
            if self.n < 0. {
                rho = -rho;
                x = -x;
                y = -y;
            }
            let mut phi = self.c - rho;
            if self.ellips {
                phi = inv_mlfn(phi, self.en);
            }
            Ok((x.portable_atan2(y) / self.n, phi, z))
        } else {
            Ok((0., FRAC_PI_2.copysign(self.n), z))
        }
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

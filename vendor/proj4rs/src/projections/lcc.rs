//!
//! Lambert Conformal Conic
//!
//! Paramètres:
//!
//! proj: lcc
//!
//! lat_0: the reference latitude
//! lon_0: the reference longitude
//! lat_1: first standard parallel
//! lat_2: second standard parallel
//! x_0: x offset in meters
//! y_0: y offset in meters
//!

use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{
    consts::{EPS_10, FRAC_PI_2, FRAC_PI_4},
    msfn, phi2, tsfn,
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { lcc }

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    n: f64,
    rho0: f64,
    c: f64,
    ellips: bool,
    e: f64,
    k0: f64,
}

impl Projection {
    pub fn lcc(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let phi1 = params.try_angular_value("lat_1")?.unwrap_or(0.);
        if phi1.abs() >= FRAC_PI_2 {
            return Err(Error::InvalidParameterValue("|lat_1| should be < 90°"));
        }
        let phi2 = params.try_angular_value("lat_2")?.unwrap_or_else(|| {
            if params.get("lat_0").is_none() {
                p.phi0 = phi1;
            }
            phi1
        });

        if phi2.abs() >= FRAC_PI_2 {
            return Err(Error::InvalidParameterValue("|lat_2| should be < 90°"));
        }

        // Standard Parallels cannot be equal and on opposite sides of the equator
        if (phi1 + phi2).abs() < EPS_10 {
            return Err(Error::ProjErrConicLatEqual);
        }

        let phi0 = p.phi0;

        let sinphi = phi1.portable_sin();
        let cosphi = phi1.portable_cos();
        let secant = (phi1 - phi2).abs() >= EPS_10;

        let el = &p.ellps;

        let ellips = el.es != 0.;

        let (n, c, rho0);

        if ellips {
            let m1 = msfn(sinphi, cosphi, el.es);
            let ml1 = tsfn(phi1, sinphi, el.e);
            // secant zone
            n = if secant {
                let sinphi2 = phi2.portable_sin();
                (m1 / msfn(sinphi2, phi2.portable_cos(), el.es)).portable_ln()
                    / (ml1 / tsfn(phi2, sinphi2, el.e)).portable_ln()
            } else {
                sinphi
            };
            //rho0 = m1 * ml1.portable_powf(-n);
            //c = rho0 / n;
            c = m1 * ml1.portable_powf(-n) / n;
            rho0 = if (phi0.abs() - FRAC_PI_2).abs() < EPS_10 {
                0.
            } else {
                c * tsfn(phi0, phi0.portable_sin(), el.e).portable_powf(n)
            }
        } else {
            n = if secant {
                (cosphi / phi2.portable_cos()).portable_ln()
                    / ((FRAC_PI_4 + 0.5 * phi2).portable_tan() / (FRAC_PI_4 + 0.5 * phi1).portable_tan()).portable_ln()
            } else {
                sinphi
            };
            c = cosphi * (FRAC_PI_4 + 0.5 * phi1).portable_tan().portable_powf(n) / n;
            rho0 = if (phi0.abs() - FRAC_PI_2).abs() < EPS_10 {
                0.
            } else {
                c * (FRAC_PI_4 + 0.5 * phi0).portable_tan().portable_powf(-n)
            }
        }

        Ok(Self {
            n,
            rho0,
            c,
            ellips,
            e: el.e,
            k0: p.k0,
        })
    }

    #[inline(always)]
    pub fn forward(&self, mut lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let rho = if (phi.abs() - FRAC_PI_2).abs() < EPS_10 {
            if (phi * self.n) <= 0. {
                return Err(Error::ToleranceConditionError);
            } else {
                0.
            }
        } else {
            self.c
                * if self.ellips {
                    tsfn(phi, phi.portable_sin(), self.e).portable_powf(self.n)
                } else {
                    (FRAC_PI_4 + 0.5 * phi).portable_tan().portable_powf(-self.n)
                }
        };

        lam *= self.n;

        Ok((
            self.k0 * (rho * lam.portable_sin()),
            self.k0 * (self.rho0 - rho * lam.portable_cos()),
            z,
        ))
    }

    #[inline(always)]
    pub fn inverse(&self, mut x: f64, mut y: f64, z: f64) -> Result<(f64, f64, f64)> {
        x /= self.k0;
        y /= self.k0;

        y = self.rho0 - y;
        // XXX Check this version of hypoth against the
        // one given in proj4
        let mut rho = x.portable_hypot(y);
        let (lam, phi);
        if rho != 0. {
            if self.n < 0. {
                rho = -rho;
                x = -x;
                y = -y;
            }
            phi = if self.ellips {
                phi2((rho / self.c).portable_powf(1. / self.n), self.e)?
            } else {
                2. * (self.c / rho).portable_powf(1. / self.n).portable_atan() - FRAC_PI_2
            };
            lam = x.portable_atan2(y) / self.n;
        } else {
            lam = 0.;
            phi = if self.n > 0. { FRAC_PI_2 } else { -FRAC_PI_2 };
        }
        Ok((lam, phi, z))
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

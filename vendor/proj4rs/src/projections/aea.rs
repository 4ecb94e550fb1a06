//!
//! Implementation of the aea (Albers Equal Area) projection.
//! and the leac (Lambert Equal Area Conic) projection
//!

// From proj4 PJ_aea.c
//
// Original author:   Gerald Evenden (1995)
//
use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{
    Authalic,
    consts::{EPS_7, EPS_10, FRAC_PI_2},
    msfn,
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { aea, leac }

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    /// Ellipsoidal case only
    auth: Option<Authalic>,
    ec: f64,
    n: f64,
    n2: f64,
    c: f64,
    dd: f64,
    rho0: f64,
}

impl Projection {
    pub fn init(p: &ProjData, phi1: f64, phi2: f64) -> Result<Self> {
        if (phi1 + phi2).abs() < EPS_10 {
            return Err(Error::ProjErrConicLatEqual);
        }

        let el = &p.ellps;
        let (sinphi, cosphi) = phi1.portable_sin_cos();
        let mut n = sinphi;
        let secant = (phi1 - phi2).abs() >= EPS_10;

        if el.is_ellipsoid() {
            let auth = Authalic::new(el);
            let m1 = msfn(sinphi, cosphi, el.es);
            let ml1 = auth.q(sinphi);
            if ml1.is_infinite() {
                return Err(Error::ToleranceConditionError);
            }

            if secant {
                let (sinphi2, cosphi2) = phi2.portable_sin_cos();

                let m2 = msfn(sinphi2, cosphi2, el.es);
                let ml2 = auth.q(sinphi2);
                if ml2.is_infinite() || ml1 == ml2 {
                    return Err(Error::ToleranceConditionError);
                }
                n = (m1 * m1 - m2 * m2) / (ml2 - ml1);
            }

            let ec = 1. - 0.5 * el.one_es * ((1. - el.e) / (1. + el.e)).portable_ln() / el.e;
            let c = m1 * m1 + n * ml1;
            let dd = 1. / n;
            let n2 = n + n;
            let rho0 = dd * (c - n * auth.q(p.phi0.portable_sin())).sqrt();

            Ok(Self {
                auth: Some(auth),
                ec,
                n,
                n2,
                c,
                dd,
                rho0,
            })
        } else {
            if secant {
                n = 0.5 * (n + phi2.portable_sin());
            }
            let dd = 1. / n;
            let n2 = n + n;
            let c = cosphi * cosphi + n2 * sinphi;
            let rho0 = dd * (c - n2 * p.phi0.portable_sin()).sqrt();
            Ok(Self {
                auth: None,
                ec: 1.,
                n,
                n2,
                c,
                dd,
                rho0,
            })
        }
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let rho = self.c
            - match &self.auth {
                Some(auth) => self.n * auth.q(phi.portable_sin()),
                None => self.n2 * phi.portable_sin(),
            };

        if rho < 0. {
            Err(Error::ToleranceConditionError)
        } else {
            let rho = self.dd * rho.sqrt();
            let (sin_i, cos_i) = (lam * self.n).portable_sin_cos();
            Ok((rho * sin_i, self.rho0 - rho * cos_i, z))
        }
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (mut xx, mut yy) = (x, self.rho0 - y);
        let mut rho = xx.portable_hypot(yy);
        if rho != 0. {
            if self.n < 0. {
                rho = -rho;
                xx = -xx;
                yy = -yy;
            }
            let mut phi = rho / self.dd;
            if let Some(auth) = &self.auth {
                phi = (self.c - phi * phi) / self.n;
                phi = if (self.ec - phi.abs()).abs() > EPS_7 {
                    if phi.abs() > 2. {
                        return Err(Error::ToleranceConditionError);
                    }
                    let phi = auth.lat_inverse((phi / auth.qp()).portable_asin());
                    if !phi.is_finite() {
                        return Err(Error::ToleranceConditionError);
                    }
                    phi
                } else if phi < 0. {
                    -FRAC_PI_2
                } else {
                    FRAC_PI_2
                }
            } else {
                phi = (self.c - phi * phi) / self.n2;
                phi = if phi.abs() <= 1. {
                    phi.portable_asin()
                } else if phi < 0. {
                    -FRAC_PI_2
                } else {
                    FRAC_PI_2
                }
            }
            Ok((xx.portable_atan2(yy) / self.n, phi, z))
        } else {
            Ok((0., if self.n > 0. { FRAC_PI_2 } else { -FRAC_PI_2 }, z))
        }
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }

    // ------------
    // aea
    // -----------
    pub fn aea(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        Self::init(
            p,
            params.try_angular_value("lat_1")?.unwrap_or(0.), // phi1
            params.try_angular_value("lat_2")?.unwrap_or(0.), // phi2
        )
    }

    // ----------
    // leac
    // ----------
    pub fn leac(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        Self::init(
            p,
            params.try_angular_value("lat_1")?.unwrap_or(0.), // phi1
            if params.check_option("south")? {
                -FRAC_PI_2
            } else {
                FRAC_PI_2
            },
        )
    }
}

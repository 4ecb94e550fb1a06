//!
//! Oblique Mercator
//!
//! ref: <https://proj.org/en/stable/operations/projections/omerc.html>
//! 
//! ```text
//! omerc: "Oblique Mercator" "\n\tCyl, Sph&Ell no_rot\n\t"
//!     "alpha= [gamma=] [no_off] lonc= or\n\t lon_1= lat_1= lon_2= lat_2=";
//! ```
//!
//! Ported from PROJ `src/projections/omerc.cpp`.
//!
//! Copyright (c) 2003, 2006   Gerald I. Evenden
//!
//! Permission is hereby granted, free of charge, to any person obtaining
//! a copy of this software and associated documentation files (the
//! "Software"), to deal in the Software without restriction, including
//! without limitation the rights to use, copy, modify, merge, publish,
//! distribute, sublicense, and/or sell copies of the Software, and to
//! permit persons to whom the Software is furnished to do so, subject to
//! the following conditions:
//!
//! The above copyright notice and this permission notice shall be
//! included in all copies or substantial portions of the Software.
//!
//! THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
//! EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
//! MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
//! IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
//! CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,
//! TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
//! SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
//!
use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{
    self, aasin, adjlon,
    consts::{EPS_10, FRAC_PI_2, FRAC_PI_4, PI, TAU},
    tsfn,
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { omerc }

const TOL: f64 = 1.0e-7;

#[allow(non_snake_case)]
#[derive(Debug, Clone)]
pub(crate) struct Projection {
    e: f64,
    A: f64,
    B: f64,
    E: f64,
    ArB: f64,
    BrA: f64,
    rB: f64,
    singam: f64,
    cosgam: f64,
    sinrot: f64,
    cosrot: f64,
    v_pole_n: f64,
    v_pole_s: f64,
    u_0: f64,
    no_rot: bool,
}

#[allow(non_snake_case)]
impl Projection {
    pub fn omerc(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let (e, es, one_es) = (p.ellps.e, p.ellps.es, p.ellps.one_es);
        let phi0 = p.phi0;

        let no_rot = params.check_option("no_rot")?;
        let alpha_p = params.try_angular_value("alpha")?;
        let gamma_p = params.try_angular_value("gamma")?;

        let (mut lamc, mut no_off) = (0., false);
        let (mut lam1, mut phi1, mut lam2, mut phi2) = (0., 0., 0., 0.);
        if alpha_p.is_some() || gamma_p.is_some() {
            lamc = params.try_angular_value("lonc")?.unwrap_or(0.);
            no_off = params.check_option("no_off")? || params.check_option("no_uoff")?;
        } else {
            lam1 = params.try_angular_value("lon_1")?.unwrap_or(0.);
            phi1 = params.try_angular_value("lat_1")?.unwrap_or(0.);
            lam2 = params.try_angular_value("lon_2")?.unwrap_or(0.);
            phi2 = params.try_angular_value("lat_2")?.unwrap_or(0.);

            if phi1.abs() > FRAC_PI_2 - TOL {
                return Err(Error::InvalidParameterValue("|lat_1| should be < 90°"));
            }
            if phi2.abs() > FRAC_PI_2 - TOL {
                return Err(Error::InvalidParameterValue("|lat_2| should be < 90°"));
            }
            if (phi1 - phi2).abs() <= TOL {
                return Err(Error::InvalidParameterValue(
                    "lat_1 should be different from lat_2",
                ));
            }
            if phi1.abs() <= TOL {
                return Err(Error::InvalidParameterValue(
                    "lat_1 should be different from 0",
                ));
            }
        }
        if (phi0.abs() - FRAC_PI_2).abs() <= TOL {
            return Err(Error::InvalidParameterValue("|lat_0| should be < 90°"));
        }

        let com = one_es.sqrt();
        let (A, B, E, D, mut F);
        if phi0.abs() > EPS_10 {
            let (sinph0, cosph0) = phi0.portable_sin_cos();
            let con = 1. - es * sinph0 * sinph0;
            let b = cosph0 * cosph0;
            B = (1. + es * b * b / one_es).sqrt();
            A = B * p.k0 * com / con;
            D = B * com / (cosph0 * con.sqrt());
            F = D * D - 1.;
            if F <= 0. {
                F = 0.;
            } else {
                F = F.sqrt();
                if phi0 < 0. {
                    F = -F;
                }
            }
            F += D;
            E = F * tsfn(phi0, sinph0, e).portable_powf(B);
        } else {
            B = 1. / com;
            A = p.k0;
            D = 1.;
            F = 1.;
            E = 1.;
        }

        let (gamma0, gamma, alpha_c);
        if alpha_p.is_some() || gamma_p.is_some() {
            if let Some(alpha) = alpha_p {
                gamma0 = aasin(alpha.portable_sin() / D)?;
                gamma = gamma_p.unwrap_or(alpha);
                alpha_c = alpha;
            } else {
                let g = gamma_p.unwrap();
                gamma0 = g;
                gamma = g;
                // For a sphere, |gamma| must be <= 90 - |lat_0|
                alpha_c = aasin(D * gamma0.portable_sin())
                    .map_err(|_| Error::InvalidParameterValue("|gamma| too large for lat_0"))?;
            }
            p.lam0 = lamc - aasin(0.5 * (F - 1. / F) * gamma0.portable_tan())? / B;
        } else {
            let H = tsfn(phi1, phi1.portable_sin(), e).portable_powf(B);
            let L = tsfn(phi2, phi2.portable_sin(), e).portable_powf(B);
            F = E / H;
            let pp = (L - H) / (L + H);
            if pp == 0. {
                return Err(Error::InvalidParameterValue(
                    "Invalid value for eccentricity",
                ));
            }
            let J = E * E;
            let J = (J - L * H) / (J + L * H);
            let con = lam1 - lam2;
            if con < -PI {
                lam2 -= TAU;
            } else if con > PI {
                lam2 += TAU;
            }
            p.lam0 =
                adjlon(0.5 * (lam1 + lam2) - (J * (0.5 * B * (lam1 - lam2)).portable_tan() / pp).portable_atan() / B);
            let denom = F - 1. / F;
            if denom == 0. {
                return Err(Error::InvalidParameterValue(
                    "Invalid value for eccentricity",
                ));
            }
            gamma0 = (2. * (B * adjlon(lam1 - p.lam0)).portable_sin() / denom).portable_atan();
            alpha_c = aasin(D * gamma0.portable_sin())?;
            gamma = alpha_c;
        }

        let rB = 1. / B;
        let ArB = A * rB;
        let u_0 = if no_off {
            0.
        } else {
            let u_0 = (ArB * ((D * D - 1.).sqrt() / alpha_c.portable_cos()).portable_atan()).abs();
            if phi0 < 0. { -u_0 } else { u_0 }
        };
        let (singam, cosgam) = gamma0.portable_sin_cos();
        let (sinrot, cosrot) = gamma.portable_sin_cos();
        let F = 0.5 * gamma0;

        Ok(Self {
            e,
            A,
            B,
            E,
            ArB,
            BrA: 1. / ArB,
            rB,
            singam,
            cosgam,
            sinrot,
            cosrot,
            v_pole_n: ArB * (FRAC_PI_4 - F).portable_tan().portable_ln(),
            v_pole_s: ArB * (FRAC_PI_4 + F).portable_tan().portable_ln(),
            u_0,
            no_rot,
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (mut u, v);
        if (phi.abs() - FRAC_PI_2).abs() > EPS_10 {
            let W = self.E / tsfn(phi, phi.portable_sin(), self.e).portable_powf(self.B);
            let one_div_W = 1. / W;
            let S = 0.5 * (W - one_div_W);
            let T = 0.5 * (W + one_div_W);
            let V = (self.B * lam).portable_sin();
            let U = (S * self.singam - V * self.cosgam) / T;
            if (U.abs() - 1.).abs() < EPS_10 {
                return Err(Error::CoordinateOutOfRange);
            }
            v = 0.5 * self.ArB * ((1. - U) / (1. + U)).portable_ln();
            let temp = (self.B * lam).portable_cos();
            u = if temp.abs() < TOL {
                self.A * lam
            } else {
                self.ArB * (S * self.cosgam + V * self.singam).portable_atan2(temp)
            };
        } else {
            v = if phi > 0. {
                self.v_pole_n
            } else {
                self.v_pole_s
            };
            u = self.ArB * phi;
        }
        if self.no_rot {
            Ok((u, v, z))
        } else {
            u -= self.u_0;
            Ok((
                v * self.cosrot + u * self.sinrot,
                u * self.cosrot - v * self.sinrot,
                z,
            ))
        }
    }

    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (u, v) = if self.no_rot {
            (x, y)
        } else {
            (
                y * self.cosrot + x * self.sinrot + self.u_0,
                x * self.cosrot - y * self.sinrot,
            )
        };
        let Qp = (-self.BrA * v).portable_exp();
        if Qp == 0. {
            return Err(Error::CoordinateOutOfRange);
        }
        let Sp = 0.5 * (Qp - 1. / Qp);
        let Tp = 0.5 * (Qp + 1. / Qp);
        let Vp = (self.BrA * u).portable_sin();
        let Up = (Vp * self.cosgam + Sp * self.singam) / Tp;
        if (Up.abs() - 1.).abs() < EPS_10 {
            Ok((0., FRAC_PI_2.copysign(Up), z))
        } else {
            let ts = (self.E / ((1. + Up) / (1. - Up)).sqrt()).portable_powf(1. / self.B);
            let phi = math::phi2(ts, self.e)?;
            let lam = -self.rB * (Sp * self.cosgam - Vp * self.singam).portable_atan2((self.BrA * u).portable_cos());
            Ok((lam, phi, z))
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

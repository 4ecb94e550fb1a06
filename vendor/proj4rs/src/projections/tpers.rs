//!
//! Tilted perspective and near-sided perspective
//!
//! ref: <https://proj.org/en/stable/operations/projections/tpers.html>
//! ref: <https://proj.org/en/stable/operations/projections/nsper.html>
//!
//! tpers: "Tilted perspective" "\n\tAzi, Sph\n\ttilt= azi= h=";
//! nsper: "Near-sided perspective" "\n\tAzi, Sph\n\th=";
//!
//! Ported from PROJ `src/projections/nsper.cpp`. Spherical only: on an
//! ellipsoid, the semi-major axis is used as the radius, as in PROJ.
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
use crate::math::consts::{EPS_10, FRAC_PI_2};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { tpers, nsper }

#[allow(non_camel_case_types)]
#[allow(clippy::upper_case_acronyms)]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    N_POLE,
    S_POLE,
    EQUIT,
    OBLIQ,
}

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    phi0: f64,
    sinph0: f64,
    cosph0: f64,
    p: f64,
    rp: f64,
    pn1: f64,
    pfact: f64,
    h: f64,
    cg: f64,
    sg: f64,
    sw: f64,
    cw: f64,
    mode: Mode,
    tilt: bool,
}

impl Projection {
    pub fn tpers(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        let omega = params.try_angular_value("tilt")?.unwrap_or(0.);
        let gamma = params.try_angular_value("azi")?.unwrap_or(0.);
        Self::init(p, params, true, omega, gamma)
    }

    pub fn nsper(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        Self::init(p, params, false, 0., 0.)
    }

    fn init(p: &ProjData, params: &ParamList, tilt: bool, omega: f64, gamma: f64) -> Result<Self> {
        let height: f64 = params.try_value("h")?.unwrap_or(0.);

        let phi0 = p.phi0;
        let (sinph0, cosph0) = phi0.portable_sin_cos();
        let mode = if (phi0.abs() - FRAC_PI_2).abs() < EPS_10 {
            if phi0 < 0. {
                Mode::S_POLE
            } else {
                Mode::N_POLE
            }
        } else if phi0.abs() < EPS_10 {
            Mode::EQUIT
        } else {
            Mode::OBLIQ
        };

        // Normalize by radius
        let pn1 = height / p.ellps.a;
        if pn1 <= 0. || pn1 > 1e10 {
            return Err(Error::InvalidParameterValue("Invalid value for 'h'."));
        }
        let pp = 1. + pn1;
        let h = 1. / pn1;
        let (sg, cg) = gamma.portable_sin_cos();
        let (sw, cw) = omega.portable_sin_cos();

        Ok(Self {
            phi0,
            sinph0,
            cosph0,
            p: pp,
            rp: 1. / pp,
            pn1,
            pfact: (pp + 1.) * h,
            h,
            cg,
            sg,
            sw,
            cw,
            mode,
            tilt,
        })
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (sinphi, cosphi) = phi.portable_sin_cos();
        let coslam = lam.portable_cos();

        let cosz = match self.mode {
            Mode::OBLIQ => self.sinph0 * sinphi + self.cosph0 * cosphi * coslam,
            Mode::EQUIT => cosphi * coslam,
            Mode::S_POLE => -sinphi,
            Mode::N_POLE => sinphi,
        };
        if cosz < self.rp {
            return Err(Error::CoordinateOutOfRange);
        }

        let r = self.pn1 / (self.p - cosz);
        let mut x = r * cosphi * lam.portable_sin();
        let mut y = r * match self.mode {
            Mode::OBLIQ => self.cosph0 * sinphi - self.sinph0 * cosphi * coslam,
            Mode::EQUIT => sinphi,
            Mode::N_POLE => -cosphi * coslam,
            Mode::S_POLE => cosphi * coslam,
        };

        if self.tilt {
            let yt = y * self.cg + x * self.sg;
            let ba = 1. / (yt * self.sw * self.h + self.cw);
            x = (x * self.cg - y * self.sg) * self.cw * ba;
            y = yt * ba;
        }
        Ok((x, y, z))
    }

    pub fn inverse(&self, mut x: f64, mut y: f64, z: f64) -> Result<(f64, f64, f64)> {
        if self.tilt {
            let yt = 1. / (self.pn1 - y * self.sw);
            let bm = self.pn1 * x * yt;
            let bq = self.pn1 * y * self.cw * yt;
            x = bm * self.cg + bq * self.sg;
            y = bq * self.cg - bm * self.sg;
        }

        let rh = x.portable_hypot(y);
        if rh.abs() <= EPS_10 {
            return Ok((0., self.phi0, z));
        }

        let sinz = 1. - rh * rh * self.pfact;
        if sinz < 0. {
            return Err(Error::CoordinateOutOfRange);
        }
        let sinz = (self.p - sinz.sqrt()) / (self.pn1 / rh + rh / self.pn1);
        let cosz = (1. - sinz * sinz).sqrt();

        let phi = match self.mode {
            Mode::OBLIQ => {
                let phi = (cosz * self.sinph0 + y * sinz * self.cosph0 / rh).portable_asin();
                y = (cosz - self.sinph0 * phi.portable_sin()) * rh;
                x *= sinz * self.cosph0;
                phi
            }
            Mode::EQUIT => {
                let phi = (y * sinz / rh).portable_asin();
                y = cosz * rh;
                x *= sinz;
                phi
            }
            Mode::N_POLE => {
                y = -y;
                cosz.portable_asin()
            }
            Mode::S_POLE => -cosz.portable_asin(),
        };
        Ok((x.portable_atan2(y), phi, z))
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

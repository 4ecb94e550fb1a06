//!
//! Gnomonic
//!
//! ref: <https://proj.org/en/stable/operations/projections/gnom.html>
//!
//! gnom: "Gnomonic" "\n\tAzi, Sph&Ell";
//!
//! Ported from PROJ `src/projections/gnom.cpp`. The ellipsoidal form is
//! Karney's (2013) geodesic gnomonic.
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
use proj4rs_geodesic::{Flags, Geodesic, Mask};

use crate::errors::{Error, Result};
use crate::math::consts::{EPS_10, FRAC_PI_2};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { gnom }

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
    mode: Mode,
    // Ellipsoidal form when set
    g: Option<Box<Geodesic>>,
}

impl Projection {
    pub fn gnom(p: &mut ProjData, _params: &ParamList) -> Result<Self> {
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

        let g = if p.ellps.is_sphere() {
            None
        } else {
            Some(Box::new(Geodesic::new(1., p.ellps.f)))
        };
        Ok(Self {
            phi0,
            sinph0,
            cosph0,
            mode,
            g,
        })
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        if let Some(g) = &self.g {
            return self.e_forward(g, lam, phi, z);
        }
        self.s_forward(lam, phi, z)
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        if let Some(g) = &self.g {
            return self.e_inverse(g, x, y, z);
        }
        self.s_inverse(x, y, z)
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }

    //
    // Sphere
    //

    fn s_forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (sinphi, cosphi) = phi.portable_sin_cos();
        let coslam = lam.portable_cos();

        let cosz = match self.mode {
            Mode::EQUIT => cosphi * coslam,
            Mode::OBLIQ => self.sinph0 * sinphi + self.cosph0 * cosphi * coslam,
            Mode::S_POLE => -sinphi,
            Mode::N_POLE => sinphi,
        };

        if cosz <= EPS_10 {
            return Err(Error::CoordinateOutOfRange);
        }

        let r = 1. / cosz;
        let x = r * cosphi * lam.portable_sin();
        let y = r * match self.mode {
            Mode::EQUIT => sinphi,
            Mode::OBLIQ => self.cosph0 * sinphi - self.sinph0 * cosphi * coslam,
            Mode::N_POLE => -cosphi * coslam,
            Mode::S_POLE => cosphi * coslam,
        };
        Ok((x, y, z))
    }

    fn s_inverse(&self, mut x: f64, mut y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let rh = x.portable_hypot(y);
        let mut phi = rh.portable_atan();
        let sinz = phi.portable_sin();
        let cosz = (1. - sinz * sinz).sqrt();

        if rh.abs() <= EPS_10 {
            return Ok((0., self.phi0, z));
        }

        match self.mode {
            Mode::OBLIQ => {
                phi = cosz * self.sinph0 + y * sinz * self.cosph0 / rh;
                phi = if phi.abs() >= 1. {
                    FRAC_PI_2.copysign(phi)
                } else {
                    phi.portable_asin()
                };
                y = (cosz - self.sinph0 * phi.portable_sin()) * rh;
                x *= sinz * self.cosph0;
            }
            Mode::EQUIT => {
                phi = y * sinz / rh;
                phi = if phi.abs() >= 1. {
                    FRAC_PI_2.copysign(phi)
                } else {
                    phi.portable_asin()
                };
                y = cosz * rh;
                x *= sinz;
            }
            Mode::S_POLE => phi -= FRAC_PI_2,
            Mode::N_POLE => {
                phi = FRAC_PI_2 - phi;
                y = -y;
            }
        }
        Ok((x.portable_atan2(y), phi, z))
    }

    //
    // Ellipsoid (Karney, 2013, "Algorithms for geodesics", section 8)
    //

    fn e_forward(&self, g: &Geodesic, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let r = g.gen_inverse(
            self.phi0.to_degrees(),
            0.,
            phi.to_degrees(),
            lam.to_degrees(),
            Mask::AZIMUTH | Mask::REDUCED_LENGTH | Mask::GEODESIC_SCALE,
        );
        if r.scale12 <= 0. {
            return Err(Error::CoordinateOutOfRange);
        }
        let rho = r.m12 / r.scale12;
        let (sinazi, cosazi) = r.azi1.to_radians().portable_sin_cos();
        Ok((rho * sinazi, rho * cosazi, z))
    }

    fn e_inverse(&self, g: &Geodesic, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        const NUMIT: usize = 10;
        let eps = 0.01 * f64::EPSILON.sqrt();

        // Azimuth clockwise from north
        let azi0 = x.portable_atan2(y).to_degrees();
        let mut rho = x.portable_hypot(y);
        let mut s = rho.portable_atan();
        let little = rho <= 1.;
        if !little {
            rho = 1. / rho;
        }
        let l = g.line(
            self.phi0.to_degrees(),
            0.,
            azi0,
            Mask::LATITUDE
                | Mask::LONGITUDE
                | Mask::DISTANCE_IN
                | Mask::REDUCED_LENGTH
                | Mask::GEODESIC_SCALE,
        );

        let mut trip = false;
        let (mut lat1, mut lon1) = (0., 0.);
        for _ in 0..NUMIT {
            let p = l.gen_position(
                Flags::NONE,
                s,
                Mask::LATITUDE | Mask::LONGITUDE | Mask::REDUCED_LENGTH | Mask::GEODESIC_SCALE,
            );
            (lat1, lon1) = (p.lat2, p.lon2);
            let (m, mm) = (p.m12, p.scale12);
            if trip {
                break;
            }
            // If little, solve rho(s) = rho with drho(s)/ds = 1/M^2
            // else solve 1/rho(s) = 1/rho with d(1/rho(s))/ds = -1/m^2
            let ds = if little {
                (m - rho * mm) * mm
            } else {
                (rho * m - mm) * m
            };
            s -= ds;
            // Also stop on NaN
            if ds.abs() < eps || ds.is_nan() {
                trip = true;
            }
        }
        if trip {
            Ok((lon1.to_radians(), lat1.to_radians(), z))
        } else {
            Err(Error::CoordinateOutOfRange)
        }
    }
}

//============
// Tests
//============

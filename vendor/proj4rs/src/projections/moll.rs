//!
//! Mollweide Pseudocylindrical and derivatives
//!
//! ref: <https://proj.org/operations/projections/moll.html>
//!
//! moll: "Mollweide" "\n\tPCyl., Sph.";
//! wag4: "Wagner IV" "\n\tPCyl., Sph.";
//! wag5: "Wagner V" "\n\tPCyl., Sph.";
//!
use crate::portable::Portable;
use crate::ellps::Ellipsoid;
#[allow(unused_imports)]
use crate::errors::{Error, Result};
use crate::math::{
    aasin,
    consts::{FRAC_PI_2, PI, TAU},
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { moll, wag4, wag5 }

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    c_x: f64,
    c_y: f64,
    c_p: f64,
}

impl Projection {
    pub fn moll(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        Self::new(p, FRAC_PI_2)
    }

    pub fn wag4(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        Self::new(p, PI / 3.)
    }

    pub fn wag5(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        // Map from sphere
        p.ellps = Ellipsoid::sphere(p.ellps.a)?;

        Ok(Self {
            c_x: 0.90977,
            c_y: 1.65014,
            c_p: 3.00896,
        })
    }

    fn new(p: &mut ProjData, pp: f64) -> Result<Self> {
        // Map from sphere
        p.ellps = Ellipsoid::sphere(p.ellps.a)?;

        let p2 = pp + pp;
        let sp = pp.portable_sin();
        let c_p = p2 + p2.portable_sin();
        let r = (TAU * sp / c_p).sqrt();

        Ok(Self {
            c_x: 2. * r / PI,
            c_y: r / sp,
            c_p,
        })
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, mut phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        const NITER: isize = 10;
        const TOL: f64 = 1e-7;

        let k = self.c_p * phi.portable_sin();
        let mut i = NITER;
        while i > 0 {
            let v = (phi + phi.portable_sin() - k) / (1. + phi.portable_cos());
            phi -= v;
            if v.abs() < TOL {
                break;
            }
            i -= 1;
        }
        if i == 0 {
            phi = FRAC_PI_2 * phi.signum();
        } else {
            phi *= 0.5;
        }
        Ok((self.c_x * lam * phi.portable_cos(), self.c_y * phi.portable_sin(), z))
    }

    #[cfg(not(feature = "proj4js-compat"))]
    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let mut phi = aasin(y / self.c_y)?;
        let lam = x / (self.c_x * phi.portable_cos());
        if lam.abs() < PI {
            phi += phi;
            phi = aasin((phi + phi.portable_sin()) / self.c_p)?;
            Ok((lam, phi, z))
        } else {
            Err(Error::CoordinateOutOfRange)
        }
    }

    /// This is an infaillible version of Mollwey
    /// While proj version is faillible
    #[cfg(feature = "proj4js-compat")]
    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let mut phi = aasin(y / self.c_y)?;
        let mut lam = x / (self.c_x * phi.portable_cos());
        if lam.abs() > PI {
            lam = PI * lam.signum();
        }
        phi += phi;
        phi = aasin((phi + phi.portable_sin()) / self.c_p)?;
        Ok((lam, phi, z))
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

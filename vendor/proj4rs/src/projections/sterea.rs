//!
//! Oblique Stereographic Alternative
//!
//! from PJ_sterea.c (proj 5.2.0)
//!
//! sterea: "Oblique Stereographic Alternative" "\n\tAzimuthal, Sph&Ell"
//!
use crate::portable::Portable;
use crate::errors::Result;
use crate::math::{Gauss, gauss, gauss_ini, inv_gauss};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { sterea }

#[derive(Debug, Clone)]
pub(crate) struct Projection {
    k0: f64,
    phic0: f64,
    cosc0: f64,
    sinc0: f64,
    r2: f64,
    en: Gauss,
}

impl Projection {
    pub fn sterea(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        let (en, phic0, r) = gauss_ini(p.ellps.e, p.phi0)?;
        let (sinc0, cosc0) = phic0.portable_sin_cos();
        Ok(Self {
            k0: p.k0,
            phic0,
            cosc0,
            sinc0,
            r2: 2. * r,
            en,
        })
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (lam, phi) = gauss(lam, phi, &self.en);
        let (sinc, cosc) = phi.portable_sin_cos();
        let cosl = lam.portable_cos();
        let k = self.k0 * self.r2 / (1. + self.sinc0 * sinc + self.cosc0 * cosc * cosl);
        Ok((
            k * cosc * lam.portable_sin(),
            k * (self.cosc0 * sinc - self.sinc0 * cosc * cosl),
            z,
        ))
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let x = x / self.k0;
        let y = y / self.k0;
        let rho = x.portable_hypot(y);
        let (lam, phi) = if rho != 0.0 {
            let c = 2. * rho.portable_atan2(self.r2);
            let (sinc, cosc) = c.portable_sin_cos();
            inv_gauss(
                (x * sinc).portable_atan2(rho * self.cosc0 * cosc - y * self.sinc0 * sinc),
                (cosc * self.sinc0 + y * sinc * self.cosc0 / rho).portable_asin(),
                &self.en,
            )
        } else {
            inv_gauss(0., self.phic0, &self.en)
        }?;
        Ok((lam, phi, z))
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

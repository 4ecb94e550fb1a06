//!
//! mlfn
//!  Meridional distance
//!
//! Meridional distance for ellipsoid and inverse using 6th-order expansion in
//! the third flattening n. This gives full double precision accuracy for |f| <= 1/150.
//!
//! Port of PROJ `src/mlfn.cpp` (PROJ >= 9.2, <https://github.com/OSGeo/PROJ/pull/3516>).
//!
use crate::portable::Portable;
use super::auxlat::{
    AuxCoeffs, C_MU_PHI, C_PHI_MU, coeffs_even, convert, rectifying_radius, third_flattening,
};

/// Meridional distance coefficients
#[derive(Debug, Clone, Copy)]
pub(crate) struct Enfn {
    /// Rectifying radius
    rr: f64,
    /// phi -> mu
    mu_phi: AuxCoeffs,
    /// mu -> phi
    phi_mu: AuxCoeffs,
}

/// Compute the meridional distance coefficients from the
/// first eccentricity squared.
pub(crate) fn enfn(es: f64) -> Enfn {
    let n = third_flattening(es);
    Enfn {
        rr: rectifying_radius(n),
        mu_phi: coeffs_even(n, &C_MU_PHI),
        phi_mu: coeffs_even(n, &C_PHI_MU),
    }
}

/// Meridional distance (in units of the semi-major axis)
#[inline]
pub(crate) fn mlfn(phi: f64, sphi: f64, cphi: f64, en: Enfn) -> f64 {
    en.rr * convert(phi, sphi, cphi, &en.mu_phi)
}

/// Inverse meridional distance: latitude from meridional distance
#[inline]
pub(crate) fn inv_mlfn(mu: f64, en: Enfn) -> f64 {
    let mu = mu / en.rr;
    convert(mu, mu.portable_sin(), mu.portable_cos(), &en.phi_mu)
}

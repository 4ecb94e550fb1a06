//!
//! Lambert Azimuthal Equal Area
//!
//! ref: <https://proj.org/operations/projections/laea.html>
//!
//! laea:  "Lambert Azimuthal Equal Area" "\n\tAzi, Sph&Ell";
//!
use crate::portable::Portable;
use crate::errors::{Error, Result};
use crate::math::{
    Authalic,
    consts::{EPS_10, FRAC_PI_2, FRAC_PI_4},
};
use crate::parameters::ParamList;
use crate::proj::ProjData;

// Projection stub
super::projection! { laea }

#[derive(Debug, Clone)]
pub(crate) enum Projection {
    El(EProj),
    Sp(SProj),
}

impl Projection {
    pub fn laea(p: &mut ProjData, _: &ParamList) -> Result<Self> {
        Ok(if p.ellps.is_ellipsoid() {
            Self::El(EProj::new(p))
        } else {
            Self::Sp(SProj::new(p))
        })
    }

    #[inline(always)]
    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::El(p) => p.forward(lam, phi, z),
            Self::Sp(p) => p.forward(lam, phi, z),
        }
    }

    #[inline(always)]
    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Self::El(p) => p.inverse(x, y, z),
            Self::Sp(p) => p.inverse(x, y, z),
        }
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

//
// Ellipsoid
//

#[allow(non_camel_case_types)]
#[allow(clippy::upper_case_acronyms)]
#[derive(Debug, Clone)]
enum EMode {
    N_POLE,
    S_POLE,
    EQUIT {
        dd: f64,
        rq: f64,
        xmf: f64,
        ymf: f64,
    },
    OBLIQ {
        dd: f64,
        rq: f64,
        sinb1: f64,
        cosb1: f64,
        xmf: f64,
        ymf: f64,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct EProj {
    phi0: f64,
    qp: f64,
    auth: Authalic,
    mode: EMode,
}

impl EProj {
    fn new(p: &mut ProjData) -> Self {
        let auth = Authalic::new(&p.ellps);
        let qp = auth.qp();
        let phi0 = p.phi0;

        use EMode::*;

        let t = phi0.abs();
        let mode = if (t - FRAC_PI_2).abs() < EPS_10 {
            if phi0 < 0. { S_POLE } else { N_POLE }
        } else if t.abs() < EPS_10 {
            let rq = (0.5 * qp).sqrt();
            EQUIT {
                rq,
                dd: 1. / rq,
                xmf: 1.,
                ymf: 0.5 * qp,
            }
        } else {
            let (sinphi, cosphi) = phi0.portable_sin_cos();
            let rq = (0.5 * qp).sqrt();
            let (sinb1, cosb1) = auth.lat(phi0, sinphi, cosphi).portable_sin_cos();
            let dd = cosphi / ((1. - p.ellps.es * sinphi * sinphi).sqrt() * rq * cosb1);
            OBLIQ {
                rq,
                dd,
                sinb1,
                cosb1,
                xmf: rq * dd,
                ymf: rq / dd,
            }
        };

        Self {
            phi0,
            qp,
            auth,
            mode,
        }
    }

    fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (sinlam, coslam) = lam.portable_sin_cos();
        let (sinphi, cosphi) = phi.portable_sin_cos();
        let xi = self.auth.lat(phi, sinphi, cosphi);
        let (sinb, cosb) = xi.portable_sin_cos();
        let q = sinb * self.qp;

        use EMode::*;

        let (x, y) = match self.mode {
            OBLIQ {
                sinb1,
                cosb1,
                xmf,
                ymf,
                ..
            } => {
                let mut b = 1. + sinb1 * sinb + cosb1 * cosb * coslam;
                if b.abs() < EPS_10 {
                    return Err(Error::ToleranceConditionError);
                }
                b = (2. / b).sqrt();
                (
                    xmf * b * cosb * sinlam,
                    ymf * b * (cosb1 * sinb - sinb1 * cosb * coslam),
                )
            }
            EQUIT { xmf, ymf, .. } => {
                let mut b = 1. + cosb * coslam;
                if b.abs() < EPS_10 {
                    return Err(Error::ToleranceConditionError);
                }
                b = (2. / b).sqrt();
                (xmf * b * cosb * sinlam, ymf * b * sinb)
            }
            N_POLE => {
                if (FRAC_PI_2 + phi).abs() < EPS_10 {
                    return Err(Error::ToleranceConditionError);
                }
                let q = self.qp - q;
                if q >= 1e-15 {
                    let b = q.sqrt();
                    (b * sinlam, -b * coslam)
                } else {
                    (0., 0.)
                }
            }
            S_POLE => {
                if (phi - FRAC_PI_2).abs() < EPS_10 {
                    return Err(Error::ToleranceConditionError);
                }
                let q = self.qp + q;
                if q >= 1e-15 {
                    let b = q.sqrt();
                    (b * sinlam, b * coslam)
                } else {
                    (0., 0.)
                }
            }
        };

        Ok((x, y, z))
    }

    fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        use EMode::*;

        let (ab, xx, yy) = match self.mode {
            EQUIT { dd, rq, .. } => {
                let (x, y) = (x / dd, y * dd);
                let rho = x.portable_hypot(y);
                if rho < EPS_10 {
                    return Ok((0., self.phi0, z));
                }
                let (sce, cce) = (2. * (0.5 * rho / rq).portable_asin()).portable_sin_cos();
                (y * sce / rho, x * sce, rho * cce)
            }
            OBLIQ {
                dd,
                rq,
                sinb1,
                cosb1,
                ..
            } => {
                let (x, y) = (x / dd, y * dd);
                let rho = x.portable_hypot(y);
                if rho < EPS_10 {
                    return Ok((0., self.phi0, z));
                }
                let (sce, cce) = (2. * (0.5 * rho / rq).portable_asin()).portable_sin_cos();
                (
                    cce * sinb1 + y * sce * cosb1 / rho,
                    x * sce,
                    rho * cosb1 * cce - y * sinb1 * sce,
                )
            }
            N_POLE | S_POLE => {
                let q = x * x + y * y;
                if q == 0. {
                    return Ok((0., self.phi0, z));
                }
                let ab = 1. - q / self.qp;
                if matches!(self.mode, N_POLE) {
                    (ab, x, -y)
                } else {
                    (-ab, x, y)
                }
            }
        };
        Ok((xx.portable_atan2(yy), self.auth.lat_inverse(ab.portable_asin()), z))
    }
}

//
// Sphere
//

#[allow(non_camel_case_types)]
#[allow(clippy::upper_case_acronyms)]
#[derive(Debug, Clone)]
enum SMode {
    N_POLE,
    S_POLE,
    EQUIT,
    OBLIQ { sinb1: f64, cosb1: f64 },
}

#[derive(Debug, Clone)]
pub(crate) struct SProj {
    phi0: f64,
    mode: SMode,
}

impl SProj {
    fn new(p: &mut ProjData) -> Self {
        let phi0 = p.phi0;
        let t = phi0.abs();

        use SMode::*;

        let mode = if (t - FRAC_PI_2).abs() < EPS_10 {
            if p.phi0 < 0. { S_POLE } else { N_POLE }
        } else if t.abs() < EPS_10 {
            EQUIT
        } else {
            let (sinb1, cosb1) = p.phi0.portable_sin_cos();
            OBLIQ { sinb1, cosb1 }
        };
        Self { phi0, mode }
    }

    fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        let (sinphi, cosphi) = phi.portable_sin_cos();
        let coslam = lam.portable_cos();

        use SMode::*;

        match self.mode {
            EQUIT => {
                let mut y = 1. + cosphi * coslam;
                if y < EPS_10 {
                    Err(Error::ToleranceConditionError)
                } else {
                    y = (2. / y).sqrt();
                    Ok((y * cosphi * lam.portable_sin(), y * sinphi, z))
                }
            }
            OBLIQ { sinb1, cosb1, .. } => {
                let mut y = 1. + sinb1 * sinphi + cosb1 * cosphi * coslam;
                if y < EPS_10 {
                    Err(Error::ToleranceConditionError)
                } else {
                    y = (2. / y).sqrt();
                    Ok((
                        y * cosphi * lam.portable_sin(),
                        y * (cosb1 * sinphi - sinb1 * cosphi * coslam),
                        z,
                    ))
                }
            }
            N_POLE | S_POLE => {
                if (phi + self.phi0).abs() < EPS_10 {
                    Err(Error::ToleranceConditionError)
                } else {
                    let mut y = FRAC_PI_4 - phi * 0.5;
                    if matches!(self.mode, N_POLE) {
                        y = 2. * y.portable_sin();
                        Ok((y * lam.portable_sin(), y * -coslam, z))
                    } else {
                        y = 2. * y.portable_cos();
                        Ok((y * lam.portable_sin(), y * coslam, z))
                    }
                }
            }
        }
    }

    fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        let rh = x.portable_hypot(y);
        let mut phi = rh * 0.5;
        if phi > 1. {
            return Err(Error::ToleranceConditionError);
        }

        let lam;

        use SMode::*;

        phi = 2. * phi.portable_asin();
        match self.mode {
            EQUIT => {
                let (sinz, cosz) = phi.portable_sin_cos();
                phi = if rh <= EPS_10 {
                    0.
                } else {
                    (y * sinz / rh).portable_asin()
                };
                let yy = cosz * rh;
                lam = if yy == 0. { 0. } else { (x * sinz).portable_atan2(yy) };
            }
            OBLIQ { sinb1, cosb1 } => {
                let (sinz, cosz) = phi.portable_sin_cos();
                phi = if rh <= EPS_10 {
                    self.phi0
                } else {
                    (cosz * sinb1 + y * sinz * cosb1 / rh).portable_asin()
                };
                let yy = (cosz - phi.portable_sin() * sinb1) * rh;
                lam = if yy == 0. {
                    0.
                } else {
                    (x * sinz * cosb1).portable_atan2(yy)
                };
            }
            N_POLE => {
                phi = FRAC_PI_2 - phi;
                lam = x.portable_atan2(-y);
            }
            S_POLE => {
                phi -= FRAC_PI_2;
                lam = x.portable_atan2(y);
            }
        }
        Ok((lam, phi, z))
    }
}

//!
//! Transverse mercator
//!
//! Provide both Evenden/Snyder and Poder/ensager algorithm, depending on
//! parameters
//!
//! The default algorithm is Poder/Ensager except for the spherical case
//! where the Evenden/Snyder is used
//!
//!

use crate::errors::{Error, Result};
use crate::parameters::ParamList;
use crate::proj::ProjData;
use crate::projections::{estmerc, etmerc};

// Projection stub
super::projection! { tmerc }

#[derive(Debug, Clone)]
pub(crate) enum Projection {
    Exact(etmerc::Projection),
    Approx(estmerc::Projection),
}

use Projection::*;

impl Projection {
    const ALG_PARAM: &'static str = "algo";

    pub fn tmerc(p: &mut ProjData, params: &ParamList) -> Result<Self> {
        if p.ellps.is_sphere() || params.check_option("approx")? {
            Ok(Approx(estmerc::Projection::estmerc(p, params)?))
        } else {
            // try 'algo' parameter
            match params.try_value(Self::ALG_PARAM)? {
                Some("evenden_snyder") => Ok(Approx(estmerc::Projection::estmerc(p, params)?)),
                Some("poder_engsager") | None => Ok(Exact(etmerc::Projection::etmerc(p, params)?)),
                Some(_) => Err(Error::InvalidParameterValue(Self::ALG_PARAM)),
            }
        }
    }

    pub fn forward(&self, lam: f64, phi: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Exact(p) => p.forward(lam, phi, z),
            Approx(p) => p.forward(lam, phi, z),
        }
    }

    pub fn inverse(&self, x: f64, y: f64, z: f64) -> Result<(f64, f64, f64)> {
        match self {
            Exact(p) => p.inverse(x, y, z),
            Approx(p) => p.inverse(x, y, z),
        }
    }

    pub const fn has_inverse() -> bool {
        true
    }

    pub const fn has_forward() -> bool {
        true
    }
}

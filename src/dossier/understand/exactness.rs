//! How exact a place is, in the codes of known exports.

use serde_json::{Map, Value};

use super::rules::Exactness;
use super::said::text;
use crate::atlas::{Precision, PrecisionClass};
use crate::dossier::radius::usual_radius_m;
use crate::formats::plain_letters;
use crate::math;

/// Largest radius of a site, in metres ([`PrecisionClass::Site`]).
const SITE_M: f64 = 5_000.0;

impl Exactness {
    /// The precision that `properties` state.
    pub(super) fn of(self, properties: &Map<String, Value>) -> Option<Precision> {
        let value = |name: &str| {
            let (_, value) = properties
                .iter()
                .find(|(key, _)| plain_letters(key) == name)?;
            text(value)
        };
        let number = |name: &str| value(name)?.parse::<f64>().ok().filter(|it| it.is_finite());
        match self {
            Self::Codes(column, codes) => {
                let stated = value(column)?;
                let stated = stated.strip_suffix(".0").unwrap_or(&stated);
                let &(_, class, radius_m) = codes
                    .iter()
                    .find(|(code, ..)| code.eq_ignore_ascii_case(stated))?;
                Some(Precision {
                    class,
                    radius_m: radius_m.or_else(|| usual_radius_m(class)),
                })
            }
            Self::Radius(column, unit_m) => Some(within(number(column)? * unit_m)),
            Self::Pixel(width, height) => {
                let (width_km, height_km) = (number(width)?, number(height)?);
                Some(within(math::hypot(width_km, height_km) / 2.0 * 1_000.0))
            }
        }
    }

    /// Whether the column with this key says it.
    pub(super) fn reads(self, key: &str) -> bool {
        self.columns().contains(&plain_letters(key).as_str())
    }

    /// The plain names of the columns that say it.
    pub(super) fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Codes(column, _) | Self::Radius(column, _) => vec![column],
            Self::Pixel(width, height) => vec![width, height],
        }
    }
}

fn within(radius_m: f64) -> Precision {
    let class = if radius_m <= SITE_M {
        PrecisionClass::Site
    } else {
        PrecisionClass::District
    };
    Precision {
        class,
        radius_m: Some(radius_m),
    }
}

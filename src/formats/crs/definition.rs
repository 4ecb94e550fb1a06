//! A system by its parts, as WKT and PROJJSON spell them out, and the PROJ string made of them.

use std::fmt::Write as _;

use super::datum;
use super::method::{self, ProjectionMethod, plain};
use super::proj_string::from_proj_string_in;
use super::reference::names_wgs84;
use super::{Crs, UnknownCrs};

/// A geographic or projected system.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Definition {
    /// Its name.
    pub(super) name: String,
    /// Name of its datum.
    pub(super) datum: String,
    /// Semi-major axis of its ellipsoid, in metres.
    pub(super) semi_major_m: f64,
    /// Inverse flattening of its ellipsoid; 0 for a sphere.
    pub(super) inverse_flattening: f64,
    /// Shift of the datum to WGS 84, where the definition brings one: three or seven numbers as in
    /// PROJ's `+towgs84`.
    pub(super) shift: Option<Vec<f64>>,
    /// Longitude of its prime meridian, in degrees east of Greenwich.
    pub(super) prime_meridian_deg: f64,
    /// Unit of its geographic coordinates, in radians.
    pub(super) angular_unit_rad: f64,
    /// How it is projected; `None` for a geographic system.
    pub(super) projection: Option<ProjectionMethod>,
}

impl Definition {
    /// Whether it is WGS 84 by its name, counted in degrees from Greenwich as WGS 84 is.
    pub(super) fn is_wgs84(&self) -> bool {
        self.projection.is_none()
            && names_wgs84(&plain(&self.name))
            && self.prime_meridian_deg == 0.0
            && self.is_in_degrees()
    }

    /// Whether its geographic coordinates are degrees.
    fn is_in_degrees(&self) -> bool {
        (self.angular_unit_rad / 1f64.to_radians() - 1.0).abs() < 1e-6
    }

    /// The system it defines.
    pub(super) fn into_crs(self) -> Result<Crs, UnknownCrs> {
        let mut proj = String::new();
        match &self.projection {
            Some(projection) => {
                if method::is_web_mercator(projection) {
                    return Ok(Crs {
                        name: self.name,
                        ..Crs::web_mercator()
                    });
                }
                let written = method::proj_string(projection)
                    .map_err(|why| UnknownCrs::new(&self.name, why))?;
                proj.push_str(&written);
                if (projection.unit_m - 1.0).abs() > f64::EPSILON {
                    let _ = write!(proj, " +to_meter={}", projection.unit_m);
                }
            }
            None => proj.push_str("+proj=longlat"),
        }
        proj.push_str(&self.datum_words());
        if self.prime_meridian_deg != 0.0 {
            let _ = write!(proj, " +pm={}", self.prime_meridian_deg);
        }
        from_proj_string_in(
            &proj,
            Some(&self.name),
            (!self.is_in_degrees()).then_some(self.angular_unit_rad),
        )
    }

    /// The ellipsoid and the shift to WGS 84: the definition's own shift, else that of a datum of
    /// this name.
    fn datum_words(&self) -> String {
        let mut words = String::new();
        if let Some(shift) = &self.shift {
            words.push_str(&self.ellipsoid_words());
            let shift: Vec<String> = shift.iter().map(f64::to_string).collect();
            let _ = write!(words, " +towgs84={}", shift.join(","));
        } else if let Some(known) = datum::words(&self.datum, &self.name) {
            words.push(' ');
            words.push_str(&known);
        } else {
            words.push_str(&self.ellipsoid_words());
        }
        words
    }

    fn ellipsoid_words(&self) -> String {
        match (self.semi_major_m, self.inverse_flattening) {
            (a, 0.0) => format!(" +R={a}"),
            (a, rf) if (a - 6_378_137.0).abs() < 0.01 && (rf - 298.257_222_101).abs() < 1e-6 => {
                " +ellps=GRS80".to_owned()
            }
            (a, rf) => format!(" +a={a} +rf={rf}"),
        }
    }
}

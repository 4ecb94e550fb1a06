//! Coordinate reference systems: what a file says of its positions, and the way from there to WGS 84.
//!
//! A [`Crs`] is made from an EPSG code, an OGC URN or address, WKT 1 (of OGC, GDAL or Esri), WKT 2,
//! a PROJ string, PROJJSON, or the old `crs` member of GeoJSON. Positions are taken as files store
//! them: longitude or easting first, whatever order of axes the authority defines, which is what
//! GeoPackage, FlatGeobuf, GeoParquet and GDAL's GeoJSON reader agree on.
//!
//! What cannot be understood is an [`UnknownCrs`]: its reader places nothing and says why.

mod datum;
mod definition;
mod geojson;
mod method;
mod proj_string;
mod projjson;
mod reference;
#[cfg(test)]
mod tests;
mod to_wgs84;
mod tree;
mod wkt;

use serde_json::Value;

use crate::problem::{Place, Problem};
use to_wgs84::ToWgs84;

pub use to_wgs84::OutsideCrs;

/// A coordinate reference system whose positions can be brought to WGS 84.
#[derive(Debug, Clone)]
pub struct Crs {
    /// What people call it: "WGS 84", "EPSG:32642", or its own name where it has no code.
    pub name: String,
    /// What its positions cannot be trusted for, in a sentence without a full stop: a datum whose
    /// shift to WGS 84 is not known.
    pub caveat: Option<String>,
    to_wgs84: ToWgs84,
}

/// A coordinate reference system that positions cannot be brought to WGS 84 from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the coordinate reference system {name} cannot be used: {why}")]
pub struct UnknownCrs {
    /// Its name or the beginning of its definition, in quotation marks.
    pub name: String,
    /// What is missing.
    pub why: String,
}

impl UnknownCrs {
    /// Longest piece of a definition that stands for its name, in characters.
    const NAME_CHARS: usize = 60;

    fn new(definition: &str, why: impl Into<String>) -> Self {
        let definition = definition.trim();
        let mut name: String = definition.chars().take(Self::NAME_CHARS).collect();
        if name.len() < definition.len() {
            name.push('…');
        }
        Self {
            name: format!("\"{name}\""),
            why: why.into(),
        }
    }

    /// The error for a layer of which nothing can be placed, at `place`.
    #[must_use]
    pub fn problem(&self, place: Place) -> Problem {
        Problem::error(
            format!("the coordinate reference system {} is not known", self.name),
            place,
        )
        .why(format!("{}; nothing of this layer is placed", self.why))
        .mend("say which it is, in the sheet of the layer or with `crs` of [[read]] in dossier.toml; or save the layer in WGS 84 longitude and latitude (EPSG:4326)")
    }
}

impl Crs {
    /// WGS 84 longitude and latitude in degrees.
    #[must_use]
    pub fn wgs84() -> Self {
        Self {
            name: "WGS 84".to_owned(),
            caveat: None,
            to_wgs84: ToWgs84::Degrees,
        }
    }

    /// The spherical Mercator of web maps, in metres.
    fn web_mercator() -> Self {
        Self {
            name: "EPSG:3857".to_owned(),
            caveat: None,
            to_wgs84: ToWgs84::WebMercator,
        }
    }

    /// The system with the code `code` of EPSG, or with one of the codes that Esri and others use
    /// beyond EPSG's.
    ///
    /// # Errors
    /// Fails for a code that is not known, or a system without a way to WGS 84.
    pub fn from_epsg(code: u32) -> Result<Self, UnknownCrs> {
        reference::from_epsg(code)
    }

    /// The system that `definition` defines or refers to, in any form that files use.
    ///
    /// # Errors
    /// Fails for a definition that cannot be understood.
    pub fn parse(definition: &str) -> Result<Self, UnknownCrs> {
        let definition =
            definition.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
        if definition.starts_with('{') {
            let json = serde_json::from_str(definition);
            return Self::from_projjson(
                &json.map_err(|error| UnknownCrs::new(definition, error.to_string()))?,
            );
        }
        if definition.contains("+proj=") || definition.starts_with("+init=") {
            return match proj_string::init_code(definition) {
                Some(code) => reference::from_epsg(code?),
                None => proj_string::from_proj_string(definition, None),
            };
        }
        if definition.contains(['[', '(']) && !definition.starts_with("http") {
            return wkt::from_wkt(definition);
        }
        reference::from_reference(definition)
    }

    /// The system that a PROJJSON object defines.
    ///
    /// # Errors
    /// Fails for a definition that cannot be understood.
    pub fn from_projjson(json: &Value) -> Result<Self, UnknownCrs> {
        projjson::from_projjson(json)
    }

    /// The system that the `crs` member of a GeoJSON or TopoJSON file names, as it was before RFC 7946.
    ///
    /// # Errors
    /// Fails for a system that is not known, for `null`, and for a link that names no code: none is followed.
    pub fn from_geojson_member(member: &Value) -> Result<Self, UnknownCrs> {
        geojson::from_member(member)
    }

    /// Whether positions are WGS 84 degrees as they are.
    #[must_use]
    pub fn is_wgs84(&self) -> bool {
        matches!(self.to_wgs84, ToWgs84::Degrees)
    }

    /// Brings a geometry to WGS 84 longitude and latitude. Lines and rings that cross the
    /// antimeridian stay in one piece and run past ±180.
    ///
    /// # Errors
    /// Fails if a position lies outside what the system can express; the geometry is then of no use.
    pub fn place(&self, geometry: &mut geo::Geometry<f64>) -> Result<(), OutsideCrs> {
        self.to_wgs84.place(geometry)
    }
}

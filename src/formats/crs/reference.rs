//! Systems that are referred to by an authority's code or by a well-known name.

use super::method::plain;
use super::proj_string::from_proj_string;
use super::{Crs, UnknownCrs};

/// Codes under which Web Mercator goes: EPSG's present and former ones, Esri's, and the one that
/// spells "google".
const WEB_MERCATOR_CODES: [u32; 7] = [3857, 3785, 3587, 900_913, 102_100, 102_113, 41_001];

/// WGS 84 without and with height. Files store longitude first under both.
const WGS84_CODES: [u32; 2] = [4326, 4979];

/// Esri's codes for systems of the world that EPSG does not list, as PROJ defines them
/// (`proj.db`, authority ESRI).
const ESRI_CODES: [(u32, &str); 12] = [
    (54_001, "+proj=eqc +datum=WGS84 +units=m"),
    (54_002, "+proj=eqc +lat_ts=60 +datum=WGS84 +units=m"),
    (54_003, "+proj=mill +R_A +datum=WGS84 +units=m"),
    (54_004, "+proj=merc +datum=WGS84 +units=m"),
    (54_008, "+proj=sinu +datum=WGS84 +units=m"),
    (54_009, "+proj=moll +datum=WGS84 +units=m"),
    (54_030, "+proj=robin +datum=WGS84 +units=m"),
    (54_034, "+proj=cea +datum=WGS84 +units=m"),
    (
        102_001,
        "+proj=aea +lat_0=40 +lon_0=-96 +lat_1=50 +lat_2=70 +datum=NAD83 +units=m",
    ),
    (
        102_003,
        "+proj=aea +lat_0=37.5 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +datum=NAD83 +units=m",
    ),
    (
        102_012,
        "+proj=lcc +lat_0=0 +lon_0=105 +lat_1=30 +lat_2=62 +datum=WGS84 +units=m",
    ),
    (
        102_025,
        "+proj=aea +lat_0=30 +lon_0=95 +lat_1=15 +lat_2=65 +datum=WGS84 +units=m",
    ),
];

pub(super) fn from_epsg(code: u32) -> Result<Crs, UnknownCrs> {
    if WGS84_CODES.contains(&code) {
        return Ok(Crs::wgs84());
    }
    if WEB_MERCATOR_CODES.contains(&code) {
        return Ok(Crs::web_mercator());
    }
    let name = format!("EPSG:{code}");
    if let Some((_, definition)) = ESRI_CODES.iter().find(|&&(esri, _)| esri == code) {
        return from_proj_string(definition, Some(&format!("ESRI:{code}")));
    }
    u16::try_from(code)
        .ok()
        .and_then(crs_definitions::from_code)
        .ok_or_else(|| UnknownCrs::new(&name, "there is no such code in the list of EPSG"))
        .and_then(|found| from_proj_string(found.proj4, Some(&name)))
}

/// A system by reference: `EPSG:3857`, `urn:ogc:def:crs:EPSG::3857`,
/// `http://www.opengis.net/def/crs/EPSG/0/3857`, `http://www.opengis.net/gml/srs/epsg.xml#3857`,
/// `OGC:CRS84`, a bare code, or a name of WGS 84.
pub(super) fn from_reference(reference: &str) -> Result<Crs, UnknownCrs> {
    let name = plain(reference);
    if names_wgs84(&name) {
        return Ok(Crs::wgs84());
    }
    if names_web_mercator(&name) {
        return Ok(Crs::web_mercator());
    }
    if reference.is_empty() {
        return Err(UnknownCrs::new(
            "",
            "no coordinate reference system is named",
        ));
    }
    let known_authority = ["epsg", "esri", "crs"]
        .iter()
        .any(|part| name.contains(part))
        || name.bytes().all(|b| b.is_ascii_digit());
    // In a compound, "urn:ogc:def:crs,crs:EPSG::27700,crs:EPSG::5701", the first is the horizontal one.
    let parts = reference
        .split([',', '+'])
        .find(|part| part.ends_with(|c: char| c.is_ascii_digit()));
    let code = parts.and_then(|part| part.rsplit([':', '/', '#', ' ']).next());
    match code.and_then(|code| code.parse().ok()) {
        Some(code) if known_authority => from_epsg(code),
        _ => Err(UnknownCrs::new(
            reference,
            "neither a code of EPSG nor a definition was found in it",
        )),
    }
}

/// Whether a name without its punctuation is one of WGS 84 longitude and latitude.
pub(super) fn names_wgs84(name: &str) -> bool {
    let is_crs84 = |name: &str| name.ends_with("crs84") || name.ends_with("crs84h");
    is_crs84(name)
        || matches!(
            name,
            "wgs84"
                | "wgs1984"
                | "gcswgs1984"
                | "gcswgs84"
                | "wgs84crs84"
                | "longlat"
                | "lonlat"
                | "latlong"
                | "crswgs84"
                | "worldgeodeticsystem1984"
        )
}

fn names_web_mercator(name: &str) -> bool {
    matches!(
        name,
        "wgs84pseudomercator"
            | "wgs84webmercator"
            | "webmercator"
            | "wgs1984webmercatorauxiliarysphere"
            | "wgs1984webmercator"
            | "popularvisualisationcrsmercator"
            | "googlemapsglobalmercator"
    )
}

//! The `crs` member of GeoJSON as it was in 2008, which RFC 7946 took away and files still carry.

use serde_json::Value;

use super::{Crs, UnknownCrs};

/// The system of `{"type": "name", "properties": {"name": …}}`, of GeoServer's
/// `{"type": "EPSG", "properties": {"code": …}}`, or of PROJJSON in their place.
pub(super) fn from_member(member: &Value) -> Result<Crs, UnknownCrs> {
    let property = |key: &str| {
        member
            .get("properties")
            .and_then(|properties| properties.get(key))
    };
    let kind = member
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    match (kind.to_ascii_lowercase().as_str(), member) {
        ("name", _) => match property("name") {
            Some(Value::String(name)) => Crs::parse(name),
            Some(Value::Number(code)) => Crs::parse(&code.to_string()),
            _ => Err(UnknownCrs::new(
                &member.to_string(),
                "its member \"name\" is missing",
            )),
        },
        ("epsg", _) => match property("code") {
            Some(Value::String(code)) => Crs::parse(&format!("EPSG:{code}")),
            Some(code) => Crs::parse(&format!("EPSG:{code}")),
            None => Err(UnknownCrs::new(
                &member.to_string(),
                "its member \"code\" is missing",
            )),
        },
        ("link", _) => of_link(member, property("href").and_then(Value::as_str)),
        (_, Value::String(name)) => Crs::parse(name),
        (_, Value::Null) => Err(UnknownCrs::new(
            "null",
            "the file says that its positions are in no known system",
        )),
        _ => Crs::from_projjson(member),
    }
}

/// The system whose code a link names, as those of spatialreference.org, epsg.io and the OGC do. Links are
/// not followed.
fn of_link(member: &Value, href: Option<&str>) -> Result<Crs, UnknownCrs> {
    let href = href.unwrap_or_default().to_ascii_lowercase();
    if href.contains("crs84") {
        return Ok(Crs::wgs84());
    }
    let behind = href.split_once("epsg").map(|(_, behind)| behind);
    let mut parts = behind
        .unwrap_or_default()
        .rsplit(|letter: char| !letter.is_ascii_alphanumeric());
    match parts.find_map(|part| part.parse().ok()) {
        Some(code) => Crs::from_epsg(code),
        None => Err(UnknownCrs::new(
            &member.to_string(),
            "it is a link, and links are not followed",
        )),
    }
}

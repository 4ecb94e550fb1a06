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
        ("link", _) => Err(UnknownCrs::new(
            &member.to_string(),
            "it is a link, and links are not followed",
        )),
        (_, Value::String(name)) => Crs::parse(name),
        (_, Value::Null) => Err(UnknownCrs::new(
            "null",
            "the file says that its positions are in no known system",
        )),
        _ => Crs::from_projjson(member),
    }
}

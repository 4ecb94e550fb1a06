//! The members and types of `GeoJSON` objects (RFC 7946, section 3).

use std::borrow::Cow;

use crate::formats::json::{Member, Raw};

/// The names of the types of geometry.
pub(super) const TYPES: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

/// The value of the member called `key`.
pub(super) fn member<'a>(members: &[Member<'a>], key: &str) -> Option<Raw<'a>> {
    let found = members.iter().find(|member| member.key == key)?;
    Some(found.value)
}

/// What an object says of its type, and where.
pub(super) fn type_of<'a>(members: &[Member<'a>]) -> Option<(Cow<'a, str>, Raw<'a>)> {
    let raw = member(members, "type")?;
    Some((raw.parse::<String>().ok()?.into(), raw))
}

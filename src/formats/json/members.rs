//! The members of an object as slices of the text, in their order.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A member of an object: its name, and its value as it is written.
pub(in crate::formats) type NamedValue<'a> = (Cow<'a, str>, &'a RawValue);

/// The members of the object that `text` is, in their order.
///
/// # Errors
/// Fails if `text` is no object.
pub(in crate::formats) fn members(text: &str) -> serde_json::Result<Vec<NamedValue<'_>>> {
    serde_json::from_str::<Members<'_>>(text).map(|members| members.0)
}

/// The items of the list that `text` is.
///
/// # Errors
/// Fails if `text` is no list.
pub(in crate::formats) fn items(text: &str) -> serde_json::Result<Vec<&RawValue>> {
    serde_json::from_str(text)
}

/// The value of the member called `key`, as it is written.
pub(in crate::formats) fn find<'a>(members: &[NamedValue<'a>], key: &str) -> Option<&'a str> {
    Some(members.iter().find(|(known, _)| known == key)?.1.get())
}

#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

struct Members<'a>(Vec<NamedValue<'a>>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(Members(members))
    }
}

//! Properties read again from the text of a large file.

use std::fmt;
use std::io;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::reordered;
use crate::atlas::Attribute;
use crate::atlas::attributes::{AttributeValue, Gather};
use crate::atlas::table::Backing;

/// Bytes that are read at once.
const MOST_AT_ONCE: u64 = 8 << 20;

/// The properties of features whose texts begin at `starts`, as columns.
///
/// # Errors
/// Where the text cannot be read any more.
pub(super) fn properties(backing: &dyn Backing, starts: &[u64]) -> io::Result<Vec<Attribute>> {
    let mut order: Vec<u32> = (0..starts.len() as u32).collect();
    order.sort_unstable_by_key(|&row| starts[row as usize]);
    let mut gather = Gather::default();
    let mut at = 0;
    let mut bytes = Vec::new();
    while at < order.len() {
        let begin = starts[order[at] as usize];
        let start = |at: usize| {
            order
                .get(at)
                .map_or(backing.len(), |&row| starts[row as usize])
        };
        let mut end = at + 1;
        while end < order.len() && start(end + 1) - begin <= MOST_AT_ONCE {
            end += 1;
        }
        read(
            backing,
            begin,
            (start(end) - begin).min(MOST_AT_ONCE),
            &mut bytes,
        )?;
        for row in at..end {
            gather.next_row();
            let from = (start(row) - begin) as usize;
            let to = ((start(row + 1) - begin) as usize).min(bytes.len());
            if let Some(text) = bytes.get(from..to) {
                add_row(text, &mut gather);
            }
        }
        at = end;
    }
    Ok(reordered(gather.finish(), &order))
}

fn read(backing: &dyn Backing, begin: u64, length: u64, into: &mut Vec<u8>) -> io::Result<()> {
    into.resize(usize::try_from(length).unwrap_or_default(), 0);
    let mut filled = 0;
    while filled < into.len() {
        match backing.read_at(begin + filled as u64, &mut into[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    into.truncate(filled);
    Ok(())
}

/// Adds the properties of the feature whose text `bytes` begin with. What is damaged was told when the
/// file was read, and has no properties here.
fn add_row(bytes: &[u8], gather: &mut Gather) {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let read = InFeature(gather).deserialize(&mut deserializer);
    if let Err(error) = read {
        log::debug!("the properties of a feature cannot be read: {error}");
    }
}

/// Takes the properties of a feature, and nothing else of it.
struct InFeature<'g>(&'g mut Gather);

impl<'de> DeserializeSeed<'de> for InFeature<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for InFeature<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if key == "properties" {
                map.next_value_seed(InProperties(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct InProperties<'g>(&'g mut Gather);

impl<'de> DeserializeSeed<'de> for InProperties<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InProperties<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut position = 0;
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let gather = &mut *self.0;
            map.next_value_seed(InValue {
                gather,
                position,
                key: &key,
            })?;
            position += 1;
        }
        Ok(())
    }
}

/// Takes one value of a property.
struct InValue<'g> {
    gather: &'g mut Gather,
    position: usize,
    key: &'g str,
}

impl InValue<'_> {
    fn add(self, cell: AttributeValue<'_>) {
        self.gather.add(self.position, self.key, cell);
    }
}

impl<'de> DeserializeSeed<'de> for InValue<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InValue<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.add(AttributeValue::Missing);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.add(AttributeValue::Text(if value { "true" } else { "false" }));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.add(AttributeValue::Number(value as f64));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.add(AttributeValue::Number(value as f64));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.add(AttributeValue::Number(value));
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.add(AttributeValue::Text(value));
        Ok(())
    }

    /// The texts of a list, as those of features that are held in memory.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut texts = Vec::new();
        while let Some(value) = list.next_element::<serde_json::Value>()? {
            if let serde_json::Value::String(text) = value {
                texts.push(text);
            }
        }
        self.add(AttributeValue::Text(&texts.join(", ")));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.add(AttributeValue::Missing);
        Ok(())
    }
}

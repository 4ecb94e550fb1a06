//! The properties of a large source as columns, read again from its bytes.

use std::fmt;
use std::io;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::details::details;
use crate::atlas::attributes::{AttributeValue, Gather};
use crate::atlas::table::{Backing, Days};
use crate::atlas::{Atlas, Attribute, RowIx, TableIx, attributes};

/// Bytes that are read at once.
const MOST_AT_ONCE: u64 = 8 << 20;

/// The properties of a table's features as columns; none where its details are held in memory.
///
/// # Errors
/// Where the source cannot be read any more.
///
/// # Panics
/// If `ix` is not of `atlas`.
pub fn properties(atlas: &Atlas, ix: TableIx) -> io::Result<Vec<Attribute>> {
    let table = atlas.table(ix);
    let Some(backing) = table.backing.as_deref() else {
        return Ok(Vec::new());
    };
    let starts = &table.columns.starts;
    let mut order: Vec<u32> = (0..starts.len() as u32).collect();
    order.sort_unstable_by_key(|&row| starts[row as usize]);
    let mut gather = Gather::default();
    let mut at = 0;
    let mut bytes = Vec::new();
    if backing.is_empty() {
        // Its records have no text, and are unpacked one by one.
        for &row in &order {
            let feature = details(atlas, atlas.id_in(ix, RowIx(row))).map_err(io::Error::other)?;
            gather.next_row();
            let text = serde_json::json!({ "properties": &feature.other }).to_string();
            add_row(text.as_bytes(), &mut gather);
        }
        at = order.len();
    }
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
    // The rows of the table are in another order than those of the file.
    let mut in_file = vec![0; order.len()];
    for (position, &row) in order.iter().enumerate() {
        in_file[row as usize] = position;
    }
    let columns = gather.finish().into_iter();
    let columns = columns.map(|column| reordered(column, &in_file));
    Ok(columns.filter(|column| is_own(atlas, ix, column)).collect())
}

/// Whether a column is the source's own: what this program reads a property as is known of each feature
/// already.
fn is_own(atlas: &Atlas, ix: TableIx, column: &Attribute) -> bool {
    let mut rows = atlas.table(ix).rows();
    let first = rows.find(|row| !column.text(row.index()).is_empty());
    let feature = first.and_then(|row| details(atlas, atlas.id_in(ix, row)).ok());
    feature.is_some_and(|feature| feature.other.contains_key(&column.key))
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

fn reordered(column: Attribute, in_file: &[usize]) -> Attribute {
    use attributes::Values::{Days as Dates, Names, Numbers, Words};
    let rows = || in_file.iter();
    let values = match column.values {
        Numbers(numbers) => Numbers(rows().map(|&at| numbers[at]).collect()),
        Dates(days) => Dates(
            rows()
                .map(|&at| days.get(at).copied().unwrap_or(Days::UNDATED))
                .collect(),
        ),
        Words(words) => Words(attributes::Words {
            of: rows().map(|&at| words.of[at]).collect(),
            ..words
        }),
        names @ Names(_) => names,
    };
    Attribute {
        key: column.key,
        values,
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

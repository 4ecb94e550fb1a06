//! JSON text as nodes that know where they stand.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Entry, Node, Table, Value};

/// Lists and tables within each other that are still read. RFC 8259, section
/// 9, lets a reader set such a limit; deeper ones would exhaust the stack.
const DEEPEST: usize = 64;

/// Why a slice of a file is not the JSON that it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JsonFault {
    pub(super) what: String,
    /// Byte of the file at which reading stopped.
    pub(super) offset: usize,
}

/// A slice of a file that holds one JSON value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the file.
    pub(super) start: usize,
}

impl<'a> Raw<'a> {
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn fault(&self, error: &serde_json::Error) -> JsonFault {
        let message = error.to_string();
        let what = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(what, _)| what);
        let line_start: usize = self
            .text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let offset = (line_start + error.column().saturating_sub(1)).min(self.text.len());
        JsonFault {
            what: what.to_owned(),
            offset: self.start + offset,
        }
    }

    /// The value as the type `T`.
    pub(super) fn parse<T: Deserialize<'a>>(&self) -> Result<T, JsonFault> {
        serde_json::from_str(self.text).map_err(|error| self.fault(&error))
    }

    /// A value that is a slice of this one's text.
    pub(super) fn inner(&self, raw: &'a RawValue) -> Self {
        let text = raw.get();
        Self {
            start: self.start + offset_in(self.text, text).unwrap_or(0),
            text,
        }
    }

    /// The items of a list.
    pub(super) fn items(&self) -> Result<Vec<Self>, JsonFault> {
        let items: Vec<&RawValue> = self.parse()?;
        Ok(items.into_iter().map(|item| self.inner(item)).collect())
    }

    /// The members of an object, with the places of their names.
    pub(super) fn members(&self) -> Result<Vec<Member<'a>>, JsonFault> {
        let members: Members<'a> = self.parse()?;
        let member = |(key, value): (Cow<'a, str>, &'a RawValue)| {
            let value = self.inner(value);
            let key_start = offset_in(self.text, &key);
            let key_span = key_start.map_or(value.span(), |at| {
                self.start + at..self.start + at + key.len()
            });
            Member {
                key,
                key_span,
                value,
            }
        };
        Ok(members.0.into_iter().map(member).collect())
    }

    /// The value with all that is in it.
    pub(super) fn node(&self) -> Result<Node<'a>, JsonFault> {
        self.node_at_depth(0)
    }

    fn node_at_depth(&self, depth: usize) -> Result<Node<'a>, JsonFault> {
        if depth > DEEPEST {
            return Err(JsonFault {
                what: format!("lists and objects stand more than {DEEPEST} deep in each other"),
                offset: self.start,
            });
        }
        let value = match self.text.as_bytes().first() {
            Some(b'{') => {
                let entry = |member: Member<'a>| {
                    Ok(Entry {
                        node: member.value.node_at_depth(depth + 1)?,
                        key: member.key,
                        key_span: member.key_span,
                    })
                };
                let entries = self.members()?.into_iter().map(entry);
                Value::Table(Table {
                    entries: entries.collect::<Result<_, _>>()?,
                })
            }
            Some(b'[') => {
                let nodes = self.items()?.into_iter();
                let nodes = nodes.map(|item| item.node_at_depth(depth + 1));
                Value::List(nodes.collect::<Result<_, _>>()?)
            }
            Some(b'"') => Value::Text(self.parse::<Text<'a>>()?.0),
            Some(b't' | b'f') => Value::Flag(self.parse()?),
            Some(b'n') => Value::Null,
            _ => Value::Number(self.text.parse().unwrap_or(f64::NAN)),
        };
        Ok(Node {
            value,
            span: self.span(),
        })
    }
}

/// Where `part` begins in `whole`, where it is a slice of it.
fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let offset = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (offset + part.len() <= whole.len()).then_some(offset)
}

/// A member of an object.
#[derive(Debug, Clone)]
pub(super) struct Member<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) key_span: Range<usize>,
    pub(super) value: Raw<'a>,
}

#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

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
        while let Some((Text(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_where_it_stands() {
        let text = "{\n  \"a\": [1, \"two\"] }";
        let raw = Raw { text, start: 10 };
        let Ok(Node {
            value: Value::Table(table),
            ..
        }) = raw.node()
        else {
            panic!("a table");
        };
        let entry = &table.entries[0];
        assert_eq!(
            &text[entry.key_span.start - 10..entry.key_span.end - 10],
            "a"
        );
        let Value::List(items) = &entry.node.value else {
            panic!("a list");
        };
        assert_eq!(
            &text[items[1].span.start - 10..items[1].span.end - 10],
            "\"two\""
        );
    }

    #[test]
    fn a_fault_is_where_reading_stopped() {
        let raw = Raw {
            text: "{\n \"a\": nope\n}",
            start: 0,
        };
        let fault = raw.members().map(|_| ()).unwrap_err();
        assert_eq!(raw.text[fault.offset..].chars().next(), Some('o'));
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let fault = Raw {
            text: &text,
            start: 0,
        }
        .node()
        .map(|_| ())
        .unwrap_err();
        assert!(fault.what.contains("64 deep"), "{}", fault.what);
    }
}

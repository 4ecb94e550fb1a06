//! JSON text as nodes that know where they stand.

use std::borrow::Cow;

use super::node::{Entry, Node, Table, Value};
use crate::formats::json::{JsonFault, Member, Raw};

/// Lists and tables within each other that are still read. RFC 8259, section
/// 9, lets a reader set such a limit; deeper ones would exhaust the stack.
const DEEPEST: usize = 64;

/// A value with all that is in it.
///
/// # Errors
/// Where it is no JSON, or too deep.
pub(super) fn node<'a>(raw: &Raw<'a>) -> Result<Node<'a>, JsonFault> {
    node_at_depth(raw, 0)
}

fn node_at_depth<'a>(raw: &Raw<'a>, depth: usize) -> Result<Node<'a>, JsonFault> {
    if depth > DEEPEST {
        return Err(JsonFault {
            what: format!("lists and objects stand more than {DEEPEST} deep in each other"),
            offset: raw.start,
        });
    }
    let value = match raw.text.as_bytes().first() {
        Some(b'{') => {
            let entry = |member: Member<'a>| {
                Ok(Entry {
                    node: node_at_depth(&member.value, depth + 1)?,
                    key: member.key,
                    key_span: member.key_span,
                })
            };
            let entries = raw.members()?.into_iter().map(entry);
            Value::Table(Table {
                entries: entries.collect::<Result<_, _>>()?,
            })
        }
        Some(b'[') => {
            let nodes = raw.items()?.into_iter();
            let nodes = nodes.map(|item| node_at_depth(&item, depth + 1));
            Value::List(nodes.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(raw.parse::<Text<'a>>()?.0),
        Some(b't' | b'f') => Value::Flag(raw.parse()?),
        Some(b'n') => Value::Null,
        _ => Value::Number(raw.text.parse().unwrap_or(f64::NAN)),
    };
    Ok(Node {
        value,
        span: raw.span(),
    })
}

#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

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
        }) = node(&raw)
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
    fn what_is_nested_without_end_is_refused() {
        let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let raw = Raw {
            text: &text,
            start: 0,
        };
        let fault = node(&raw).map(|_| ()).unwrap_err();
        assert!(fault.what.contains("64 deep"), "{}", fault.what);
    }
}

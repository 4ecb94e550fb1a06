//! TOML text as nodes that know where they stand.

use toml::de::{DeTable, DeValue};

use super::node::{Entry, Node, Table, Value};
use super::report::Context;
use crate::problem::Problem;

/// Reads a TOML file. What cannot be understood is reported and left out.
pub(super) fn read(cx: Context<'_>) -> Table<'_> {
    let (table, errors) = DeTable::parse_recoverable(cx.file.whole);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().trim().replace('\n', ", ");
        cx.push(
            Problem::error(format!("not understood: {message}"), cx.at(&span))
                .why("the rest of the line was left out")
                .mend("write it as TOML: name = \"text\", name = 12, or [section]"),
        );
    }
    converted(table.into_inner())
}

fn converted<'a>(table: DeTable<'a>) -> Table<'a> {
    let entry = |(key, value): (toml::Spanned<_>, toml::Spanned<DeValue<'a>>)| Entry {
        key_span: key.span(),
        key: key.into_inner(),
        node: node(value),
    };
    Table {
        entries: table.into_iter().map(entry).collect(),
    }
}

fn node(value: toml::Spanned<DeValue<'_>>) -> Node<'_> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(integer) => {
            let number = i128::from_str_radix(integer.as_str(), integer.radix());
            Value::Number(number.map_or(f64::NAN, |number| number as f64))
        }
        DeValue::Float(float) => Value::Number(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(date) => Value::Text(date.to_string().into()),
        DeValue::Array(array) => Value::List(array.into_iter().map(node).collect()),
        DeValue::Table(table) => Value::Table(converted(table)),
    };
    Node { value, span }
}

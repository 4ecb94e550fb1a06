//! Values of TOML and JSON files, each knowing where it stands.

use std::borrow::Cow;
use std::ops::Range;

use crate::problem::quoted;

/// A value and the bytes of its file that hold it.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pub(super) value: Value<'a>,
    pub(super) span: Range<usize>,
}

/// What TOML and JSON have in common.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    Null,
    Flag(bool),
    /// Any number, finite or not.
    Number(f64),
    /// A string, or a TOML date as it was written.
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Table(Table<'a>),
}

/// Named values in their file's order.
#[derive(Debug, Clone, Default)]
pub(super) struct Table<'a> {
    pub(super) entries: Vec<Entry<'a>>,
}

/// One of a table's values with its name.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) key_span: Range<usize>,
    pub(super) node: Node<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }
}

impl Value<'_> {
    /// The value as a message says it: `the text "far"`.
    pub(super) fn described(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => format!("the number {number}"),
            Self::Text(text) => format!("the text {}", quoted(text)),
            Self::List(_) => "a list".into(),
            Self::Table(_) => "a table".into(),
        }
    }
}

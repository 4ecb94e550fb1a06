//! What an XML file consists of, as it is read.

use crate::formats::Locator;

/// Where something stands in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::formats) struct Position {
    /// Line, from 1.
    pub(in crate::formats) line: u32,
    /// Column, from 1, in characters.
    pub(in crate::formats) column: u32,
    /// Byte of the text, as UTF-8.
    pub(in crate::formats) byte: u64,
}

impl From<Position> for Locator {
    fn from(at: Position) -> Self {
        Self::Text {
            line: at.line,
            column: at.column,
            byte: at.byte,
        }
    }
}

/// An element's beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::formats) struct Tag {
    /// Its name without namespace.
    pub(in crate::formats) name: String,
    /// Names, without namespace, and values of its attributes.
    pub(in crate::formats) attributes: Vec<(String, String)>,
    /// Where it begins.
    pub(in crate::formats) at: Position,
}

impl Tag {
    /// The value of the attribute called `name`.
    pub(in crate::formats) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(&found.1)
    }
}

/// What stands next in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::formats) enum Step {
    /// An element begins.
    Open(Tag),
    /// The element of this name ends. Each that opened closes, also where its end tag is missing.
    Close(String),
    /// Text, its references decoded.
    Text(String),
    /// The file ends.
    End,
}

//! What a value of another program says, and whether it says anything.

use std::borrow::Cow;

use serde_json::Value;

use crate::formats::PackedValue;

/// Words that stand where a value should and say that there is none.
const ABSENT: [&str; 18] = [
    "-", "\u{2014}", "n/a", "na", "nan", "nil", "none", "null", "unknown", "nat", "<na>", "#n/a",
    "#value!", "n.a.", "(null)", "?", "<null>", "\\n",
];

/// Bytes of the longest of them.
const LONGEST_ABSENT: usize = 7;

/// The text of a value, where it says something.
pub(super) fn text(value: &Value) -> Option<Cow<'_, str>> {
    let text = match value {
        Value::String(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => return None,
    };
    says_something(&text).then_some(text)
}

/// What a value says, whether it stands in a map or is packed.
#[derive(Debug, Clone)]
pub(in crate::dossier) enum Said<'v> {
    /// A text or a number.
    Text(Cow<'v, str>),
    /// A word that says something only where it is a name, such as "Unknown".
    Name(&'v str),
    /// An object or a list.
    Parts,
    Nothing,
}

impl<'v> Said<'v> {
    /// The text or number.
    pub(in crate::dossier) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn by(value: &'v Value) -> Self {
        match value {
            Value::String(text) => Self::by_text(text),
            Value::Number(_) => text(value).map_or(Self::Nothing, Self::Text),
            Value::Array(_) | Value::Object(_) => Self::Parts,
            Value::Null | Value::Bool(_) => Self::Nothing,
        }
    }

    pub(in crate::dossier) fn by_packed(value: PackedValue<'v>) -> Self {
        if let Some(text) = value.as_text() {
            return Self::by_text(text);
        }
        if value.as_json().is_some() {
            return Self::Parts;
        }
        let number = value.value().unwrap_or_default();
        let text = text(&number).map(Cow::into_owned);
        text.map_or(Self::Nothing, |text| Self::Text(Cow::Owned(text)))
    }

    fn by_text(text: &'v str) -> Self {
        let text = text.trim();
        if says_something(text) {
            Self::Text(Cow::Borrowed(text))
        } else if names_something(text) {
            Self::Name(text)
        } else {
            Self::Nothing
        }
    }
}

/// Whether a text without spaces about it is more than a word for a value that is not there.
#[inline]
pub(in crate::dossier) fn says_something(text: &str) -> bool {
    let absent = || ABSENT.iter().any(|word| text.eq_ignore_ascii_case(word));
    !text.is_empty() && (text.len() > LONGEST_ABSENT || !absent())
}

/// Whether a text can be the name of something: "Null" and "Unknown" name people and posts, while
/// programs write "null", "NULL", "NaN" and "None" for a value that is not there.
#[inline]
pub(in crate::dossier) fn names_something(text: &str) -> bool {
    says_something(text) || (text != UNNAMED && is_capitalised(text))
}

/// What Python writes for a value that is not there.
const UNNAMED: &str = "None";

/// Whether the first letter, and no other, is a capital.
fn is_capitalised(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().all(char::is_lowercase)
        && letters.next().is_some()
}

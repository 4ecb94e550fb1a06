//! What a value of another program says, and whether it says anything.

use std::borrow::Cow;

use serde_json::Value;

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

//! Values of a JSON text that know where in it they stand.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::members::{NamedValue, members};

/// Why a slice of a file is not the JSON that it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonFault {
    pub(crate) what: String,
    /// Byte of the file at which reading stopped.
    pub(crate) offset: usize,
}

/// A slice of a file that holds one JSON value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a> {
    pub(crate) text: &'a str,
    /// Where it begins in the file.
    pub(crate) start: usize,
}

impl<'a> Raw<'a> {
    pub(crate) fn span(&self) -> Range<usize> {
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
    pub(crate) fn parse<T: Deserialize<'a>>(&self) -> Result<T, JsonFault> {
        serde_json::from_str(self.text).map_err(|error| self.fault(&error))
    }

    /// A value that is a slice of this one's text.
    pub(crate) fn inner(&self, raw: &'a RawValue) -> Self {
        let text = raw.get();
        Self {
            start: self.start + offset_in(self.text, text).unwrap_or(0),
            text,
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Result<Vec<Self>, JsonFault> {
        let items: Vec<&RawValue> = self.parse()?;
        Ok(items.into_iter().map(|item| self.inner(item)).collect())
    }

    /// The members of an object, with the places of their names.
    pub(crate) fn members(&self) -> Result<Vec<Member<'a>>, JsonFault> {
        let members = members(self.text).map_err(|error| self.fault(&error))?;
        let member = |(key, value): NamedValue<'a>| {
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
        Ok(members.into_iter().map(member).collect())
    }
}

/// Where `part` begins in `whole`, where it is a slice of it.
fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let offset = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (offset + part.len() <= whole.len()).then_some(offset)
}

/// A member of an object.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    pub(crate) key: Cow<'a, str>,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Raw<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_where_reading_stopped() {
        let raw = Raw {
            text: "{\n \"a\": nope\n}",
            start: 0,
        };
        let fault = raw.members().map(|_| ()).unwrap_err();
        assert_eq!(raw.text[fault.offset..].chars().next(), Some('o'));
    }
}

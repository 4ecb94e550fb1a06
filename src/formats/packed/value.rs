//! The values of properties as bytes, and back.

use std::io;

use serde_json::Value;

/// The kind of a packed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    Null,
    False,
    True,
    Text,
    /// Eight bytes, the lowest first, with a sign.
    Integer,
    /// Eight bytes, the lowest first, without a sign.
    Natural,
    /// Eight bytes of IEEE 754, the lowest first.
    Float,
    /// Lists and objects, as JSON.
    Json,
}

/// A value of a property, as it is packed.
#[derive(Debug, Clone, Copy)]
pub struct PackedValue<'b> {
    pub(super) kind: ValueKind,
    pub(super) bytes: &'b [u8],
}

/// The kind of a value; appends its bytes to `to`.
pub(super) fn pack(value: &Value, to: &mut Vec<u8>) -> ValueKind {
    match value {
        Value::Null => ValueKind::Null,
        Value::Bool(false) => ValueKind::False,
        Value::Bool(true) => ValueKind::True,
        Value::String(text) => {
            to.extend_from_slice(text.as_bytes());
            ValueKind::Text
        }
        Value::Number(number) => {
            if let Some(number) = number.as_i64() {
                to.extend_from_slice(&number.to_le_bytes());
                ValueKind::Integer
            } else if let Some(number) = number.as_u64() {
                to.extend_from_slice(&number.to_le_bytes());
                ValueKind::Natural
            } else {
                let number = number.as_f64().unwrap_or(f64::NAN);
                to.extend_from_slice(&number.to_le_bytes());
                ValueKind::Float
            }
        }
        other => {
            to.extend_from_slice(other.to_string().as_bytes());
            ValueKind::Json
        }
    }
}

impl<'b> PackedValue<'b> {
    /// The text that it is; `None` for a value of another kind.
    #[must_use]
    pub fn as_text(self) -> Option<&'b str> {
        let text = (self.kind == ValueKind::Text).then_some(self.bytes)?;
        str::from_utf8(text).ok()
    }

    /// The word for a value that is true or false; `None` for a value of another kind.
    #[must_use]
    pub fn as_truth(self) -> Option<&'static str> {
        match self.kind {
            ValueKind::True => Some("true"),
            ValueKind::False => Some("false"),
            _ => None,
        }
    }

    /// The JSON of a list or an object; `None` for a value of another kind.
    #[must_use]
    pub fn as_json(self) -> Option<&'b [u8]> {
        (self.kind == ValueKind::Json).then_some(self.bytes)
    }

    /// The number that it is; `None` for a value of another kind.
    #[must_use]
    pub fn as_number(self) -> Option<f64> {
        let bytes = self.bytes.try_into().ok()?;
        match self.kind {
            ValueKind::Integer => Some(i64::from_le_bytes(bytes) as f64),
            ValueKind::Natural => Some(u64::from_le_bytes(bytes) as f64),
            ValueKind::Float => Some(f64::from_le_bytes(bytes)),
            _ => None,
        }
    }

    /// The value itself.
    ///
    /// # Errors
    /// Where its bytes are none.
    pub fn value(self) -> io::Result<Value> {
        let eight = || -> io::Result<[u8; 8]> {
            let bytes = self.bytes.try_into();
            bytes.map_err(|_| io::ErrorKind::InvalidData.into())
        };
        Ok(match self.kind {
            ValueKind::Null => Value::Null,
            ValueKind::False => Value::Bool(false),
            ValueKind::True => Value::Bool(true),
            ValueKind::Text => {
                let text = str::from_utf8(self.bytes).map_err(|_| io::ErrorKind::InvalidData)?;
                Value::String(text.to_owned())
            }
            ValueKind::Integer => Value::from(i64::from_le_bytes(eight()?)),
            ValueKind::Natural => Value::from(u64::from_le_bytes(eight()?)),
            ValueKind::Float => Value::from(f64::from_le_bytes(eight()?)),
            ValueKind::Json => serde_json::from_slice(self.bytes)?,
        })
    }
}

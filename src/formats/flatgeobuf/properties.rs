//! Properties of features: pairs of a column's number and a value.

use flatgeobuf::ColumnType;
use serde_json::{Number, Value};

use super::super::Rows;

/// A column of the layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// The number of its key.
    pub(super) key: u32,
    /// Its type.
    pub(super) kind: ColumnType,
}

/// Gives the properties in `bytes` to `rows`, those without a value left away; says whether all of them
/// could be read: after a value that does not fit its type nothing more can be.
pub(super) fn read(bytes: &[u8], columns: &[Column], rows: &mut Rows) -> bool {
    let mut rest = Bytes(bytes);
    // Some writers leave a byte behind the last value.
    while rest.0.len() > 1 {
        let column = rest
            .take()
            .map(u16::from_le_bytes)
            .and_then(|number| columns.get(usize::from(number)));
        let read = column.and_then(|column| rest.give(*column, rows));
        if read.is_none() {
            return false;
        }
    }
    true
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// Bytes whose count stands before them.
    fn counted(&mut self) -> Option<&'b [u8]> {
        let count = u32::from_le_bytes(self.take()?) as usize;
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Gives the next value to `rows`.
    fn give(&mut self, column: Column, rows: &mut Rows) -> Option<()> {
        if matches!(column.kind, ColumnType::String | ColumnType::DateTime) {
            rows.text(column.key, &String::from_utf8_lossy(self.counted()?));
        } else {
            rows.value(column.key, &self.value(column.kind)?);
        }
        Some(())
    }

    /// The next value, where it is no text.
    fn value(&mut self, kind: ColumnType) -> Option<Value> {
        Some(match kind {
            ColumnType::Byte => i8::from_le_bytes(self.take()?).into(),
            ColumnType::UByte => u8::from_le_bytes(self.take()?).into(),
            ColumnType::Bool => Value::Bool(self.take::<1>()? != [0]),
            ColumnType::Short => i16::from_le_bytes(self.take()?).into(),
            ColumnType::UShort => u16::from_le_bytes(self.take()?).into(),
            ColumnType::Int => i32::from_le_bytes(self.take()?).into(),
            ColumnType::UInt => u32::from_le_bytes(self.take()?).into(),
            ColumnType::Long => i64::from_le_bytes(self.take()?).into(),
            ColumnType::ULong => u64::from_le_bytes(self.take()?).into(),
            ColumnType::Float => shortest(f32::from_le_bytes(self.take()?)),
            ColumnType::Double => number(f64::from_le_bytes(self.take()?)),
            ColumnType::Json => {
                let text = String::from_utf8_lossy(self.counted()?);
                serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned()))
            }
            ColumnType::Binary => {
                self.counted()?;
                Value::Null
            }
            _ => return None,
        })
    }
}

fn number(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A number of single precision by its own digits: 1.1, and not 1.10000002384185791.
fn shortest(single: f32) -> Value {
    single.to_string().parse().map_or(Value::Null, number)
}

//! Values of a table's fields.

use encoding_rs::Encoding;
use serde_json::{Number, Value};

use super::dbf::Field;

/// Julian day number of 1970-01-01.
const JULIAN_DAY_OF_1970: i64 = 2_440_588;

/// Milliseconds of a day.
const MS_PER_DAY: i64 = 86_400_000;

/// The value of a field in this row; `null` where it is blank, and what could not be understood as
/// the text that it is.
pub(super) fn value(field: &Field, row: &[u8], encoding: &'static Encoding) -> Value {
    let Some(bytes) = row.get(field.at..field.at + field.len) else {
        return Value::Null;
    };
    match field.kind {
        b'N' | b'F' => number(bytes),
        b'D' => date(bytes),
        b'L' => logical(bytes),
        b'I' | b'+' if bytes.len() == 4 => bytes
            .first_chunk()
            .map_or(Value::Null, |bytes| i32::from_le_bytes(*bytes).into()),
        b'B' | b'O' if bytes.len() == 8 => double(bytes),
        b'Y' => bytes.first_chunk().map_or(Value::Null, |bytes| {
            from_f64(i64::from_le_bytes(*bytes) as f64 / 1e4)
        }),
        b'T' | b'@' if bytes.len() == 8 => timestamp(bytes),
        // Memos and pictures stand in a file of their own; here is only where.
        b'M' | b'G' | b'P' | b'0' => Value::Null,
        _ => text(bytes, encoding),
    }
}

/// Whether a field refers to text in a `.dbt` or `.fpt` file.
pub(super) fn is_memo(field: &Field) -> bool {
    field.kind == b'M'
}

/// Whether asterisks stand for a number that did not fit its column.
pub(super) fn is_overflown(field: &Field, row: &[u8]) -> bool {
    let bytes = row.get(field.at..field.at + field.len);
    let asterisks = |bytes: &[u8]| bytes.iter().all(|&byte| byte == b'*');
    matches!(field.kind, b'N' | b'F')
        && bytes.is_some_and(|bytes| !trim(bytes).is_empty() && asterisks(trim(bytes)))
}

/// The text of some bytes without the padding around it; `null` where nothing is left.
fn text(bytes: &[u8], encoding: &'static Encoding) -> Value {
    let trimmed = trim(bytes);
    if trimmed.is_empty() {
        return Value::Null;
    }
    Value::String(decoded(trimmed, encoding))
}

/// Text in this encoding. A character that the end of the field cuts in two is left away.
pub(super) fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = if encoding == encoding_rs::UTF_8 {
        text.trim_end_matches('\u{fffd}')
    } else {
        &text
    };
    text.trim().to_owned()
}

/// Bytes without spaces and zeros at both ends.
fn trim(bytes: &[u8]) -> &[u8] {
    let padding = |byte: &u8| matches!(byte, 0 | b' ');
    let begin = bytes
        .iter()
        .position(|byte| !padding(byte))
        .unwrap_or(bytes.len());
    let end = bytes
        .iter()
        .rposition(|byte| !padding(byte))
        .map_or(begin, |last| last + 1);
    &bytes[begin..end]
}

fn number(bytes: &[u8]) -> Value {
    let written = String::from_utf8_lossy(trim(bytes));
    // Asterisks are what programs write where a number does not fit.
    if written.is_empty() || written.bytes().all(|byte| byte == b'*') {
        return Value::Null;
    }
    if let Ok(whole) = written.parse::<i64>() {
        return whole.into();
    }
    let decimal = written.replace(',', ".");
    match decimal.parse::<f64>() {
        Ok(number) if number.is_finite() => from_f64(number),
        // "nan" and "-1.#IND" are no values.
        Ok(_) => Value::Null,
        Err(_) if decimal.contains('#') => Value::Null,
        Err(_) => Value::String(written.into_owned()),
    }
}

fn date(bytes: &[u8]) -> Value {
    let written = String::from_utf8_lossy(trim(bytes)).into_owned();
    if written.is_empty()
        || written
            .bytes()
            .all(|byte| matches!(byte, b'0' | b'/' | b'-' | b' '))
    {
        return Value::Null;
    }
    match written.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            let (year, month, day) = (&written[..4], &written[4..6], &written[6..]);
            // Years and months without a day are written with zeros in its place.
            Value::String(match (month, day) {
                ("00", _) => year.to_owned(),
                (_, "00") => format!("{year}-{month}"),
                _ => format!("{year}-{month}-{day}"),
            })
        }
        _ => Value::String(written),
    }
}

fn logical(bytes: &[u8]) -> Value {
    match bytes.first() {
        Some(b'T' | b't' | b'Y' | b'y' | b'1') => Value::Bool(true),
        Some(b'F' | b'f' | b'N' | b'n' | b'0') => Value::Bool(false),
        _ => Value::Null,
    }
}

fn double(bytes: &[u8]) -> Value {
    bytes
        .first_chunk()
        .map_or(Value::Null, |bytes| from_f64(f64::from_le_bytes(*bytes)))
}

fn from_f64(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// FoxPro's date and time: a Julian day and milliseconds since midnight.
fn timestamp(bytes: &[u8]) -> Value {
    let half = |at: usize| {
        bytes[at..]
            .first_chunk()
            .map_or(0, |bytes| i64::from(i32::from_le_bytes(*bytes)))
    };
    let (day, ms) = (half(0), half(4));
    if day == 0 {
        return Value::Null;
    }
    let ms = (day - JULIAN_DAY_OF_1970) * MS_PER_DAY + ms;
    match jiff::Timestamp::from_millisecond(ms) {
        Ok(time) => Value::String(time.strftime("%Y-%m-%dT%H:%M:%S").to_string()),
        Err(_) => Value::Null,
    }
}

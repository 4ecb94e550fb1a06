//! Values of columns as JSON.

use jiff::{Timestamp, civil};
use parquet::basic::{ConvertedType as C, LogicalType, TimeUnit, Type as Physical};
use parquet::data_type::Decimal;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Number, Value};

use crate::math;

/// The day from which dates are counted.
const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// What a column's type says beyond its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Plain,
    /// Times; whether they are those of UTC.
    Time {
        /// Whether they are in nanoseconds, which the crate gives as plain numbers.
        nanoseconds: bool,
        /// Whether they are of UTC, and not of some place's clocks.
        utc: bool,
    },
}

impl Kind {
    /// The kind of a column of this type.
    pub(super) fn of(column: &Type) -> Self {
        match column.get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(stamp)) => Self::Time {
                nanoseconds: matches!(stamp.unit, TimeUnit::NANOS),
                utc: stamp.is_adjusted_to_u_t_c,
            },
            _ => Self::Plain,
        }
    }
}

/// How the values of each column become JSON.
pub(super) struct Kinds(Vec<(String, Kind)>);

impl Kinds {
    pub(super) fn of(schema: &Type) -> Self {
        let fields = schema.get_fields().iter();
        Self(
            fields
                .map(|field| (field.name().to_owned(), Kind::of(field)))
                .collect(),
        )
    }

    pub(super) fn value(&self, column: &str, field: &Field) -> Value {
        let kind = self.0.iter().find(|(name, _)| name == column);
        json(field, kind.map_or(Kind::Plain, |(_, kind)| *kind))
    }
}

/// Whether the crate can give values of this column; it panics on others.
pub(super) fn is_readable(column: &Type) -> bool {
    if column.is_group() {
        return column.get_fields().iter().all(|field| is_readable(field));
    }
    let converted = column.get_basic_info().converted_type();
    match column.get_physical_type() {
        Physical::INT32 => matches!(
            converted,
            C::NONE
                | C::INT_8
                | C::INT_16
                | C::INT_32
                | C::UINT_8
                | C::UINT_16
                | C::UINT_32
                | C::DATE
                | C::TIME_MILLIS
                | C::DECIMAL
        ),
        Physical::INT64 => matches!(
            converted,
            C::NONE
                | C::INT_64
                | C::UINT_64
                | C::TIME_MICROS
                | C::TIMESTAMP_MILLIS
                | C::TIMESTAMP_MICROS
                | C::DECIMAL
        ),
        Physical::BYTE_ARRAY => matches!(
            converted,
            C::NONE | C::UTF8 | C::ENUM | C::JSON | C::BSON | C::DECIMAL
        ),
        Physical::FIXED_LEN_BYTE_ARRAY => matches!(converted, C::NONE | C::DECIMAL),
        _ => true,
    }
}

/// The value of a field as JSON.
pub(super) fn json(field: &Field, kind: Kind) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(truth) => Value::Bool(*truth),
        Field::Byte(number) => (*number).into(),
        Field::Short(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => match kind {
            Kind::Time {
                nanoseconds: true, ..
            } => time(Timestamp::from_nanosecond(i128::from(*number)).ok(), kind),
            _ => (*number).into(),
        },
        Field::UByte(number) => (*number).into(),
        Field::UShort(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::ULong(number) => (*number).into(),
        Field::Float16(number) => shortest(number.to_f32()),
        Field::Float(number) => shortest(*number),
        Field::Double(number) => from_f64(*number),
        Field::Decimal(number) => decimal(number),
        Field::Str(text) => Value::String(text.clone()),
        // Texts without their annotation, as some writers leave them.
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, Value::from),
        Field::Date(days) => {
            let date = EPOCH.checked_add(jiff::Span::new().try_days(*days).unwrap_or_default());
            date.map_or(Value::Null, |date| Value::String(date.to_string()))
        }
        Field::TimeMillis(ms) => clock(i64::from(*ms) / 1000),
        Field::TimeMicros(us) => clock(us / 1_000_000),
        Field::TimestampMillis(ms) => time(Timestamp::from_millisecond(*ms).ok(), kind),
        Field::TimestampMicros(us) => time(Timestamp::from_microsecond(*us).ok(), kind),
        Field::Group(row) => Value::Object(object(row)),
        Field::ListInternal(list) => list
            .elements()
            .iter()
            .map(|field| json(field, kind))
            .collect(),
        Field::MapInternal(map) => {
            let key = |field: &Field| match json(field, Kind::Plain) {
                Value::String(text) => text,
                other => other.to_string(),
            };
            Value::Object(
                map.entries()
                    .iter()
                    .map(|(name, field)| (key(name), json(field, Kind::Plain)))
                    .collect(),
            )
        }
    }
}

fn object(row: &Row) -> Map<String, Value> {
    row.get_column_iter()
        .map(|(name, field)| (name.clone(), json(field, Kind::Plain)))
        .collect()
}

fn from_f64(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A number of single precision by its own digits: 1.1, and not 1.10000002384185791.
fn shortest(single: f32) -> Value {
    single.to_string().parse().map_or(Value::Null, from_f64)
}

/// A decimal number as the nearest double: its unscaled value is big-endian, in two's complement.
fn decimal(number: &Decimal) -> Value {
    let negative = number.data().first().is_some_and(|byte| byte & 0x80 != 0);
    let start = if negative { -1.0 } else { 0.0 };
    let unscaled = number
        .data()
        .iter()
        .fold(start, |value: f64, byte| value * 256.0 + f64::from(*byte));
    from_f64(unscaled / math::powi(10.0, number.scale()))
}

fn clock(seconds: i64) -> Value {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Value::String(format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

fn time(stamp: Option<Timestamp>, kind: Kind) -> Value {
    let Some(stamp) = stamp else {
        return Value::Null;
    };
    let utc = matches!(kind, Kind::Time { utc: true, .. });
    let form = if utc {
        "%Y-%m-%dT%H:%M:%SZ"
    } else {
        "%Y-%m-%dT%H:%M:%S"
    };
    Value::String(stamp.strftime(form).to_string())
}

//! Columns that hold one value a row, read a column at a time: the crate's own rows have a vector of
//! names and values each, which take longer to make than to read.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{ConvertedType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::{ColumnDescPtr, Type};
use serde_json::Value;

use super::metadata::Encoding;
use super::value::{self, Kind};

/// Rows that are read at once.
const BATCH: usize = 1024;

/// Different days or times of a column that are kept as texts: most tables repeat theirs.
const MOST_KEPT: usize = 4096;

/// The rows of a file, all of whose columns that are read are flat.
pub(super) struct FlatRows<'r> {
    reader: &'r SerializedFileReader<Bytes>,
    /// The next group of rows, and the rows that are left of this one.
    next_group: usize,
    left: usize,
    pub(super) columns: Vec<FlatColumn>,
}

/// A column, and some of its rows.
pub(super) struct FlatColumn {
    pub(super) name: String,
    kind: Kind,
    parts: Vec<Leaf>,
    /// Texts of days and times by their numbers.
    texts: HashMap<i64, Value>,
    /// Texts that were not UTF-8 and have \u{fffd} where they were not.
    pub(super) mended: usize,
}

/// A column of the file: the whole of one here, or x and y of its places.
struct Leaf {
    /// Its number in the file.
    number: usize,
    about: ColumnDescPtr,
    reader: Option<ColumnReader>,
    values: Values,
    /// How much of each row's path has a value.
    levels: Vec<i16>,
    /// The value of each row of the batch; none where the row has none.
    at: Vec<Option<u32>>,
}

/// The values of some rows, without those that have none.
enum Values {
    Bool(Vec<bool>),
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Int96(Vec<Int96>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Bytes(Vec<ByteArray>),
    Fixed(Vec<FixedLenByteArray>),
}

/// What stands in one row of a column.
pub(super) enum Cell<'c> {
    /// Nothing.
    Null,
    /// A text.
    Text(Cow<'c, str>),
    /// Bytes that need not be text.
    Bytes(&'c [u8]),
    /// Anything else, as JSON.
    Value(Value),
    /// A place, as two numbers.
    Position([f64; 2]),
}

impl Cell<'_> {
    /// As JSON; bytes that are no text are null.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::String(text.into_owned()),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).map_or(Value::Null, Value::from),
            Self::Value(value) => value,
            Self::Position(place) => place.as_slice().into(),
        }
    }
}

impl<'r> FlatRows<'r> {
    /// `None` where a column of `schema` has more than one value in a row, but for the two numbers of a
    /// point in the column `places`.
    pub(super) fn of(
        reader: &'r SerializedFileReader<Bytes>,
        schema: &Type,
        places: Option<(&str, Encoding)>,
    ) -> Option<Self> {
        let all = reader.metadata().file_metadata().schema_descr().columns();
        let leaf = |path: &[&str]| {
            let same = |about: &&ColumnDescPtr| about.path().parts() == path;
            let number = all.iter().position(|about| same(&about))?;
            let about = Arc::clone(&all[number]);
            (about.max_rep_level() == 0).then(|| Leaf::of(number, about))
        };
        let columns = schema.get_fields().iter().map(|field| {
            let name = field.name();
            let is_point = places == Some((name, Encoding::Point));
            let parts = if field.is_primitive() {
                vec![leaf(&[name])?]
            } else if is_point {
                vec![leaf(&[name, "x"])?, leaf(&[name, "y"])?]
            } else {
                return None;
            };
            let is_double = |leaf: &Leaf| leaf.about.physical_type() == Physical::DOUBLE;
            if is_point && !(parts.len() == 2 && parts.iter().all(is_double)) {
                return None;
            }
            Some(FlatColumn {
                name: name.to_owned(),
                kind: Kind::of(field),
                parts,
                texts: HashMap::new(),
                mended: 0,
            })
        });
        let columns = columns.collect::<Option<Vec<_>>>()?;
        let mut names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        names.sort_unstable();
        // Which of two columns of one name is which, the file does not say.
        let is_plain = names.windows(2).all(|pair| pair[0] != pair[1]);
        is_plain.then_some(Self {
            reader,
            next_group: 0,
            left: 0,
            columns,
        })
    }

    /// Reads the next rows of every column; how many these are, 0 at the end.
    ///
    /// # Errors
    /// If a page cannot be read, or columns have different numbers of rows.
    pub(super) fn next_batch(&mut self) -> Result<usize> {
        while self.left == 0 {
            if self.next_group == self.reader.num_row_groups() {
                return Ok(0);
            }
            let group = self.reader.get_row_group(self.next_group)?;
            self.next_group += 1;
            self.left = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
            for leaf in self.columns.iter_mut().flat_map(|it| &mut it.parts) {
                leaf.reader = Some(group.get_column_reader(leaf.number)?);
            }
        }
        let count = self.left.min(BATCH);
        for leaf in self.columns.iter_mut().flat_map(|it| &mut it.parts) {
            leaf.read(count)?;
        }
        self.left -= count;
        Ok(count)
    }
}

impl FlatColumn {
    /// What stands in a row of the batch.
    pub(super) fn cell(&mut self, row: usize) -> Cell<'_> {
        let Self {
            kind,
            parts,
            texts,
            mended,
            ..
        } = self;
        let leaf = match parts.as_slice() {
            [leaf] => leaf,
            [x, y] => return position(x, y, row),
            _ => return Cell::Null,
        };
        let Some(at) = leaf.at[row] else {
            return Cell::Null;
        };
        let at = at as usize;
        let about = &leaf.about;
        let field = match &leaf.values {
            Values::Bytes(bytes) => match about.converted_type() {
                ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => {
                    let text = String::from_utf8_lossy(bytes[at].data());
                    *mended += usize::from(matches!(text, Cow::Owned(_)));
                    return Cell::Text(text);
                }
                ConvertedType::NONE | ConvertedType::BSON => return Cell::Bytes(bytes[at].data()),
                _ => Field::convert_byte_array(about, bytes[at].clone()),
            },
            Values::Fixed(bytes) => Field::convert_byte_array(about, bytes[at].clone().into()),
            Values::Bool(values) => Ok(Field::convert_bool(about, values[at])),
            Values::Float(values) => Ok(Field::convert_float(about, values[at])),
            Values::Double(values) => Ok(Field::convert_double(about, values[at])),
            Values::Int96(values) => Ok(Field::convert_int96(about, values[at])),
            Values::Int32(values) => {
                let field = Field::convert_int32(about, values[at]);
                return Cell::Value(kept(texts, values[at].into(), &field, *kind));
            }
            Values::Int64(values) => {
                let field = Field::convert_int64(about, values[at]);
                return Cell::Value(kept(texts, values[at], &field, *kind));
            }
        };
        field.map_or(Cell::Null, |field| Cell::Value(value::json(&field, *kind)))
    }
}

/// The value of a number: days and times are texts, and much slower to write than to look up.
fn kept(texts: &mut HashMap<i64, Value>, number: i64, field: &Field, kind: Kind) -> Value {
    let is_day = matches!(
        field,
        Field::Date(_) | Field::TimestampMillis(_) | Field::TimestampMicros(_)
    );
    if !is_day && kind == Kind::Plain {
        return value::json(field, kind);
    }
    if let Some(known) = texts.get(&number) {
        return known.clone();
    }
    let value = value::json(field, kind);
    if texts.len() < MOST_KEPT {
        texts.insert(number, value.clone());
    }
    value
}

/// The place of a row, of its two columns; no number where one of them has none.
fn position(x: &Leaf, y: &Leaf, row: usize) -> Cell<'static> {
    if x.is_missing(row) {
        return Cell::Null;
    }
    let number = |leaf: &Leaf| match (&leaf.values, leaf.at[row]) {
        (Values::Double(numbers), Some(at)) => numbers[at as usize],
        _ => f64::NAN,
    };
    Cell::Position([number(x), number(y)])
}

impl Leaf {
    fn of(number: usize, about: ColumnDescPtr) -> Self {
        Self {
            number,
            reader: None,
            values: Values::of(about.physical_type()),
            levels: Vec::new(),
            at: Vec::new(),
            about,
        }
    }

    /// Whether the group that it belongs to is missing in a row.
    fn is_missing(&self, row: usize) -> bool {
        let is_optional = self.about.self_type().is_optional();
        let of_group = self.about.max_def_level() - i16::from(is_optional);
        self.levels.get(row).is_some_and(|&level| level < of_group)
    }

    /// Reads the next `count` rows.
    fn read(&mut self, count: usize) -> Result<()> {
        self.levels.clear();
        let levels = &mut self.levels;
        let read = match (&mut self.reader, &mut self.values) {
            (Some(ColumnReader::BoolColumnReader(reader)), Values::Bool(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::Int32ColumnReader(reader)), Values::Int32(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::Int64ColumnReader(reader)), Values::Int64(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::Int96ColumnReader(reader)), Values::Int96(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::FloatColumnReader(reader)), Values::Float(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::DoubleColumnReader(reader)), Values::Double(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::ByteArrayColumnReader(reader)), Values::Bytes(to)) => {
                read(reader, count, levels, to)
            }
            (Some(ColumnReader::FixedLenByteArrayColumnReader(reader)), Values::Fixed(to)) => {
                read(reader, count, levels, to)
            }
            _ => Ok([0, 0]),
        };
        let [rows, values] = read?;
        let most = self.about.max_def_level();
        self.at.clear();
        if most == 0 {
            self.at.extend((0..rows as u32).map(Some));
        } else {
            let mut next = 0;
            self.at.extend(self.levels.iter().map(|&level| {
                let at = (level == most).then_some(next);
                next += u32::from(at.is_some());
                at
            }));
        }
        let given = self.at.iter().filter(|at| at.is_some()).count();
        if self.at.len() < count || given > values {
            let what = format!("the column {} ends too early", self.about.name());
            return Err(ParquetError::EOF(what));
        }
        Ok(())
    }
}

impl Values {
    fn of(physical: Physical) -> Self {
        match physical {
            Physical::BOOLEAN => Self::Bool(Vec::new()),
            Physical::INT32 => Self::Int32(Vec::new()),
            Physical::INT64 => Self::Int64(Vec::new()),
            Physical::INT96 => Self::Int96(Vec::new()),
            Physical::FLOAT => Self::Float(Vec::new()),
            Physical::DOUBLE => Self::Double(Vec::new()),
            Physical::BYTE_ARRAY => Self::Bytes(Vec::new()),
            Physical::FIXED_LEN_BYTE_ARRAY => Self::Fixed(Vec::new()),
        }
    }
}

/// Reads the next rows, which may lie on several pages; how many rows, and how many values these have.
fn read<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
    levels: &mut Vec<i16>,
    to: &mut Vec<T::T>,
) -> Result<[usize; 2]> {
    to.clear();
    let mut rows = 0;
    while rows < count {
        let (more, ..) = reader.read_records(count - rows, Some(levels), None, to)?;
        if more == 0 {
            break;
        }
        rows += more;
    }
    Ok([rows, to.len()])
}

//! The table of a shapefile: dBASE III, texts in UTF-8.

use std::io;

use serde_json::Value;

use super::columns::{ColumnKind, ColumnToWrite, Names, cell, columns};
use super::records::RecordsToWrite;
use crate::formats::Record;
use crate::problem::{Place, Problem, counted};

/// Bytes of a column's name.
const LONGEST_NAME: usize = 10;

/// Bytes of a text.
const LONGEST_TEXT: usize = 254;

/// Digits of a number, its sign and point included.
const LONGEST_NUMBER: usize = 24;

/// Columns that a table has room for.
const MOST_COLUMNS: usize = 255;

/// A table, and what of its records it has no room for.
#[derive(Debug, Default)]
pub(super) struct TableWriter {
    fields: Vec<Field>,
    renamed: Vec<(String, String)>,
    left_out: Vec<String>,
    cut: usize,
}

/// A column as the table has it.
#[derive(Debug)]
struct Field {
    column: ColumnToWrite,
    name: String,
    kind: u8,
    width: usize,
    decimals: usize,
}

impl TableWriter {
    /// The table of these records, their ids among its columns where they have any.
    pub(super) fn of(records: &RecordsToWrite<'_>) -> Self {
        let mut table = Self::default();
        let mut names = Names::default();
        let mut all = columns(records.iter(), &["id"]);
        if records.iter().any(|record| record.id.is_some()) || all.is_empty() {
            let id = ColumnToWrite {
                key: "id".to_owned(),
                kind: ColumnKind::Text,
            };
            all.insert(0, id);
        }
        let kept = all.len().min(MOST_COLUMNS);
        let more = all.split_off(kept).into_iter();
        table.left_out = more.map(|column| column.key).collect();
        let mut extents = vec![TextExtent::default(); all.len()];
        for record in records.iter() {
            for (column, extent) in all.iter().zip(&mut extents) {
                extent.add(&value(&record, &column.key));
            }
        }
        let fields = all.into_iter().zip(extents).map(|(column, extent)| {
            let name = names.give(&column.key, |name, copy| {
                format!("{}{copy}", cut(name, LONGEST_NAME - copy.len()))
            });
            if name != column.key {
                table.renamed.push((column.key.clone(), name.clone()));
            }
            Field::of(column, name, extent)
        });
        table.fields = fields.collect();
        table
    }

    /// Writes the records that the table is of.
    pub(super) fn write(
        &mut self,
        records: &RecordsToWrite<'_>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let fields = &self.fields;
        let head = 32 + 32 * fields.len() + 1;
        let row: usize = 1 + fields.iter().map(|field| field.width).sum::<usize>();
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
        let count = u32::try_from(records.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(head.max(row));
        // Version III, and a day that says nothing: a file has the same bytes whenever it is written.
        bytes.extend([3, 70, 1, 1]);
        bytes.extend(count.to_le_bytes());
        bytes.extend(short(head));
        bytes.extend(short(row));
        bytes.extend([0; 20]);
        for field in fields {
            let mut name = field.name.clone().into_bytes();
            name.resize(LONGEST_NAME + 1, 0);
            bytes.extend(name);
            bytes.push(field.kind);
            bytes.extend([0; 4]);
            bytes.extend([field.width as u8, field.decimals as u8]);
            bytes.extend([0; 14]);
        }
        bytes.push(0x0D);
        out.write_all(&bytes)?;
        for record in records.iter() {
            bytes.clear();
            bytes.push(b' ');
            for field in fields {
                let text = field.text(&record);
                self.cut += usize::from(text.len() > field.width);
                let kept = cut(&text, field.width);
                let blank = std::iter::repeat_n(b' ', field.width - kept.len());
                if field.kind == b'N' {
                    bytes.extend(blank);
                    bytes.extend(kept.as_bytes());
                } else {
                    bytes.extend(kept.as_bytes());
                    bytes.extend(blank);
                }
            }
            out.write_all(&bytes)?;
        }
        out.write_all(&[0x1A])
    }

    /// Tells which names and texts were cut.
    pub(super) fn tell(&self, stem: &str, problems: &mut Vec<Problem>) {
        let place = || Place::file(format!("{stem}.dbf"));
        for (key, name) in &self.renamed {
            let why = if key.len() > LONGEST_NAME {
                format!("a shapefile has room for {LONGEST_NAME} bytes of a name")
            } else {
                "a shapefile needs another name for each column, whatever its case".to_owned()
            };
            let what = format!("the column `{key}` is called `{name}`");
            problems.push(Problem::warning(what, place()).why(why));
        }
        if self.cut > 0 {
            problems.push(
                Problem::error(
                    counted(self.cut as u64, "a text was cut", "texts were cut"),
                    place(),
                )
                .why(format!(
                    "a shapefile has room for {LONGEST_TEXT} bytes of a text"
                ))
                .mend("write GeoPackage or GeoJSON, which hold whole texts"),
            );
        }
        if !self.left_out.is_empty() {
            let what = counted(
                self.left_out.len() as u64,
                "a column was left out",
                "columns were left out",
            );
            problems.push(
                Problem::error(what, place())
                    .why(format!("a shapefile has room for {MOST_COLUMNS} columns"))
                    .mend("write GeoPackage or GeoJSON, which have any number"),
            );
        }
    }
}

/// How much room the texts of a column take.
#[derive(Debug, Clone, Copy, Default)]
struct TextExtent {
    /// Bytes of the longest.
    longest: usize,
    /// Bytes before the first point, where most stand there.
    whole: usize,
    /// Bytes behind the first point, where most stand there.
    decimals: usize,
    /// Whether one has a letter that stands for a power of ten.
    powers: bool,
}

impl TextExtent {
    fn add(&mut self, text: &str) {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        self.longest = self.longest.max(text.len());
        self.whole = self.whole.max(whole.len());
        self.decimals = self.decimals.max(decimals.len());
        self.powers = self.powers || text.contains('e');
    }
}

impl Field {
    fn of(column: ColumnToWrite, name: String, extent: TextExtent) -> Self {
        let numbers = matches!(column.kind, ColumnKind::Whole | ColumnKind::Real);
        let plain = numbers && !extent.powers;
        let decimals = extent.decimals;
        let width = extent.whole.max(1) + decimals + usize::from(decimals > 0);
        if plain && width <= LONGEST_NUMBER && decimals <= 15 {
            return Self {
                column,
                name,
                kind: b'N',
                width,
                decimals,
            };
        }
        if column.kind == ColumnKind::Truth {
            return Self {
                column,
                name,
                kind: b'L',
                width: 1,
                decimals: 0,
            };
        }
        let width = extent.longest.clamp(1, LONGEST_TEXT);
        Self {
            column,
            name,
            kind: b'C',
            width,
            decimals: 0,
        }
    }

    /// The value of a record as the field has it.
    fn text(&self, record: &Record) -> String {
        let text = value(record, &self.column.key);
        match self.kind {
            b'L' => match text.as_str() {
                "true" => "T".to_owned(),
                "false" => "F".to_owned(),
                _ => "?".to_owned(),
            },
            b'N' if self.decimals > 0 && !text.is_empty() => {
                let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
                format!("{whole}.{part:0<width$}", width = self.decimals)
            }
            _ => text,
        }
    }
}

fn value(record: &Record, key: &str) -> String {
    if key == "id" && record.id.is_some() {
        return record.id.clone().unwrap_or_default();
    }
    match record.properties.get(key) {
        // `2.0` is 2 in a table.
        Some(Value::Number(number)) => number.as_f64().map_or_else(
            || number.to_string(),
            |real| {
                if number.is_f64() {
                    real.to_string()
                } else {
                    number.to_string()
                }
            },
        ),
        other => cell(other),
    }
}

/// The longest beginning of a text within this number of bytes.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

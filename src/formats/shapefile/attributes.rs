//! The attributes of shapes: the rows of the table beside them, with their encoding known.

use std::collections::BTreeSet;
use std::io;

use encoding_rs::{Encoding, UTF_8};
use serde_json::{Map, Value};

use super::super::output::Output;
use super::super::{NoCompanions, ReadError, Rows, Source};
use super::dbf::{Field, Row, Table};
use super::encoding::{self, Decision, Sample};
use super::field::{decoded, is_memo, is_overflown, value};
use crate::problem::{Place, Problem, counted};

/// Largest `.prj` or `.cpg` that is read, in bytes.
const MOST_TEXT: u64 = 64 << 10;

/// The text of a small companion.
pub(super) fn companion_text(source: &Source<'_>, ending: &str) -> io::Result<Option<String>> {
    let Some(bytes) = source.companions.companion(ending) else {
        return Ok(None);
    };
    let file = Source {
        name: source.name,
        bytes,
        companions: &NoCompanions,
        given: source.given,
    };
    let text = String::from_utf8_lossy(&file.all(MOST_TEXT)?).into_owned();
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// What the table says of one record.
pub(super) enum Properties<T> {
    /// Its values.
    Of(T),
    /// It was deleted.
    Deleted,
    /// The table ends before it.
    Missing,
}

/// The table with the names and the encoding of its columns.
pub(super) struct Attributes<'s> {
    table: Option<Table<'s>>,
    fields: Vec<Field>,
    names: Vec<String>,
    encoding: &'static Encoding,
    /// Numbers that did not fit their column.
    overflown: u64,
    /// Rows that are marked as deleted.
    deleted: u64,
}

impl<'s> Attributes<'s> {
    pub(super) fn new(
        table: Option<Table<'s>>,
        source: &Source<'s>,
        output: &mut Output<'_>,
    ) -> Result<Self, ReadError> {
        let Some(mut table) = table else {
            return Ok(Self {
                table: None,
                fields: Vec::new(),
                names: Vec::new(),
                encoding: UTF_8,
                overflown: 0,
                deleted: 0,
            });
        };
        let cpg = companion_text(source, "cpg").or_else(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => Ok(None),
            _ => Err(error),
        })?;
        let decision = match source.given.encoding() {
            Some(given) => Decision::sure(given),
            None => encoding::decide(cpg.as_deref(), table.header.language, &sample(&mut table)?),
        };
        if let Some(doubt) = decision.doubt {
            output.problem(
                Problem::warning(doubt, Place::file(source.name))
                    .why("texts in another encoding than the one that is named become unreadable")
                    .mend("look at a few names; a file of the same name that ends in .cpg names the encoding, such as UTF-8 or 1251"),
            );
        }
        let fields = std::mem::take(&mut table.header.fields);
        if fields.iter().any(is_memo) {
            output.problem(
                Problem::warning("memo fields were not read", Place::file(source.name))
                    .why("their texts stand in a .dbt or .fpt file"),
            );
        }
        let mut taken = BTreeSet::new();
        let mut names = Vec::with_capacity(fields.len());
        for (index, field) in fields.iter().enumerate() {
            let written = decoded(&field.name, decision.encoding);
            let name = if written.is_empty() {
                format!("field_{}", index + 1)
            } else {
                written
            };
            let others = (2..).map(|copy| format!("{name}_{copy}"));
            let free = std::iter::once(name.clone())
                .chain(others)
                .find(|name| !taken.contains(name));
            let name = free.unwrap_or(name);
            taken.insert(name.clone());
            names.push(name);
        }
        Ok(Self {
            table: Some(table),
            fields,
            names,
            encoding: decision.encoding,
            overflown: 0,
            deleted: 0,
        })
    }

    pub(super) fn understood(&self) -> Vec<String> {
        let named = self.table.is_some() && self.encoding != UTF_8;
        named
            .then(|| self.encoding.name().to_owned())
            .into_iter()
            .collect()
    }

    /// Names of the columns.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Forgets what was counted of rows that are read again.
    pub(super) fn count_anew(&mut self) {
        (self.overflown, self.deleted) = (0, 0);
    }

    pub(super) fn row_len(&self) -> u64 {
        self.table
            .as_ref()
            .map_or(0, |table| table.header.row_len as u64)
    }

    pub(super) fn rows(&self) -> Option<u64> {
        self.table.as_ref().map(|table| table.header.rows)
    }

    /// The values of a row by the names of the columns.
    pub(super) fn of(&mut self, number: u64) -> io::Result<Properties<Map<String, Value>>> {
        let mut properties = Map::new();
        let row = self.each(number, |name, value| {
            properties.insert(name.to_owned(), value);
        })?;
        Ok(match row {
            Properties::Of(()) => Properties::Of(properties),
            Properties::Deleted => Properties::Deleted,
            Properties::Missing => Properties::Missing,
        })
    }

    /// Gives the values of a row to `rows`.
    pub(super) fn give(&mut self, number: u64, rows: &mut Rows) -> io::Result<Properties<()>> {
        self.each(number, |name, value| {
            let key = rows.next_key(name);
            rows.value(key, &value);
        })
    }

    /// Each column's name and its value in a row, to `take`.
    fn each(
        &mut self,
        number: u64,
        mut take: impl FnMut(&str, Value),
    ) -> io::Result<Properties<()>> {
        let Some(table) = &mut self.table else {
            return Ok(Properties::Of(()));
        };
        Ok(match table.row(number)? {
            Row::Kept(row) => {
                let lost = self.fields.iter().filter(|field| is_overflown(field, row));
                self.overflown += lost.count() as u64;
                for (name, field) in self.names.iter().zip(&self.fields) {
                    take(name, value(field, row, self.encoding));
                }
                Properties::Of(())
            }
            Row::Deleted => {
                self.deleted += 1;
                Properties::Deleted
            }
            Row::Missing => Properties::Missing,
        })
    }

    /// Tells of values and rows that were left out.
    pub(super) fn tell(&self, file: &str, output: &mut Output<'_>) {
        if self.overflown > 0 {
            let what = counted(
                self.overflown,
                "a number of the .dbf is lost",
                "numbers of the .dbf are lost",
            );
            output.problem(
                Problem::warning(what, Place::file(file))
                    .why("what did not fit its column was written as asterisks")
                    .mend("export the layer again with wider columns"),
            );
        }
        if self.deleted > 0 {
            let what = counted(
                self.deleted,
                "a row is marked as deleted",
                "rows are marked as deleted",
            );
            output.problem(
                Problem::warning(what, Place::file(file))
                    .why("what is marked so is left out, with its shape")
                    .mend("pack the table to be rid of this message"),
            );
        }
    }
}

/// Texts of the table's first rows.
fn sample(table: &mut Table<'_>) -> io::Result<Sample> {
    let mut sample = Sample::default();
    let fields = table.header.fields.clone();
    for number in 0.. {
        let row = match table.row(number)? {
            Row::Kept(row) => row,
            Row::Deleted => continue,
            Row::Missing => break,
        };
        let texts = fields.iter().filter(|field| field.kind == b'C');
        let mut texts = texts.filter_map(|field| row.get(field.at..field.at + field.len));
        if !texts.all(|text| sample.add(text)) {
            break;
        }
    }
    for field in &fields {
        sample.add(&field.name);
    }
    Ok(sample)
}

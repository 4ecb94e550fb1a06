//! Delimited text: a table with commas, semicolons, tabs or upright strokes between its cells
//! (RFC 4180 and its kin), in any encoding.

mod dialect;
mod encoding;
mod quotes;
#[cfg(test)]
mod tests;

use csv::StringRecord;

use super::table::{Records, Row, has_places, known_head};
use super::{Format, Gift, Head, LayerInfo, ReadError, Recognition, Sink, Source};
use crate::problem::{Place, Problem};
use dialect::Dialect;
use encoding::{decode, decode_as};
use quotes::{MOST_COLUMNS, QuotedRow, QuotedRows};

/// Bytes of a file at most: all of it is held in memory while it is read.
const MOST_BYTES: u64 = 2 << 30;

/// Rows between two words on how far reading is.
const ROWS_A_STEP: usize = 10_000;

/// Delimited text.
pub(super) static FORMAT: Format = Format {
    name: "CSV",
    endings: &["csv", "tsv", "tab", "psv"],
    recognise,
    read,
    takes: &[Gift::Encoding, Gift::Crs, Gift::Coordinates],
};

fn recognise(head: &Head<'_>) -> Recognition {
    let named = FORMAT.endings.contains(&head.ending().as_str());
    if encoding::is_binary(head.bytes, named) {
        return Recognition::No;
    }
    let text = decode(head.bytes).text;
    let start = text.trim_start();
    // The head of a layer of MapInfo, whose ending is that of tables, names no columns.
    if start.starts_with("!table") {
        return Recognition::No;
    }
    let of_another_kind = start.starts_with(['{', '[', '<', '\u{1e}']);
    if of_another_kind {
        // A web page saved under the name of a table is told to be one.
        let page = named && start.starts_with('<');
        return if page {
            Recognition::ByName
        } else {
            Recognition::No
        };
    }
    if named {
        return Recognition::Likely;
    }
    let dialect = Dialect::of(&text, &head.ending());
    let mut rows = dialect.rows(&text);
    let first: Vec<String> = rows.next().unwrap_or_default();
    let cells: Vec<&str> = first.iter().map(String::as_str).collect();
    let a_table = cells.len() > 1 && (has_places(&cells) || known_head(&cells).is_some());
    if a_table {
        Recognition::Likely
    } else {
        Recognition::No
    }
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let bytes = source.all(MOST_BYTES)?;
    let decoded = decode_as(&bytes, source.given.encoding());
    let text = decoded.text.as_ref();
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ReadError::Damaged {
            what: "the file is empty".to_owned(),
            mend: "write a head with the names of the columns, then one row for each feature"
                .to_owned(),
        });
    }
    if start.starts_with('<') {
        return Err(ReadError::Damaged {
            what: "expected a table, found a web page (HTML) or other markup".to_owned(),
            mend: "download the table itself: what was saved is a page about it".to_owned(),
        });
    }
    if decoded.broken {
        let place = Place::file(source.name);
        let what = format!(
            "not all of the file is text in the encoding {}",
            decoded.name
        );
        sink.problem(
            Problem::error(what, place)
                .why("characters that are none were replaced by \u{fffd}")
                .mend("save the file again with the encoding UTF-8"),
        );
    }
    let ending = Head {
        name: source.name,
        bytes: &[],
        len: 0,
    }
    .ending();
    let dialect = Dialect::of(text, &ending);
    let mut info = LayerInfo::default();
    info.understood.extend(dialect.words());
    info.understood
        .extend((decoded.name != "UTF-8").then(|| decoded.name.to_owned()));
    Ok(rows(source, text, &dialect, info, sink)?)
}

/// Gives the rows of `text` to a table, the first of them as its sample.
fn rows(
    source: &Source<'_>,
    text: &str,
    dialect: &Dialect,
    info: LayerInfo,
    sink: &mut dyn Sink,
) -> super::Flow {
    let file = source.name;
    let mut all = QuotedRows::of(*dialect, text);
    let mut open_quotes = OpenQuotes::default();
    let mut columns_left_out = 0;
    let mut lines = Lines {
        text: text.as_bytes(),
        at: 0,
        line: 1,
    };
    // The next row that says anything into `record`: the line and the byte at which it begins.
    let mut next = |record: &mut StringRecord| -> Option<(u32, u64)> {
        loop {
            let QuotedRow {
                left_out,
                begin,
                open_quote,
            } = all.next(record)?;
            columns_left_out = columns_left_out.max(left_out);
            let line = lines.of(dialect.skipped + begin as usize);
            if open_quote {
                open_quotes.add(line);
            }
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Some((line, begin));
            }
        }
    };
    let mut record = StringRecord::new();
    let mut sample = Vec::new();
    while sample.len() < Records::SAMPLE
        && let Some((line, _)) = next(&mut record)
    {
        sample.push((record.clone(), line));
    }
    let sampled = sample.iter().map(|(record, line)| row_of(record, *line));
    let sampled: Vec<Row<'_>> = sampled.collect();
    let mut records = Records::begin(source, &sampled, info, sink);
    let empty = sampled.len() <= records.rows_from();
    for row in &sampled[records.rows_from().min(sampled.len())..] {
        records.row(row)?;
    }
    let mut count = 0;
    while let Some((line, begin)) = next(&mut record) {
        records.row(&row_of(&record, line))?;
        count += 1;
        if count % ROWS_A_STEP == 0 {
            records.progress(begin)?;
        }
    }
    records.finish()?;
    if let Some(problem) = open_quotes.problem(file) {
        sink.problem(problem);
    }
    if columns_left_out > 0 {
        let all = MOST_COLUMNS + columns_left_out;
        sink.problem(
            Problem::error(format!("the table has {all} columns"), Place::line(file, 1))
                .why(format!("only the first {MOST_COLUMNS} were read"))
                .mend("look whether line breaks are missing, or leave out columns"),
        );
    }
    if empty {
        sink.problem(
            Problem::error("the table has a head and no row", Place::line(file, 1))
                .why("it holds no feature")
                .mend("write one row for each feature below the names of the columns"),
        );
    }
    Ok(())
}

/// Rows with a quotation mark that was never closed.
#[derive(Debug, Default)]
struct OpenQuotes {
    first_line: u32,
    count: usize,
}

impl OpenQuotes {
    fn add(&mut self, line: u32) {
        if self.count == 0 {
            self.first_line = line;
        }
        self.count += 1;
    }

    fn problem(&self, file: &str) -> Option<Problem> {
        let what = match self.count {
            0 => return None,
            1 => "a quotation mark is opened in this row and never closed".to_owned(),
            count => format!(
                "{count} rows, the first of them this one, open a quotation mark and never close it"
            ),
        };
        let problem = Problem::error(what, Place::line(file, self.first_line));
        Some(
            problem
                .why("it was taken for a letter, so that the rows behind it are read")
                .mend("close the quotation mark, or write it twice within quotation marks"),
        )
    }
}

fn row_of(record: &StringRecord, line: u32) -> Row<'_> {
    Row {
        cells: record.iter().collect(),
        line: Some(line),
    }
}

/// Counts lines, forward only.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the first byte from `begin` on that is no line break: the reader passes over
    /// empty lines before a row.
    fn of(&mut self, begin: usize) -> u32 {
        let break_or_space = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let begin = begin.min(self.text.len());
        let breaks = self.text[begin..]
            .iter()
            .take_while(|byte| break_or_space(byte))
            .count();
        let begin = begin + breaks;
        let passed = &self.text[self.at.min(begin)..begin];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u32;
        self.at = begin;
        self.line
    }
}

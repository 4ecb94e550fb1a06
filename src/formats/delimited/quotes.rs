//! Rows of delimited text, with quotation marks that were never closed.
//!
//! A cell such as `"north of the river` opens a quotation mark that ends many rows later, or never.
//! Such a row is read again as if quotation marks meant nothing, so that it costs nothing but itself.

use csv::{Reader, StringRecord};

use super::dialect::Dialect;

/// Cells of a row that are read, as many as a sheet of a spreadsheet has columns.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// What is to be known of a row besides its cells, and where its text begins behind what the dialect skips.
pub(super) struct QuotedRow {
    /// Cells beyond the most that are read.
    pub(super) left_out: usize,
    pub(super) begin: u64,
    /// Whether a quotation mark in it was never closed, and was taken for a letter.
    pub(super) open_quote: bool,
}

/// The rows of a text, one after another.
pub(super) struct QuotedRows<'t> {
    dialect: Dialect,
    text: &'t str,
    /// Where the text of `reader` begins.
    base: usize,
    reader: Reader<&'t [u8]>,
    /// Cells of the first row.
    width: Option<usize>,
}

impl<'t> QuotedRows<'t> {
    pub(super) fn of(dialect: Dialect, text: &'t str) -> Self {
        let text = &text[dialect.skipped..];
        Self {
            reader: dialect.reader(text),
            dialect,
            text,
            base: 0,
            width: None,
        }
    }

    fn at(&self) -> usize {
        self.base + self.reader.position().byte() as usize
    }

    /// The first line from `begin` on that is not empty, read without quotation marks, and where it ends.
    fn unquoted(&self, begin: usize) -> (StringRecord, usize) {
        let rest = &self.text[begin..];
        let breaks = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let line = &rest[breaks..];
        let line = line.split(['\r', '\n']).next().unwrap_or(line);
        let mut record = StringRecord::new();
        // Text in memory gives no errors; an empty record is as good as none.
        let read = self.dialect.plain_reader(line).read_record(&mut record);
        read.unwrap_or_default();
        (record, begin + breaks + line.len())
    }

    /// Whether a record that ends at `end` has swallowed rows. It runs over several lines, and is open
    /// at the end; or its first line alone has as many cells as the head, while the whole has another
    /// number or goes on behind a closing quotation mark.
    fn swallows(&self, record: &StringRecord, begin: usize, end: usize) -> bool {
        let raw = self.text[begin..end].trim_matches(['\r', '\n']);
        if memchr::memchr2(b'\r', b'\n', raw.as_bytes()).is_none() {
            return false;
        }
        let marks = Marks::of(raw, self.dialect);
        let width = self.width.unwrap_or(record.len());
        let odd = record.len() != width || marks == Marks::Stray;
        let open = marks == Marks::Open && end == self.text.len();
        open || (odd && self.unquoted(begin).0.len() == width)
    }

    /// Reads the next row into `record`; `None` where there is none.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Option<QuotedRow> {
        let begin = self.at();
        // Text in memory gives no errors: rows may differ in length.
        if !self.reader.read_record(record).ok()? {
            return None;
        }
        let open_quote = self.swallows(record, begin, self.at());
        if open_quote {
            let (alone, end) = self.unquoted(begin);
            *record = alone;
            self.base = end;
            self.reader = self.dialect.reader(&self.text[end..]);
        }
        self.width.get_or_insert(record.len());
        let left_out = record.len().saturating_sub(MOST_COLUMNS);
        record.truncate(MOST_COLUMNS);
        Some(QuotedRow {
            left_out,
            begin: begin as u64,
            open_quote,
        })
    }
}

/// How the quotation marks of a row stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// Each that is opened is closed, at the end of its cell.
    Sound,
    /// One is closed in the middle of a cell.
    Stray,
    /// The last one is not closed.
    Open,
}

impl Marks {
    fn of(raw: &str, dialect: Dialect) -> Self {
        let Dialect {
            separator, quote, ..
        } = dialect;
        let bytes = raw.as_bytes();
        let ends_cell = |byte: Option<&u8>| {
            byte.is_none_or(|byte| matches!(byte, b'\n' | b'\r') || *byte == separator)
        };
        let (mut quoted, mut cell_begins, mut stray) = (false, true, false);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1);
            if quoted && byte == quote && next == Some(&quote) {
                at += 1;
            } else if quoted && byte == quote {
                quoted = false;
                stray |= !ends_cell(next);
            } else if cell_begins && byte == quote {
                quoted = true;
            }
            cell_begins = !quoted && ends_cell(Some(&byte));
            at += 1;
        }
        match (quoted, stray) {
            (true, _) => Self::Open,
            (false, true) => Self::Stray,
            (false, false) => Self::Sound,
        }
    }
}

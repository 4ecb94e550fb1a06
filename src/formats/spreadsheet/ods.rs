//! Sheets of `OpenDocument` 1.3, part 3, chapter 9: `content.xml` of an ODS, or a whole FODS.
//!
//! Read as they stream past, since a row or a cell may say that it is repeated two thousand million
//! times, which `calamine` writes out before it gives any of them.

use std::collections::BTreeSet;
use std::io::BufRead;

use calamine::Data;
use quick_xml::events::{BytesStart, Event};

use super::Sheet;
use super::cells::{MOST_COLUMNS, MOST_COPIED, MergedArea, size_of};
use crate::formats::html;

/// How often a row or a cell that says something may be repeated: more are left over from a column
/// or a row that somebody formatted to its end.
const MOST_REPEATS: u64 = 1_000;

/// Elements that hold texts or tables which are none of the sheet's own.
const PASSED_OVER: [&str; 5] = [
    "office:annotation",
    "table:tracked-changes",
    "table:dde-links",
    "table:shapes",
    "office:forms",
];

/// The sheets of the document that `xml` is.
///
/// # Errors
/// Fails where nothing can be read; a document that breaks off gives what stands before.
pub(super) fn sheets(xml: impl BufRead) -> Result<Vec<Sheet>, quick_xml::Error> {
    let mut xml = quick_xml::Reader::from_reader(xml);
    xml.config_mut().check_end_names = false;
    let mut reading = Reading::default();
    let (mut buffer, mut passed_over) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                let name = start.name();
                let is_nested = reading.table.is_some() && name.as_ref() == "table:table";
                let is_drawing = name.as_ref().starts_with("draw:");
                if is_nested || is_drawing || PASSED_OVER.contains(&name.as_ref()) {
                    xml.read_to_end_into(name, &mut passed_over)?;
                    passed_over.clear();
                } else {
                    reading.open(&start);
                }
            }
            Ok(Event::Empty(start)) => {
                reading.open(&start);
                reading.close(start.name().as_ref());
            }
            Ok(Event::End(end)) => reading.close(end.name().as_ref()),
            Ok(Event::Text(text)) => reading.text(&text),
            Ok(Event::CData(text)) => reading.text(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(letter) = html::entity(&name) {
                    reading.text(letter.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => {
                let Some(table) = &mut reading.table else {
                    return Err(error);
                };
                table.sheet.cells.losses.broken_off(error.to_string());
                break;
            }
        }
    }
    reading.end_table();
    Ok(reading.sheets)
}

/// Puts sheets together of the elements that stream past.
#[derive(Debug, Default)]
struct Reading {
    /// The style that is being described, and those whose tables are hidden.
    style: String,
    hidden: BTreeSet<String>,
    table: Option<Table>,
    sheets: Vec<Sheet>,
}

/// The sheet that is being read.
#[derive(Debug, Default)]
struct Table {
    sheet: Sheet,
    /// Number of the row, from 0, and how often it is there.
    row: u32,
    row_repeats: u64,
    /// Whether the workbook does not show it.
    row_is_hidden: bool,
    /// How many columns are described so far.
    columns: u32,
    /// Its cells so far, and the number of the next column.
    cells: Vec<(u32, Data)>,
    column: u32,
    cell: Option<Cell>,
    /// Bytes of copies so far.
    copied: u64,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct Cell {
    repeats: u64,
    /// How many rows are merged in it.
    rows: u64,
    kind: String,
    value: Option<String>,
    has_formula: bool,
    has_error: bool,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Reading {
    fn open(&mut self, start: &BytesStart<'_>) {
        match start.name().as_ref() {
            "style:style" => self.style = attribute(start, "style:name").unwrap_or_default(),
            "style:table-properties" => {
                if attribute(start, "table:display").is_some_and(|shown| shown == "false") {
                    self.hidden.insert(self.style.clone());
                }
            }
            "table:table" => {
                let style = attribute(start, "table:style-name");
                let sheet = Sheet {
                    name: attribute(start, "table:name").unwrap_or_default(),
                    is_hidden: style.is_some_and(|style| self.hidden.contains(&style)),
                    ..Sheet::default()
                };
                self.table = Some(Table {
                    sheet,
                    ..Table::default()
                });
            }
            name => {
                if let Some(table) = &mut self.table {
                    table.open(name, start);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match (name, &mut self.table) {
            ("table:table", _) => self.end_table(),
            ("table:table-row", Some(table)) => table.end_row(),
            ("table:table-cell" | "table:covered-table-cell", Some(table)) => table.end_cell(),
            ("text:p", Some(table)) => {
                if let Some(cell) = &mut table.cell {
                    cell.in_paragraph = false;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let table = self.table.as_mut();
        let cell = table.and_then(|table| table.cell.as_mut());
        if let Some(cell) = cell.filter(|cell| cell.in_paragraph) {
            cell.text.push_str(text);
        }
    }

    fn end_table(&mut self) {
        if let Some(mut table) = self.table.take() {
            table.end_row();
            self.sheets.push(table.sheet);
        }
    }
}

impl Table {
    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "table:table-row" => {
                self.row_repeats = repeats(start, "table:number-rows-repeated");
                self.row_is_hidden = is_hidden(start);
            }
            "table:table-column" => {
                let first = self.columns;
                let count = repeats(start, "table:number-columns-repeated");
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                self.columns = first.saturating_add(count);
                let hidden = &mut self.sheet.layout.hidden_columns;
                if is_hidden(start) && hidden.len() < MOST_COLUMNS as usize {
                    hidden.push(first..=self.columns - 1);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(Cell::of(start)),
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.open(name, start);
                }
            }
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        let at = (self.row, self.column);
        let repeats = cell.repeats;
        if cell.rows > 1 {
            let rows = u32::try_from(cell.rows - 1).unwrap_or(u32::MAX);
            self.sheet.layout.merged.push(MergedArea {
                first: at,
                last_row: self.row.saturating_add(rows),
            });
        }
        match cell.value() {
            Some(value) => {
                let copies = self.copies_of(repeats, size_of(&value));
                let kept = (0..=copies).map(|copy| (at.1.saturating_add(copy), value.clone()));
                self.cells.extend(kept);
                let left_out = repeats - 1 - u64::from(copies);
                if left_out > 0 {
                    self.sheet.cells.losses.repeated_cell(left_out, at);
                }
            }
            None if cell.has_error => self.sheet.cells.losses.failed(at, cell.text),
            None if cell.has_formula => self.sheet.cells.losses.unresolved(at),
            None => {}
        }
        let width = u32::try_from(repeats).unwrap_or(u32::MAX);
        self.column = self.column.saturating_add(width);
    }

    fn end_row(&mut self) {
        self.end_cell();
        let cells = std::mem::take(&mut self.cells);
        let repeats = std::mem::replace(&mut self.row_repeats, 1).max(1);
        if let Some(&(column, _)) = cells.first() {
            let bytes = cells.iter().map(|(_, value)| size_of(value)).sum();
            let copies = self.copies_of(repeats, bytes);
            if self.row_is_hidden {
                self.sheet.layout.hidden_rows += 1 + u64::from(copies);
            }
            for copy in 0..=copies {
                let row = self.row.saturating_add(copy);
                for (column, value) in &cells {
                    self.sheet.cells.push((row, *column), value.clone());
                }
            }
            let left_out = repeats - 1 - u64::from(copies);
            if left_out > 0 {
                let at = (self.row, column);
                self.sheet.cells.losses.repeated_row(left_out, at);
            }
        }
        let height = u32::try_from(repeats).unwrap_or(u32::MAX);
        self.row = self.row.saturating_add(height);
        self.column = 0;
    }

    /// How many copies are made of so many bytes that are there `repeats` times.
    fn copies_of(&mut self, repeats: u64, bytes: u64) -> u32 {
        let copies = repeats - 1;
        let total = self.copied.saturating_add(copies.saturating_mul(bytes));
        if repeats > MOST_REPEATS || total > MOST_COPIED {
            return 0;
        }
        self.copied = total;
        u32::try_from(copies).unwrap_or_default()
    }
}

impl Cell {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut cell = Self {
            repeats: repeats(start, "table:number-columns-repeated"),
            rows: repeats(start, "table:number-rows-spanned"),
            ..Self::default()
        };
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = || html::decoded(&attribute.value).into_owned();
            match attribute.key.as_ref() {
                "office:value-type" => cell.kind = value(),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.value = Some(value()),
                "table:formula" => cell.has_formula = true,
                "calcext:value-type" => cell.has_error = value() == "error",
                _ => {}
            }
        }
        cell
    }

    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "text:p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph = true;
            }
            "text:s" => {
                let count = repeats(start, "text:c").min(MOST_REPEATS);
                self.text.extend((0..count).map(|_| ' '));
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    /// What it says; `None` where it is empty or an error.
    fn value(&self) -> Option<Data> {
        if self.has_error {
            return None;
        }
        let value = self.value.as_deref();
        let number = || value?.trim().parse::<f64>().ok();
        let data = match self.kind.as_str() {
            "float" | "percentage" | "currency" => number().map(Data::Float),
            "boolean" => value.map(|value| Data::Bool(value == "true")),
            "date" => value.map(|value| Data::DateTimeIso(value.to_owned())),
            "time" => value.map(|value| Data::DurationIso(value.to_owned())),
            "string" => Some(Data::String(value.unwrap_or(&self.text).to_owned())),
            _ => None,
        };
        data.or_else(|| (!self.text.is_empty()).then(|| Data::String(self.text.clone())))
    }
}

/// Whether the workbook does not show a row or a column.
fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "table:visibility").is_some_and(|shown| shown != "visible")
}

/// How often an element says that it is there; once where it says nothing.
fn repeats(start: &BytesStart<'_>, name: &str) -> u64 {
    let stated = attribute(start, name).and_then(|count| count.trim().parse().ok());
    stated.unwrap_or(1).max(1)
}

/// The value of an attribute.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut sound = attributes.with_checks(false).flatten();
    let found = sound.find(|attribute| attribute.key.as_ref() == name)?;
    Some(html::decoded(&found.value).into_owned())
}

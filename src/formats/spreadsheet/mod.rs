//! Spreadsheets by `calamine`: XLSX and its kin (ECMA-376), ODS (`OpenDocument` 1.3) and old XLS. Each
//! sheet with cells is a layer.

mod cells;
#[cfg(test)]
mod tests;

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::table::{Records, Row};
use super::{Format, Gift, Head, LayerInfo, ReadError, Recognition, Sink, Source};
use crate::problem::{Place, Problem};
use cells::Cells;

/// Bytes of a file at most, and of what is packed in it.
const MOST_BYTES: u64 = 256 << 20;
const MOST_UNPACKED: u64 = 1 << 30;

/// How a ZIP archive and a compound file (MS-CFB, 2.2) begin.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Spreadsheets.
pub(super) static FORMAT: Format = Format {
    name: "spreadsheet",
    endings: &["xlsx", "ods", "xlsm", "xlsb", "xls"],
    recognise,
    read,
    takes: &[Gift::Crs, Gift::Coordinates],
};

fn recognise(head: &Head<'_>) -> Recognition {
    let holds = |name: &[u8]| memchr::memmem::find(head.bytes, name).is_some();
    let named = FORMAT.endings.contains(&head.ending().as_str());
    if head.bytes.starts_with(ZIP) {
        if holds(b"application/vnd.oasis.opendocument.spreadsheet") || holds(b"xl/workbook") {
            return Recognition::Certain;
        }
        return if named {
            Recognition::Likely
        } else {
            Recognition::No
        };
    }
    if head.bytes.starts_with(COMPOUND) && named {
        return Recognition::Likely;
    }
    Recognition::No
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let bytes = source.all(MOST_BYTES)?;
    let bytes: &[u8] = &bytes;
    if bytes.starts_with(ZIP) {
        within_limits(bytes)?;
    }
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut filled = 0;
    let sheets = book.sheet_names();
    let several = sheets.len() > 1;
    for name in sheets {
        match Cells::read(&mut book, &name) {
            Ok(cells) if cells.is_empty() => {}
            Ok(cells) => {
                let info = LayerInfo {
                    name: if several { name } else { String::new() },
                    ..LayerInfo::default()
                };
                sheet(source, &cells, info, sink)?;
                filled += 1;
            }
            Err(error) => sink.problem(
                Problem::error(
                    format!("the sheet \"{name}\" cannot be read: {error}"),
                    Place::file(source.name),
                )
                .why("its rows were left out")
                .mend("save the workbook again"),
            ),
        }
    }
    if filled == 0 {
        return Err(ReadError::Damaged {
            what: "found no sheet with cells".to_owned(),
            mend: "write a head with the names of the columns, then one row for each feature"
                .to_owned(),
        });
    }
    Ok(())
}

fn damaged(error: &calamine::Error) -> ReadError {
    ReadError::Damaged {
        what: format!("expected a workbook: {error}"),
        mend: "open it in a spreadsheet program, and save it again as XLSX or CSV".to_owned(),
    }
}

/// Refuses an archive that says that it unpacks to more than a program should hold.
fn within_limits(bytes: &[u8]) -> Result<(), ReadError> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    let archive = archive.map_err(|error| ReadError::Damaged {
        what: format!("the archive of the workbook is broken: {error}"),
        mend: "save it again, or fetch it again: it may have been cut short".to_owned(),
    })?;
    let unpacked = archive.decompressed_size().unwrap_or(0);
    if unpacked <= u128::from(MOST_UNPACKED) {
        return Ok(());
    }
    Err(ReadError::Damaged {
        what: format!("the workbook unpacks to {} MB", unpacked >> 20),
        mend: "divide it into several, or save the sheet as CSV".to_owned(),
    })
}

/// Gives the rows of a sheet to a table.
fn sheet(source: &Source<'_>, cells: &Cells, info: LayerInfo, sink: &mut dyn Sink) -> super::Flow {
    let mut rows = cells.rows();
    let sample: Vec<Vec<String>> = rows.by_ref().take(Records::SAMPLE).collect();
    let sampled: Vec<Row<'_>> = sample.iter().map(|cells| row(cells)).collect();
    let mut records = Records::begin(source, &sampled, info, sink);
    let mut before_rows = records.rows_from();
    for row in &sampled {
        // The head and what is before it; empty rows are not counted.
        if before_rows > 0 && row.is_filled() {
            before_rows -= 1;
        } else {
            records.row(row)?;
        }
    }
    for cells in rows {
        records.row(&row(&cells))?;
    }
    records.finish()
}

fn row(cells: &[String]) -> Row<'_> {
    Row {
        cells: cells.iter().map(String::as_str).collect(),
        line: None,
    }
}

/// A cell as text; a date as ISO 8601 writes it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 1.0 => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute, second) {
                (0, 0, 0) => day,
                _ => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::DateTime(moment) if moment.is_datetime() => {
            let (.., hour, minute, second, _) = moment.to_ymd_hms_milli();
            format!("{hour:02}:{minute:02}:{second:02}")
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
    }
}

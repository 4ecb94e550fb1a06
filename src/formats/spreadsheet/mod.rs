//! Spreadsheets: XLSX and its kin (ECMA-376) and old XLS by `calamine`, ODS (`OpenDocument` 1.3) by a
//! reader of our own. Each sheet with cells is a layer.

mod cells;
mod losses;
mod ods;
mod sheet_xml;
#[cfg(test)]
mod tests;

use std::io::{BufReader, Cursor, Read as _};

use calamine::{Data, Reader as _, SheetVisible, Sheets, Xls, open_workbook_auto_from_rs};
use zip::ZipArchive;

use super::table::{Records, Row};
use super::{Format, Gift, Head, LayerInfo, ReadError, Recognition, Sink, Source};
use crate::problem::{Place, Problem, grouped};
use cells::{MergedArea, SheetCells};
use sheet_xml::{SheetFiles, SheetLayout};

/// Bytes of a file at most, and of what is packed in it.
const MOST_BYTES: u64 = 256 << 20;
const MOST_UNPACKED: u64 = 1 << 30;

/// Bytes of an archive's manifest that are looked at.
const MOST_MANIFEST: u64 = 1 << 20;

/// Bytes at the beginning of a flat document in which its kind stands.
const FLAT_HEAD: usize = 8 << 10;

/// The media type of `OpenDocument` spreadsheets.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// How a ZIP archive and a compound file (MS-CFB, 2.2) begin.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Spreadsheets.
pub(super) static FORMAT: Format = Format {
    name: "spreadsheet",
    endings: &["xlsx", "ods", "xlsm", "xlsb", "xls", "fods"],
    recognise,
    read,
    takes: &[Gift::Crs, Gift::Coordinates],
};

fn recognise(head: &Head<'_>) -> Recognition {
    let holds = |name: &[u8]| memchr::memmem::find(head.bytes, name).is_some();
    let named = FORMAT.endings.contains(&head.ending().as_str());
    if head.bytes.starts_with(ZIP) {
        if holds(OPEN_DOCUMENT) || holds(b"xl/workbook") {
            return Recognition::Certain;
        }
        return if named {
            Recognition::Likely
        } else {
            Recognition::No
        };
    }
    if is_flat(head.bytes) {
        return Recognition::Certain;
    }
    if head.bytes.starts_with(COMPOUND) && named {
        return Recognition::Likely;
    }
    Recognition::No
}

/// A sheet of a workbook.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    /// Whether the workbook does not show it.
    is_hidden: bool,
    layout: SheetLayout,
    cells: SheetCells,
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let bytes = source.all(MOST_BYTES)?;
    let bytes: &[u8] = &bytes;
    let sheets = if is_flat(bytes) {
        Some(ods::sheets(bytes).map_err(|error| damaged(&error))?)
    } else if bytes.starts_with(ZIP) {
        open_document(archive_within_limits(bytes)?)?
    } else {
        None
    };
    let filled = match sheets {
        Some(sheets) => {
            let several = sheets.len() > 1;
            let mut filled = 0;
            for sheet in sheets {
                filled += usize::from(give(source, sheet, several, sink)?);
            }
            filled
        }
        None => read_workbook(source, bytes, sink)?,
    };
    if filled == 0 {
        return Err(ReadError::Damaged {
            what: "found no sheet with cells".to_owned(),
            mend: "write a head with the names of the columns, then one row for each feature"
                .to_owned(),
        });
    }
    Ok(())
}

/// Reads a workbook of a kind that `calamine` reads; gives the number of sheets with cells.
fn read_workbook(
    source: &Source<'_>,
    bytes: &[u8],
    sink: &mut dyn Sink,
) -> Result<usize, ReadError> {
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut files = SheetFiles::of(bytes);
    let mut filled = 0;
    let sheets = book.sheets_metadata().to_vec();
    let several = sheets.len() > 1;
    for sheet in sheets {
        let name = sheet.name;
        match SheetCells::read(&mut book, &name) {
            Ok(cells) => {
                let is_hidden = sheet.visible != SheetVisible::Visible;
                let mut layout = files.as_mut().map(|files| files.layout(&name));
                if let Sheets::Xls(book) = &book {
                    layout.get_or_insert_default().merged = merged_in(book, &name);
                }
                let sheet = Sheet {
                    name,
                    is_hidden,
                    layout: layout.unwrap_or_default(),
                    cells,
                };
                filled += usize::from(give(source, sheet, several, sink)?);
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
    Ok(filled)
}

/// The merged areas of a sheet of an old workbook.
fn merged_in(book: &Xls<Cursor<&[u8]>>, name: &str) -> Vec<MergedArea> {
    let areas = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let areas = areas.iter().map(|area| MergedArea {
        first: area.start,
        last_row: area.end.0,
    });
    areas.collect()
}

/// The sheets of an `OpenDocument` archive; `None` where it is of another kind.
fn open_document(mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<Option<Vec<Sheet>>, ReadError> {
    const CONTENT: &str = "content.xml";
    if archive.index_for_name(CONTENT).is_none() {
        return Ok(None);
    }
    if let Ok(entry) = archive.by_name("META-INF/manifest.xml") {
        let mut manifest = Vec::new();
        entry.take(MOST_MANIFEST).read_to_end(&mut manifest)?;
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(damaged(&"it is protected by a password"));
        }
    }
    let content = archive.by_name(CONTENT).map_err(|error| damaged(&error))?;
    let content = BufReader::new(content.take(MOST_UNPACKED));
    ods::sheets(content)
        .map(Some)
        .map_err(|error| damaged(&error))
}

/// Whether a file is a flat `OpenDocument` of one XML document.
fn is_flat(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(FLAT_HEAD)];
    memchr::memmem::find(head, b"<office:document").is_some()
        && memchr::memmem::find(head, OPEN_DOCUMENT).is_some()
}

/// Gives the rows of a sheet, and tells what of it is missing; says whether it has cells.
fn give(
    source: &Source<'_>,
    mut sheet: Sheet,
    several: bool,
    sink: &mut dyn Sink,
) -> Result<bool, ReadError> {
    let name = if several {
        std::mem::take(&mut sheet.name)
    } else {
        String::new()
    };
    let understood = understood(&mut sheet);
    let losses = &sheet.cells.losses;
    for problem in losses.problems(source.name, &name) {
        sink.problem(problem);
    }
    if losses.rows() > 0 {
        sink.left_out(losses.rows());
    }
    if sheet.cells.len() == 0 {
        return Ok(false);
    }
    let info = LayerInfo { name, understood };
    give_rows(source, &sheet.cells, info, sink)?;
    Ok(true)
}

/// How a sheet was understood: what the workbook does not show is read like the rest, and merged cells have
/// the value of their area.
fn understood(sheet: &mut Sheet) -> Vec<String> {
    let hidden = "a sheet that the workbook hides".to_owned();
    let mut understood: Vec<String> = sheet.is_hidden.then_some(hidden).into_iter().collect();
    let columns = sheet.cells.columns_among(&sheet.layout.hidden_columns);
    let hidden = [(sheet.layout.hidden_rows, "row"), (columns, "column")];
    understood.extend(hidden.into_iter().filter_map(|(count, of)| match count {
        0 => None,
        1 => Some(format!("with a {of} that the workbook hides")),
        several => Some(format!(
            "with {} {of}s that the workbook hides",
            grouped(several)
        )),
    }));
    let merged = std::mem::take(&mut sheet.layout.merged);
    match sheet.cells.fill_down(merged) {
        0 => {}
        1 => understood.push("merged cells have their value in each of their rows".to_owned()),
        areas => understood.push(format!(
            "{} areas of merged cells have their value in each of their rows",
            grouped(areas)
        )),
    }
    understood
}

fn damaged(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Damaged {
        what: format!("expected a workbook: {error}"),
        mend: "open it in a spreadsheet program, and save it again as XLSX or CSV".to_owned(),
    }
}

/// The archive of a workbook, unless it says that it unpacks to more than a program should hold.
fn archive_within_limits(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ReadError> {
    let archive = ZipArchive::new(Cursor::new(bytes));
    let archive = archive.map_err(|error| ReadError::Damaged {
        what: format!("the archive of the workbook is broken: {error}"),
        mend: "save it again, or fetch it again: it may have been cut short".to_owned(),
    })?;
    let unpacked = archive.decompressed_size().unwrap_or(0);
    if unpacked <= u128::from(MOST_UNPACKED) {
        return Ok(archive);
    }
    Err(ReadError::Damaged {
        what: format!("the workbook unpacks to {} MB", unpacked >> 20),
        mend: "divide it into several, or save the sheet as CSV".to_owned(),
    })
}

/// Gives the rows of a sheet to a table.
fn give_rows(
    source: &Source<'_>,
    cells: &SheetCells,
    info: LayerInfo,
    sink: &mut dyn Sink,
) -> super::Flow {
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

//! Spreadsheets (ECMA-376, "Office Open XML"): a sheet for each layer, longitude and latitude where
//! all places are points, else well-known text.
//!
//! Written by hand: texts stand in their cells, so that a sheet is all there is to write.

use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use geo::Geometry;
use serde_json::Value;
use wkt::ToWkt as _;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::columns::{ColumnKind, ColumnToWrite, Names, cell, columns};
use super::csv::{POINT, TEXT};
use super::text::escaped;
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::Record;
use crate::problem::{Place, Problem, counted};

/// Spreadsheets.
pub(super) const WRITER: Writer = Writer {
    name: "XLSX",
    endings: &["xlsx"],
    write,
    one_by_one: None,
};

/// Letters that a cell has room for.
const MOST_LETTERS: usize = 32_767;

/// Rows that a sheet has room for, its head included.
const MOST_ROWS: usize = 1_048_576;

/// Letters of a sheet's name.
const LONGEST_NAME: usize = 31;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn write(layers: &[OutputLayer], out: &mut dyn io::Write) -> io::Result<WriteReport> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut written = WriteReport::default();
    let mut names = Names::default();
    let (mut types, mut sheets, mut relations) = (String::new(), String::new(), String::new());
    for (number, layer) in (1..).zip(layers) {
        let name = names.give(&layer.name, |name, copy| sheet_name(name, copy, number));
        // Writing to a string cannot fail.
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>"
        );
        let _ = write!(
            sheets,
            "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
            escaped(&name)
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        begin(&mut zip, &format!("xl/worksheets/sheet{number}.xml"))?;
        Sheet::written(layer, &mut zip)?.tell(&name, &mut written);
    }
    let mut add = |name: &str, text: &str| -> io::Result<()> {
        begin(&mut zip, name)?;
        zip.write_all(text.as_bytes())
    };
    add(
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>{types}</Types>"
        ),
    )?;
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    )?;
    add(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"
        ),
    )?;
    add(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships xmlns=\"{RELATIONS}\">{relations}</Relationships>"),
    )?;
    let bytes = zip.finish().map_err(io::Error::other)?;
    out.write_all(bytes.get_ref())?;
    Ok(written)
}

/// Begins a part of the workbook.
fn begin(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str) -> io::Result<()> {
    let begun = zip.start_file(name, SimpleFileOptions::default());
    begun.map_err(io::Error::other)?;
    zip.write_all(DECLARATION.as_bytes())
}

/// A name as a sheet may have it; one without a name has its number.
fn sheet_name(name: &str, copy: &str, number: usize) -> String {
    let allowed = |letter: &char| !"[]:*?/\\'".contains(*letter) && !letter.is_control();
    let room = LONGEST_NAME - copy.len();
    let kept: String = name.chars().filter(allowed).take(room).collect();
    match kept.trim() {
        "" => format!("Layer {number}"),
        kept => format!("{kept}{copy}"),
    }
}

/// Bytes of a sheet that are gathered before they are passed on.
const PASSED_ON_FROM: usize = 64 << 10;

/// One sheet.
struct Sheet {
    /// What is not passed on yet: a sheet of a million rows is a gigabyte of XML.
    text: String,
    count: usize,
    left_out: usize,
    cut: usize,
}

impl Sheet {
    /// Writes the sheet of a layer row by row.
    fn written(layer: &OutputLayer, out: &mut dyn io::Write) -> io::Result<Self> {
        let point = |record: Record| matches!(record.geometry, None | Some(Geometry::Point(_)));
        let places: &[&str] = if layer.records.iter().all(point) {
            &POINT
        } else {
            &TEXT
        };
        let taken: Vec<&str> = places.iter().copied().chain(["id"]).collect();
        let columns = columns(layer.records.iter(), &taken);
        let mut sheet = Self {
            text: format!("<worksheet xmlns=\"{MAIN}\"><sheetData>"),
            count: layer.records.len().min(MOST_ROWS - 1),
            left_out: layer.records.len().saturating_sub(MOST_ROWS - 1),
            cut: 0,
        };
        sheet.text.push_str("<row>");
        let head = std::iter::once("id").chain(places.iter().copied());
        for name in head.chain(columns.iter().map(|column| column.key.as_str())) {
            sheet.put_text(name);
        }
        sheet.text.push_str("</row>");
        for record in layer.records.iter().take(MOST_ROWS - 1) {
            sheet.put_row(&record, places, &columns);
            if sheet.text.len() >= PASSED_ON_FROM {
                out.write_all(sheet.text.as_bytes())?;
                sheet.text.clear();
            }
        }
        sheet.text.push_str("</sheetData></worksheet>");
        out.write_all(sheet.text.as_bytes())?;
        Ok(sheet)
    }

    fn put_row(&mut self, record: &Record, places: &[&str], columns: &[ColumnToWrite]) {
        self.text.push_str("<row>");
        self.put_text(record.id.as_deref().unwrap_or_default());
        match &record.geometry {
            Some(Geometry::Point(point)) if places == POINT => {
                self.put_number(&point.x().to_string());
                self.put_number(&point.y().to_string());
            }
            Some(geometry) => self.put_text(&geometry.wkt_string()),
            None => places.iter().for_each(|_| self.put_text("")),
        }
        for column in columns {
            match (column.kind, record.properties.get(&column.key)) {
                (ColumnKind::Whole | ColumnKind::Real, Some(Value::Number(number)))
                    if is_kept(number) =>
                {
                    self.put_number(&number.to_string());
                }
                (ColumnKind::Truth, Some(Value::Bool(truth))) => {
                    let _ = write!(self.text, "<c t=\"b\"><v>{}</v></c>", u8::from(*truth));
                }
                (_, value) => self.put_text(&cell(value)),
            }
        }
        self.text.push_str("</row>");
    }

    fn put_number(&mut self, number: &str) {
        let _ = write!(self.text, "<c><v>{number}</v></c>");
    }

    fn put_text(&mut self, text: &str) {
        if text.is_empty() {
            self.text.push_str("<c/>");
            return;
        }
        let long = text.chars().nth(MOST_LETTERS).is_some();
        self.cut += usize::from(long);
        let kept: String = text.chars().take(MOST_LETTERS).collect();
        let _ = write!(
            self.text,
            "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(&kept)
        );
    }

    /// Tells what the sheet has no room for.
    fn tell(&mut self, name: &str, written: &mut WriteReport) {
        written.count += self.count;
        let place = || Place::default().in_feature(name);
        if self.left_out > 0 {
            let what = counted(
                self.left_out as u64,
                "a feature was left out",
                "features were left out",
            );
            written.problems.push(
                Problem::error(what, place())
                    .why(format!("a sheet has room for {MOST_ROWS} rows"))
                    .mend("write CSV or GeoPackage, which have any number"),
            );
        }
        if self.cut > 0 {
            let what = format!("{} texts were cut", self.cut);
            written.problems.push(
                Problem::error(what, place())
                    .why(format!("a cell has room for {MOST_LETTERS} letters"))
                    .mend("write CSV or GeoPackage, which hold whole texts"),
            );
        }
    }
}

/// Digits of a number that spreadsheets keep ("Excel specifications and limits").
const MOST_DIGITS: usize = 15;

/// Whether a cell keeps a number as it is: of a long whole one, such as the id of a post, the last digits
/// would become zeros.
fn is_kept(number: &serde_json::Number) -> bool {
    let digits = number.to_string();
    number.is_f64() || digits.trim_start_matches('-').len() <= MOST_DIGITS
}

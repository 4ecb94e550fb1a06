//! Workbooks, made by hand of the few files that a reader needs.

use std::io::Write as _;

use geo::{Geometry, Point};

use super::*;
use crate::formats::testing::{Collected, read};

fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with sheets of these rows; numbers are numbers, `@` before one makes it a date, and `^`
/// before the name of a cell puts a word there.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let cell = |text: &&str| {
        if let Some(day) = text.strip_prefix('@') {
            format!("<c s=\"1\"><v>{day}</v></c>")
        } else if let Some(place) = text.strip_prefix('^') {
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>stray</t></is></c>")
        } else if text.parse::<f64>().is_ok() {
            format!("<c><v>{text}</v></c>")
        } else {
            format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
        }
    };
    let mut listed = Vec::new();
    let mut relations = Vec::new();
    let mut entries: Vec<(String, String)> = Vec::new();
    for ((name, rows), number) in sheets.iter().zip(1..) {
        listed.push(format!(
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        ));
        relations.push(format!(
            "<Relationship Id=\"rId{number}\" Type=\"{related}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
        let rows = rows.iter().map(|row| {
            let cells: Vec<String> = row.iter().map(cell).collect();
            format!("<row>{}</row>", cells.concat())
        });
        let rows = rows.collect::<Vec<_>>().concat();
        entries.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("{head}<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    let (listed, relations) = (listed.concat(), relations.concat());
    let root = format!(
        "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{related}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    entries.push(("_rels/.rels".into(), root));
    let styles = format!(
        "{head}<styleSheet {main}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    entries.push(("xl/styles.xml".into(), styles));
    entries.push((
        "xl/workbook.xml".into(),
        format!(
            "{head}<workbook {main} xmlns:r=\"{related}\"><sheets>{listed}</sheets></workbook>"
        ),
    ));
    entries.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"),
    ));
    let entries: Vec<(&str, &str)> = entries
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    zipped(&entries)
}

fn opened(bytes: &[u8]) -> Collected {
    read(&FORMAT, "posts.xlsx", bytes)
}

#[test]
fn each_sheet_is_a_layer_and_its_days_are_iso() {
    let bytes = workbook(&[
        (
            "Posts",
            &[
                &["name", "lat", "lon", "date"],
                &["Alpha", "44.8", "65.5", "@44487"],
            ],
        ),
        ("Empty", &[]),
        (
            "Depots",
            &[&["name", "lat", "lon"], &["Bravo", "45.5", "67.25"]],
        ),
    ]);
    let read = opened(&bytes);
    assert!(read.error.is_none(), "{:?}", read.error);
    let layers: Vec<&str> = read
        .layers
        .iter()
        .map(|layer| layer.name.as_str())
        .collect();
    assert_eq!(layers, ["Posts", "Depots"]);
    assert_eq!(
        read.records[0].geometry,
        Some(Geometry::Point(Point::new(65.5, 44.8)))
    );
    assert_eq!(read.records[0].properties["date"], "2021-10-18");
    assert_eq!(read.records[1].properties["name"], "Bravo");
}

#[test]
fn a_workbook_that_is_none_or_has_no_cells_is_told() {
    let told = |bytes: &[u8]| opened(bytes).error.expect("it cannot be read").to_string();
    assert!(told(b"PK\x03\x04 and nothing more").contains("archive"));
    assert!(told(&workbook(&[("Empty", &[])])).contains("no sheet"));
}

#[test]
fn a_workbook_is_known_by_its_content() {
    let bytes = workbook(&[("Posts", &[&["name"]])]);
    let head = Head {
        name: "posts",
        bytes: &bytes,
        len: bytes.len() as u64,
    };
    assert_eq!(recognise(&head), Recognition::Certain);
    let other = zipped(&[("doc.kml", "<kml/>")]);
    let head = Head {
        name: "posts.kmz",
        bytes: &other,
        len: other.len() as u64,
    };
    assert_eq!(recognise(&head), Recognition::No);
}

#[test]
fn a_stray_cell_in_the_last_corner_of_a_sheet_takes_no_room_for_those_between() {
    let bytes = workbook(&[(
        "Posts",
        &[
            &["name", "lat", "lon"],
            &["Alpha", "44.8", "65.5"],
            &["^XFD1048576"],
        ],
    )]);
    let read = opened(&bytes);
    assert!(read.error.is_none(), "{:?}", read.error);
    assert_eq!(
        read.records[0].geometry,
        Some(Geometry::Point(Point::new(65.5, 44.8)))
    );
    assert_eq!(read.records.len(), 2);
}

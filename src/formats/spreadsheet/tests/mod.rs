//! Workbooks, made by hand of the few files that a reader needs.

mod open_document;

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

/// A workbook with sheets of these rows; numbers are numbers, `@` before one makes it a date, `^`
/// before the name of a cell puts a word there, `=` makes a formula without its result and `!` one
/// that gave an error. A row with a cell that begins with `~` is hidden. A sheet whose name begins with a dot is hidden.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let cell = |text: &&str| {
        if let Some(day) = text.strip_prefix('@') {
            format!("<c s=\"1\"><v>{day}</v></c>")
        } else if let Some(place) = text.strip_prefix('^') {
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>stray</t></is></c>")
        } else if let Some(formula) = text.strip_prefix('=') {
            format!("<c><f>{formula}</f></c>")
        } else if let Some(error) = text.strip_prefix('!') {
            format!("<c t=\"e\"><f>1/0</f><v>{error}</v></c>")
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
        let state = match name.strip_prefix('.') {
            Some(_) => " state=\"hidden\"",
            None => "",
        };
        listed.push(format!(
            "<sheet{state} name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        ));
        relations.push(format!(
            "<Relationship Id=\"rId{number}\" Type=\"{related}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
        let rows = rows.iter().map(|row| {
            let hidden = row.iter().any(|text| text.starts_with('~'));
            let filled = row.iter().filter(|text| **text != "~");
            let cells = filled.map(|text| cell(&text.trim_start_matches('~')));
            let state = if hidden { " hidden=\"1\"" } else { "" };
            format!("<row{state}>{}</row>", cells.collect::<String>())
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

#[test]
fn a_formula_without_its_result_and_one_that_failed_are_told() {
    let bytes = workbook(&[(
        "Posts",
        &[
            &["name", "lat", "lon"],
            &["Alpha", "=44+0.8", "=65+0.5"],
            &["Bravo", "!#DIV/0!", "65.5"],
        ],
    )]);
    let told = opened(&bytes).told();
    assert!(
        told.contains("2 formulas have no stored result, the first in B2"),
        "{told}"
    );
    assert!(
        told.contains("a formula gave an error, in B3: #DIV/0!"),
        "{told}"
    );
}

#[test]
fn a_damaged_cell_costs_itself_alone() {
    let bytes = workbook(&[(
        "Posts",
        &[
            &["name", "lat", "lon"],
            &["Alpha", "44.8", "65.5"],
            &["!no error of any kind", "45.5", "67.25"],
        ],
    )]);
    let read = opened(&bytes);
    assert_eq!(read.records.len(), 2, "{:?}", read.told());
    assert!(read.told().contains("a cell is damaged"), "{}", read.told());
}

#[test]
fn a_hidden_sheet_is_read_and_its_layer_says_so() {
    let rows: &[&[&str]] = &[&["name", "lat", "lon"], &["Alpha", "44.8", "65.5"]];
    let read = opened(&workbook(&[("Posts", rows), (".Old", rows)]));
    let understood = |at: usize| read.layers[at].understood.join("; ");
    assert!(!understood(0).contains("hides"));
    assert!(understood(1).contains("a sheet that the workbook hides"));
}

#[test]
fn hidden_rows_are_read_and_their_layer_says_how_many() {
    let head: &[&str] = &["name", "lat", "lon"];
    let alpha: &[&str] = &["Alpha", "44.8", "65.5"];
    let bravo: &[&str] = &["~Bravo", "45.1", "66.2"];
    let empty: &[&str] = &["~"];
    let read = opened(&workbook(&[
        ("One", &[head, alpha, bravo, empty]),
        ("Two", &[head, bravo, alpha, bravo]),
        ("Three", &[head, alpha]),
    ]));
    assert_eq!(read.records.len(), 6);
    let understood = |at: usize| read.layers[at].understood.join("; ");
    assert!(
        understood(0).contains("with a row that the workbook hides"),
        "{}",
        understood(0)
    );
    assert!(
        understood(1).contains("with 2 rows that the workbook hides"),
        "{}",
        understood(1)
    );
    assert!(!understood(2).contains("hides"), "{}", understood(2));
}

/// A workbook of one sheet of these rows, in whose file one text stands in the place of another.
fn edited(rows: &[&[&str]], from: &str, to: &str) -> Vec<u8> {
    let bytes = workbook(&[("Posts", rows)]);
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    let names = archive.file_names().map(|name| name.unwrap().into_owned());
    let names: Vec<String> = names.collect();
    let mut text_of = |name: &String| {
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text.replace(from, to)
    };
    let texts: Vec<String> = names.iter().map(&mut text_of).collect();
    let entries = names.iter().zip(&texts);
    let entries: Vec<(&str, &str)> = entries
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    zipped(&entries)
}

#[test]
fn hidden_columns_are_read_and_their_layer_says_how_many() {
    let rows: &[&[&str]] = &[
        &["name", "lat", "lon", "source"],
        &["Alpha", "44.8", "65.5", "TASS"],
    ];
    // The last of the hidden columns are empty.
    let hidden = "<cols><col min=\"4\" max=\"9\" hidden=\"1\"/></cols><sheetData>";
    let read = opened(&edited(rows, "<sheetData>", hidden));
    assert_eq!(read.records[0].properties["source"], "TASS");
    let understood = read.layers[0].understood.join("; ");
    assert!(
        understood.contains("with a column that the workbook hides"),
        "{understood}"
    );
}

#[test]
fn merged_cells_have_their_value_in_each_row_that_they_stand_beside() {
    let rows: &[&[&str]] = &[
        &["district", "name", "lat", "lon"],
        &["Aral", "Alpha", "44.8", "65.5"],
        &["", "Bravo", "45.1", "66.2"],
        &["", "Charlie", "45.2", "66.3"],
        &["", "Delta", "45.3", "66.4"],
    ];
    let cell = |(column, text): (char, &&str), row: i32| {
        let value = format!("<is><t>{text}</t></is>");
        let filled = !text.is_empty();
        filled.then(|| format!("<c r=\"{column}{row}\" t=\"inlineStr\">{value}</c>"))
    };
    let xml = rows.iter().zip(1..).map(|(cells, number)| {
        let cells = ('A'..).zip(*cells).filter_map(|it| cell(it, number));
        format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
    });
    // The second area is empty.
    let sheet = format!(
        "<sheetData>{}</sheetData><mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"F7:G900000\"/></mergeCells>",
        xml.collect::<String>()
    );
    let read = opened(&edited(&[], "<sheetData></sheetData>", &sheet));
    let districts = read
        .records
        .iter()
        .map(|record| record.properties.get("district"));
    let districts: Vec<_> = districts
        .map(|it| it.and_then(serde_json::Value::as_str))
        .collect();
    assert_eq!(districts, [Some("Aral"), Some("Aral"), Some("Aral"), None]);
    let understood = read.layers[0].understood.join("; ");
    assert!(understood.contains("merged cells have"), "{understood}");
}

#[test]
fn a_cell_beside_the_head_moves_no_other_cell() {
    let bytes = workbook(&[(
        "Posts",
        &[
            &["name", "lat", "lon"],
            &["Alpha", "44.8", "65.5", "seen by B."],
        ],
    )]);
    let read = opened(&bytes);
    assert_eq!(read.records[0].properties["name"], "Alpha");
    assert_eq!(read.records[0].properties["column 4"], "seen by B.");
}

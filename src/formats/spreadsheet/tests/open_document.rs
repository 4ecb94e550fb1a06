//! `OpenDocument`, as an archive and flat.

use super::*;

#[test]
fn merged_cells_of_a_document_have_their_value_in_each_row() {
    let spanned = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Alpha</text:p></table:table-cell>";
    let rows = [
        ods_row("", &[spanned, "44.8", "65.5"]),
        ods_row("", &["<table:covered-table-cell/>", "45", "66"]),
        ods_row("", &["Bravo", "46", "67"]),
    ];
    let read = opened(&ods(&document(&ods_table("", &rows))));
    let names: Vec<_> = read
        .records
        .iter()
        .map(|it| it.properties["name"].as_str())
        .collect();
    assert_eq!(names, [Some("Alpha"), Some("Alpha"), Some("Bravo")]);
}

#[test]
fn hidden_rows_of_a_document_are_counted_as_often_as_they_are_there() {
    let rows = [
        ods_row("", &["Alpha", "44.8", "65.5"]),
        ods_row(
            " table:visibility=\"filter\" table:number-rows-repeated=\"2\"",
            &["Bravo", "45", "66"],
        ),
        "<table:table-row table:visibility=\"collapse\"><table:table-cell/></table:table-row>"
            .to_owned(),
    ];
    let read = opened(&ods(&document(&ods_table("", &rows))));
    assert_eq!(read.records.len(), 3);
    let understood = read.layers[0].understood.join("; ");
    assert!(
        understood.contains("with 2 rows that the workbook hides"),
        "{understood}"
    );
}

/// An `OpenDocument` with this content between its tables' beginnings and ends.
fn document(tables: &str) -> String {
    let namespaces = ["office", "table", "text", "style", "calcext"]
        .map(|name| format!("xmlns:{name}=\"urn:{name}\""))
        .join(" ");
    format!(
        "<?xml version=\"1.0\"?><office:document {namespaces} office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>"
    )
}

/// A row of `OpenDocument`: numbers are numbers, what begins with `<` stands as it is.
fn ods_row(attributes: &str, cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        if cell.starts_with('<') {
            (*cell).to_owned()
        } else if cell.parse::<f64>().is_ok() {
            format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{cell}\"><text:p>{cell}</text:p></table:table-cell>"
            )
        } else {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
            )
        }
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row{attributes}>{cells}</table:table-row>")
}

fn ods_table(attributes: &str, rows: &[String]) -> String {
    let head = ods_row("", &["name", "lat", "lon"]);
    let rows = rows.concat();
    format!("<table:table{attributes}>{head}{rows}</table:table>")
}

fn ods(content: &str) -> Vec<u8> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", kind), ("content.xml", content)])
}

#[test]
fn a_document_is_read_with_its_hidden_sheets_remarks_and_empty_formulas() {
    let noted = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>seen by B.</text:p></office:annotation><text:p>South<text:s text:c=\"2\"/>&amp; east</text:p><text:p>post</text:p></table:table-cell>";
    let formula = "<table:table-cell table:formula=\"of:=44+0.8\"/>";
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2021-10-18\"><text:p>18/10/21</text:p></table:table-cell>";
    let posts = ods_table(
        " table:name=\"Posts\"",
        &[
            ods_row("", &["Alpha", "44.8", "65.5"]),
            ods_row("", &[noted, formula, day]),
        ],
    );
    let old = ods_table(
        " table:name=\"Old\" table:style-name=\"ta2\"",
        &[ods_row("", &["Bravo", "45", "66"])],
    );
    let content = document(&format!("{posts}{old}"));
    for bytes in [ods(&content), content.clone().into_bytes()] {
        let read = opened(&bytes);
        assert!(read.error.is_none(), "{:?}", read.error);
        assert_eq!(
            read.records[0].geometry,
            Some(Geometry::Point(Point::new(65.5, 44.8)))
        );
        assert_eq!(read.records[1].properties["name"], "South  & east\npost");
        assert_eq!(read.records[1].properties["lon"], "2021-10-18");
        assert!(
            read.told()
                .contains("a formula has no stored result, in B3 in the sheet \"Posts\""),
            "{}",
            read.told()
        );
        assert_eq!(read.layers[1].name, "Old");
        assert!(read.layers[1].understood.join(" ").contains("hides"));
    }
}

#[test]
fn what_a_document_repeats_without_end_is_read_once_and_told() {
    let endless = " table:number-rows-repeated=\"2000000000\"";
    let wide = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2000000000\"><text:p>x</text:p></table:table-cell>";
    let rows = [
        ods_row(
            " table:number-rows-repeated=\"3\"",
            &["Alpha", "44.8", "65.5"],
        ),
        ods_row(endless, &[]),
        ods_row(endless, &["Bravo", "45", "66"]),
        ods_row("", &["Charlie", "46", "67", wide]),
    ];
    let read = opened(&ods(&document(&ods_table("", &rows))));
    assert_eq!(read.records.len(), 5);
    assert_eq!(read.left_out, 1_999_999_999);
    let told = read.told();
    assert!(told.contains("1,999,999,999 copies of a row"), "{told}");
    assert!(told.contains("1,999,999,999 copies of a cell"), "{told}");
}

#[test]
fn a_document_under_a_password_is_told() {
    let bytes = zipped(&[
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    let told = opened(&bytes).error.expect("an error").to_string();
    assert!(told.contains("password"), "{told}");
}

#[test]
fn hidden_columns_of_a_document_are_counted() {
    let table = "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>";
    let rows = [ods_row("", &["Alpha", "44.8", "65.5", "TASS"])];
    let document = document(&ods_table("", &rows)).replacen(
        "<table:table-row",
        &format!("{table}<table:table-row"),
        1,
    );
    let understood = opened(&ods(&document)).layers[0].understood.join("; ");
    assert!(
        understood.contains("with 2 columns that the workbook hides"),
        "{understood}"
    );
}

#[test]
fn copies_of_a_long_text_take_no_more_room_than_others() {
    let long = "x".repeat(100_000);
    let cell = format!(
        "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"1000\"><text:p>{long}</text:p></table:table-cell>"
    );
    let rows = [ods_row("", &["Alpha", "44.8", "65.5", &cell])];
    let read = opened(&ods(&document(&ods_table("", &rows))));
    assert_eq!(read.records.len(), 1);
    let told = read.told();
    assert!(told.contains("999 copies of a cell"), "{told}");
}

//! The values of a chart as CSV (RFC 4180).

use super::table::{Row, Table};
use crate::atlas::{Atlas, Chart, Source};

/// The columns.
const COLUMNS: [&str; 15] = [
    "chart",
    "series",
    "label",
    "value",
    "low",
    "high",
    "unit",
    "qualifier",
    "date",
    "feature",
    "parts",
    "part_of",
    "passage",
    "basis",
    "sources",
];

/// The values of a chart, one a row, each with qualifier, unit, date and sources: RFC 4180, with a
/// header, in UTF-8. A value that is missing is an empty field, never zero.
#[must_use]
pub fn csv(chart: &Chart, table: &Table, atlas: &Atlas) -> String {
    let mut out = String::new();
    write_row(&mut out, COLUMNS.map(str::to_owned));
    for section in &table.sections {
        for row in &section.rows {
            write_row(&mut out, fields(chart, &section.title, row, atlas));
        }
    }
    out
}

fn fields(chart: &Chart, series: &str, row: &Row, atlas: &Atlas) -> [String; 15] {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let parts: Vec<&str> = row.parts.iter().map(|part| part.id.as_str()).collect();
    let sources: Vec<String> = row.sources.iter().map(Source::citation).collect();
    [
        chart.id.clone(),
        series.to_owned(),
        row.label.clone(),
        number(row.value),
        number(row.low),
        number(row.high),
        row.unit.clone(),
        row.qualifier.clone(),
        row.date.clone(),
        row.subject
            .map(|subject| atlas.id(subject).into_owned())
            .unwrap_or_default(),
        parts.join("; "),
        row.part_of.clone().unwrap_or_default(),
        row.passage.clone().unwrap_or_default(),
        row.basis.clone().unwrap_or_default(),
        sources.join("; "),
    ]
}

fn write_row(out: &mut String, fields: [String; 15]) {
    let fields = fields.map(|field| {
        if field.contains([',', '"', '\r', '\n']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field
        }
    });
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_row_is_quoted() {
        let mut out = String::new();
        let mut fields = COLUMNS.map(|_| String::new());
        fields[0] = "a \"b\", c".into();
        fields[1] = "two\r\nlines".into();
        write_row(&mut out, fields);
        assert!(
            out.starts_with("\"a \"\"b\"\", c\",\"two\r\nlines\",,"),
            "{out}"
        );
        assert!(out.ends_with(",\r\n"));
    }
}

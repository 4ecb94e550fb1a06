//! The values of a chart as CSV (RFC 4180).

use super::column_values::ColumnValues;
use super::table::{Row, Table};
use crate::atlas::profile::{Pair, PairMarks};
use crate::atlas::{Atlas, Chart, RowIx, Source, Subject, TableIx};

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
    if let Some(ColumnValues::Pair { pair, marks, table }) = &table.columns {
        return csv_of_pair(pair, marks, *table, atlas);
    }
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

/// Two columns against each other: the features that are shown, the cells that they are counted into, or
/// the boxes of words.
fn csv_of_pair(pair: &Pair, marks: &PairMarks, table: TableIx, atlas: &Atlas) -> String {
    let mut out = String::new();
    let [x, y] = pair.keys.clone();
    let across = |at: f64| pair.across.kind.in_file(at);
    let upward = |at: f64| match pair.upward {
        Some(axis) => axis.kind.in_file(at),
        None => String::new(),
    };
    match marks {
        PairMarks::Points(points) => {
            write_row(&mut out, ["feature".to_owned(), "name".to_owned(), x, y]);
            for &(row, at, _) in points.iter().filter(|(.., passes)| *passes) {
                let subject = Subject::Feature(atlas.id_in(table, RowIx(row)));
                let (id, name) = (atlas.id(subject).into_owned(), atlas.name(subject));
                write_row(&mut out, [id, name, across(at[0]), upward(at[1])]);
            }
        }
        PairMarks::Cells { size, counts } => {
            let ends = |key: &str| ["from", "below"].map(|end| format!("{key} {end}"));
            let ([x_from, x_below], [y_from, y_below]) = (ends(&x), ends(&y));
            let count = "features".to_owned();
            write_row(&mut out, [x_from, x_below, y_from, y_below, count]);
            for (cell, [_, passing]) in counts.iter().enumerate().filter(|(_, it)| it[1] > 0) {
                let [x, y] = pair.cell(*size, cell);
                write_row(
                    &mut out,
                    [
                        across(x[0]),
                        across(x[1]),
                        upward(y[0]),
                        upward(y[1]),
                        passing.to_string(),
                    ],
                );
            }
        }
        PairMarks::Boxes { boxes, .. } => {
            let heads = [
                pair.words_column(),
                "features",
                "least",
                "lower quartile",
                "median",
                "upper quartile",
                "greatest",
            ];
            write_row(&mut out, heads.map(str::to_owned));
            for of_word in boxes {
                let Some(numbers) = of_word.passing else {
                    continue;
                };
                let [least, lower, median, upper, most] = numbers.at.map(across);
                let (word, count) = (of_word.word.clone(), numbers.count.to_string());
                let row = [word, count, least, lower, median, upper, most];
                write_row(&mut out, row);
            }
        }
    }
    out
}

fn write_row<const N: usize>(out: &mut String, fields: [String; N]) {
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

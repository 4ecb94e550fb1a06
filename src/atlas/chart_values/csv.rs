//! The values of a chart as CSV (RFC 4180).

use super::column_values::ColumnValues;
use super::table::{ChartRow, ChartTable};
use crate::atlas::csv::csv_row;
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
pub fn csv(chart: &Chart, table: &ChartTable, atlas: &Atlas) -> String {
    if let Some(ColumnValues::Pair { pair, marks, table }) = &table.columns {
        return csv_of_pair(pair, marks, *table, atlas);
    }
    let mut out = String::new();
    out.push_str(&csv_row(COLUMNS));
    for section in &table.sections {
        for row in &section.rows {
            out.push_str(&csv_row(fields(chart, &section.title, row, atlas)));
        }
    }
    out
}

fn fields(chart: &Chart, series: &str, row: &ChartRow, atlas: &Atlas) -> [String; 15] {
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
            out.push_str(&csv_row(["feature", "name", &x, &y]));
            for &(row, at, _) in points.iter().filter(|(.., passes)| *passes) {
                let subject = Subject::Feature(atlas.id_in(table, RowIx(row)));
                let (id, name) = (atlas.id(subject).into_owned(), atlas.name(subject));
                out.push_str(&csv_row([id, name, across(at[0]), upward(at[1])]));
            }
        }
        PairMarks::Cells { size, counts } => {
            let ends = |key: &str| ["from", "below"].map(|end| format!("{key} {end}"));
            let ([x_from, x_below], [y_from, y_below]) = (ends(&x), ends(&y));
            let count = "features".to_owned();
            out.push_str(&csv_row([x_from, x_below, y_from, y_below, count]));
            for (cell, [_, passing]) in counts.iter().enumerate().filter(|(_, it)| it[1] > 0) {
                let [x, y] = pair.cell(*size, cell);
                out.push_str(&csv_row([
                    across(x[0]),
                    across(x[1]),
                    upward(y[0]),
                    upward(y[1]),
                    passing.to_string(),
                ]));
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
            out.push_str(&csv_row(heads));
            for of_word in boxes {
                let Some(numbers) = of_word.passing else {
                    continue;
                };
                let [least, lower, median, upper, most] = numbers.at.map(across);
                let (word, count) = (of_word.word.clone(), numbers.count.to_string());
                let row = [word, count, least, lower, median, upper, most];
                out.push_str(&csv_row(row));
            }
        }
    }
    out
}

//! Rows of a table that are no feature, or none that its author meant: units, remarks, sums, zeros.

use geo::{Geometry, Point};

use super::place::Fault;
use crate::problem::{Place, Problem, counted};

/// What stands before the sums of a table, in lower case with letters only.
const SUMS: [&str; 22] = [
    "total",
    "totals",
    "grandtotal",
    "subtotal",
    "sum",
    "gesamt",
    "summe",
    "insgesamt",
    "итого",
    "всего",
    "разом",
    "всього",
    "suma",
    "razem",
    "celkem",
    "totale",
    "toplam",
    "összesen",
    "合计",
    "总计",
    "合計",
    "المجموع",
];

/// What a remark below a table begins with, in lower case with letters only.
const REMARKS: [&str; 14] = [
    "source",
    "sources",
    "note",
    "notes",
    "quelle",
    "quellen",
    "anmerkung",
    "fuente",
    "nota",
    "источник",
    "источники",
    "примечание",
    "джерело",
    "来源",
];

/// Rows that come again, of which the first is told.
#[derive(Debug, Clone, Copy, Default)]
struct Rows {
    count: usize,
    line: Option<u32>,
}

impl Rows {
    fn add(&mut self, line: Option<u32>) {
        if self.count == 0 {
            self.line = line;
        }
        self.count += 1;
    }

    /// The problem that `what` makes of them, where there are any.
    fn problem(self, file: &str, one: &str, several: &str) -> Option<Problem> {
        if self.count == 0 {
            return None;
        }
        let what = counted(self.count as u64, one, several);
        let line = self.line;
        Some(Problem::warning(
            what,
            Place {
                line,
                ..Place::file(file)
            },
        ))
    }
}

/// What is odd about the rows of a table.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    units: Rows,
    remarks: Rows,
    sums: Rows,
    notes: Rows,
    zeros: Rows,
    placed: usize,
}

impl Oddities {
    /// Looks at a row that begins at `line`, the `number` of features before it and its place; says whether it is no feature.
    pub(super) fn is_no_feature(
        &mut self,
        cells: &[&str],
        line: Option<u32>,
        place: Option<&Result<Geometry<f64>, Fault>>,
        number: u64,
    ) -> bool {
        match place {
            Some(Ok(geometry)) => {
                self.placed += 1;
                if *geometry == Geometry::from(Point::new(0.0, 0.0)) {
                    self.zeros.add(line);
                }
                return false;
            }
            Some(Err(Fault::Unreadable)) if number == 0 && has_no_digit(cells) => {
                self.units.add(line);
                return true;
            }
            Some(Err(_)) => return false,
            None => {}
        }
        let mut filled = cells.iter().filter(|cell| !cell.trim().is_empty());
        let Some(first) = filled.next() else {
            return false;
        };
        let alone = filled.next().is_none();
        if alone && first.trim_start().starts_with("# ") {
            self.remarks.add(line);
            return true;
        }
        if !alone && is_sum(first) {
            self.sums.add(line);
        } else if alone && is_note(first) {
            self.notes.add(line);
        }
        false
    }

    /// The problems that report them.
    pub(super) fn problems(&self, file: &str) -> Vec<Problem> {
        let units = self.units.problem(
            file,
            "the row below the head holds units or tags, not values",
            "rows below the head hold units or tags, not values",
        );
        let remarks = self.remarks.problem(
            file,
            "a row that begins with # is a remark",
            "rows that begin with # are remarks",
        );
        let sums = self.sums.problem(
            file,
            "a row looks like the total of the others",
            "rows look like totals of the others",
        );
        let notes = self.notes.problem(
            file,
            "a row looks like a remark below the table",
            "rows look like remarks below the table",
        );
        // Where all lie there, somebody means it.
        let zeros = self.zeros.problem(
            file,
            "a row lies at 0, 0, in the Gulf of Guinea",
            "rows lie at 0, 0, in the Gulf of Guinea",
        );
        let zeros = zeros.filter(|_| self.zeros.count < self.placed);
        let left_out = "it was passed over: it is no feature";
        [
            units.map(|it| {
                it.why(left_out)
                    .mend("delete the row to be rid of this message")
            }),
            remarks.map(|it| {
                it.why(left_out)
                    .mend("delete the row to be rid of this message")
            }),
            sums.map(|it| {
                it.why("it is listed as a feature without a place")
                    .mend("delete the row, so that nothing is counted twice")
            }),
            notes.map(|it| {
                it.why("it is listed as a feature without a place")
                    .mend("delete the row, or begin it with #")
            }),
            zeros.map(|it| {
                it.why("programs write 0, 0 where coordinates are missing")
                    .mend("empty the cells of its coordinates, or correct them")
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether no cell of a row has a digit in it.
fn has_no_digit(cells: &[&str]) -> bool {
    let mut letters = cells.iter().flat_map(|cell| cell.chars());
    !letters.any(char::is_numeric)
}

/// Whether the only cell of a row is a remark on the table, such as `Source: …`.
fn is_note(cell: &str) -> bool {
    let begin = cell
        .split([':', '：'])
        .next()
        .filter(|begin| begin.len() < cell.len());
    let plain = begin.map(|begin| begin.trim().to_lowercase());
    plain.is_some_and(|begin| REMARKS.contains(&begin.as_str()))
}

/// Whether the first cell of a row says that the others are sums.
fn is_sum(cell: &str) -> bool {
    let letters = cell.chars().filter(|letter| letter.is_alphabetic());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    cell.len() < 60 && SUMS.contains(&plain.as_str())
}

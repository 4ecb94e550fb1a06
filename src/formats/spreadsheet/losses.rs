//! What of a sheet is missing among its records, and how that is told.

use crate::problem::{Place, Problem, counted, grouped};

/// Cells of one kind, of which the first is named.
#[derive(Debug, Default)]
struct Counted {
    count: u64,
    first: (u32, u32),
    /// What the first of them says.
    says: String,
}

impl Counted {
    fn add(&mut self, count: u64, at: (u32, u32), says: String) {
        if self.count == 0 {
            (self.first, self.says) = (at, says);
        }
        self.count = self.count.saturating_add(count);
    }
}

/// What of a sheet could not be read.
#[derive(Debug, Default)]
pub(super) struct Losses {
    unresolved: Counted,
    failed: Counted,
    unreadable: Counted,
    repeated_cells: Counted,
    repeated_rows: Counted,
    unfilled: Counted,
    broken_off: Option<String>,
}

impl Losses {
    /// Counts a formula whose result the file does not hold.
    pub(super) fn unresolved(&mut self, at: (u32, u32)) {
        self.unresolved.add(1, at, String::new());
    }

    /// Counts a formula that gave an error.
    pub(super) fn failed(&mut self, at: (u32, u32), error: String) {
        self.failed.add(1, at, error);
    }

    /// Counts a cell that is damaged.
    pub(super) fn unreadable(&mut self, error: String) {
        self.unreadable.add(1, (0, 0), error);
    }

    /// Counts copies of a cell that were left out.
    pub(super) fn repeated_cell(&mut self, copies: u64, at: (u32, u32)) {
        self.repeated_cells.add(copies, at, String::new());
    }

    /// Counts copies of a row that were left out.
    pub(super) fn repeated_row(&mut self, copies: u64, at: (u32, u32)) {
        self.repeated_rows.add(copies, at, String::new());
    }

    /// Counts areas of merged cells whose value is not in all their rows.
    pub(super) fn unfilled(&mut self, areas: u64, at: (u32, u32)) {
        self.unfilled.add(areas, at, String::new());
    }

    /// Says that the sheet ends in the middle.
    pub(super) fn broken_off(&mut self, error: String) {
        self.broken_off = Some(error);
    }

    /// How many rows were left out.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.repeated_rows.count).unwrap_or(usize::MAX)
    }

    /// What is told of them; `sheet` names the sheet where the workbook has several.
    pub(super) fn problems(&self, file: &str, sheet: &str) -> Vec<Problem> {
        let within = match sheet {
            "" => String::new(),
            sheet => format!(" in the sheet \"{sheet}\""),
        };
        let told = |what: String| Problem::error(format!("{what}{within}"), Place::file(file));
        let mut problems = Vec::new();
        if let Some(first) = first_of(&self.unresolved) {
            let what = counted(self.unresolved.count, "a formula has", "formulas have");
            problems.push(
                told(format!("{what} no stored result{first}"))
                    .why("formulas are not calculated here, so these cells were read as empty")
                    .mend("open the workbook in a spreadsheet program, and save it there"),
            );
        }
        if let Some(first) = first_of(&self.failed) {
            let what = counted(self.failed.count, "a formula gave", "formulas gave");
            let error = &self.failed.says;
            problems.push(
                told(format!("{what} an error{first}: {error}"))
                    .why("these cells were read as empty")
                    .mend("correct the formulas, or write the values in their place"),
            );
        }
        if self.unreadable.count > 0 {
            let what = counted(self.unreadable.count, "a cell is", "cells are");
            let error = &self.unreadable.says;
            problems.push(
                told(format!("{what} damaged: {error}"))
                    .why("these cells were read as empty")
                    .mend("open the workbook in a spreadsheet program, and save it there"),
            );
        }
        for (repeated, one, several) in [
            (&self.repeated_cells, "copy of a cell", "copies of a cell"),
            (&self.repeated_rows, "copy of a row", "copies of a row"),
        ] {
            if let Some(first) = first_of(repeated) {
                let count = grouped(repeated.count);
                let kind = if repeated.count == 1 { one } else { several };
                problems.push(
                    told(format!("{count} {kind} were left out{first}"))
                        .why("the file says that it repeats more often than anybody writes it")
                        .mend("delete what stands behind the last row and the last column, and save the workbook again"),
                );
            }
        }
        if let Some(first) = first_of(&self.unfilled) {
            let one = "an area of merged cells has";
            let what = counted(self.unfilled.count, one, "areas of merged cells have");
            problems.push(
                told(format!("{what} no value in some of their rows{first}"))
                    .why("their copies would take more than 64 MB")
                    .mend("divide the sheet, or take the cells apart and fill them in a spreadsheet program"),
            );
        }
        if let Some(error) = &self.broken_off {
            problems.push(
                told(format!("the workbook breaks off: {error}"))
                    .why("what stands before was read; what it had behind is missing")
                    .mend("copy the file again, or save the workbook again"),
            );
        }
        problems
    }
}

/// ", in B2" for one and ", the first in B2" for several; `None` where there are none.
fn first_of(cells: &Counted) -> Option<String> {
    let cell = cell_name(cells.first);
    match cells.count {
        0 => None,
        1 => Some(format!(", in {cell}")),
        _ => Some(format!(", the first in {cell}")),
    }
}

/// The name of a cell as spreadsheets show it: `B2`.
fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_called_as_spreadsheets_call_it() {
        for (at, name) in [((0, 0), "A1"), ((1, 27), "AB2"), ((9, 16_383), "XFD10")] {
            assert_eq!(cell_name(at), name);
        }
    }
}

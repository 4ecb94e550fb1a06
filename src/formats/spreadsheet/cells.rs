//! The cells of a sheet, row by row.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::RangeInclusive;

use calamine::{Data, DataRef, Error, Reader as _, Sheets, XlsbError, XlsxError};

use super::losses::Losses;
use super::text;

/// A workbook held in memory.
pub(super) type Book<'b> = Sheets<Cursor<&'b [u8]>>;

/// Columns of a sheet at most (ECMA-376, part 1, section 18.3.1.4: XFD is the last).
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// Areas of merged cells in one sheet that are looked at, and rows in all of them together: a file can have
/// any number of areas over each other.
pub(super) const MOST_MERGED: usize = 100_000;
const MOST_MERGED_ROWS: usize = 1_000_000;

/// Cells that a workbook shows as one, which has the value of the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct MergedArea {
    /// Row and column of the first cell, from 0.
    pub(super) first: (u32, u32),
    pub(super) last_row: u32,
}

/// The cells of one sheet that say something, in their order, and what of the sheet is missing.
///
/// Each cell names its place: a rectangle that reaches to a single cell in the last corner of a
/// sheet would take 500 GB.
#[derive(Debug, Default)]
pub(super) struct SheetCells {
    placed: Vec<PlacedCell>,
    /// What of the sheet could not be read.
    pub(super) losses: Losses,
}

/// A cell that says something, with its row and column from 0.
#[derive(Debug)]
struct PlacedCell {
    row: u32,
    column: u32,
    value: Data,
}

impl SheetCells {
    /// Reads the sheet called `name`.
    ///
    /// # Errors
    /// Fails where nothing of the sheet can be read.
    pub(super) fn read(book: &mut Book<'_>, name: &str) -> Result<Self, Error> {
        let mut cells = Self::default();
        match book {
            Sheets::Xlsx(book) => {
                let mut reader = match book.worksheet_cells_reader(name) {
                    // A chart or a macro in the place of a sheet.
                    Err(XlsxError::NotAWorksheet(_)) => return Ok(cells),
                    reader => reader?,
                };
                loop {
                    match reader.next_cell_with_formula_metadata() {
                        Ok(Some(cell)) => {
                            cells.take(cell.pos, &cell.value, cell.formula.is_some());
                        }
                        Ok(None) => break,
                        Err(error @ (XlsxError::Xml(_) | XlsxError::XmlEof(_))) => {
                            cells.losses.broken_off(error.to_string());
                            break;
                        }
                        Err(error) => cells.losses.unreadable(error.to_string()),
                    }
                }
            }
            Sheets::Xlsb(book) => {
                let mut reader = book.worksheet_cells_reader(name)?;
                loop {
                    match reader.next_cell() {
                        Ok(Some(cell)) => cells.take(cell.get_position(), cell.get_value(), false),
                        Ok(None) => break,
                        Err(error @ XlsbError::Io(_)) => {
                            cells.losses.broken_off(error.to_string());
                            break;
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
            }
            Sheets::Xls(_) | Sheets::Ods(_) => {
                let range = book.worksheet_range(name)?;
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let at = [first_row as usize + row, first_column as usize + column];
                    let [row, column] = at.map(|at| u32::try_from(at).unwrap_or(u32::MAX));
                    cells.push((row, column), value.clone());
                }
            }
        }
        cells.sort();
        Ok(cells)
    }

    /// Takes the value of a cell, which a formula may have.
    fn take(&mut self, at: (u32, u32), value: &DataRef<'_>, has_formula: bool) {
        match value {
            DataRef::Empty if has_formula => self.losses.unresolved(at),
            DataRef::Empty => {}
            value => self.push(at, Data::from(value.clone())),
        }
    }

    /// Takes a value. An error that a formula gave stands for no value.
    pub(super) fn push(&mut self, (row, column): (u32, u32), value: Data) {
        if let Data::Error(error) = &value {
            self.losses.failed((row, column), error.to_string());
        } else if column < MOST_COLUMNS {
            self.placed.push(PlacedCell { row, column, value });
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.placed.len()
    }

    /// Gives the value of each merged area to all its rows that say something, in the area's first column: it
    /// stands beside each of them in the workbook, and in the first one alone in its file. A cell with a value
    /// of its own keeps it. Gives how many areas had rows to fill.
    pub(super) fn fill_down(&mut self, merged: &[MergedArea]) -> u64 {
        let (mut filled, mut areas, mut rows_left) = (Vec::new(), 0, MOST_MERGED_ROWS);
        for area in merged {
            let column = area.first.1;
            let Ok(first) = self.find(area.first) else {
                continue;
            };
            let before = filled.len();
            let below = &self.placed[first..];
            let below = below.chunk_by(|a, b| a.row == b.row).skip(1);
            let below = below.take_while(|cells| cells[0].row <= area.last_row);
            for cells in below.take(rows_left) {
                rows_left -= 1;
                if cells
                    .binary_search_by_key(&column, |cell| cell.column)
                    .is_err()
                {
                    filled.push(PlacedCell {
                        row: cells[0].row,
                        column,
                        value: self.placed[first].value.clone(),
                    });
                }
            }
            areas += u64::from(filled.len() > before);
        }
        if areas > 0 {
            self.placed.append(&mut filled);
            self.sort();
            // The first of several areas over each other counts.
            self.placed.dedup_by_key(|cell| (cell.row, cell.column));
        }
        areas
    }

    /// Where the cell of this row and column is among all, which are in their order.
    fn find(&self, at: (u32, u32)) -> Result<usize, usize> {
        self.placed
            .binary_search_by_key(&at, |cell| (cell.row, cell.column))
    }

    /// How many of these columns have cells.
    pub(super) fn columns_among(&self, hidden: &[RangeInclusive<u32>]) -> u64 {
        if hidden.is_empty() {
            return 0;
        }
        let columns: BTreeSet<u32> = self.placed.iter().map(|cell| cell.column).collect();
        let is_hidden = |column: &&u32| hidden.iter().any(|columns| columns.contains(column));
        columns.iter().filter(is_hidden).count() as u64
    }

    /// Puts them in the order of the sheet.
    fn sort(&mut self) {
        self.placed.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// The rows as texts, each from the first column that is in use to its own last cell.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        let first = self.placed.iter().map(|cell| cell.column).min();
        let first = first.unwrap_or(0);
        let rows = self.placed.chunk_by(|a, b| a.row == b.row);
        rows.map(move |cells| texts(cells, first))
    }
}

/// The texts of one row's cells from the column `first` on.
fn texts(cells: &[PlacedCell], first: u32) -> Vec<String> {
    let mut texts = Vec::new();
    for cell in cells {
        let at = (cell.column - first) as usize;
        texts.resize(texts.len().max(at + 1), String::new());
        texts[at] = text(&cell.value);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: u32) -> SheetCells {
        let mut cells = SheetCells::default();
        cells.push((0, 0), Data::Int(7));
        for row in 0..rows {
            cells.push((row, 1), Data::Int(i64::from(row)));
        }
        cells
    }

    #[test]
    fn areas_over_each_other_end_and_fill_a_cell_once() {
        let mut cells = sheet(2_000);
        let area = MergedArea {
            first: (0, 0),
            last_row: u32::MAX,
        };
        cells.fill_down(&vec![area; MOST_MERGED]);
        assert_eq!(cells.len(), 4_000);
        let last = cells.rows().last();
        assert_eq!(last, Some(vec!["7".to_owned(), "1999".to_owned()]));
    }

    #[test]
    fn an_area_without_a_value_or_without_rows_fills_nothing() {
        let mut cells = sheet(3);
        let area = |first, last_row| MergedArea { first, last_row };
        let areas = [area((1, 0), 2), area((0, 0), 0), area((0, 1), 2)];
        assert_eq!(cells.fill_down(&areas), 0);
        assert_eq!(cells.len(), 4);
    }
}

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

/// Bytes at most that copies of a sheet's values take: those of merged and of repeated cells.
pub(super) const MOST_COPIED: u64 = 64 << 20;

/// About how many bytes a cell with this value takes.
pub(super) fn size_of(value: &Data) -> u64 {
    let text = match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.len(),
        _ => 0,
    };
    (std::mem::size_of::<PlacedCell>() + text) as u64
}

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
    /// of its own keeps it. Gives how many areas had rows to fill. Areas lie beside each other in a sound sheet:
    /// one over another is passed over, so that each cell is looked at once.
    pub(super) fn fill_down(&mut self, mut merged: Vec<MergedArea>) -> u64 {
        merged.sort_by_key(|area| (area.first.1, area.first.0));
        let (mut filled, mut copied, mut areas) = (Vec::new(), 0, 0);
        let mut last_filled = None;
        'areas: for (number, area) in merged.iter().enumerate() {
            let (row, column) = area.first;
            if last_filled.is_some_and(|last| (column, row) <= last) {
                continue;
            }
            let Ok(first) = self.find(area.first) else {
                continue;
            };
            last_filled = Some((column, area.last_row));
            let value = &self.placed[first].value;
            let before = filled.len();
            let below = self.placed[first..].chunk_by(|a, b| a.row == b.row);
            let below = below
                .skip(1)
                .take_while(|cells| cells[0].row <= area.last_row);
            for cells in below {
                if cells
                    .binary_search_by_key(&column, |cell| cell.column)
                    .is_ok()
                {
                    continue;
                }
                copied += size_of(value);
                if copied > MOST_COPIED {
                    let rest = merged.len() - number;
                    self.losses.unfilled(rest as u64, area.first);
                    break 'areas;
                }
                filled.push(PlacedCell {
                    row: cells[0].row,
                    column,
                    value: value.clone(),
                });
            }
            areas += u64::from(filled.len() > before);
        }
        self.placed.append(&mut filled);
        self.sort();
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
    fn an_area_over_another_is_passed_over() {
        let mut cells = sheet(2_000);
        let area = MergedArea {
            first: (0, 0),
            last_row: u32::MAX,
        };
        assert_eq!(cells.fill_down(vec![area; 100_000]), 1);
        assert_eq!(cells.len(), 4_000);
        let last = cells.rows().last();
        assert_eq!(last, Some(vec!["7".to_owned(), "1999".to_owned()]));
    }

    #[test]
    fn an_area_without_a_value_or_without_rows_fills_nothing() {
        let mut cells = sheet(3);
        let area = |first, last_row| MergedArea { first, last_row };
        let areas = vec![area((1, 0), 2), area((0, 0), 0), area((0, 1), 2)];
        assert_eq!(cells.fill_down(areas), 0);
        assert_eq!(cells.len(), 4);
    }

    #[test]
    fn areas_that_would_fill_the_memory_are_told() {
        let mut cells = SheetCells::default();
        cells.push((0, 0), Data::String("x".repeat(1 << 20)));
        for row in 0..100 {
            cells.push((row, 1), Data::Int(0));
        }
        let area = MergedArea {
            first: (0, 0),
            last_row: 99,
        };
        cells.fill_down(vec![area]);
        assert!(cells.len() < 165, "{}", cells.len());
        let told = cells.losses.problems("a.xlsx", "");
        assert!(told[0].to_string().contains("in A1"), "{}", told[0]);
    }
}

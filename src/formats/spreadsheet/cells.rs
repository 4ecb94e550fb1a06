//! The cells of a sheet, row by row.

use std::io::Cursor;

use calamine::{Data, DataRef, Error, Range, Reader as _, Sheets, XlsxError};

use super::text;

/// A workbook held in memory.
pub(super) type Book<'b> = Sheets<Cursor<&'b [u8]>>;

/// Columns of a sheet at most (ECMA-376, part 1, section 18.3.1.4: XFD is the last).
const MOST_COLUMNS: u32 = 16_384;

/// The cells of one sheet.
pub(super) enum Cells {
    /// A rectangle with all cells.
    Dense(Range<Data>),
    /// Those that say something, in their order. XLSX and XLSB name the place of each cell, and a
    /// rectangle that reaches to a single one in the last corner would take 500 GB.
    Sparse(Vec<Placed>),
}

/// A cell that says something, with its row and column from 0.
pub(super) struct Placed {
    row: u32,
    column: u32,
    value: Data,
}

impl Cells {
    /// Reads the sheet called `name`.
    ///
    /// # Errors
    /// Fails where the sheet is damaged.
    pub(super) fn read(book: &mut Book<'_>, name: &str) -> Result<Self, Error> {
        let mut cells = Vec::new();
        let mut push = |(row, column): (u32, u32), value: &DataRef<'_>| {
            if column < MOST_COLUMNS && !matches!(value, DataRef::Empty) {
                let value = Data::from(value.clone());
                cells.push(Placed { row, column, value });
            }
        };
        match book {
            Sheets::Xlsx(book) => {
                let mut reader = match book.worksheet_cells_reader(name) {
                    // A chart or a macro in the place of a sheet.
                    Err(XlsxError::NotAWorksheet(_)) => return Ok(Self::Sparse(cells)),
                    reader => reader?,
                };
                while let Some(cell) = reader.next_cell()? {
                    push(cell.get_position(), cell.get_value());
                }
            }
            Sheets::Xlsb(book) => {
                let mut reader = book.worksheet_cells_reader(name)?;
                while let Some(cell) = reader.next_cell()? {
                    push(cell.get_position(), cell.get_value());
                }
            }
            Sheets::Xls(_) | Sheets::Ods(_) => {
                return Ok(Self::Dense(book.worksheet_range(name)?));
            }
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Ok(Self::Sparse(cells))
    }

    /// Whether no cell says anything.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Dense(range) => range.is_empty(),
            Self::Sparse(cells) => cells.is_empty(),
        }
    }

    /// The rows as texts, each from the first column that is in use to its own last cell at least.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = Vec<String>> + '_> {
        match self {
            Self::Dense(range) => {
                Box::new(range.rows().map(|cells| cells.iter().map(text).collect()))
            }
            Self::Sparse(cells) => {
                let first = cells.iter().map(|cell| cell.column).min().unwrap_or(0);
                let rows = cells.chunk_by(|a, b| a.row == b.row);
                Box::new(rows.map(move |cells| texts(cells, first)))
            }
        }
    }
}

/// The texts of one row's cells from the column `first` on.
fn texts(cells: &[Placed], first: u32) -> Vec<String> {
    let mut texts = Vec::new();
    for cell in cells {
        let at = (cell.column - first) as usize;
        texts.resize(texts.len().max(at + 1), String::new());
        texts[at] = text(&cell.value);
    }
    texts
}

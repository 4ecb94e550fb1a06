//! The table beside a shapefile: dBase III to 7 and FoxPro.

use std::io;

use super::super::Bytes;
use super::super::window::SourceWindow;

/// Bytes of the fixed part of the header, and of the description of a field.
const FIXED: usize = 32;

/// The byte that ends the descriptions of fields.
const END_OF_FIELDS: u8 = 0x0d;

/// Mark of a row that was deleted and not yet removed.
const DELETED: u8 = b'*';

/// Most fields that are believed; dBase allows 255, and others up to 2046.
const MOST_FIELDS: usize = 4096;

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    /// Its name as stored, in the table's encoding.
    pub(super) name: Vec<u8>,
    /// Its type: `C`, `N`, `D` and so on.
    pub(super) kind: u8,
    /// Byte at which it begins within a row.
    pub(super) at: usize,
    /// Bytes that it takes.
    pub(super) len: usize,
}

/// What the header says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    /// How many rows it says there are.
    pub(super) rows: u64,
    /// Byte at which the rows begin.
    pub(super) begin: u64,
    /// Bytes of a row, the mark of deletion included.
    pub(super) row_len: usize,
    /// Code of the encoding.
    pub(super) language: u8,
    /// The columns.
    pub(super) fields: Vec<Field>,
}

impl Header {
    /// The header at the beginning of a table; `None` where there is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let fixed: &[u8; FIXED] = bytes.first_chunk()?;
        let known = matches!(fixed[0] & 0x07, 2..=5) || matches!(fixed[0], 0x30..=0x32 | 0xf5);
        let begin = u64::from(u16::from_le_bytes([fixed[8], fixed[9]]));
        let row_len = usize::from(u16::from_le_bytes([fixed[10], fixed[11]]));
        if !known || begin < FIXED as u64 || row_len == 0 {
            return None;
        }
        let descriptions = bytes.get(FIXED..(begin as usize).min(bytes.len()))?;
        let fields =
            fields(descriptions, row_len, false).or_else(|| fields(descriptions, row_len, true))?;
        Some(Self {
            rows: u64::from(u32::from_le_bytes([fixed[4], fixed[5], fixed[6], fixed[7]])),
            begin,
            row_len,
            language: fixed[29],
            fields,
        })
    }
}

/// The columns; `None` where they do not fit the length of a row. `long` texts have the high byte of
/// their length where other fields have their decimals (FoxPro, Clipper).
fn fields(descriptions: &[u8], row_len: usize, long: bool) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let mut at = 1;
    for description in descriptions.chunks_exact(FIXED).take(MOST_FIELDS) {
        if description[0] == END_OF_FIELDS {
            break;
        }
        let name = description[..11]
            .split(|&byte| byte == 0)
            .next()
            .unwrap_or_default();
        let kind = description[11].to_ascii_uppercase();
        let high = if long && kind == b'C' {
            usize::from(description[17]) << 8
        } else {
            0
        };
        let len = usize::from(description[16]) + high;
        fields.push(Field {
            name: name.trim_ascii().to_vec(),
            kind,
            at,
            len,
        });
        at += len;
    }
    (at <= row_len).then_some(fields)
}

/// The rows of a table.
pub(super) struct Table<'s> {
    pub(super) header: Header,
    window: SourceWindow<'s>,
}

/// One row as it lies in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Row<'t> {
    /// The bytes of its fields, the mark before them included.
    Kept(&'t [u8]),
    /// It was deleted.
    Deleted,
    /// The table ends before it.
    Missing,
}

impl<'s> Table<'s> {
    /// The table in `bytes`; `None` where it has no sound header.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(bytes: &'s dyn Bytes) -> io::Result<Option<Self>> {
        let mut window = SourceWindow::new(bytes);
        let head = window.get(0, bytes.len().min(u64::from(u16::MAX)) as usize)?;
        let header = head.and_then(Header::read);
        Ok(header.map(|header| Self { header, window }))
    }

    /// The row with this number, from 0.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn row(&mut self, number: u64) -> io::Result<Row<'_>> {
        if number >= self.header.rows {
            return Ok(Row::Missing);
        }
        let row = self.window.get(
            self.header.begin + number * self.header.row_len as u64,
            self.header.row_len,
        )?;
        Ok(match row {
            Some([DELETED, ..]) => Row::Deleted,
            Some(row) => Row::Kept(row),
            None => Row::Missing,
        })
    }
}

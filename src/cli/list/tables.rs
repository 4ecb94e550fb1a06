//! The rows of large layers, read again from their files in order.

use std::io;

use super::row::ListedRow;
use crate::atlas::query::Expression;
use crate::atlas::table::Backing;
use crate::atlas::{Atlas, RowIx, TableIx};
use crate::dossier::details;

/// Gives every row of every large layer for which `condition` holds to `take`, in the order of its file.
pub(super) fn each(
    atlas: &Atlas,
    condition: Option<&Expression>,
    take: &mut dyn FnMut(&ListedRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (ix, table) in atlas.tables() {
        if let Some(backing) = &table.backing {
            of_table(atlas, ix, (&**backing, condition), take)?;
        }
    }
    Ok(())
}

fn of_table(
    atlas: &Atlas,
    ix: TableIx,
    (backing, condition): (&dyn Backing, Option<&Expression>),
    take: &mut dyn FnMut(&ListedRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let table = atlas.table(ix);
    let chosen = condition.map(|condition| atlas.rows_where(ix, condition));
    let passes = |row: &RowIx| chosen.as_ref().is_none_or(|rows| rows.has(row.index()));
    let mut rows: Vec<RowIx> = table.rows().filter(passes).collect();
    rows.sort_by_key(|row| table.columns.starts[row.index()]);
    let mut lines = Lines::of(backing);
    for row in rows {
        let start = table.columns.starts[row.index()];
        let id = atlas.id_in(ix, row);
        let mut feature = details(atlas, id).map_err(io::Error::other)?.into_owned();
        if feature.id.is_empty() {
            feature.id = format!("{}@{start}", table.file);
        }
        take(&ListedRow {
            file: &table.file,
            line: match feature.line {
                // Of records that are no text nothing but their own line is known.
                0 if backing.is_empty() => None,
                0 => Some(lines.line(start)?),
                line => Some(line),
            },
            layer: &atlas.layer(table.layer(row)).name,
            feature: &feature,
        })?;
    }
    Ok(())
}

/// Counts the lines of a file, forward only.
struct Lines<'b> {
    backing: &'b dyn Backing,
    at: u64,
    line: u32,
    buffer: Vec<u8>,
}

impl<'b> Lines<'b> {
    fn of(backing: &'b dyn Backing) -> Self {
        Self {
            backing,
            at: 0,
            line: 1,
            buffer: vec![0; 64 << 10],
        }
    }

    /// The line, from 1, of a byte that is not before the last one asked for.
    fn line(&mut self, start: u64) -> io::Result<u32> {
        while self.at < start {
            let most = usize::try_from(start - self.at).unwrap_or(usize::MAX);
            let most = most.min(self.buffer.len());
            let count = self.backing.read_at(self.at, &mut self.buffer[..most])?;
            if count == 0 {
                break;
            }
            self.line += memchr::memchr_iter(b'\n', &self.buffer[..count]).count() as u32;
            self.at += count as u64;
        }
        Ok(self.line)
    }
}

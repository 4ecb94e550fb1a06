//! Names of rows, where few are in view.

use std::borrow::Cow;

use crate::atlas::RowIx;
use crate::earth::MapPoint;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;

/// Largest number of rows in view that have names: more would leave no room for any.
const MOST: usize = 300;

/// Largest number of blocks in view that are searched for rows.
const MOST_BLOCKS: usize = 128;

/// The rows in view, where they are few.
pub(in crate::scene) fn few(
    frame: &ViewContext<'_>,
    table: &PreparedTable,
) -> Vec<(RowIx, MapPoint)> {
    let seen = table.grid.bounds(frame.seen);
    let mut hits = Vec::new();
    table.blocks.meeting(&seen, &mut hits);
    if hits.len() > MOST_BLOCKS {
        return Vec::new();
    }
    let rows = hits.iter().flat_map(|hit| table.blocks.rows(hit.block));
    let rows = rows.filter(|&row| table.meets(row, &seen) && passes(frame, table, row));
    let found: Vec<_> = rows
        .filter_map(|row| {
            let row = RowIx(row as u32);
            Some((row, table.point(row)?))
        })
        .take(MOST + 1)
        .collect();
    if found.len() > MOST {
        Vec::new()
    } else {
        found
    }
}

fn passes(frame: &ViewContext<'_>, table: &PreparedTable, row: usize) -> bool {
    let row = RowIx(row as u32);
    frame.view.time.admits_days(table.table.days(row))
        && frame.view.evidence.admits(table.table.evidence(row))
        && frame.view.attributes.admits(frame.atlas, table.id(row))
}

/// Those of them that have a name.
pub(in crate::scene) fn names<'a>(
    frame: &ViewContext<'a>,
    table: &'a PreparedTable,
) -> Vec<(RowIx, MapPoint, Cow<'a, str>)> {
    let names = &table.table.columns.names;
    few(frame, table)
        .into_iter()
        .map(|(row, at)| {
            let said = frame.label_of(table.layer, table.id(row));
            let own = || Cow::Borrowed(names.get(row.index()));
            (row, at, said.map_or_else(own, Cow::Owned))
        })
        .filter(|(_, _, name)| !name.is_empty())
        .collect()
}

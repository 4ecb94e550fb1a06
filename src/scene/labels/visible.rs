//! Where in what is seen of a country its name has most room.

use crate::earth::MapPoint;
use crate::scene::ScreenRect;
use crate::scene::cells::Cells;
use crate::scene::prepare::Land;
use crate::scene::view_context::ViewContext;

/// The window is looked at in cells of this side.
const CELL_PX: f64 = 24.0;
/// More room than for a name so many times as large is not looked for.
const MOST: f64 = 3.0;

/// The place in `window`, clear of `furniture`, that is farthest from where the country ends, by
/// the measure of a name so large: "pole of inaccessibility", Garcia-Castellanos and Lombardo
/// (2007), Scottish Geographical Journal 123(3), here to the cell. None where the name has no room.
pub(super) fn pole<'a>(
    frame: &ViewContext<'_>,
    land: impl Iterator<Item = &'a Land>,
    window: ScreenRect,
    furniture: &[ScreenRect],
    [width_px, height_px]: [f64; 2],
) -> Option<MapPoint> {
    let seen = land.filter(|land| land.geometry.bounds.intersects(&frame.seen));
    let areas = seen.map(|land| land.geometry.as_ref());
    let mut cells = Cells::of(&frame.camera, areas, window, CELL_PX);
    for rect in furniture {
        cells.clear(rect);
    }
    let reach = [width_px / 2.0 / CELL_PX, height_px / CELL_PX];
    let mut best: Option<(f64, (usize, usize))> = None;
    for (number, room) in rooms(&cells, reach).into_iter().enumerate() {
        if best.is_none_or(|(most, _)| room > most + 1e-9) {
            best = Some((room, (number % cells.columns, number / cells.columns)));
        }
    }
    let (_, (column, row)) = best.filter(|&(room, _)| room >= 1.0)?;
    Some(frame.camera.map_from_screen(cells.middle(column, row)))
}

/// For each cell, row by row: how many times as large as it is a name of this reach each way could
/// be there before it met a cell outside.
fn rooms(cells: &Cells, [reach_x, reach_y]: [f64; 2]) -> Vec<f64> {
    let beside: Vec<Vec<f64>> = (0..cells.rows)
        .map(|row| {
            // Most countries are in few of the rows.
            if !cells.row(row).contains(&true) {
                return vec![0.0; cells.columns];
            }
            let clear = clear_beside(cells.row(row)).into_iter();
            clear
                .map(|steps| (f64::from(steps) / reach_x).min(MOST))
                .collect()
        })
        .collect();
    let room = |row: usize, column: usize| {
        let clear = |row: usize| beside.get(row).map_or(0.0, |clear| clear[column]);
        let mut room = clear(row);
        // Rows as far away as there is room can take nothing from it.
        for away in 1.. {
            let of_row = away as f64 / reach_y;
            if of_row >= room {
                break;
            }
            let above = row.checked_sub(away).map_or(0.0, clear);
            room = room.min(above.min(clear(row + away)).max(of_row));
        }
        room
    };
    let mut rooms = Vec::with_capacity(cells.rows * cells.columns);
    for row in 0..cells.rows {
        // Most cells lie outside: there is no room.
        let inside = cells.row(row).iter().enumerate();
        rooms.extend(inside.map(|(column, inside)| if *inside { room(row, column) } else { 0.0 }));
    }
    rooms
}

/// How many steps it is from each cell of a row to the next one outside; past its ends all are.
fn clear_beside(row: &[bool]) -> Vec<u32> {
    let count = |clear: &mut u32, inside: &bool| {
        *clear = if *inside { *clear + 1 } else { 0 };
        Some(*clear)
    };
    let forward = row.iter().scan(0, count);
    let backward: Vec<u32> = row.iter().rev().scan(0, count).collect();
    let both = forward.zip(backward.into_iter().rev());
    both.map(|(before, behind)| before.min(behind)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_as_many_steps_from_the_outside_as_lie_between() {
        let row = [true, true, false, true, true, true, true];
        assert_eq!(clear_beside(&row), [1, 1, 0, 1, 2, 2, 1]);
    }
}

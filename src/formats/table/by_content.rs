//! Columns of places that no title gives away.

use super::cell::{Cell, read as read_cell, well_known};
use super::columns::Places;

/// The column in which all of the first cells are whole places, whatever it is called.
pub(super) fn by_content(width: usize, rows: &[Vec<&str>]) -> Option<Places> {
    const LOOKED_AT: usize = 50;
    let filled = |at: usize| {
        let cells = rows.iter().filter_map(move |row| row.get(at));
        let cells = cells.map(|cell| cell.trim());
        cells.filter(|cell| !is_absent(cell)).take(LOOKED_AT)
    };
    let all = |at: usize, is_place: fn(&str) -> bool| {
        let mut cells = filled(at).peekable();
        cells.peek().is_some() && cells.all(is_place)
    };
    let geometry = (0..width).find(|&at| all(at, is_geometry));
    let position = || (0..width).find(|&at| all(at, is_position));
    let geometry = geometry.map(Places::Wkt);
    geometry.or_else(|| position().map(Places::Whole))
}

/// Whether a cell is a geometry, and can be nothing else.
fn is_geometry(cell: &str) -> bool {
    match read_cell(cell) {
        Some(Cell::Geometry(_)) => true,
        Some(_) => false,
        None => well_known(cell).is_some(),
    }
}

/// Whether a cell is a latitude and a longitude, and hardly anything else.
fn is_position(cell: &str) -> bool {
    const FEWEST_DECIMALS: usize = 3;
    let decimals = |part: &str| {
        part.rsplit('.')
            .next()
            .map_or(0, |digits| digits.trim().len())
    };
    match read_cell(cell) {
        Some(Cell::LatLon(_)) => true,
        Some(Cell::Numbers([lat, lon])) => {
            let mut parts = cell.split(',');
            let is_exact =
                parts.all(|part| part.contains('.') && decimals(part) >= FEWEST_DECIMALS);
            is_exact && lat.abs() <= 90.0 && lon.abs() <= 180.0
        }
        _ => false,
    }
}

/// Whether a cell says that there is nothing.
pub(super) fn is_absent(cell: &str) -> bool {
    const WORDS: [&str; 18] = [
        "-", "n/a", "na", "nan", "null", "none", "unknown", "#n/a", "?", "<na>", "<null>",
        "(null)", "nil", "\\n", "no data", "nodata", "#value!", "n.a.",
    ];
    cell.is_empty() || WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

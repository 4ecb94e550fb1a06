//! Places between the cells of a smooth image.

/// Between which of `count` cells in a row a place lies, `part` of the way along them: the two whose middles are
/// nearest, and how far it is on the way to the second, from 0 to 1. Beyond the middles of the outermost cells it is
/// theirs. `None` where there is no cell.
pub(crate) fn between_cells(part: f64, count: u32) -> Option<([usize; 2], f64)> {
    let last = count.checked_sub(1)? as usize;
    let at = (part * f64::from(count) - 0.5).clamp(0.0, last as f64);
    let first = at as usize;
    Some(([first, (first + 1).min(last)], at - first as f64))
}

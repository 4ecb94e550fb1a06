//! Marks that share a place: one of them stands for all.

use std::collections::BTreeMap;

use super::placed_mark::PlacedMark;
use crate::earth::ScreenPoint;

/// Marks nearer than this share one place, logical pixels: their symbols would lie on each other.
pub(in crate::scene) const ONE_PLACE_PX: f64 = 9.0;

/// Counts for each mark that stands for others how many share its place. What has no symbol takes
/// no place.
pub(super) fn count_stacks(standing: &mut [PlacedMark<'_>]) {
    let cell = |at: ScreenPoint| {
        let part = |px: f64| (px / ONE_PLACE_PX).floor() as i64;
        (part(at.x_px), part(at.y_px))
    };
    // Topmost marks so far, by cell: a mark joins the first one near to it.
    let mut heads: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for number in (0..standing.len()).rev() {
        if standing[number].outside {
            continue;
        }
        if !standing[number].mark.look.pinned {
            standing[number].stack = 1;
            continue;
        }
        let at = standing[number].at;
        let (column, row) = cell(at);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        let near = around
            .filter_map(|cell| heads.get(&cell))
            .flatten()
            .copied()
            .filter(|&head| standing[head].at.distance_px(at) <= ONE_PLACE_PX)
            .max();
        if let Some(head) = near {
            standing[head].stack += 1;
        } else {
            standing[number].stack = 1;
            heads.entry((column, row)).or_default().push(number);
        }
    }
}

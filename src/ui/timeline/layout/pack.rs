//! Bars into rows.

use super::bar::Bar;

/// Bars of one row stand so far apart, logical pixels.
pub const GAP_PX: f32 = 1.0;
/// No window is so high that a lane could show more rows; what is left over stands together in one more.
const MOST_ROWS: usize = 64;

/// Puts each bar into a row in which it stands clear of all others, and says how many rows that takes.
///
/// Where rows are too few, the last go without. So what the article tells of comes first, and
/// what only goes through last: it says least.
pub fn pack(bars: &mut [Bar]) -> usize {
    let through = |bar: &Bar| !bar.begins.in_sight() && !bar.ends.in_sight();
    bars.sort_by(|a, b| {
        let by_place = a.left_px.total_cmp(&b.left_px).then(a.ix.cmp(&b.ix));
        let by_weight = through(a).cmp(&through(b)).then(b.article.cmp(&a.article));
        by_weight.then(by_place)
    });
    let mut rows: Vec<Row> = Vec::new();
    let mut left_over = 0;
    for bar in bars {
        let row = rows
            .iter_mut()
            .position(|row| row.take(bar.left_px, bar.right_px));
        bar.row = row.unwrap_or(rows.len());
        if row.is_none() && rows.len() < MOST_ROWS {
            rows.push(Row(vec![[bar.left_px, bar.right_px]]));
        } else if row.is_none() {
            left_over = 1;
        }
    }
    rows.len() + left_over
}

/// What a row holds, from the left.
struct Row(Vec<[f32; 2]>);

impl Row {
    /// Takes a bar in where it stands clear; whether it did.
    fn take(&mut self, left_px: f32, right_px: f32) -> bool {
        let at = self.0.partition_point(|&[left, _]| left < left_px);
        let before = at.checked_sub(1).and_then(|n| self.0.get(n));
        let clear = before.is_none_or(|&[_, right]| right + GAP_PX <= left_px)
            && self
                .0
                .get(at)
                .is_none_or(|&[left, _]| right_px + GAP_PX <= left);
        if clear {
            self.0.insert(at, [left_px, right_px]);
        }
        clear
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Bar, BarEnd};
    use super::*;
    use crate::atlas::FeatureId;

    fn any_bars() -> impl Strategy<Value = Vec<Bar>> {
        let end = prop_oneof![
            Just(BarEnd::Sharp),
            Just(BarEnd::Beyond),
            Just(BarEnd::Open)
        ];
        let bar = (0.0_f32..800.0, 5.0_f32..600.0, end.clone(), end);
        prop::collection::vec(bar, 0..60).prop_map(|bars| {
            let bars = (0..)
                .zip(bars)
                .map(|(ix, (left_px, width, begins, ends))| Bar {
                    ix: FeatureId(ix),
                    row: 0,
                    left_px,
                    right_px: left_px + width,
                    begins,
                    ends,
                    within: true,
                    article: ix % 3 == 0,
                });
            bars.collect()
        })
    }

    proptest! {
        #[test]
        fn bars_of_a_row_never_overlap_and_none_is_lost(mut bars in any_bars()) {
            let count = bars.len();
            let rows = pack(&mut bars);
            prop_assert_eq!(bars.len(), count);
            for (n, a) in bars.iter().enumerate() {
                prop_assert!(a.row < rows);
                for b in bars[n + 1..].iter().filter(|b| b.row == a.row && a.row < MOST_ROWS) {
                    let clear = a.right_px + GAP_PX <= b.left_px || b.right_px + GAP_PX <= a.left_px;
                    prop_assert!(clear, "{:?} and {:?}", a, b);
                }
            }
        }
    }
}

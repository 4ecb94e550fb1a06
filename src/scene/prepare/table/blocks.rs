//! Where the rows of a table lie, block by block.
//!
//! Rows stand along a Hilbert curve, so 256 in a row lie near each other: their common bounds, and
//! over those the bounds of 16 blocks, and so on, are an R-tree packed by that curve (Kamel and
//! Faloutsos, "On Packing R-trees", CIKM 1993) which needs neither pointers nor a sort.

use super::grid::GridBounds;
use crate::cores;

/// Rows in a block.
pub(in crate::scene) const BLOCK: usize = 256;

/// Nodes of one level under one of the next.
const FAN: usize = 16;

/// The bounds of blocks, of runs of blocks, and so on to the top.
#[derive(Debug, Default)]
pub(in crate::scene) struct Blocks {
    rows: usize,
    /// The blocks themselves first.
    levels: Vec<Vec<GridBounds>>,
}

/// A block that meets what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) struct BlockHit {
    /// Which.
    pub(in crate::scene) block: usize,
    /// Whether all of it lies within.
    pub(in crate::scene) whole: bool,
}

impl Blocks {
    /// The blocks of this number of rows, each with its bounds.
    pub(in crate::scene) fn of(
        rows: usize,
        bounds_of: impl Fn(usize) -> GridBounds + Sync,
    ) -> Self {
        let mut leaves = vec![GridBounds::EMPTY; rows.div_ceil(BLOCK)];
        cores::fill(&mut leaves, 16, |begin, part| {
            for (at, leaf) in part.iter_mut().enumerate() {
                let first = (begin + at) * BLOCK;
                *leaf = (first..(first + BLOCK).min(rows))
                    .map(&bounds_of)
                    .fold(GridBounds::EMPTY, |all, one| all.union(&one));
            }
        });
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(FAN).map(|nodes| {
                let union = |all: GridBounds, one: &GridBounds| all.union(one);
                nodes.iter().fold(GridBounds::EMPTY, union)
            });
            levels.push(above.collect());
        }
        Self { rows, levels }
    }

    /// What holds all rows.
    pub(in crate::scene) fn all(&self) -> GridBounds {
        let top = self.levels.last().and_then(|level| level.first());
        top.copied().unwrap_or(GridBounds::EMPTY)
    }

    /// The rows of a block.
    pub(in crate::scene) fn rows(&self, block: usize) -> std::ops::Range<usize> {
        block * BLOCK..((block + 1) * BLOCK).min(self.rows)
    }

    /// The bounds of a block.
    pub(in crate::scene) fn bounds(&self, block: usize) -> &GridBounds {
        &self.levels[0][block]
    }

    /// Adds the blocks that meet `rect` to `hits`, in order.
    pub(in crate::scene) fn meeting(&self, rect: &GridBounds, hits: &mut Vec<BlockHit>) {
        if let Some(top) = self.levels.len().checked_sub(1) {
            for node in 0..self.levels[top].len() {
                self.descend(top, node, rect, hits);
            }
        }
    }

    fn descend(&self, level: usize, node: usize, rect: &GridBounds, hits: &mut Vec<BlockHit>) {
        let bounds = &self.levels[level][node];
        if !bounds.meets(rect) {
            return;
        }
        if level == 0 {
            let whole = rect.holds(bounds);
            hits.push(BlockHit { block: node, whole });
            return;
        }
        let below = self.levels[level - 1].len();
        for child in node * FAN..((node + 1) * FAN).min(below) {
            self.descend(level - 1, child, rect, hits);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn blocks_are_found_as_by_a_look_at_each(
            places in prop::collection::vec((-900..900, -900..900), 0..6000),
            (x, y, side) in (-1000..1000, -1000..1000, 0..700),
        ) {
            let bounds_of = |row: usize| {
                let at = [places[row].0, places[row].1];
                GridBounds { min: at, max: at }
            };
            let blocks = Blocks::of(places.len(), bounds_of);
            let rect = GridBounds { min: [x, y], max: [x + side, y + side] };
            let mut hits = Vec::new();
            blocks.meeting(&rect, &mut hits);
            let mut expected = Vec::new();
            for block in 0..places.len().div_ceil(BLOCK) {
                let rows = blocks.rows(block);
                let all = rows.map(bounds_of).fold(GridBounds::EMPTY, |all, one| all.union(&one));
                if all.meets(&rect) {
                    expected.push(BlockHit { block, whole: rect.holds(&all) });
                }
            }
            prop_assert_eq!(hits, expected);
        }
    }
}

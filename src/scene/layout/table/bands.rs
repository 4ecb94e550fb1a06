//! Counting over the cores: each thread has some rows of cells, and no two share one.

use std::ops::Range;

use super::counting::Counting;
use super::crossing::Crossing;
use super::ramp::Histogram;
use super::region::{Region, whole};
use super::row_mask::RowMask;
use crate::atlas::RowIx;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::blocks::BlockHit;

/// What is counted, and where.
pub(super) struct Bands<'a> {
    table: &'a PreparedTable,
    passing: &'a RowMask,
    /// Of the rows that pass, those that are added to counts of before; the others are taken away. All are added
    /// where there is none.
    added: Option<&'a RowMask>,
    counting: Counting,
    region: Region,
    classes: usize,
    /// The blocks with something to count.
    hits: Vec<BlockHit>,
}

/// One thread's rows of cells.
pub(super) struct Band<'a> {
    lines: Range<usize>,
    counts: &'a mut [u32],
    totals: &'a mut [u32],
}

impl<'a> Bands<'a> {
    /// The rows of `table` that pass.
    pub(super) fn of(table: &'a PreparedTable, passing: &'a RowMask, counting: Counting) -> Self {
        Self::new(table, passing, None, counting)
    }

    /// The rows of `table` that differ from those that were counted before, of which some are `added`.
    pub(super) fn of_change(
        table: &'a PreparedTable,
        differing: &'a RowMask,
        added: &'a RowMask,
        counting: Counting,
    ) -> Self {
        Self::new(table, differing, Some(added), counting)
    }

    fn new(
        table: &'a PreparedTable,
        passing: &'a RowMask,
        added: Option<&'a RowMask>,
        counting: Counting,
    ) -> Self {
        let region = counting.region;
        let mut hits = Vec::new();
        if region.size[0] * region.size[1] > 0 {
            table.blocks.meeting(&region.bounds(), &mut hits);
            hits.retain(|hit| passing.in_block(hit.block) > 0);
        }
        Self {
            table,
            passing,
            added,
            counting,
            region,
            classes: counting.classes(table),
            hits,
        }
    }

    /// The cells in this number of bands, each with about as many rows of the table.
    pub(super) fn split<'b>(
        &self,
        parts: usize,
        mut counts: &'b mut [u32],
        mut totals: &'b mut [u32],
    ) -> Vec<Band<'b>> {
        let mut bands = Vec::new();
        for cut in self.cuts(parts).windows(2) {
            let cells = (cut[1] - cut[0]) * self.region.size[0];
            let (own_counts, more_counts) = counts.split_at_mut(cells * self.classes);
            let (own_totals, more_totals) = totals.split_at_mut(cells);
            (counts, totals) = (more_counts, more_totals);
            bands.push(Band {
                lines: cut[0]..cut[1],
                counts: own_counts,
                totals: own_totals,
            });
        }
        bands
    }

    fn cuts(&self, parts: usize) -> Vec<usize> {
        let region = &self.region;
        let height = region.size[1];
        let mut weights = vec![0; height];
        for hit in &self.hits {
            let bounds = self.table.blocks.bounds(hit.block);
            let middle = i32::midpoint(bounds.min[1], bounds.max[1]) >> region.shift;
            let line = i64::from(middle) - i64::from(region.origin[1]);
            let line = line.clamp(0, whole(height) - 1) as usize;
            weights[line] += self.passing.in_block(hit.block);
        }
        let all: usize = weights.iter().sum();
        let mut cuts = vec![0];
        let mut sum = 0;
        for (line, weight) in weights.into_iter().enumerate() {
            sum += weight;
            if sum * parts > all * cuts.len() && cuts.len() < parts && line + 1 < height {
                cuts.push(line + 1);
            }
        }
        cuts.push(height);
        cuts
    }

    /// Counts into one band.
    pub(super) fn count(&self, band: Band<'_>) -> Histogram {
        let Band {
            lines,
            counts,
            totals,
        } = band;
        let region = Region {
            origin: [
                self.region.origin[0],
                self.region.origin[1] + whole(lines.start) as i32,
            ],
            size: [self.region.size[0], lines.len()],
            ..self.region
        };
        let shapes = self.table.shapes.as_ref();
        let mut crossing = shapes.map(|shapes| Crossing::new(shapes, self.counting, lines));
        let bounds = region.bounds();
        for hit in &self.hits {
            if self.table.blocks.bounds(hit.block).meets(&bounds) {
                self.count_block(hit.block, &region, crossing.as_mut(), counts);
            }
        }
        self.sum(counts, totals)
    }

    fn count_block(
        &self,
        block: usize,
        region: &Region,
        mut crossing: Option<&mut Crossing<'_>>,
        counts: &mut [u32],
    ) {
        let rows = self.table.blocks.rows(block);
        let several = self.classes > 1;
        let mut note = |row: usize| {
            let class = several.then(|| self.table.palette.class(row));
            let is_added = self.added.is_none_or(|added| added.has(row));
            let one = if is_added { 1 } else { u32::MAX };
            let mut add = |[column, line]: [usize; 2]| {
                let cell = line * region.size[0] + column;
                let count = &mut counts[cell * self.classes + class.unwrap_or(0)];
                // To add the largest number is to take one away.
                *count = count.wrapping_add(one);
            };
            let crossed = crossing
                .as_mut()
                .is_some_and(|crossing| crossing.cells(RowIx(row as u32), &mut add));
            if !crossed && let Some(cell) = region.cell(self.table.at[row]) {
                add(cell);
            }
        };
        if self.passing.in_block(block) == rows.len() {
            rows.for_each(note);
        } else {
            self.passing.rows_of(block, |row| note(row.index()));
        }
    }

    /// Sums each cell's classes.
    fn sum(&self, counts: &[u32], totals: &mut [u32]) -> Histogram {
        let mut histogram = Histogram::default();
        for (total, cell) in totals.iter_mut().zip(counts.chunks_exact(self.classes)) {
            *total = cell.iter().sum();
            histogram.add(*total);
        }
        histogram
    }
}

//! Rows counted into square cells of the map.
//!
//! Cells have 2^k steps of the grid to a side, 4 to 8 pixels, and stand still on the map: a pan
//! moves them and never counts anew what was in view. To count is to shift two whole numbers. The
//! region that is counted goes beyond the window to the next multiple of 64 cells, so that most
//! panned frames find it done, and depends on the view alone.

use std::ops::{Add, Div, Mul, Range};

use super::bands::Bands;
use super::counting::Counting;
use super::ramp::{Histogram, Ramp};
use super::region::{Region, whole};
use super::row_mask::RowMask;
use crate::cores;
use crate::earth::{Camera, ScreenPoint};
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::grid::{Grid, GridBounds};
use crate::scene::{Color, Pixels};

/// Rows of a table counted into the cells of a region.
#[derive(Debug, PartialEq)]
pub(in crate::scene) struct Bins {
    pub(super) region: Region,
    pub(super) grid: Grid,
    /// How many classes each cell counts.
    classes: usize,
    /// For each cell its classes, row by row from the lowest.
    counts: Vec<u32>,
    /// The sum of each cell's classes.
    totals: Vec<u32>,
    /// How strongly cells are drawn.
    pub(super) ramp: Ramp,
}

impl Bins {
    /// Counts the rows that pass.
    pub(super) fn of(table: &PreparedTable, passing: &RowMask, counting: Counting) -> Self {
        Self::with_parts(table, passing, counting, cores::count())
    }

    /// The same in so many parts.
    pub(super) fn with_parts(
        table: &PreparedTable,
        passing: &RowMask,
        counting: Counting,
        parts: usize,
    ) -> Self {
        let region = counting.region;
        let classes = counting.classes(table);
        let cells = region.size[0] * region.size[1];
        let counts = vec![0; cells * classes];
        let bands = Bands::of(table, passing, counting);
        Self::counted(table, counting, counts, &bands, parts)
    }

    /// What [`of`](Self::of) gives of the rows that pass now, where these are the counts of those that passed
    /// before: what differs alone is counted. `None` where more than half of them differ.
    pub(super) fn changed(
        &self,
        table: &PreparedTable,
        [before, now]: [&RowMask; 2],
        counting: Counting,
    ) -> Option<Self> {
        let differing = before.differing(now);
        if differing.count > now.count / 2 {
            return None;
        }
        let bands = Bands::of_change(table, &differing, now, counting);
        let counts = self.counts.clone();
        Some(Self::counted(
            table,
            counting,
            counts,
            &bands,
            cores::count(),
        ))
    }

    fn counted(
        table: &PreparedTable,
        counting: Counting,
        mut counts: Vec<u32>,
        bands: &Bands<'_>,
        parts: usize,
    ) -> Self {
        let region = counting.region;
        let classes = counting.classes(table);
        let mut totals = vec![0; region.size[0] * region.size[1]];
        let parts = bands.split(parts, &mut counts, &mut totals);
        let histograms = cores::each(parts, |band| bands.count(band));
        let mut histogram = Histogram::default();
        for part in &histograms {
            histogram.join(part);
        }
        Self {
            region,
            grid: table.grid,
            classes,
            counts,
            totals,
            ramp: histogram.ramp(),
        }
    }

    /// How many rows of each class a cell counts.
    pub(super) fn cell(&self, [column, row]: [usize; 2]) -> &[u32] {
        let cell = (row * self.region.size[0] + column) * self.classes;
        &self.counts[cell..cell + self.classes]
    }

    /// Column and row of the cell at a place of the window.
    pub(super) fn cell_at(&self, camera: &Camera, at: ScreenPoint) -> Option<[usize; 2]> {
        let at = self.grid.at_floor(camera.map_from_screen(at))?;
        self.region.cell(at)
    }

    /// Columns and rows of the cells that meet `view`.
    fn in_view(&self, view: &GridBounds) -> [Range<usize>; 2] {
        [0, 1].map(|axis| {
            let cell =
                |at: i32| i64::from(at >> self.region.shift) - i64::from(self.region.origin[axis]);
            let most = whole(self.region.size[axis]);
            let from = cell(view.min[axis]).clamp(0, most);
            from as usize..(cell(view.max[axis]) + 1).clamp(from, most) as usize
        })
    }

    /// How many are counted in the cells that meet `view`.
    pub(super) fn count_in(&self, view: &GridBounds) -> usize {
        let [columns, rows] = self.in_view(view);
        let line = |row: usize| {
            let begin = row * self.region.size[0];
            let cells = &self.totals[begin + columns.start..begin + columns.end];
            cells.iter().map(|&count| u64::from(count)).sum::<u64>()
        };
        rows.map(line).sum::<u64>() as usize
    }

    /// How many of each class are counted in the region.
    pub(super) fn by_class(&self) -> Vec<u64> {
        let mut sums = vec![0; self.classes];
        for cell in self.counts.chunks_exact(self.classes.max(1)) {
            for (sum, &count) in sums.iter_mut().zip(cell) {
                *sum += u64::from(count);
            }
        }
        sums
    }

    /// The cells as pixels: of each the mix of its classes' colours by their share, as strongly as
    /// its count is classed.
    pub(super) fn pixels(&self, colors: &[Color]) -> Pixels {
        let [width, height] = self.region.size;
        let mut rgba = vec![0; width * height * 4];
        cores::fill(&mut rgba, width * 4, |begin, part| {
            for (line, pixels) in part.chunks_exact_mut(width * 4).enumerate() {
                // Pictures begin with the uppermost line.
                let row = height - 1 - (begin / (width * 4) + line);
                for (column, pixel) in pixels.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                    let total = self.totals[row * width + column];
                    if total > 0 {
                        *pixel = self.mixed(self.cell([column, row]), total, colors);
                    }
                }
            }
        });
        Pixels {
            width: width as u32,
            height: height as u32,
            rgba,
        }
    }

    fn mixed(&self, cell: &[u32], all: u32, colors: &[Color]) -> [u8; 4] {
        let first = cell.iter().position(|&count| count > 0).unwrap_or(0);
        // Most cells have one class, and what is mixed of one colour is that colour.
        let [r, g, b] = if cell[first] == all {
            let Color { r, g, b, .. } = colors[first];
            [r, g, b]
        } else if all <= MOST_SHORT {
            mix::<u32>(cell, all, colors)
        } else {
            mix::<u64>(cell, all.into(), colors)
        };
        let a = colors.first().map_or(255, |color| color.a);
        // `round` is a call into the system's library; what is not below zero needs none.
        let a = (self.ramp.strength(all) * f32::from(a) + 0.5) as u8;
        [r, g, b, a]
    }
}

/// Largest count whose product with 255 fits into 32 bits, which divide several times as fast as 64.
const MOST_SHORT: u32 = u32::MAX / 256;

/// The mean of colours by how often each occurs, rounded.
fn mix<N>(cell: &[u32], all: N, colors: &[Color]) -> [u8; 3]
where
    N: Copy + From<u8> + From<u32> + Mul<Output = N> + Add<Output = N> + Div<Output = N>,
    u64: From<N>,
{
    let half = all / N::from(2_u8);
    [|c: &Color| c.r, |c: &Color| c.g, |c: &Color| c.b].map(|channel| {
        let weighed = |(&count, color): (&u32, &Color)| N::from(count) * N::from(channel(color));
        let sum = cell.iter().zip(colors).map(weighed);
        let sum = sum.fold(half, |sum, more| sum + more);
        u64::from(sum / all) as u8
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_mix_is_the_same_in_numbers_of_either_size(
            cell in prop::collection::vec(0..=MOST_SHORT / 8, 1..8), more in 1..9_u32,
        ) {
            let of = |at: usize| Color::hex(0x10_53_97_u32.wrapping_mul(at as u32 + 3) & 0xff_ff_ff);
            let colors: Vec<Color> = (0..cell.len()).map(of).collect();
            let cell: Vec<u32> = cell.into_iter().map(|count| count + more).collect();
            let all: u32 = cell.iter().sum();
            prop_assume!(all <= MOST_SHORT);
            let mixed = mix::<u32>(&cell, all, &colors);
            prop_assert_eq!(mixed, mix::<u64>(&cell, all.into(), &colors));
            let alone = mix::<u32>(&[all], all, &colors);
            prop_assert_eq!(alone, [colors[0].r, colors[0].g, colors[0].b]);
        }
    }
}

//! Rows counted into square cells of the map.
//!
//! Cells have 2^k steps of the grid to a side, 4 to 8 pixels, and stand still on the map: a pan
//! moves them and never counts anew what was in view. To count is to shift two whole numbers. The
//! region that is counted goes beyond the window to the next multiple of 64 cells, so that most
//! panned frames find it done, and depends on the view alone.

use std::ops::Range;

use super::admitted::Admitted;
use super::blocks::Hit;
use super::crossing::Crossing;
use super::grid::{At, Bounds, Grid};
use super::ramp::{Histogram, Ramp};
use super::{PreparedTable, cores};
use crate::atlas::RowIx;
use crate::earth::{MapRect, ScreenPoint};
use crate::scene::frame::Frame;
use crate::scene::{Color, Pixels};

/// The largest side of a cell, logical pixels; the smallest is half of it.
const CELL_PX: f64 = 8.0;

/// The region's edges are multiples of so many cells.
const REGION_CELLS: i32 = 64;

/// Which cells a region has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// A cell has 2^`shift` steps to a side.
    pub(super) shift: u32,
    /// Its first column and lowest row, counted from the map's zero.
    pub(super) origin: [i32; 2],
    /// Columns and rows.
    pub(super) size: [usize; 2],
}

impl Region {
    /// The region of a view: what of the table is in the window, and somewhat more.
    pub(super) fn of(table: &PreparedTable, frame: &Frame<'_>) -> Self {
        let grid = &table.grid;
        let shift = grid.shift_for(CELL_PX * frame.camera.metres_per_px);
        let view = grid.bounds(frame.camera.view_rect());
        let all = table.blocks.all();
        let low = |axis: usize| {
            let cell = view.min[axis] >> shift;
            (cell & -REGION_CELLS).max(all.min[axis] >> shift)
        };
        let high = |axis: usize| {
            let cell = view.max[axis] >> shift;
            (cell | (REGION_CELLS - 1)).min(all.max[axis] >> shift)
        };
        let origin = [low(0), low(1)];
        let side = |axis: usize| (high(axis) - origin[axis] + 1).max(0) as usize;
        let size = if all.is_empty() {
            [0; 2]
        } else {
            [side(0), side(1)]
        };
        Self {
            shift,
            origin,
            size,
        }
    }

    /// Column and row of the cell at a place, where the region has it.
    pub(super) fn cell(&self, at: At) -> Option<[usize; 2]> {
        let cell = [0, 1]
            .map(|axis| (at[axis] >> self.shift).wrapping_sub(self.origin[axis]) as u32 as usize);
        (cell[0] < self.size[0] && cell[1] < self.size[1]).then_some(cell)
    }

    /// Side of a cell in a view, logical pixels.
    #[cfg(test)]
    pub(super) fn cell_px(&self, grid: &Grid, frame: &Frame<'_>) -> f64 {
        grid.cell_m(self.shift) / frame.camera.metres_per_px
    }

    /// What it covers.
    pub(super) fn bounds(&self) -> Bounds {
        let edge = |axis: usize, cells: usize| {
            let steps = (i64::from(self.origin[axis]) + cells as i64) << self.shift;
            steps.clamp(i64::from(i32::MIN + 1), i64::from(i32::MAX)) as i32
        };
        Bounds {
            min: [edge(0, 0), edge(1, 0)],
            max: [edge(0, self.size[0]) - 1, edge(1, self.size[1]) - 1],
        }
    }

    /// What it covers, in map metres.
    pub(super) fn rect(&self, grid: &Grid) -> MapRect {
        let cell_m = grid.cell_m(self.shift);
        let edge =
            |axis: usize, cells: usize| (f64::from(self.origin[axis]) + cells as f64) * cell_m;
        MapRect::new(
            crate::earth::MapPoint::new(edge(0, 0), edge(1, 0)),
            crate::earth::MapPoint::new(edge(0, self.size[0]), edge(1, self.size[1])),
        )
    }
}

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

/// One thread's rows of cells.
struct Band<'a> {
    rows: Range<usize>,
    counts: &'a mut [u32],
    totals: &'a mut [u32],
}

impl Bins {
    /// Counts the rows that pass, each in its class, or all in one where `plain`.
    pub(super) fn of(
        table: &PreparedTable,
        passing: &Admitted,
        region: Region,
        plain: bool,
    ) -> Self {
        Self::with_parts(table, passing, region, plain, cores::count())
    }

    /// The same in so many parts.
    pub(super) fn with_parts(
        table: &PreparedTable,
        passing: &Admitted,
        region: Region,
        plain: bool,
        parts: usize,
    ) -> Self {
        let classes = if plain { 1 } else { table.palette.len() };
        let cells = region.size[0] * region.size[1];
        let (mut counts, mut totals) = (vec![0; cells * classes], vec![0; cells]);
        let mut hits = Vec::new();
        if cells > 0 {
            table.blocks.meeting(&region.bounds(), &mut hits);
            hits.retain(|hit| passing.in_block(hit.block) > 0);
        }
        let cuts = bands(table, passing, &region, &hits, parts);
        let bands = split(&cuts, region.size[0], classes, &mut counts, &mut totals);
        let histograms = cores::each(bands, |mut band| {
            band.count(table, passing, &region, &hits, classes);
            band.sum(classes)
        });
        let mut histogram = Histogram::default();
        histograms.iter().for_each(|part| histogram.join(part));
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

    /// The cell at a place of the window, and its bounds.
    pub(super) fn cell_at(
        &self,
        frame: &crate::earth::Camera,
        at: ScreenPoint,
    ) -> Option<[usize; 2]> {
        let at = self.grid.at_floor(frame.map_from_screen(at))?;
        self.region.cell(at)
    }

    /// Columns and rows of the cells that meet `view`.
    fn in_view(&self, view: &Bounds) -> [Range<usize>; 2] {
        [0, 1].map(|axis| {
            let cell =
                |at: i32| i64::from(at >> self.region.shift) - i64::from(self.region.origin[axis]);
            let most = self.region.size[axis] as i64;
            let from = cell(view.min[axis]).clamp(0, most) as usize;
            from..(cell(view.max[axis]) + 1).clamp(from as i64, most) as usize
        })
    }

    /// How many are counted in the cells that meet `view`.
    pub(super) fn count_in(&self, view: &Bounds) -> usize {
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

    fn mixed(&self, cell: &[u32], total: u32, colors: &[Color]) -> [u8; 4] {
        let mut sums = [0.0_f32; 3];
        for (&count, color) in cell.iter().zip(colors) {
            let part = count as f32 / total as f32;
            for (sum, channel) in sums.iter_mut().zip([color.r, color.g, color.b]) {
                *sum += part * f32::from(channel);
            }
        }
        let [r, g, b] = sums.map(|sum| sum.round() as u8);
        let a = colors.first().map_or(255, |color| color.a);
        [
            r,
            g,
            b,
            (self.ramp.strength(total) * f32::from(a)).round() as u8,
        ]
    }
}

/// Where the rows of cells are cut into bands with about as many rows of the table each.
fn bands(
    table: &PreparedTable,
    passing: &Admitted,
    region: &Region,
    hits: &[Hit],
    parts: usize,
) -> Vec<usize> {
    let height = region.size[1];
    let mut weights = vec![0; height];
    for hit in hits {
        let bounds = table.blocks.bounds(hit.block);
        let middle = i32::midpoint(bounds.min[1], bounds.max[1]) >> region.shift;
        let row = (i64::from(middle) - i64::from(region.origin[1])).clamp(0, height as i64 - 1);
        weights[row as usize] += passing.in_block(hit.block);
    }
    let all: usize = weights.iter().sum();
    let mut cuts = vec![0];
    let mut sum = 0;
    for (row, weight) in weights.into_iter().enumerate() {
        sum += weight;
        if sum * parts > all * cuts.len() && cuts.len() < parts && row + 1 < height {
            cuts.push(row + 1);
        }
    }
    cuts.push(height);
    cuts
}

fn split<'a>(
    cuts: &[usize],
    width: usize,
    classes: usize,
    mut counts: &'a mut [u32],
    mut totals: &'a mut [u32],
) -> Vec<Band<'a>> {
    let mut bands = Vec::new();
    for cut in cuts.windows(2) {
        let cells = (cut[1] - cut[0]) * width;
        let (own_counts, more_counts) = counts.split_at_mut(cells * classes);
        let (own_totals, more_totals) = totals.split_at_mut(cells);
        (counts, totals) = (more_counts, more_totals);
        bands.push(Band {
            rows: cut[0]..cut[1],
            counts: own_counts,
            totals: own_totals,
        });
    }
    bands
}

impl Band<'_> {
    fn count(
        &mut self,
        table: &PreparedTable,
        passing: &Admitted,
        region: &Region,
        hits: &[Hit],
        classes: usize,
    ) {
        let band = Region {
            origin: [region.origin[0], region.origin[1] + self.rows.start as i32],
            size: [region.size[0], self.rows.len()],
            ..*region
        };
        let bounds = band.bounds();
        let shapes = table.shapes.as_ref();
        let mut crossing = shapes.map(|shapes| Crossing::new(shapes, *region, self.rows.clone()));
        for hit in hits {
            if !table.blocks.bounds(hit.block).meets(&bounds) {
                continue;
            }
            let rows = table.blocks.rows(hit.block);
            let mut note = |row: usize| {
                let class = if classes > 1 {
                    table.palette.class(row)
                } else {
                    0
                };
                let mut add = |[column, line]: [usize; 2]| {
                    self.counts[(line * band.size[0] + column) * classes + class] += 1;
                };
                let crossed = crossing
                    .as_mut()
                    .is_some_and(|crossing| crossing.cells(RowIx(row as u32), &mut add));
                if !crossed && let Some(cell) = band.cell(table.at[row]) {
                    add(cell);
                }
            };
            if passing.in_block(hit.block) == rows.len() {
                rows.for_each(note);
            } else {
                passing.rows_of(hit.block, |row| note(row.index()));
            }
        }
    }

    /// Sums each cell's classes.
    fn sum(&mut self, classes: usize) -> Histogram {
        let mut histogram = Histogram::default();
        for (total, cell) in self
            .totals
            .iter_mut()
            .zip(self.counts.chunks_exact(classes))
        {
            *total = cell.iter().sum();
            histogram.add(*total);
        }
        histogram
    }
}

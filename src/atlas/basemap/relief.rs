//! Light and shade of the world's land, read in bands of latitude.

use std::fmt;
use std::sync::OnceLock;

use super::BaseMapError;
use super::bytes::{blocks, inflated};
use crate::earth::LonLat;

const MAGIC: [u8; 4] = *b"STRL";
const VERSION: u8 = 1;

/// Cells in a degree, and along a parallel; the first column lies at 180° W, the first row at 90° S.
const CELLS_PER_DEG: f64 = 12.0;
const WIDTH: usize = 4320;
const AROUND: i64 = 4320;
const HEIGHT: usize = 2161;
/// Bytes of a row: two cells each.
const ROW_BYTES: usize = WIDTH / 2;
/// Rows in a block, but for the last.
const BLOCK_ROWS: usize = 180;
/// Level ground, and the steps of light above and of shade below it.
const LEVEL: u8 = 8;
const STEPS: f32 = 7.0;

/// How light falls on the land from the north-west, by cells of five minutes of arc.
#[derive(Clone, Default)]
pub struct Relief {
    blocks: Vec<Block>,
}

#[derive(Clone)]
struct Block {
    source: &'static [u8],
    /// Two cells a byte, the western one in its lower half.
    cells: OnceLock<Vec<u8>>,
}

impl Relief {
    /// The relief of a file as `assets/basemap/make.sh` writes it; a block is read when a place in
    /// it is first asked for.
    pub(super) fn lazy(file: &'static [u8]) -> Result<Self, BaseMapError> {
        let sources = blocks(file, MAGIC, VERSION)?;
        if sources.len() != HEIGHT.div_ceil(BLOCK_ROWS) {
            return Err(BaseMapError::Short);
        }
        let block = |source| Block {
            source,
            cells: OnceLock::new(),
        };
        Ok(Self {
            blocks: sources.into_iter().map(block).collect(),
        })
    }

    /// Whether there is any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Where a place stands on the grid: in columns east of 180° W, beyond the grid for a longitude beyond
    /// ±180°, and in rows north of 90° S.
    #[must_use]
    pub fn on_grid(place: LonLat) -> GridPlace {
        GridPlace {
            column: (place.lon_deg + 180.0) * CELLS_PER_DEG,
            row: (place.lat_deg.clamp(-90.0, 90.0) + 90.0) * CELLS_PER_DEG,
        }
    }

    /// Unpacks the part of the grid that holds the light of all places between two, its south-western and its
    /// north-eastern corner, into `patch`; says whether there is light or shade in it.
    pub fn unpack(&self, corners: [GridPlace; 2], patch: &mut ReliefPatch) -> bool {
        let [south_west, north_east] = corners;
        // `floor` is a call.
        let cell = |at: f64| at as i64 - i64::from(at < 0.0);
        let (west, south) = (cell(south_west.column), cell(south_west.row));
        // A place lies between its own column and row and the next ones.
        let (east, north) = (cell(north_east.column) + 1, cell(north_east.row) + 1);
        patch.corner = GridPlace {
            column: west as f64,
            row: south as f64,
        };
        patch.across = (east - west + 1) as usize;
        patch.steps.clear();
        let first = west.rem_euclid(AROUND) as usize;
        let mut any = false;
        for row in south..=north {
            let cells = self.row(row.max(0) as usize);
            let columns = (first..first + patch.across).map(|column| column % WIDTH);
            patch.steps.extend(columns.map(|column| {
                let steps = steps_at(cells, column);
                any |= steps != 0.0;
                steps
            }));
        }
        any
    }

    /// The cells of a row, or of the last one; empty where they are damaged.
    fn row(&self, row: usize) -> &[u8] {
        let row = row.min(HEIGHT - 1);
        let block = self.blocks.get(row / BLOCK_ROWS);
        let begin = (row % BLOCK_ROWS) * ROW_BYTES;
        let cells = block.and_then(|block| block.cells().get(begin..begin + ROW_BYTES));
        cells.unwrap_or_default()
    }
}

/// Steps of light on a cell of a row.
fn steps_at(row: &[u8], column: usize) -> f32 {
    row.get(column / 2).map_or(0.0, |byte| {
        let shift = 4 * (column % 2);
        f32::from((byte >> shift) & 15) - f32::from(LEVEL)
    })
}

/// A place on the grid, in columns and rows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct GridPlace {
    /// Columns to the west of it.
    pub column: f64,
    /// Rows to the south of it.
    pub row: f64,
}

/// A small part of the grid, unpacked: thousands of places are looked up in it.
#[derive(Debug, Clone, Default)]
pub struct ReliefPatch {
    corner: GridPlace,
    /// Columns of a row.
    across: usize,
    /// Steps of light, row by row from the south.
    steps: Vec<f32>,
}

impl ReliefPatch {
    /// Where a place lies in it, in columns and rows from its corner.
    #[must_use]
    pub fn within(&self, place: GridPlace) -> [f32; 2] {
        [
            (place.column - self.corner.column) as f32,
            (place.row - self.corner.row) as f32,
        ]
    }

    /// The light at a place [`within`](Self::within) it: 1 where a slope faces it, −1 in deep shade, 0 on level
    /// ground and at sea; even between the cells.
    #[must_use]
    pub fn light_at(&self, [x, y]: [f32; 2]) -> f32 {
        let (column, row) = (x as u32, y as u32);
        let (across, up) = (x - column as f32, y - row as f32);
        let first = row as usize * self.across + column as usize;
        let next = first + self.across;
        let Some(steps) = self.steps.get(first..next + 2) else {
            return 0.0;
        };
        let between = |west: f32, east: f32| west + (east - west) * across;
        let south = between(steps[0], steps[1]);
        let north = between(steps[self.across], steps[self.across + 1]);
        (south + (north - south) * up) / STEPS
    }
}

impl Block {
    fn cells(&self) -> &[u8] {
        self.cells.get_or_init(|| {
            inflated(self.source).unwrap_or_else(|error| {
                log::error!("the relief inside the program is damaged: {error}");
                Vec::new()
            })
        })
    }
}

impl PartialEq for Relief {
    /// Whether both were made of the same file.
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Block, &Block)| a.source == b.source;
        self.blocks.len() == other.blocks.len() && self.blocks.iter().zip(&other.blocks).all(same)
    }
}

impl fmt::Debug for Relief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = |block: &&Block| block.cells.get().is_some();
        f.debug_struct("Relief")
            .field("blocks", &self.blocks.len())
            .field("read", &self.blocks.iter().filter(read).count())
            .finish_non_exhaustive()
    }
}

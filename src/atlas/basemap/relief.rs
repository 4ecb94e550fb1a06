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
const HEIGHT: usize = 2161;
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

    /// The light at a place: 1 where a slope faces it, −1 in deep shade, 0 on level ground and at
    /// sea; even between the cells.
    #[must_use]
    pub fn light_at(&self, place: LonLat) -> f32 {
        let x = (place.lon_deg + 180.0).rem_euclid(360.0) * CELLS_PER_DEG;
        let y = (place.lat_deg.clamp(-90.0, 90.0) + 90.0) * CELLS_PER_DEG;
        let (column, row) = (x as usize, y as usize);
        let (across, up) = (x.fract() as f32, y.fract() as f32);
        let along = |row| {
            let (west, east) = (self.cell(column, row), self.cell(column + 1, row));
            west + (east - west) * across
        };
        let (south, north) = (along(row), along(row + 1));
        (south + (north - south) * up) / STEPS
    }

    /// Steps of light on a cell.
    fn cell(&self, column: usize, row: usize) -> f32 {
        let row = row.min(HEIGHT - 1);
        let at = (row % BLOCK_ROWS) * WIDTH + column % WIDTH;
        let block = self.blocks.get(row / BLOCK_ROWS);
        let byte = block.and_then(|block| block.cells().get(at / 2)).copied();
        let shift = if at.is_multiple_of(2) { 0 } else { 4 };
        byte.map_or(0.0, |byte| {
            f32::from((byte >> shift) & 15) - f32::from(LEVEL)
        })
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

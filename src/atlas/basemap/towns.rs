//! Towns of the world, read in blocks: those that can be named on a map of the world first.

use std::fmt;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::BaseMapError;
use super::bytes::{BlockBytes, blocks};
use crate::atlas::Iso3;
use crate::earth::{Extent, LonLat};
use crate::math;

const MAGIC: [u8; 4] = *b"STTN";
const VERSION: u8 = 1;

/// Scales are stored as eighths of a power of two above this, metres per pixel.
const LEAST_METRES_PER_PX: f64 = 8.0;
const STEPS_PER_OCTAVE: f64 = 8.0;

/// A block's towns are sorted by cells of this size, from south-west to north-east.
const CELL_DEG: f64 = 5.0;
const CELLS_ACROSS: usize = 72;
const CELLS_UP: usize = 36;

/// A town or city somewhere on earth.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its name today, in Latin letters.
    pub name: String,
    /// What it was called before it was renamed, and the day on which that ended.
    pub former: Option<(String, Date)>,
    /// Where it is.
    pub at: LonLat,
    /// The country to which the source assigns it.
    pub country: Iso3,
    /// Its inhabitants; 0 where nobody says.
    pub population: u32,
    /// Whether it is a seat of government.
    pub capital: bool,
    /// Metres per pixel of the coarsest map on which it is named: there its name keeps clear of
    /// those of all larger towns.
    pub from_metres_per_px: f64,
}

impl Town {
    /// What it was called on a day; today's name where no day is given.
    #[must_use]
    pub fn name_on(&self, day: Option<Date>) -> &str {
        match (&self.former, day) {
            (Some((former, until)), Some(day)) if day < *until => former,
            _ => &self.name,
        }
    }
}

/// Which town: its block and its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TownIx {
    block: u8,
    row: u32,
}

/// All towns, in blocks by the scale from which on they are named.
#[derive(Clone, Default)]
pub struct Towns {
    blocks: Vec<Block>,
    countries: Vec<Iso3>,
}

#[derive(Clone)]
struct Block {
    /// Metres per pixel: none of its towns is named on a finer map only.
    down_to_metres_per_px: f64,
    source: &'static [u8],
    read: OnceLock<Sorted>,
}

/// Towns by their cells.
#[derive(Clone, Default)]
struct Sorted {
    towns: Vec<Town>,
    /// Where the towns of each cell begin, and after the last cell their end.
    begins: Vec<u32>,
}

impl Towns {
    /// The towns of a file as `assets/basemap/make.sh` writes it; a block is read when a map is
    /// first fine enough for its towns.
    pub(super) fn lazy(file: &'static [u8]) -> Result<Self, BaseMapError> {
        let found = blocks(file, MAGIC, VERSION)?;
        let (head, sources) = found.split_first().ok_or(BaseMapError::Short)?;
        let mut bytes = BlockBytes::inflated(head)?;
        let countries = bytes.list(|bytes| Ok(bytes.text()?.parse()?))?;
        let scales = bytes.list(|bytes| Ok(f64::from(bytes.number()?)))?;
        let scales = bytes.ended(scales)?;
        if scales.len() != sources.len() || scales.len() > usize::from(u8::MAX) {
            return Err(BaseMapError::Short);
        }
        let blocks = scales.into_iter().zip(sources);
        let blocks = blocks.map(|(down_to_metres_per_px, source)| Block {
            down_to_metres_per_px,
            source,
            read: OnceLock::new(),
        });
        Ok(Self {
            blocks: blocks.collect(),
            countries,
        })
    }

    /// The towns within `extent` that a map of this scale may name, those of the coarsest maps first.
    #[must_use]
    pub fn named_at(&self, metres_per_px: f64, extent: Extent) -> Vec<(TownIx, &Town)> {
        let mut found = Vec::new();
        for (number, block) in (0..).zip(&self.blocks) {
            let towns = self.towns(block).within(extent).map(|(row, town)| {
                let ix = TownIx { block: number, row };
                (ix, town)
            });
            found.extend(towns.filter(|(_, town)| town.from_metres_per_px >= metres_per_px));
            if block.down_to_metres_per_px <= metres_per_px {
                break;
            }
        }
        // The sort is stable: equals stay in the order of their blocks.
        found.sort_by(|(_, a), (_, b)| b.from_metres_per_px.total_cmp(&a.from_metres_per_px));
        found
    }

    /// Reads the blocks of the towns that a map of this scale may name, unless that is done.
    pub fn read_to(&self, metres_per_px: f64) {
        for block in &self.blocks {
            self.towns(block);
            if block.down_to_metres_per_px <= metres_per_px {
                break;
            }
        }
    }

    /// Every town, those of the coarsest maps first.
    pub fn all(&self) -> impl Iterator<Item = &Town> {
        let blocks = self.blocks.iter();
        blocks.flat_map(|block| &self.towns(block).towns)
    }

    /// A town; `None` where `ix` is of other towns.
    #[must_use]
    pub fn get(&self, ix: TownIx) -> Option<&Town> {
        let block = self.blocks.get(usize::from(ix.block))?;
        self.towns(block).towns.get(ix.row as usize)
    }

    fn towns<'t>(&self, block: &'t Block) -> &'t Sorted {
        block.read.get_or_init(|| {
            Sorted::read(block.source, &self.countries).unwrap_or_else(|error| {
                log::error!("the towns inside the program are damaged: {error}");
                Sorted::default()
            })
        })
    }
}

impl Sorted {
    fn read(block: &[u8], countries: &[Iso3]) -> Result<Self, BaseMapError> {
        let mut bytes = BlockBytes::inflated(block)?;
        let towns = bytes.list(|bytes| town(bytes, countries))?;
        let towns = bytes.ended(towns)?;
        let cells: Vec<usize> = towns.iter().map(|town| cell_of(town.at)).collect();
        if !cells.is_sorted() {
            return Err(BaseMapError::Range("order of towns"));
        }
        let mut begins = vec![0; CELLS_UP * CELLS_ACROSS + 1];
        for cell in cells {
            begins[cell + 1] += 1;
        }
        let mut before = 0;
        for begin in &mut begins {
            before += *begin;
            *begin = before;
        }
        Ok(Self { towns, begins })
    }

    /// The towns within an extent, with their places.
    fn within(&self, extent: Extent) -> impl Iterator<Item = (u32, &Town)> {
        let row = |lat_deg: f64| cell_of(LonLat::new(-180.0, lat_deg)) / CELLS_ACROSS;
        let rows = row(extent.south_deg)..=row(extent.north_deg);
        let first = cell_of(LonLat::new(extent.west_deg, -90.0).normalized());
        let across = (extent.width_deg() / CELL_DEG).ceil() as usize + 1;
        let columns =
            (0..across.min(CELLS_ACROSS)).map(move |column| (first + column) % CELLS_ACROSS);
        let cells = rows.flat_map(move |row| {
            columns
                .clone()
                .map(move |column| row * CELLS_ACROSS + column)
        });
        let of_cell = |cell: usize| {
            let ends = self.begins.get(cell..=cell + 1);
            ends.map_or(0..0, |ends| ends[0]..ends[1])
        };
        let rows = cells.flat_map(of_cell);
        let towns = rows.map(|row| (row, &self.towns[row as usize]));
        towns.filter(move |(_, town)| extent.contains(town.at))
    }
}

fn town(bytes: &mut BlockBytes, countries: &[Iso3]) -> Result<Town, BaseMapError> {
    let name = bytes.text()?;
    let at = bytes.point()?;
    let country = countries.get(bytes.number()? as usize).copied();
    let country = country.ok_or(BaseMapError::Range("country"))?;
    let population = bytes.number()?;
    let step = f64::from(bytes.number()?);
    let flags = bytes.number()?;
    let former = if flags & 2 == 0 {
        None
    } else {
        let before = bytes.text()?;
        let until = bytes.text()?.parse();
        Some((before, until.map_err(|_| BaseMapError::Range("day"))?))
    };
    Ok(Town {
        name,
        former,
        at,
        country,
        population,
        capital: flags & 1 == 1,
        from_metres_per_px: LEAST_METRES_PER_PX * math::exp2(step / STEPS_PER_OCTAVE),
    })
}

/// The number of the cell in which a place lies, row by row from south-west to north-east.
fn cell_of(place: LonLat) -> usize {
    let cell = |deg: f64, count: usize| ((deg / CELL_DEG).floor().max(0.0) as usize).min(count - 1);
    cell(place.lat_deg + 90.0, CELLS_UP) * CELLS_ACROSS + cell(place.lon_deg + 180.0, CELLS_ACROSS)
}

impl PartialEq for Towns {
    /// Whether both were made of the same files.
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Block, &Block)| a.source == b.source;
        self.countries == other.countries
            && self.blocks.len() == other.blocks.len()
            && self.blocks.iter().zip(&other.blocks).all(same)
    }
}

impl fmt::Debug for Towns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = |block: &&Block| block.read.get().is_some();
        f.debug_struct("Towns")
            .field("blocks", &self.blocks.len())
            .field("read", &self.blocks.iter().filter(read).count())
            .finish_non_exhaustive()
    }
}

//! The base map: countries, borders, lakes and rivers of the world, fine in Central Asia.
//!
//! It is made by `assets/basemap/make.sh` and embedded. Each [`Level`] is one topology of the whole
//! world: a border shared by two countries is stored once, so no gap or overlap opens between them,
//! and every edge knows who lies on its two sides. Rings never cross ±180°.
//! It never projects, styles or draws.

mod bytes;
mod credits;
mod error;
mod exclaves;
mod lazy;
mod level;
mod read;
mod relief;
mod seas;
mod stored;
#[cfg(test)]
mod tests;
mod towns;

pub use credits::{GROUND_CREDITS, GroundCredit};
pub use error::BaseMapError;
pub use exclaves::{EXCLAVES, Exclave};
pub use lazy::LazyLevel;
pub use level::{
    ArcRef, BorderArc, BorderKind, Claimed, CountryArea, Lake, Level, Line, Polygon, Ring, River,
};
pub use relief::{GridPlace, Relief, ReliefPatch};
pub use seas::{SEAS, Sea};
pub use towns::{Town, TownIx, Towns};

use serde::{Deserialize, Serialize};

use crate::atlas::Iso3;
use crate::earth::LonLat;

/// The base map as it is read from its two files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BaseMap {
    /// Every country, in order of its code.
    pub countries: Vec<Country>,
    /// The waters that have a name.
    pub waters: Vec<Water>,
    /// Levels of detail, the coarsest first; none on an empty map.
    pub levels: Vec<LazyLevel>,
    /// Towns of the world; none on a map read from two files alone.
    pub towns: Towns,
    /// Light and shade of the land; none on a map read from two files alone.
    pub relief: Relief,
}

/// A country or territory with a code of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// Its code.
    pub iso3: Iso3,
    /// Its common English name.
    pub name: String,
    /// Where its name stands best: the point of its greatest part farthest from that part's outline.
    pub label: LonLat,
}

/// A country's place in [`BaseMap::countries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CountryIx(pub u16);

impl CountryIx {
    /// Position in the country list.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A lake, river or sea with a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaterKind {
    /// A lake or reservoir, with outlines in [`Level::lakes`].
    Lake,
    /// A river, with lines in [`Level::rivers`].
    River,
    /// A sea: it has no outline, being what is not land.
    Sea,
}

/// A water's name and where it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Water {
    /// Its common English name.
    pub name: String,
    /// What it is.
    pub kind: WaterKind,
    /// Its weight on the map: 1 the greatest, 4 the least.
    pub rank: u8,
    /// A point in the lake or sea, or in the middle of the river's longest line.
    pub label: LonLat,
}

/// A water's place in [`BaseMap::waters`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaterIx(pub u16);

static BASEMAP: &[u8] = include_bytes!("../../../assets/basemap/basemap.bin");
static RIVERS: &[u8] = include_bytes!("../../../assets/basemap/rivers.bin");
static TOWNS: &[u8] = include_bytes!("../../../assets/basemap/towns.bin");
static RELIEF: &[u8] = include_bytes!("../../../assets/basemap/relief.bin");

impl BaseMap {
    /// The base map that is part of the program; its levels and towns are read when they are first asked for.
    ///
    /// # Errors
    ///
    /// Only where the program was built with a damaged file.
    pub fn embedded() -> Result<Self, BaseMapError> {
        Ok(Self {
            towns: Towns::lazy(TOWNS)?,
            relief: Relief::lazy(RELIEF)?,
            ..Self::lazy(BASEMAP, RIVERS)?
        })
    }

    /// The level for a map on which one pixel shows `pixel_m` metres of ground: the coarsest whose
    /// tolerance stays below two pixels, else the finest.
    #[must_use]
    pub fn level_for(&self, pixel_m: f64) -> Option<&Level> {
        let level = (self.levels.iter())
            .find(|level| level.tolerance_m <= 2.0 * pixel_m)
            .or(self.levels.last())?;
        Some(level)
    }

    /// The country with a code.
    #[must_use]
    pub fn country(&self, iso3: Iso3) -> Option<CountryIx> {
        let at = self
            .countries
            .binary_search_by(|country| country.iso3.cmp(&iso3));
        at.ok().and_then(|at| u16::try_from(at).ok()).map(CountryIx)
    }

    /// The country in which a place lies, on the finest level; none at sea. A lake belongs to the
    /// country around it.
    #[must_use]
    pub fn country_at(&self, place: LonLat) -> Option<CountryIx> {
        let level = self.levels.last()?;
        (level.countries.iter())
            .find(|area| level.contains(area, place))
            .map(|area| area.country)
    }

    /// The border between two countries on the finest level, in pieces as it is stored.
    pub fn border_between(&self, a: CountryIx, b: CountryIx) -> impl Iterator<Item = &BorderArc> {
        (self.levels.last().into_iter())
            .flat_map(|level| &level.arcs)
            .filter(move |arc| {
                arc.between == [Some(a), Some(b)] || arc.between == [Some(b), Some(a)]
            })
    }
}

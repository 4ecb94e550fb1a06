//! The base map's two files read and checked: `basemap.bin`, and `rivers.bin`, kept apart for its licence.

use super::bytes::{BlockBytes, blocks};
use super::lazy::LazyLevel;
use super::stored::{ReferenceBounds, StoredLevel, rank};
use super::{BaseMap, BaseMapError, Country, Relief, Towns, Water, WaterKind};

const BASEMAP_MAGIC: [u8; 4] = *b"STBM";
const RIVERS_MAGIC: [u8; 4] = *b"STRV";
const BASEMAP_VERSION: u8 = 3;
const RIVERS_VERSION: u8 = 3;

impl BaseMap {
    /// Reads the two files, as `assets/basemap/make.sh` writes them.
    ///
    /// # Errors
    ///
    /// Where a file is damaged, or made for another version of the program.
    pub fn read(basemap: &[u8], rivers: &[u8]) -> Result<Self, BaseMapError> {
        Self::with(basemap, rivers, |source| {
            Ok(LazyLevel::from(source.read()?))
        })
    }

    /// The same where the files stay: levels are read when they are first asked for.
    pub(super) fn lazy(
        basemap: &'static [u8],
        rivers: &'static [u8],
    ) -> Result<Self, BaseMapError> {
        Self::with(basemap, rivers, |source| {
            Ok(LazyLevel::unread(source.tolerance_m, source))
        })
    }

    fn with<'f>(
        basemap: &'f [u8],
        rivers: &'f [u8],
        level: impl Fn(StoredLevel<'f>) -> Result<LazyLevel, BaseMapError>,
    ) -> Result<Self, BaseMapError> {
        let basemap = blocks(basemap, BASEMAP_MAGIC, BASEMAP_VERSION)?;
        let rivers = blocks(rivers, RIVERS_MAGIC, RIVERS_VERSION)?;
        let (head, of_levels) = basemap.split_first().ok_or(BaseMapError::Short)?;
        let mut bytes = BlockBytes::inflated(head)?;
        let countries = bytes.list(country)?;
        let waters = bytes.list(water)?;
        let tolerances_m = bytes.list(|bytes| Ok(f64::from(bytes.number()?)))?;
        let tolerances_m = bytes.ended(tolerances_m)?;
        if tolerances_m.is_empty() || of_levels.len() != tolerances_m.len() {
            return Err(BaseMapError::Short);
        }
        if of_levels.len() != rivers.len() {
            return Err(BaseMapError::Levels {
                levels: of_levels.len(),
                rivers: rivers.len(),
            });
        }
        let bounds = ReferenceBounds {
            countries: countries.len(),
            waters: waters.len(),
        };
        let sources = of_levels.iter().zip(rivers).zip(tolerances_m);
        let levels = sources.map(|((basemap, rivers), tolerance_m)| {
            level(StoredLevel {
                tolerance_m,
                basemap,
                rivers,
                bounds,
            })
        });
        Ok(Self {
            countries,
            waters,
            levels: levels.collect::<Result<_, _>>()?,
            towns: Towns::default(),
            relief: Relief::default(),
        })
    }
}

fn country(bytes: &mut BlockBytes) -> Result<Country, BaseMapError> {
    Ok(Country {
        iso3: bytes.text()?.parse()?,
        name: bytes.text()?,
        label: bytes.point()?,
    })
}

fn water(bytes: &mut BlockBytes) -> Result<Water, BaseMapError> {
    Ok(Water {
        name: bytes.text()?,
        kind: match bytes.number()? {
            0 => WaterKind::Lake,
            1 => WaterKind::River,
            2 => WaterKind::Sea,
            _ => return Err(BaseMapError::Range("water")),
        },
        rank: rank(bytes)?,
        label: bytes.point()?,
    })
}

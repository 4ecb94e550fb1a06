//! The base map's two files read and checked: `basemap.bin`, and `rivers.bin`, kept apart for its licence.

use super::bytes::{Bytes, blocks};
use super::lazy::LazyLevel;
use super::{
    ArcRef, BaseMap, BorderArc, BorderKind, Claimed, Country, CountryArea, CountryIx, Lake, Level,
    Line, Polygon, Ring, River, Water, WaterIx, WaterKind,
};
use crate::atlas::Iso3Error;

const BASEMAP_MAGIC: [u8; 4] = *b"STBM";
const RIVERS_MAGIC: [u8; 4] = *b"STRV";
const VERSION: u8 = 2;

/// Why the base map's files cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BaseMapError {
    /// The first bytes are not those of a base map.
    #[error("not a base map file")]
    NotBaseMap,
    /// The file was made for another version of the program.
    #[error("expected base map version {expected}, found {found}")]
    Version {
        /// What this program reads.
        expected: u8,
        /// What the file says.
        found: u8,
    },
    /// The compressed data is damaged.
    #[error("the base map cannot be inflated")]
    Inflate(#[from] std::io::Error),
    /// The data ends in the middle of something.
    #[error("the base map ends too early")]
    Short,
    /// A value that cannot be: its kind.
    #[error("the base map has an impossible {0}")]
    Range(&'static str),
    /// A country's code is no code.
    #[error("the base map has a country without a code")]
    Code(#[from] Iso3Error),
    /// Something follows where the end should be.
    #[error("the base map goes on after its end")]
    TooLong,
    /// The two files are not of one making.
    #[error("the base map has {levels} levels, its rivers {rivers}")]
    Levels {
        /// Levels in `basemap.bin`.
        levels: usize,
        /// Levels in `rivers.bin`.
        rivers: usize,
    },
}

/// What references must stay below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    countries: usize,
    waters: usize,
}

/// Where a level stands in the two files, deflated.
#[derive(Clone, Copy)]
pub(super) struct Source<'f> {
    tolerance_m: f64,
    basemap: &'f [u8],
    rivers: &'f [u8],
    bounds: Bounds,
}

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
        level: impl Fn(Source<'f>) -> Result<LazyLevel, BaseMapError>,
    ) -> Result<Self, BaseMapError> {
        let basemap = blocks(basemap, BASEMAP_MAGIC, VERSION)?;
        let rivers = blocks(rivers, RIVERS_MAGIC, VERSION)?;
        let (head, of_levels) = basemap.split_first().ok_or(BaseMapError::Short)?;
        let mut bytes = Bytes::inflated(head)?;
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
        let bounds = Bounds {
            countries: countries.len(),
            waters: waters.len(),
        };
        let sources = of_levels.iter().zip(rivers).zip(tolerances_m);
        let levels = sources.map(|((basemap, rivers), tolerance_m)| {
            level(Source {
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
        })
    }
}

impl Source<'_> {
    /// Inflates and checks the level.
    pub(super) fn read(&self) -> Result<Level, BaseMapError> {
        let mut bytes = Bytes::inflated(self.basemap)?;
        let read = level(&mut bytes, self)?;
        let level = bytes.ended(read)?;
        let mut bytes = Bytes::inflated(self.rivers)?;
        let rivers = bytes.list(|bytes| river(bytes, &self.bounds))?;
        let rivers = bytes.ended(rivers)?;
        Ok(Level { rivers, ..level })
    }
}

fn country(bytes: &mut Bytes) -> Result<Country, BaseMapError> {
    Ok(Country {
        iso3: bytes.text()?.parse()?,
        name: bytes.text()?,
        label: bytes.point()?,
    })
}

fn water(bytes: &mut Bytes) -> Result<Water, BaseMapError> {
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

/// A level without its rivers.
fn level(bytes: &mut Bytes, source: &Source<'_>) -> Result<Level, BaseMapError> {
    let Source {
        tolerance_m,
        ref bounds,
        ..
    } = *source;
    let arcs = bytes.list(|bytes| arc(bytes, bounds))?;
    let mut next = 0;
    let countries = bytes.list(|bytes| {
        let country = CountryIx(next);
        next += 1;
        let polygons = bytes.list(|bytes| {
            let rings = bytes.list(|bytes| ring(bytes, &arcs))?;
            Ok(Polygon { rings })
        })?;
        Ok(CountryArea { country, polygons })
    })?;
    if countries.len() != bounds.countries {
        return Err(BaseMapError::Range("country"));
    }
    let lakes = bytes.list(|bytes| lake(bytes, bounds))?;
    let provinces = bytes.list(|bytes| {
        let points = bytes.points()?;
        Ok(Line { points })
    })?;
    let claimed = bytes.list(|bytes| claimed(bytes, bounds, &arcs))?;
    Ok(Level {
        tolerance_m,
        arcs,
        countries,
        lakes,
        rivers: Vec::new(),
        provinces,
        claimed,
    })
}

fn arc(bytes: &mut Bytes, bounds: &Bounds) -> Result<BorderArc, BaseMapError> {
    let kind = match bytes.number()? {
        0 => BorderKind::Coast,
        1 => BorderKind::International,
        2 => BorderKind::Disputed,
        3 => BorderKind::LineOfControl,
        4 => BorderKind::Seam,
        5 => BorderKind::Claim,
        _ => return Err(BaseMapError::Range("border")),
    };
    let mut side = || {
        let at = index_or_none(bytes, bounds.countries, "country")?;
        Ok::<_, BaseMapError>(at.map(CountryIx))
    };
    let between = [side()?, side()?];
    Ok(BorderArc {
        points: bytes.points()?,
        kind,
        between,
    })
}

/// A ring, of arcs that exist.
fn ring(bytes: &mut Bytes, arcs: &[BorderArc]) -> Result<Ring, BaseMapError> {
    let refs = bytes.list(|bytes| {
        let packed = bytes.number()?;
        let arc_ref = ArcRef {
            arc: packed >> 1,
            reversed: packed & 1 == 1,
        };
        if arc_ref.arc as usize >= arcs.len() {
            return Err(BaseMapError::Range("arc"));
        }
        Ok(arc_ref)
    })?;
    if refs.is_empty() {
        return Err(BaseMapError::Range("ring"));
    }
    Ok(Ring(refs))
}

fn lake(bytes: &mut Bytes, bounds: &Bounds) -> Result<Lake, BaseMapError> {
    Ok(Lake {
        water: index_or_none(bytes, bounds.waters, "water")?.map(WaterIx),
        rings: bytes.list(Bytes::points)?,
    })
}

fn river(bytes: &mut Bytes, bounds: &Bounds) -> Result<River, BaseMapError> {
    Ok(River {
        water: index_or_none(bytes, bounds.waters, "water")?.map(WaterIx),
        rank: rank(bytes)?,
        points: bytes.points()?,
    })
}

fn claimed(
    bytes: &mut Bytes,
    bounds: &Bounds,
    arcs: &[BorderArc],
) -> Result<Claimed, BaseMapError> {
    let country = |bytes: &mut Bytes| index(bytes, bounds.countries, "country").map(CountryIx);
    Ok(Claimed {
        name: bytes.text()?,
        held_by: country(bytes)?,
        claimed_by: bytes.list(country)?,
        ring: ring(bytes, arcs)?,
    })
}

fn rank(bytes: &mut Bytes) -> Result<u8, BaseMapError> {
    u8::try_from(bytes.number()?).map_err(|_| BaseMapError::Range("rank"))
}

fn index(bytes: &mut Bytes, below: usize, what: &'static str) -> Result<u16, BaseMapError> {
    let at = u16::try_from(bytes.number()?).map_err(|_| BaseMapError::Range(what))?;
    if usize::from(at) < below {
        Ok(at)
    } else {
        Err(BaseMapError::Range(what))
    }
}

/// Nothing is written as 0, the first as 1.
fn index_or_none(
    bytes: &mut Bytes,
    count: usize,
    what: &'static str,
) -> Result<Option<u16>, BaseMapError> {
    Ok(index(bytes, count + 1, what)?.checked_sub(1))
}

//! A level as the two files have it: inflated and checked when it is read.

use super::bytes::BlockBytes;
use super::{
    ArcRef, BaseMapError, BorderArc, BorderKind, Claimed, CountryArea, CountryIx, Lake, Level,
    Line, Polygon, Ring, River, WaterIx,
};

/// What references must stay below.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReferenceBounds {
    pub(super) countries: usize,
    pub(super) waters: usize,
}

/// Where a level stands in the two files, deflated.
#[derive(Clone, Copy)]
pub(super) struct StoredLevel<'f> {
    pub(super) tolerance_m: f64,
    pub(super) basemap: &'f [u8],
    pub(super) rivers: &'f [u8],
    pub(super) bounds: ReferenceBounds,
}

impl StoredLevel<'_> {
    /// Inflates and checks the level.
    pub(super) fn read(&self) -> Result<Level, BaseMapError> {
        let mut bytes = BlockBytes::inflated(self.basemap)?;
        let read = level(&mut bytes, self)?;
        let level = bytes.ended(read)?;
        let mut bytes = BlockBytes::inflated(self.rivers)?;
        let rivers = bytes.list(|bytes| river(bytes, &self.bounds))?;
        let rivers = bytes.ended(rivers)?;
        Ok(Level { rivers, ..level })
    }
}

/// A level without its rivers.
fn level(bytes: &mut BlockBytes, source: &StoredLevel<'_>) -> Result<Level, BaseMapError> {
    let StoredLevel {
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

fn arc(bytes: &mut BlockBytes, bounds: &ReferenceBounds) -> Result<BorderArc, BaseMapError> {
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
fn ring(bytes: &mut BlockBytes, arcs: &[BorderArc]) -> Result<Ring, BaseMapError> {
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

fn lake(bytes: &mut BlockBytes, bounds: &ReferenceBounds) -> Result<Lake, BaseMapError> {
    Ok(Lake {
        water: index_or_none(bytes, bounds.waters, "water")?.map(WaterIx),
        rings: bytes.list(BlockBytes::points)?,
    })
}

fn river(bytes: &mut BlockBytes, bounds: &ReferenceBounds) -> Result<River, BaseMapError> {
    let water = index_or_none(bytes, bounds.waters, "water")?.map(WaterIx);
    let packed = rank(bytes)?;
    Ok(River {
        water,
        rank: packed >> 1,
        is_border: packed & 1 == 1,
        points: bytes.points()?,
    })
}

fn claimed(
    bytes: &mut BlockBytes,
    bounds: &ReferenceBounds,
    arcs: &[BorderArc],
) -> Result<Claimed, BaseMapError> {
    let country = |bytes: &mut BlockBytes| index(bytes, bounds.countries, "country").map(CountryIx);
    Ok(Claimed {
        name: bytes.text()?,
        held_by: index_or_none(bytes, bounds.countries, "country")?.map(CountryIx),
        holder: Some(bytes.text()?).filter(|words| !words.is_empty()),
        claimed_by: bytes.list(country)?,
        since: index(bytes, usize::from(u16::MAX), "year")?,
        source: bytes.text()?,
        ring: ring(bytes, arcs)?,
    })
}

pub(super) fn rank(bytes: &mut BlockBytes) -> Result<u8, BaseMapError> {
    u8::try_from(bytes.number()?).map_err(|_| BaseMapError::Range("rank"))
}

fn index(bytes: &mut BlockBytes, below: usize, what: &'static str) -> Result<u16, BaseMapError> {
    let at = u16::try_from(bytes.number()?).map_err(|_| BaseMapError::Range(what))?;
    if usize::from(at) < below {
        Ok(at)
    } else {
        Err(BaseMapError::Range(what))
    }
}

/// Nothing is written as 0, the first as 1.
fn index_or_none(
    bytes: &mut BlockBytes,
    count: usize,
    what: &'static str,
) -> Result<Option<u16>, BaseMapError> {
    Ok(index(bytes, count + 1, what)?.checked_sub(1))
}

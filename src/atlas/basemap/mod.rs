//! The base map: placeholder types until the reader lands.
#![expect(missing_docs, reason = "replaced at merge")]
use super::Iso3;
use crate::earth::LonLat;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryIx(pub u16);
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WaterIx(pub u16);
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorderKind {
    Coast,
    International,
    Disputed,
    LineOfControl,
    Seam,
}
#[derive(Debug, Clone)]
pub struct Country {
    pub iso3: Iso3,
    pub name: String,
    pub label: LonLat,
}
#[derive(Debug, Clone)]
pub struct BorderArc {
    pub points: Vec<LonLat>,
    pub kind: BorderKind,
    pub between: [Option<CountryIx>; 2],
}
#[derive(Debug, Clone, Default)]
pub struct Level {
    pub tolerance_m: f64,
    pub arcs: Vec<BorderArc>,
}
#[derive(Debug, Clone, Default)]
pub struct BaseMap {
    pub countries: Vec<Country>,
    pub levels: Vec<Level>,
}
impl Level {
    pub fn country_outline(&self, country: CountryIx) -> impl Iterator<Item = LonLat> {
        self.arcs
            .iter()
            .filter(move |arc| arc.between.contains(&Some(country)))
            .flat_map(|arc| arc.points.iter().copied())
    }
}
impl BaseMap {
    #[must_use]
    pub fn country(&self, iso3: Iso3) -> Option<CountryIx> {
        (0..)
            .zip(&self.countries)
            .find(|(_, country)| country.iso3 == iso3)
            .map(|(ix, _)| CountryIx(ix))
    }
    pub fn border_between(&self, a: CountryIx, b: CountryIx) -> impl Iterator<Item = &BorderArc> {
        self.levels
            .last()
            .into_iter()
            .flat_map(|level| &level.arcs)
            .filter(move |arc| {
                arc.between == [Some(a), Some(b)] || arc.between == [Some(b), Some(a)]
            })
    }
}

//! One level of detail: arcs, the areas made of them, and the lines that stand alone.

use super::{CountryIx, WaterIx};
use crate::earth::LonLat;

/// The world at one level of detail.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// How far a line may stray from its source inside the region (40-98° E, 30-58° N), in metres.
    pub tolerance_m: f64,
    /// Every coast, border and claim line, each stored once.
    pub arcs: Vec<BorderArc>,
    /// Every country's land, in the order of `BaseMap::countries`.
    pub countries: Vec<CountryArea>,
    /// Lakes and reservoirs; the Caspian is sea.
    pub lakes: Vec<Lake>,
    /// Rivers; where one is the border it follows the border's points exactly.
    pub rivers: Vec<River>,
    /// Borders of first-level provinces in and near the region; none on the coarsest level.
    pub provinces: Vec<Line>,
    /// Areas that one side holds and others claim.
    pub claimed: Vec<Claimed>,
}

/// A piece of outline between two places where outlines meet.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderArc {
    /// Its points, at least two.
    pub points: Vec<LonLat>,
    /// How it is drawn.
    pub kind: BorderKind,
    /// The countries on its sides: one on a coast, two on a border, twice the holder on a claim line.
    pub between: [Option<CountryIx>; 2],
}

/// What a piece of outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BorderKind {
    /// Between land and sea.
    Coast,
    /// Agreed between two countries.
    International,
    /// Between two countries, not agreed or not accepted by one, as of October 2021.
    Disputed,
    /// Where the fighting stopped: Kashmir, Korea, Cyprus, the Golan.
    LineOfControl,
    /// Made by cutting at ±180° or the South Pole, or between two parts of one country: never drawn.
    Seam,
    /// Within one country, the edge of what another claims of it.
    Claim,
}

/// A use of an arc in a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArcRef {
    /// The arc's place in [`Level::arcs`].
    pub arc: u32,
    /// Whether it is walked from its last point to its first.
    pub reversed: bool,
}

/// A closed outline made of arcs end to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring(pub Vec<ArcRef>);

/// An outer ring and the holes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polygon {
    /// The outer ring first, then the holes.
    pub rings: Vec<Ring>,
}

/// A country's land.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryArea {
    /// Whose land it is.
    pub country: CountryIx,
    /// Its parts.
    pub polygons: Vec<Polygon>,
}

/// A lake or reservoir.
#[derive(Debug, Clone, PartialEq)]
pub struct Lake {
    /// Its name, where it has one.
    pub water: Option<WaterIx>,
    /// The shore, then islands; each closed, its last point the same as its first.
    pub rings: Vec<Vec<LonLat>>,
}

/// A piece of river.
#[derive(Debug, Clone, PartialEq)]
pub struct River {
    /// Its name, where it has one.
    pub water: Option<WaterIx>,
    /// Its weight on the map: 1 the greatest, 6 the least.
    pub rank: u8,
    /// Whether the whole piece is a border.
    pub is_border: bool,
    /// Its course, downstream where it has a name.
    pub points: Vec<LonLat>,
}

/// An open line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its points, at least two.
    pub points: Vec<LonLat>,
}

/// An area that one side holds and others claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// What the area is called.
    pub name: String,
    /// Who holds it; none where that is no country of the map.
    pub held_by: Option<CountryIx>,
    /// Who holds it in words, where the country does not say it all.
    pub holder: Option<String>,
    /// Who claims it, but for its holder.
    pub claimed_by: Vec<CountryIx>,
    /// Since which year.
    pub since: u16,
    /// What says so.
    pub source: String,
    /// Its outline.
    pub ring: Ring,
}

/// Claimed areas whose outline was drawn for this map, where no source has one: the rows of
/// `assets/basemap/disputes.mjs` with a `ring`.
const SCHEMATIC: [&str; 9] = [
    "Doklam",
    "Habomai Islands",
    "Halaib Triangle",
    "Liancourt Rocks",
    "Nagorno-Karabakh",
    "Paracel Islands",
    "Scarborough Shoal",
    "Senkaku Islands",
    "Spratly Islands",
];

impl Claimed {
    /// Whether its outline is schematic.
    #[must_use]
    pub fn is_schematic(&self) -> bool {
        SCHEMATIC.contains(&self.name.as_str())
    }
}

impl Level {
    /// A ring's points in order, closed: the last is the first again.
    pub fn ring_points<'a>(&'a self, ring: &'a Ring) -> impl Iterator<Item = LonLat> + 'a {
        ring.0.iter().enumerate().flat_map(|(place, arc_ref)| {
            let points = self.arcs[arc_ref.arc as usize].points.as_slice();
            let last = points.len() - 1;
            // Arcs share their ends: all but the first skip the point where they begin.
            (usize::from(place > 0)..points.len()).map(move |at| {
                if arc_ref.reversed {
                    points[last - at]
                } else {
                    points[at]
                }
            })
        })
    }

    /// Whether a place lies in a country: inside an odd number of its rings.
    #[must_use]
    pub fn contains(&self, area: &CountryArea, place: LonLat) -> bool {
        let rings = area.polygons.iter().flat_map(|polygon| &polygon.rings);
        rings
            .filter(|ring| self.surrounds(ring, place))
            .count()
            .rem_euclid(2)
            == 1
    }

    /// Whether a place lies within a ring, by the crossings of its parallel west of it.
    #[must_use]
    pub fn surrounds(&self, ring: &Ring, place: LonLat) -> bool {
        let arcs = ring.0.iter().map(|r| &self.arcs[r.arc as usize]);
        arcs.map(|arc| crossings(&arc.points, place)).sum::<usize>() % 2 == 1
    }
}

fn crossings(points: &[LonLat], place: LonLat) -> usize {
    let crosses = |ends: &&[LonLat]| {
        let [a, b] = [ends[0], ends[1]];
        (a.lat_deg > place.lat_deg) != (b.lat_deg > place.lat_deg) && {
            let along = (place.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
            a.lon_deg + (b.lon_deg - a.lon_deg) * along < place.lon_deg
        }
    };
    points.windows(2).filter(crosses).count()
}

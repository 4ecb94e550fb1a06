//! One level of the base map in map metres.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arcs::{ArcSource, Arcs};
use super::needed::Wanted;
use crate::atlas::basemap::{
    BorderKind, CountryArea, CountryIx, Lake, Level, Polygon, Ring, River, WaterIx,
};
use crate::atlas::{Atlas, Iso3};
use crate::cores;
use crate::earth::{Index, LonLat, MapPoint, MapRect};
use crate::scene::prepare::geometry::{area, line, projected_areas};
use crate::scene::{AreaGeometry, LineGeometry};

/// A projected edge departs from its curve by at most this part of the level's own tolerance.
const CURVE_PART: f64 = 0.25;

/// Lakes that are worked on together.
const GRAIN: usize = 32;

/// One level of the base map in map metres, with an index over each kind of thing.
#[derive(Debug)]
pub(in crate::scene) struct BaseMapLevel {
    pub(in crate::scene) land: Indexed<Land>,
    pub(in crate::scene) lakes: Indexed<LakeArea>,
    pub(in crate::scene) rivers: Indexed<RiverLine>,
    pub(in crate::scene) borders: Indexed<BorderLine>,
    pub(in crate::scene) provinces: Indexed<Arc<LineGeometry>>,
    pub(in crate::scene) claimed: Indexed<ClaimedArea>,
    /// Positions in `land` by country, and in `borders` by the two that they part.
    by_country: BTreeMap<CountryIx, Vec<usize>>,
    by_pair: BTreeMap<[CountryIx; 2], Vec<usize>>,
}

/// One piece of a country's land.
#[derive(Debug, Clone)]
pub(in crate::scene) struct Land {
    pub(in crate::scene) country: CountryIx,
    /// Whether the country is the dossier's subject.
    pub(in crate::scene) focus: bool,
    pub(in crate::scene) geometry: Arc<AreaGeometry>,
}

/// One piece of an area that one side holds and others claim.
#[derive(Debug, Clone)]
pub(in crate::scene) struct ClaimedArea {
    /// Its place in the base map's list.
    pub(in crate::scene) number: usize,
    pub(in crate::scene) geometry: Arc<AreaGeometry>,
}

/// One piece of a lake with its shores.
#[derive(Debug, Clone)]
pub(in crate::scene) struct LakeArea {
    pub(in crate::scene) geometry: Arc<AreaGeometry>,
    pub(in crate::scene) shores: Vec<Arc<LineGeometry>>,
}

/// One piece of a river.
#[derive(Debug, Clone)]
pub(in crate::scene) struct RiverLine {
    /// 1 is foremost.
    pub(in crate::scene) rank: u8,
    /// Whether a border runs along all of it.
    pub(in crate::scene) is_border: bool,
    /// Which, where it has a name.
    pub(in crate::scene) water: Option<WaterIx>,
    pub(in crate::scene) geometry: Arc<LineGeometry>,
}

/// One piece of a border or coast.
#[derive(Debug, Clone)]
pub(in crate::scene) struct BorderLine {
    pub(in crate::scene) kind: BorderKind,
    pub(in crate::scene) between: [Option<CountryIx>; 2],
    pub(in crate::scene) geometry: Arc<LineGeometry>,
}

/// Things in the base map's own order, found by where they lie.
#[derive(Debug)]
pub(in crate::scene) struct Indexed<T> {
    pub(in crate::scene) all: Vec<T>,
    index: Index<u32>,
}

impl<T> Indexed<T> {
    fn new(all: Vec<T>, bounds: impl Fn(&T) -> MapRect) -> Self {
        let boxes = (0..).zip(&all).map(|(at, thing)| (bounds(thing), at));
        let index = Index::bulk_load(boxes.collect());
        Self { all, index }
    }

    /// What touches `rect`, in the base map's own order.
    pub(in crate::scene) fn within(&self, rect: MapRect) -> impl Iterator<Item = &T> {
        let mut found: Vec<u32> = self.index.query(rect).copied().collect();
        found.sort_unstable();
        found.into_iter().map(|at| &self.all[at as usize])
    }
}

impl BaseMapLevel {
    /// Projects what is wanted of one level.
    pub(super) fn of(atlas: &Atlas, level: &Level, wanted: &Wanted) -> Self {
        let source = ArcSource {
            projection: &atlas.projection,
            tolerance_m: level.tolerance_m * CURVE_PART,
        };
        let arcs = Arcs::of(level, wanted, &source);
        let lakes = lakes(&wanted.lakes(level), &source);
        let claimed = level
            .claimed
            .iter()
            .enumerate()
            .flat_map(|(number, claimed)| {
                let ring: Vec<LonLat> = level.ring_points(&claimed.ring).collect();
                let pieces = source.areas(&[ring]).into_iter();
                pieces.map(move |geometry| ClaimedArea { number, geometry })
            });
        let provinces = source.lines(&wanted.provinces(level), |line| &line.points);
        let provinces = provinces.into_iter().flat_map(|line| line.pieces);
        let land = land(atlas, level, wanted, &arcs, &source);
        let borders = borders(level, &arcs);
        Self {
            by_country: grouped(&land, |land| Some(land.country)),
            by_pair: grouped(&borders, |border| {
                let [a, b] = border.between;
                Some(in_order([a?, b?]))
            }),
            land: Indexed::new(land, |land| land.geometry.bounds),
            lakes: Indexed::new(lakes, |lake| lake.geometry.bounds),
            rivers: Indexed::new(rivers(&wanted.rivers(level), &source), |river| {
                river.geometry.bounds
            }),
            borders: Indexed::new(borders, |border| border.geometry.bounds),
            provinces: Indexed::new(provinces.collect(), |line: &Arc<LineGeometry>| line.bounds),
            claimed: Indexed::new(claimed.collect(), |area: &ClaimedArea| area.geometry.bounds),
        }
    }

    /// Makes the triangles of all its areas.
    pub(in crate::scene) fn triangulate(&self) {
        let land = self.land.all.iter().map(|land| &land.geometry);
        let lakes = self.lakes.all.iter().map(|lake| &lake.geometry);
        let claimed = self.claimed.all.iter().map(|area| &area.geometry);
        for area in land.chain(lakes).chain(claimed) {
            area.triangulate();
        }
    }

    /// The land of one country.
    pub(in crate::scene) fn country(&self, country: CountryIx) -> impl Iterator<Item = &Land> {
        let positions = self.by_country.get(&country).into_iter().flatten();
        positions.map(|&at| &self.land.all[at])
    }

    /// The lines that part two countries.
    pub(in crate::scene) fn border_between(
        &self,
        pair: [CountryIx; 2],
    ) -> impl Iterator<Item = &BorderLine> {
        let positions = self.by_pair.get(&in_order(pair)).into_iter().flatten();
        positions.map(|&at| &self.borders.all[at])
    }
}

fn in_order(mut pair: [CountryIx; 2]) -> [CountryIx; 2] {
    pair.sort_unstable();
    pair
}

/// The positions of things by their keys; those without one are left out.
fn grouped<T, K: Ord>(all: &[T], key: impl Fn(&T) -> Option<K>) -> BTreeMap<K, Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, thing) in all.iter().enumerate() {
        if let Some(key) = key(thing) {
            groups.entry(key).or_default().push(at);
        }
    }
    groups
}

impl ArcSource<'_> {
    fn areas(&self, rings: &[impl AsRef<[LonLat]>]) -> Vec<Arc<AreaGeometry>> {
        projected_areas(self.projection, rings, self.tolerance_m)
    }
}

fn land(
    atlas: &Atlas,
    level: &Level,
    wanted: &Wanted,
    arcs: &Arcs,
    source: &ArcSource<'_>,
) -> Vec<Land> {
    let mut land = Vec::new();
    let countries = level.countries.iter().enumerate();
    for (_, country) in countries.filter(|(number, _)| wanted.country(*number)) {
        let iso3 = atlas.basemap.countries[usize::from(country.country.0)].iso3;
        let focus = atlas.dossier.map.focus.contains(&iso3);
        for polygon in &country.polygons {
            let pieces = match arcs.polygon(polygon) {
                Some(rings) => area(rings).into_iter().collect(),
                None => source.areas(&rings(level, polygon)),
            };
            land.extend(pieces.into_iter().map(|geometry| Land {
                country: country.country,
                focus,
                geometry,
            }));
        }
    }
    land
}

fn lakes(lakes: &[&Lake], source: &ArcSource<'_>) -> Vec<LakeArea> {
    let pieces = cores::map(lakes, GRAIN, |lake| source.areas(&lake.rings));
    pieces
        .into_iter()
        .flatten()
        .map(|geometry| LakeArea {
            shores: geometry
                .rings
                .iter()
                .filter_map(|ring| shore(ring))
                .collect(),
            geometry,
        })
        .collect()
}

/// A ring as a line that ends where it begins.
fn shore(ring: &[MapPoint]) -> Option<Arc<LineGeometry>> {
    line(ring.iter().chain(ring.first()).copied().collect())
}

fn rivers(rivers: &[&River], source: &ArcSource<'_>) -> Vec<RiverLine> {
    let lines = source.lines(rivers, |river| &river.points);
    let rivers = rivers.iter().zip(lines);
    let pieces = rivers.flat_map(|(river, line)| {
        line.pieces.into_iter().map(|geometry| RiverLine {
            rank: river.rank,
            is_border: river.is_border,
            water: river.water,
            geometry,
        })
    });
    pieces.collect()
}

fn borders(level: &Level, arcs: &Arcs) -> Vec<BorderLine> {
    let drawn = level.arcs.iter().zip(arcs.each());
    let drawn = drawn.filter(|(arc, _)| arc.kind != BorderKind::Seam);
    let pieces = drawn.flat_map(|(arc, pieces)| {
        pieces.iter().map(|geometry| BorderLine {
            kind: arc.kind,
            between: arc.between,
            geometry: Arc::clone(geometry),
        })
    });
    pieces.collect()
}

/// Every polygon of every country at the coarsest level, and whose it is.
pub(in crate::scene) fn coarse_land(atlas: &Atlas) -> Vec<(Iso3, Vec<Vec<LonLat>>)> {
    let Some(level) = atlas.basemap.levels.first() else {
        return Vec::new();
    };
    let of_country = |area: &CountryArea| {
        let iso3 = atlas.basemap.countries[usize::from(area.country.0)].iso3;
        let rings = |polygon: &Polygon| (iso3, rings(level, polygon));
        area.polygons.iter().map(rings).collect::<Vec<_>>()
    };
    level.countries.iter().flat_map(of_country).collect()
}

fn rings(level: &Level, polygon: &Polygon) -> Vec<Vec<LonLat>> {
    let points = |ring: &Ring| level.ring_points(ring).collect();
    polygon.rings.iter().map(points).collect()
}

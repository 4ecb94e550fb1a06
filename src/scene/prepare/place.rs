//! A name of the gazetteer in map metres.

use std::sync::Arc;

use super::axis::axis;
use crate::atlas::basemap::{BaseMap, WaterIx, WaterKind};
use crate::atlas::{Atlas, GazetteerPlace};
use crate::earth::{LonLat, MapPoint, Projection};
use crate::math;
use crate::scene::LineGeometry;

/// Length of the step by which a label's direction is carried over to the map, degrees.
const STEP_DEG: f64 = 0.05;

/// What a name of the gazetteer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum PlaceKind {
    /// A seat of government.
    Capital,
    /// A city or town.
    City,
    /// Flowing or standing water.
    Water,
    /// A summit.
    Peak,
    /// A range, a desert, a plain: an expanse of land.
    Expanse,
}

/// A name of the gazetteer in map metres.
#[derive(Debug, Clone)]
pub(in crate::scene) struct PreparedPlace {
    /// Which: position in the dossier's list.
    pub(in crate::scene) entry: usize,
    pub(in crate::scene) kind: PlaceKind,
    /// 1 is foremost.
    pub(in crate::scene) rank: u8,
    pub(in crate::scene) on_earth: LonLat,
    pub(in crate::scene) at: MapPoint,
    /// How its label is turned on this map: clockwise, radians.
    pub(in crate::scene) angle_rad: f64,
    /// The river of the base map that it names, along which it is written.
    pub(in crate::scene) river: Option<WaterIx>,
    /// The line of its own along which it is written, in pieces; none where it has no axis.
    pub(in crate::scene) axis: Vec<Arc<LineGeometry>>,
}

impl PreparedPlace {
    /// Every name that the projection shows, foremost first.
    pub(super) fn all(atlas: &Atlas) -> Vec<Self> {
        let entries = atlas.dossier.places.iter().enumerate();
        let mut places: Vec<Self> = entries
            .filter_map(|(entry, place)| Self::of(atlas, entry, place))
            .collect();
        places.sort_by_key(|place| (place.rank, place.entry));
        places
    }

    fn of(atlas: &Atlas, entry: usize, place: &GazetteerPlace) -> Option<Self> {
        let projection = &atlas.projection;
        Some(Self {
            entry,
            kind: kind_of(&place.kind),
            rank: place.rank,
            on_earth: place.at,
            at: projection.project(place.at)?,
            angle_rad: place.angle_deg.map_or(0.0, |angle_deg| {
                turned_rad(projection, place.at, angle_deg).unwrap_or(0.0)
            }),
            river: river_of(&atlas.basemap, place),
            axis: axis(projection, &place.axis),
        })
    }
}

/// The base map's river that a place names, by any of its names.
fn river_of(basemap: &BaseMap, place: &GazetteerPlace) -> Option<WaterIx> {
    if place.kind != "river" && place.kind != "canal" {
        return None;
    }
    let bare = |name: &str| {
        let name = name.trim();
        let name = name.strip_suffix(" River").unwrap_or(name);
        name.replace(' ', "").to_lowercase()
    };
    let names: Vec<String> = std::iter::once(&place.name)
        .chain(&place.alt_names)
        .flat_map(|name| name.split('/'))
        .map(bare)
        .collect();
    let of_name = |water: &crate::atlas::basemap::Water| {
        water.kind == WaterKind::River && names.contains(&bare(&water.name))
    };
    let at = basemap.waters.iter().position(of_name)?;
    u16::try_from(at).ok().map(WaterIx)
}

/// What a place of this kind is on the map.
pub(in crate::scene) fn kind_of(kind: &str) -> PlaceKind {
    match kind {
        "capital" => PlaceKind::Capital,
        "river" | "lake" | "reservoir" | "sea" | "canal" => PlaceKind::Water,
        "peak" | "pass" => PlaceKind::Peak,
        "range" | "desert" | "plain" | "plateau" | "valley" | "basin" | "steppe" | "region" => {
            PlaceKind::Expanse
        }
        _ => PlaceKind::City,
    }
}

/// The angle that a label has on the map which has `angle_deg` on an unprojected one: meridians
/// lean, and the label with them. Never upside down.
fn turned_rad(projection: &Projection, at: LonLat, angle_deg: f64) -> Option<f64> {
    let (sin, cos) = math::sin_cos(angle_deg.to_radians());
    let beside = |sign: f64| {
        projection.project(LonLat::new(
            at.lon_deg + sign * STEP_DEG * cos,
            at.lat_deg - sign * STEP_DEG * sin,
        ))
    };
    let (from, to) = (beside(-1.0)?, beside(1.0)?);
    let angle_rad = math::atan2(from.y_m - to.y_m, to.x_m - from.x_m);
    let upright = if angle_rad.abs() > std::f64::consts::FRAC_PI_2 {
        angle_rad - std::f64::consts::PI.copysign(angle_rad)
    } else {
        angle_rad
    };
    Some(upright)
}

/// Half the width of a place's dot, logical pixels; 0 for what has none.
pub(in crate::scene) fn dot_radius_px(kind: PlaceKind, rank: u8) -> f64 {
    match kind {
        PlaceKind::Capital => 2.2,
        PlaceKind::City => of_rank(&[2.8, 2.6, 2.2, 1.9, 1.6], rank),
        PlaceKind::Peak => 2.4,
        PlaceKind::Water | PlaceKind::Expanse => 0.0,
    }
}

/// The entry for a rank, 1 being the first.
pub(in crate::scene) fn of_rank<T: Copy>(entries: &[T], rank: u8) -> T {
    let at = usize::from(rank.max(1) - 1).min(entries.len() - 1);
    entries[at]
}

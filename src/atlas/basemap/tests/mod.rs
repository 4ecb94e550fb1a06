//! What the base map holds.

mod borders;
mod countries;
mod files;
mod seas;
mod towns;
mod water;

use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use super::*;
use crate::earth::Extent;

fn map() -> BaseMap {
    BaseMap::embedded().unwrap()
}

fn code(map: &BaseMap, iso3: &str) -> CountryIx {
    map.country(iso3.parse().unwrap()).unwrap()
}

fn at(map: &BaseMap, lon_deg: f64, lat_deg: f64) -> Option<&str> {
    let found = map.country_at(LonLat::new(lon_deg, lat_deg))?;
    Some(map.countries[usize::from(found.0)].iso3.as_str())
}

fn all_rings(level: &Level) -> impl Iterator<Item = (CountryIx, &Ring)> {
    level.countries.iter().flat_map(|area| {
        let rings = area.polygons.iter().flat_map(|polygon| &polygon.rings);
        rings.map(|ring| (area.country, ring))
    })
}

fn end(level: &Level, arc_ref: ArcRef, last: bool) -> LonLat {
    let points = &level.arcs[arc_ref.arc as usize].points;
    points[if last == arc_ref.reversed {
        0
    } else {
        points.len() - 1
    }]
}

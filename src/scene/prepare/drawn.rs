//! What of a feature is drawn to scale on the ground.

use std::sync::Arc;

use crate::atlas::{Atlas, Feature, Zone};
use crate::earth::{LonLat, MapPoint, MapRect, buffer_all, circle};
use crate::scene::prepare::geometry::{projected_areas, projected_lines};
use crate::scene::{AreaGeometry, LineGeometry};

/// Number of corners of a disc: at a radius of 1,000 px its chords depart from the circle by half a pixel.
const DISC_CORNERS: usize = 96;

/// Largest distance of a projected edge from its curve, metres of the map.
const TOLERANCE_M: f64 = 200.0;

/// The parts of a feature that are drawn to scale on the ground.
#[derive(Debug)]
pub(in crate::scene) struct DrawnParts {
    /// The disc within which the true place lies, or the described zone.
    pub(in crate::scene) reach: Vec<Arc<AreaGeometry>>,
    /// Its own areas.
    pub(in crate::scene) areas: Vec<Arc<AreaGeometry>>,
    /// Its own lines.
    pub(in crate::scene) lines: Vec<Arc<LineGeometry>>,
    /// Its own points, where there are several.
    pub(in crate::scene) points: Vec<MapPoint>,
    /// Bounds of its own areas, lines and points; empty where it is a single point.
    pub(in crate::scene) bounds: MapRect,
}

impl DrawnParts {
    /// Works it out.
    pub(in crate::scene) fn of(atlas: &Atlas, feature: &Feature, place: LonLat) -> Self {
        let areas_of =
            |rings: &[Vec<LonLat>]| projected_areas(&atlas.projection, rings, TOLERANCE_M);
        let shape = feature.shape.as_ref();
        let polygons = shape.into_iter().flat_map(|shape| &shape.polygons);
        let lines = shape.into_iter().flat_map(|shape| &shape.lines);
        let points = shape.map_or(&[][..], |shape| &shape.points);
        let several = points.iter().filter(|_| points.len() > 1);
        let zone = feature.zone.as_ref();
        let reach = zone.map_or_else(|| disc(feature, place), |zone| band(atlas, zone));
        Self {
            reach: reach.iter().flat_map(|rings| areas_of(rings)).collect(),
            areas: polygons.flat_map(|rings| areas_of(rings)).collect(),
            lines: lines
                .flat_map(|line| projected_lines(&atlas.projection, line, TOLERANCE_M))
                .collect(),
            points: several
                .filter_map(|&at| atlas.projection.project(at))
                .collect(),
            ..Self::default()
        }
        .bounded()
    }

    /// The same with the bounds of its areas, lines and points.
    pub(in crate::scene) fn bounded(mut self) -> Self {
        let areas = self.areas.iter().map(|area| area.bounds);
        let lines = self.lines.iter().map(|line| line.bounds);
        let points: MapRect = self.points.iter().copied().collect();
        self.bounds = areas
            .chain(lines)
            .fold(points, |all, part| all.union(&part));
        self
    }
}

impl Default for DrawnParts {
    fn default() -> Self {
        Self {
            reach: Vec::new(),
            areas: Vec::new(),
            lines: Vec::new(),
            points: Vec::new(),
            bounds: MapRect::empty(),
        }
    }
}

/// The disc in which the true place lies, where how far that may be is known.
fn disc(feature: &Feature, place: LonLat) -> Vec<Vec<Vec<LonLat>>> {
    let radius_m = feature
        .precision
        .radius_m
        .filter(|&radius_m| radius_m > 0.0);
    radius_m.map_or_else(Vec::new, |radius_m| {
        vec![vec![circle(place, radius_m, DISC_CORNERS)]]
    })
}

/// The band along a border.
fn band(atlas: &Atlas, zone: &Zone) -> Vec<Vec<Vec<LonLat>>> {
    let border = atlas
        .dossier
        .borders
        .iter()
        .find(|border| border.id == zone.along);
    let pair = border.map(|border| border.pair.map(|iso3| atlas.basemap.country(iso3)));
    let Some([Some(a), Some(b)]) = pair else {
        return Vec::new();
    };
    let arcs = atlas.basemap.border_between(a, b);
    let lines: Vec<&[LonLat]> = arcs.map(|arc| arc.points.as_slice()).collect();
    // One band: where two pieces of the border meet it must not be darker.
    buffer_all(&lines, zone.within_m)
}

//! Meridians and parallels.

use std::sync::Arc;

use super::{ViewContext, line};
use crate::earth::{Extent, LonLat, ShownExtent};
use crate::math;
use crate::scene::display::style::size;
use crate::scene::prepare::geometry::projected_lines;
use crate::scene::{Item, LineGeometry, Stroke};

/// Steps to choose from, degrees.
const STEPS_DEG: [f64; 14] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 10.0, 15.0, 30.0,
];
/// From this latitude on meridians have a step of their own: they run close together there.
const NARROW_FROM_DEG: f64 = 60.0;
/// Meridians that are no multiple of 30° end at this latitude, and of those only the multiples of 90°
/// reach the pole: there all of them would run into one blot.
const MOST_END_DEG: f64 = 80.0;
/// Latitude at which the other multiples of 30° end.
const SOME_END_DEG: f64 = 88.0;
/// Least distance between parallels, logical pixels.
const APART_PX: f64 = 110.0;
/// Length of a degree of latitude.
const DEGREE_M: f64 = 111_200.0;
/// Largest distance of a projected line from its curve, logical pixels.
const TOLERANCE_PX: f64 = 0.25;
/// Where any part of the earth may show, the lines are no closer than this.
const LEAST_OF_WORLD_DEG: f64 = 10.0;
/// A meridian or a parallel.
#[derive(Debug)]
pub(in crate::scene) struct GraticuleLine {
    /// A meridian, or else a parallel.
    pub(in crate::scene) meridian: bool,
    /// Its longitude or latitude.
    pub(in crate::scene) degrees: f64,
    pub(in crate::scene) pieces: Vec<Arc<LineGeometry>>,
}

/// What decides which lines there are: the steps of meridians and parallels in thousandths of a degree,
/// from where to where in steps, and the tolerance.
type Key = ([i64; 2], [i64; 4], i64);

/// Meridians and parallels, made for a view and kept while they serve.
#[derive(Debug, Default)]
pub(in crate::scene) struct Graticule {
    made_for: Option<Key>,
    pub(in crate::scene) lines: Vec<GraticuleLine>,
}

impl Graticule {
    /// The lines in view.
    pub(in crate::scene) fn items(&mut self, frame: &ViewContext<'_>) -> Vec<Item> {
        self.keep_up(frame);
        let stroke = Stroke::solid(frame.style.graticule, size::HAIRLINE);
        self.lines
            .iter()
            .flat_map(|graticule| &graticule.pieces)
            .filter(|piece| piece.bounds.intersects(&frame.seen))
            .map(|piece| line(piece, stroke))
            .collect()
    }

    fn keep_up(&mut self, frame: &ViewContext<'_>) {
        let Some((extent, least_deg)) = shown(frame) else {
            self.made_for = None;
            self.lines.clear();
            return;
        };
        let parallel_deg = step_deg(frame.camera.metres_per_px).max(least_deg);
        let meridian_deg = meridian_step_deg(frame.camera.metres_per_px, &extent).max(parallel_deg);
        let number = |degrees: f64, step_deg: f64| (degrees / step_deg).floor() as i64;
        let west = number(extent.west_deg, meridian_deg);
        let east = number(extent.west_deg + extent.width_deg(), meridian_deg) + 1;
        let south = number(extent.south_deg, parallel_deg);
        let north = number(extent.north_deg, parallel_deg) + 1;
        // A tolerance for every doubling of the scale is near enough.
        let doubling = math::log2(frame.camera.metres_per_px).floor() as i64;
        let key = (
            [meridian_deg, parallel_deg].map(|step_deg| (step_deg * 1000.0).round() as i64),
            [west, south, east, north],
            doubling,
        );
        if self.made_for == Some(key) {
            return;
        }
        let tolerance_m = TOLERANCE_PX * math::powi(2.0, doubling as i32);
        let lon_deg = |number: i64| number as f64 * meridian_deg;
        let lat_deg = |number: i64| number as f64 * parallel_deg;
        let south_deg = lat_deg(south).max(-90.0);
        let north_deg = lat_deg(north).min(90.0);
        let projection = &frame.atlas.projection;
        let pieces =
            |from: LonLat, to: LonLat| projected_lines(projection, &corners(from, to), tolerance_m);
        let whole_way = ((east - west) as f64 * meridian_deg / 360.0).floor() as i64;
        let last = if whole_way > 0 {
            west + (360.0 / meridian_deg) as i64 - 1
        } else {
            east
        };
        let around_pole = whole_way > 0 && is_polar(&extent);
        let meridians = (west..=last).map(|number| {
            let end_deg = if around_pole {
                end_deg(lon_deg(number))
            } else {
                90.0
            };
            let (south_deg, north_deg) = (south_deg.max(-end_deg), north_deg.min(end_deg));
            GraticuleLine {
                meridian: true,
                degrees: lon_deg(number),
                pieces: pieces(
                    LonLat::new(lon_deg(number), south_deg),
                    LonLat::new(lon_deg(number), north_deg.max(south_deg)),
                ),
            }
        });
        let east_deg = lon_deg(east).min(lon_deg(west) + 360.0);
        let parallels = (south..=north)
            .filter(|&number| lat_deg(number).abs() < 90.0)
            .map(|number| GraticuleLine {
                meridian: false,
                degrees: lat_deg(number),
                pieces: pieces(
                    LonLat::new(lon_deg(west), lat_deg(number)),
                    LonLat::new(east_deg, lat_deg(number)),
                ),
            });
        self.lines = meridians.chain(parallels).collect();
        self.made_for = Some(key);
    }
}

/// Places from one to the other, no more than 30° apart.
fn corners(from: LonLat, to: LonLat) -> Vec<LonLat> {
    let (dx, dy) = (to.lon_deg - from.lon_deg, to.lat_deg - from.lat_deg);
    let steps = (dx.abs().max(dy.abs()) / 30.0).ceil().max(1.0) as u32;
    let at = |step: u32| {
        let part = f64::from(step) / f64::from(steps);
        LonLat::new(from.lon_deg + part * dx, from.lat_deg + part * dy)
    };
    (0..=steps).map(at).collect()
}

/// The step that suits a scale.
fn step_deg(metres_per_px: f64) -> f64 {
    let fits = |step: &f64| step * DEGREE_M / metres_per_px >= APART_PX;
    STEPS_DEG.into_iter().find(fits).unwrap_or(30.0)
}

/// The step of meridians that suits a scale and the middle of an extent.
fn meridian_step_deg(metres_per_px: f64, extent: &Extent) -> f64 {
    let middle_deg = extent.center().lat_deg.abs();
    if middle_deg < NARROW_FROM_DEG {
        return step_deg(metres_per_px);
    }
    step_deg(metres_per_px / math::cos(middle_deg.to_radians()).max(f64::MIN_POSITIVE))
}

/// Whether an extent reaches one pole and not the other.
fn is_polar(extent: &Extent) -> bool {
    (extent.north_deg > SOME_END_DEG) != (extent.south_deg < -SOME_END_DEG)
}

/// The latitude at which a meridian of a map of a pole ends, north and south.
fn end_deg(lon_deg: f64) -> f64 {
    let is_multiple = |of_deg: f64| (lon_deg / of_deg).fract().abs() < 1e-9;
    if is_multiple(90.0) {
        90.0
    } else if is_multiple(30.0) {
        SOME_END_DEG
    } else {
        MOST_END_DEG
    }
}

/// The part of the earth that the view shows, and the least step between lines there; `None` where it shows
/// nothing.
fn shown(frame: &ViewContext<'_>) -> Option<(Extent, f64)> {
    let shown = ShownExtent::of(&frame.atlas.projection, &frame.camera)?;
    let least_deg = if shown.beyond_edge {
        LEAST_OF_WORLD_DEG
    } else {
        0.0
    };
    Some((shown.extent, least_deg))
}
